"""A person's consent by OAuth 2.0 authorization code: the page to send them to, the way back, and revocation.

Both classes take the client's core, as resources do.
"""
