# Generated from specs/sandbox_control.yaml (sha256 13f1a2fe23eac70f9184909e29cfd22af919b873acefc5d05b51320460c32577). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
