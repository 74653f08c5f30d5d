"""One vocabulary for the status of an identification, whatever the provider."""

from enum import StrEnum

from identkit.core._received.reasons import Reason
from identkit.core._received.states import Actor
from identkit.core._types import Portable

__all__ = ["Assessment", "Outcome"]


class Outcome(StrEnum):
    """What a status means for the business case. Whether it can still change is a fact of its own: `Assessment.final`."""

    CREATED = "created"  # exists, nobody has begun
    PENDING = "pending"  # the user or the provider has to act
    IN_REVIEW = "in_review"  # the user is done, no decision yet
    PROVISIONAL = "provisional"  # positive, may still be revoked
    VERIFIED = "verified"  # positive
    RETRY = "retry"  # nobody decided against the person, and another attempt is sensible
    REJECTED = "rejected"  # decided against
    EXPIRED = "expired"  # its time is over, nobody decided
    UNRECOGNISED = "unrecognised"  # a value we do not know, or a contradiction: hold it and tell a person


class Assessment(Portable, frozen=True):
    """The verdict on one object of a provider.

    `outcome` is our reading. `final`, `next`, `may_restart` and `may_serve` are what the provider's document says of this status.
    """

    provider: str
    status: str
    """The provider's own word, as it arrived; "" when the object has none."""
    outcome: Outcome
    final: bool = False
    """The provider will not change this status any more: stop asking. Never true for a status that we do not know; true for an
    UNRECOGNISED one where the document says so of the status, and only its reason is unknown or contradicts it."""
    next: Actor = "partner"
    """Who has to act: "user", "provider", "partner" (you), or "nobody"."""
    may_restart: bool = False
    """The user may try again on the same object; otherwise another attempt needs a new one."""
    may_serve: bool = False
    """The customer may be served: the outcome is positive, and the document says so for exactly this method."""
    reasons: tuple[Reason, ...] = ()
    text: str = ""
    """The document's own words for this status, where they depend on method and reason; "" where it has none."""
