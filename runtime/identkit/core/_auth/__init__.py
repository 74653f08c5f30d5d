"""What every authentication scheme needs: its context, conversations with a token endpoint, one flight for many callers."""
