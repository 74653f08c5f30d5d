# Generated from specs/gopay.yaml (sha256 8072d4ad4cf5a7a499e8995523fb834d0672b498e0fc191d1983e77b5f635b25). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
