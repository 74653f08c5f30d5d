# Generated from specs/solaris (sha256 411d23528806412d8bbddc8b270b10aafbd90c902cd3f8e726e2e25688134b25). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
