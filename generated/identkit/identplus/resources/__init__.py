# Generated from specs/identplus.yaml (sha256 a9073ffde1fca5c750ffaea81e8aafa335c0a2e7df92d6dfe12bba1d1538cba3). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
