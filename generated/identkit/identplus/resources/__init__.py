# Generated from specs/identplus.yaml (sha256 cf5179f34360492466e5af34d71c7ba1e1022a2120e0e71058163a0452a0c4ba). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
