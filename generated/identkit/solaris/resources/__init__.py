# Generated from specs/solaris (sha256 d6cf7142e33bb50ae2e92aa7db0908624ef47e53f4d1bb78a6f9b7dacfd112f6). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
