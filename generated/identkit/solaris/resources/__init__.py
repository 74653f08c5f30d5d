# Generated from specs/solaris (sha256 111d48790210b5020b49506cc89876e442d39015e6b3b4d0f9d4c3b0facf3bac). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
