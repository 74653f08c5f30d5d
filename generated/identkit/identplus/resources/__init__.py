# Generated from specs/identplus.yaml (sha256 04abf6fabadbec4c681c3f1d62fa2208042e43698817e723436a1a8a7eac998d). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
