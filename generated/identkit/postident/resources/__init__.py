# Generated from specs/postident.yaml (sha256 4b7fa8b659f2953d4e612e32ce62570ec5f845a33d2b58b87bfe110954559d46). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
