# Generated from specs/solaris (sha256 2b2ccf2ac6840ff1857d8ebf63dfd125a6b3fed156f855c082267606354d9485). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
