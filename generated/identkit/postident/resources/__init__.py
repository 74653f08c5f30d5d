# Generated from specs/postident.yaml (sha256 494f2c54a0b5ec2be962a245200acb05e4166f5035ef64a5a2f78a231985bfdc). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
