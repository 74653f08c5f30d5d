# Generated from specs/postident.yaml (sha256 c1d1fdbbc725783e1da8480c721323a1db4557216ae2e67c0bfefd25d1f14aec). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
