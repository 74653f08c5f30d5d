# Generated from specs/solaris (sha256 7cea8b808518297608adf7d63be4ad6a722770b889f09680d5537aa48c27a693). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
