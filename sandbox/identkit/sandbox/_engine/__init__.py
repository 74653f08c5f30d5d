"""What every provider of the sandbox stands on. Nothing here knows any of them."""
