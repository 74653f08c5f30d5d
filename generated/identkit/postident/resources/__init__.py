# Generated from specs/postident.yaml (sha256 0fd1d0dedb0fade831ef02eddfed960ce6b1c897dabcc68ed681d237697ca859). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
