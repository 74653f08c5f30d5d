"""What no OpenAPI document can say about GoPay: what its statuses mean."""
