"""What every authentication scheme needs: what it is told and has to do, talking to a token endpoint, one flight for many callers."""
