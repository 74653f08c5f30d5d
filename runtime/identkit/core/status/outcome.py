"""One vocabulary for the status of an identification, whatever the provider."""

from enum import StrEnum

from attrs import frozen

from identkit.core._received.reasons import Reason


class Outcome(StrEnum):
    """What a status means for the business case."""

    CREATED = "created"  # exists, nobody has begun
    PENDING = "pending"  # the user or the provider has to act
    IN_REVIEW = "in_review"  # the user is done, no decision yet
    PROVISIONAL = "provisional"  # positive, may still be revoked
    VERIFIED = "verified"  # final, positive
    RETRY = "retry"  # this attempt is over, the user may try again
    REJECTED = "rejected"  # final, negative
    EXPIRED = "expired"  # final, nobody decided
    UNRECOGNISED = "unrecognised"  # a value we do not know: hold the case and tell a person

    @property
    def final(self) -> bool:
        """Whether the provider is not going to change it any more. Never true for UNRECOGNISED."""
        return self in _FINAL


_FINAL = frozenset({Outcome.VERIFIED, Outcome.REJECTED, Outcome.EXPIRED})


@frozen
class Assessment:
    """The verdict on one object of a provider."""

    provider: str
    status: str
    """The provider's own word, as it arrived; "" when the object has none."""
    outcome: Outcome
    may_serve: bool = False
    """Whether the customer may be served: VERIFIED, and PROVISIONAL only where the provider's document says so."""
    reasons: tuple[Reason, ...] = ()

    @property
    def final(self) -> bool:
        """Whether the provider is not going to change it any more."""
        return self.outcome.final
