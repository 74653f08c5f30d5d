# Generated from specs/solaris (sha256 57850028304886e709dd83db10c2498df601ffe3c9a1a757b2d8db1e8a954832). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
