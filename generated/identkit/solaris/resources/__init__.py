# Generated from specs/solaris (sha256 cda0e4e1ccdc7fcbb00639add77f6ee400620bdf6163232183b502223a8ff5bf). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
