"""Which media type an answer is asked for in."""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from identkit.core._calling.description import Operation
from identkit.core._errors import RequestInvalid

T = TypeVar("T")

ACCEPT: Final = "(accept)"  # what the choice goes by among the parameters


def chosen(operation: Operation[T], params: Mapping[str, Any]) -> Operation[T]:
    """The operation as it is with the media type that the caller chose. Raises RequestInvalid for one that the document does not have."""
    choice = params.get(ACCEPT)
    if choice is None or choice is UNSET:
        return operation
    for offer in operation.offers:
        if offer.media_type == choice:
            return replace(operation, accept=offer.media_type, returns=offer.type, answers=offer.answers, offers=())
    raise RequestInvalid(operation.name, {operation.aliases.get(ACCEPT, "accept"): ["is not one of the document's"]})
