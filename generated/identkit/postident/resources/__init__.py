# Generated from specs/postident.yaml (sha256 707ecfec7bb1e861aad88d1fb73fbf0c58bcc9f8e54e59cea1378cfe02d31676). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
