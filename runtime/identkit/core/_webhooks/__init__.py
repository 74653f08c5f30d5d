"""Webhook deliveries: verified, decoded, told apart."""
