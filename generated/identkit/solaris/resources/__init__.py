# Generated from specs/solaris (sha256 a8f071c490bcd342403556a9c5564981dc9aa751014a9cd9f563f60272d3d91f). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
