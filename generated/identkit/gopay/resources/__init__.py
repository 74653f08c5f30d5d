# Generated from specs/gopay.yaml (sha256 8e7072f8e222e4cb903bfd3c75d6a0364e8a00f4570b453aa9ad6ce6c1eef03e). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
