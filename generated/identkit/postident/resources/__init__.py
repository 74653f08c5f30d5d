# Generated from specs/postident.yaml (sha256 89ad02b1ad417ccaed867927f3f27b4ea24158b5e93bffda917239ef2e63a86d). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
