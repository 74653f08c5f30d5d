# Generated from specs/solaris (sha256 7bce6f41f48c1b74fcbe09c0766908d40d88696ecf27d203b508d8cfb68fff0f). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
