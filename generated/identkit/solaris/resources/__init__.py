# Generated from specs/solaris (sha256 d17bcdf53c0f5f9a1025b7c4e32e6e17f74a1654840499e6d9c1f2299aed6fc6). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
