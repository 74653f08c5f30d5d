# Generated from specs/postident.yaml (sha256 70d5eb0d9b389789a0eac061f9c399c03cabd026c2604ad0b455d337d187533b). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
