# Generated from specs/postident.yaml (sha256 7ed9ed59139752dc007a43f52a217ae20b35856014fa493180afc5d57296dd97). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
