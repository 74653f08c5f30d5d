# Generated from specs/gopay.yaml (sha256 32e82b15be5624d1ce4fe9a286f4580e179402d568e112c5d2f52b78ffa4c5c1). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
