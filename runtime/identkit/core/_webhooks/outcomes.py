"""What became of deliveries, for whoever counts them. Nothing here holds a body, a header or a personal value."""

import logging
from collections.abc import Callable
from typing import Literal, TypeAlias

import msgspec

from identkit.core._webhooks.deliveries import Event, Ping, RawEvent

_logger = logging.getLogger("identkit.webhooks")


class DeliveryInfo(msgspec.Struct, frozen=True):
    """What became of a delivery.

    `outcome` is "accepted"; "duplicate", a repetition; "rejected", it was not proven, could not be read or was refused by `accept`; or
    "failed", something went wrong here, and it will come again. When the work on an accepted delivery fails, a "failed" without
    `status_code` follows. `api` is the package's name; None unless the delivery was proven. `event_type` is that
    of an event which the document knows, else None.
    """

    outcome: Literal["accepted", "rejected", "duplicate", "failed"]
    status_code: int | None = None
    api: str | None = None
    event_type: str | None = None


OnDelivery: TypeAlias = Callable[[DeliveryInfo], object]
"""Told what became of each delivery; must not block. What it raises is logged and changes no answer."""


def told_of(
    outcome: Literal["accepted", "rejected", "duplicate", "failed"], status: int | None, event: Event | None = None
) -> DeliveryInfo:
    """What is told of a delivery, whose event is only passed when it is proven."""
    delivery = event.delivery if event is not None else None
    if delivery is None:
        return DeliveryInfo(outcome, status)
    certain = not isinstance(event, RawEvent) or isinstance(event, Ping)  # else a sender could make up names
    return DeliveryInfo(outcome, status, delivery.provider, delivery.event_type if certain else None)


def tell(on_delivery: OnDelivery | None, info: DeliveryInfo) -> None:
    """Tell it. Raises nothing."""
    if on_delivery is None:
        return
    try:
        on_delivery(info)
    except Exception as error:  # noqa: BLE001 # counting must not cost an answer or a place
        _logger.error("on_delivery failed: %s", type(error).__name__)  # the traceback would hold the frames
