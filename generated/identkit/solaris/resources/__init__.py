# Generated from specs/solaris (sha256 36a793fc6a516eae04e615b1742e1555ff8e4db3af486de2b7b31a15de9d5093). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
