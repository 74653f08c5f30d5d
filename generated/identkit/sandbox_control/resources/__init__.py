# Generated from specs/sandbox_control.yaml (sha256 cd5a461c7c2bb516b9cfb8ef82e05d61edf9c7c55ef2aea659718ef584b5d3cf). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
