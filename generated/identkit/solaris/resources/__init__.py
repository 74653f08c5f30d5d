# Generated from specs/solaris (sha256 b7dee0c74fdb3111dc9c182ce547bd976284aceba908bec71dfa169a71e3cb89). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
