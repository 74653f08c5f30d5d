# Generated from specs/solaris (sha256 03cb177070ebb0cd2f278b79c4ca3061d6836c7017d160d509e9e01f27f2991b). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
