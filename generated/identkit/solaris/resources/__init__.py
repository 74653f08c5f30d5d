# Generated from specs/solaris (sha256 dc7a6a0d8a0dff4453ed62b8aca774cc1d5ebb7230c2d491ec464532b7bdde6c). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
