# Generated from specs/identplus.yaml (sha256 2993da5cf9fae28e111a73eb1da1a49d12ca28c017ba30314953a4b1926b745c). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
