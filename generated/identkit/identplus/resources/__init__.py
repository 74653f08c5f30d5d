# Generated from specs/identplus.yaml (sha256 295452403d22fc71a94248db32d4ffa58bd4e424f8cae4743dc989504d53f686). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
