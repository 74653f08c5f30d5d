# Generated from specs/postident.yaml (sha256 cd1f4541a6ffba89649e1bc1df3e6983c8c6d40c0ea533d2e32191a126904ef4). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
