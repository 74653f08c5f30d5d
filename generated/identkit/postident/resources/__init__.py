# Generated from specs/postident.yaml (sha256 20f167e0a09af466d4e76d1ec22832c4e3f6b49752cf183e331c668d5e8a4b02). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
