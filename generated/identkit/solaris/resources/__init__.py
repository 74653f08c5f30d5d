# Generated from specs/solaris (sha256 eb9c2e5702fc68423265c2114222326a414a1d59527b3a4adbe819ddd1139143). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
