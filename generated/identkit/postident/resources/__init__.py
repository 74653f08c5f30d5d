# Generated from specs/postident.yaml (sha256 42e3b4d19fdf33d599b4a9d595c846e6c9bfb7fcd0df8ed0ec67d27ab2ffc1a4). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
