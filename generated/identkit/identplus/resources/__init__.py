# Generated from specs/identplus.yaml (sha256 d8b8178671441810381606839098ef5f7802c46b8d591830582b4844454204a8). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
