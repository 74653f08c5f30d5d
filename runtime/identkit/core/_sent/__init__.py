"""What is sent: a caller's values checked and turned into a request."""
