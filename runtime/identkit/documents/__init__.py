"""The specs as documentation: read what a provider's bundled document says, explain a code, compare two editions.

`identkit.documents.explain` and `identkit.documents.diff` are commands as well: `python -m identkit.documents.explain acme 110`.
"""
