# Generated from specs/postident.yaml (sha256 61587537d56dca09a8ca98456a6cba2885f60b759ad2b48e88dbfe6d97eb77ed). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
