# Generated from specs/gopay.yaml (sha256 a43b2e3be285c6d9827144efdf1228f9c746c4c76b08da91a692460dda2eba28). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
