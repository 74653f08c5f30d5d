# Generated from specs/solaris (sha256 519b004dc4d3cdbca639b93f9090ef0d81f9f90a62ad4f934c064bb8a2f7aa1c). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
