# Generated from specs/identplus.yaml (sha256 775cd89b1f6c775aa57c262afcf8902fac2319238bbc7f8f574ca7894bbb508c). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
