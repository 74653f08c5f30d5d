# Generated from specs/solaris (sha256 7e2da096814369916e9d69be5ea2eba4db40ab2ab1f0db0aae2acacc76678965). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
