# Generated from specs/solaris (sha256 c6e647ec41f0f46b688e7197b9c71edc201fb0753d160d66359cb961de26f3ee). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
