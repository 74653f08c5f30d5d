# Generated from specs/sandbox_control.yaml (sha256 090590ab13b8d7ee887769531ea11071e87198efea3a951459335b68fb756c5a). Do not edit: change the spec, then `make generate`.
"""The operations, resource by resource."""
