"""Files to one document, with the place of every value."""
