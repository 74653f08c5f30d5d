"""What no OpenAPI document can say about GoPay: its consents' words, and what its statuses mean."""

from typing import TYPE_CHECKING

from identkit.core._overrides import Overrides

if TYPE_CHECKING:
    from identkit.core.status.table import StatusRules

__all__ = ["OVERRIDES"]


def _status() -> "StatusRules":
    from identkit.overrides.gopay import status

    return status


OVERRIDES = Overrides(status=_status)
