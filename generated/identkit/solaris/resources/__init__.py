# Generated from specs/solaris (sha256 748082a8c8346c1856be691436339396cfb5ea7041d57377e3bffe986a05af12). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
