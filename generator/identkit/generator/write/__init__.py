"""From the IR to text: printed, formatted, published."""
