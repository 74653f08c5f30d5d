# Generated from specs/gopay.yaml (sha256 83d801acbfbc401de29fb2d7fa0e1e9a657c9a4009f770744d050f5d481657cf). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
