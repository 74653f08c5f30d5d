"""What no OpenAPI document can say about IDENTPLUS: what its statuses mean."""
