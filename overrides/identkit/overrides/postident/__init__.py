"""What no OpenAPI document can say about POSTIDENT: how its results are encrypted, and what its statuses mean."""
