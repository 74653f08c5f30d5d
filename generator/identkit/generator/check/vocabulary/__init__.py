"""The vocabulary: every `x-` keyword that a spec may hold, each declared once.

A declaration says where a keyword may stand, what it holds, what it means and who reads it. The checks (`check.extensions`), the table in
`specs/README.md` (`write.handbook`) and the kinds that lowering knows come from here.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from identkit.generator.check.vocabulary.calls import CALLS
from identkit.generator.check.vocabulary.clients import CLIENTS
from identkit.generator.check.vocabulary.facts import FACTS
from identkit.generator.check.vocabulary.keyword import Keyword
from identkit.generator.check.vocabulary.values import VALUES

__all__ = ["KEYWORDS", "Keyword"]

KEYWORDS: Final[Mapping[str, Keyword]] = MappingProxyType({each.name: each for each in (*FACTS, *CALLS, *VALUES, *CLIENTS)})
