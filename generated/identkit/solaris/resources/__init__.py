# Generated from specs/solaris (sha256 70fbc2dbdcc9ff497806da04593bb6999480f57ae24d54aaa711c27994abe747). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
