# Generated from specs/identplus.yaml (sha256 a659546ffa773cff601330d4a31dcf821edfc9caf91dead065ede04a1ccfc43d). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
