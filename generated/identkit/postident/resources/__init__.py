# Generated from specs/postident.yaml (sha256 44423707e110b856b963adb73164205efd23dca59d6b63a48d735774a15009be). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
