"""What no OpenAPI document can say about Solaris: what its statuses mean."""
