"""What comes back: bodies read under a limit, decoded, or turned into errors."""
