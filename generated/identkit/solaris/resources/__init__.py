# Generated from specs/solaris (sha256 54dabfac327e7156a3b36341030e6b1d271451af03a4fc9666f66a887262cdbb). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
