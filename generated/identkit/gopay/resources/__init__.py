# Generated from specs/gopay.yaml (sha256 c80b7cf536fdaa5bebebc2825eec0119d03cd2df7f31a8e5a6e9dc14b6cb85b7). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
