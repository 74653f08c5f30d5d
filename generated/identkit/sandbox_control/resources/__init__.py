# Generated from specs/sandbox_control.yaml (sha256 1301d58c6558fa32d937f931b8df3949a7e110ce2974e80677d65c607b182e53). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
