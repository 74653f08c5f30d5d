# Generated from specs/sandbox_control.yaml (sha256 0950a097221c1a4141077b22801a2ec0c9d304d046cb7f0ea2e5cc6df790f75a). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
