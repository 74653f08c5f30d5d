# Generated from specs/postident.yaml (sha256 3f49fd806ad0984e1ae28296feb7ec5da630cf3cad1866c4871ab8d23ac5b18a). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
