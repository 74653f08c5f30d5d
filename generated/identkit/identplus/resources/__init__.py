# Generated from specs/identplus.yaml (sha256 5741f3f5ffd9eef055d3d3fe0026c5e953c60cd8a61826f6c709265675b7c074). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
