# Generated from specs/identplus.yaml (sha256 eb27e7e7adda42b6e239cc33b8ae29774eeffd6aa08512b260381a4487e93418). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
