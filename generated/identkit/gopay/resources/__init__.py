# Generated from specs/gopay.yaml (sha256 5565067db810476f7589a68b7b93d993321890bdc06c5ec865c5f8b8803fbbae). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
