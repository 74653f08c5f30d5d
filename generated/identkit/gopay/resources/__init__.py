# Generated from specs/gopay.yaml (sha256 0052d4455cfe525b3ea5dd5595214f587913ea6ccde98b574a3eb8a0e0e2ff69). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
