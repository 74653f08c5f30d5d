# Generated from specs/postident.yaml (sha256 c3db818b71ad8530f763313ab5736bd11c9baf5d7359a6dc3f503808a17a4a7d). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
