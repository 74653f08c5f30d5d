# Generated from specs/gopay.yaml (sha256 8185c0ab37ad37d9b0710bd36346aabaeecfbb31490cfff51840ee9d8a75845a). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
