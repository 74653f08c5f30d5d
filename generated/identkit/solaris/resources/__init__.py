# Generated from specs/solaris (sha256 ebe60c306b763432ad598e895b5bed76c2e6d18ba0df99c6d1fc23adddb3d21f). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
