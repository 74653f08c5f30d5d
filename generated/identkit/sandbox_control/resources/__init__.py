# Generated from specs/sandbox_control.yaml (sha256 6f44aecc2b6021fafbf4712fa514860bf897a38d933547370c26f5b60f41dde5). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
