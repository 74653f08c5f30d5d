# Generated from specs/identplus.yaml (sha256 77e75830e16fd6f192ffee3baedc26aa1e4bd0ca587cf1943076f8a08d9043be). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
