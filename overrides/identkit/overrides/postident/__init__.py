"""What no OpenAPI document can say about POSTIDENT: how its results are encrypted, and what its statuses mean."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from identkit.core._overrides import Overrides

if TYPE_CHECKING:
    from identkit.core._received.codecs import Codec
    from identkit.core.status.table import StatusRules

__all__ = ["OVERRIDES"]


def _jwe(settings: Mapping[str, object]) -> "Codec | None":
    if settings.get("private_key") is None:
        return None
    from identkit.overrides.postident import jwe  # and with it its cryptography library: only where there is a key

    return jwe.postident(settings)


def _status() -> "StatusRules":
    from identkit.overrides.postident import status

    return status


OVERRIDES = Overrides(codecs={"jwe": _jwe}, status=_status)
