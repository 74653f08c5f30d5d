# Generated from specs/gopay.yaml (sha256 09028ed565cf525032b470fe4581983e87b904217dc3dee048bb20ffbeee939e). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
