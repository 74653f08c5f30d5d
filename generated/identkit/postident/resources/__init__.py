# Generated from specs/postident.yaml (sha256 50dfff60ce95327c084754be9fceca554c08efa297039bd6d15e25e3730359b1). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
