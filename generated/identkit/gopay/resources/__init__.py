# Generated from specs/gopay.yaml (sha256 f19b9859f8e6664bf5b423b49a75fca8ad4f81ec91c0bd26aebbe021fe488376). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
