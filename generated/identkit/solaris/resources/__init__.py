# Generated from specs/solaris (sha256 32bde86a413b0f3b52972d993bf6f2953182c3a207bd189ecbd512a3a59f752c). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
