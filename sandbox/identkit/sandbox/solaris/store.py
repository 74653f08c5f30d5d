"""What the Solaris sandbox remembers."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from attrs import define, field

from identkit.sandbox._engine.clock import Timer


@define
class PersonDocument:
    """A document of a person, with its bytes."""

    id: str
    name: str
    content_type: str
    document_type: str
    content: bytes = field(repr=False)
    created_at: float
    deleted_at: float | None = None

    def metadata(self) -> dict[str, Any]:
        """As answered by documents.get."""
        return {
            "id": self.id,
            "name": self.name,
            "content_type": self.content_type,
            "document_type": self.document_type,
            "size": len(self.content),
            "customer_accessible": False,
            "created_at": written(self.created_at),
            "deleted_at": written(self.deleted_at),
        }


@define
class Identification:
    """One attempt to identify a person."""

    id: str
    person_id: str
    method: str
    order: Mapping[str, Any]
    """The body of its creation."""
    status: str = "created"
    reference: str | None = None
    url: str | None = None
    failure_reason: str | None = None
    completed_at: float | None = None
    authorization_expires_at: float | None = None
    confirmation_expires_at: float | None = None
    reference_token: str | None = None
    waiting_time: int | None = None
    url_until: float = 0.0
    """When the url ends to serve."""
    tan: str = field(default="", repr=False)
    """The one-time password of the last SMS; earlier ones are invalid."""
    attempt: int = 0
    """Counts authorizations."""
    documents: list[str] = field(factory=list[str])
    timer: Timer | None = None
    """Ends the present status when nobody acts."""

    def view(self) -> dict[str, Any]:
        """As answered, without address and documents."""
        return {
            "id": self.id,
            "reference": self.reference,
            "url": self.url,
            "status": self.status,
            "completed_at": written(self.completed_at),
            "method": self.method,
            "proof_of_address_type": self.order.get("proof_of_address_type"),
            "proof_of_address_issued_at": self.order.get("proof_of_address_issued_at"),
            "language": self.order.get("language"),
            "person_id": self.person_id,
            "iban": self.order.get("iban"),
            "failure_reason": self.failure_reason,
            "terms_and_conditions_signed_at": self.order.get("terms_and_conditions_signed_at"),
            "authorization_expires_at": written(self.authorization_expires_at),
            "confirmation_expires_at": written(self.confirmation_expires_at),
            "estimated_waiting_time": self.waiting_time,
            "current_reference_token": self.reference_token,
        }


@define
class Session:
    """An identification session: the webview."""

    id: str
    person_id: str
    url: str
    callback_url: str
    methods: tuple[str, ...]
    status: str = "created"
    timer: Timer | None = None
    last_error: str = ""
    """The code of the error that the customer was shown last."""

    def view(self) -> dict[str, Any]:
        """As answered."""
        return {
            "callback_url": self.callback_url,
            "status": self.status,
            "id": self.id,
            "url": self.url,
            "identification_methods": list(self.methods),
        }


@define
class MobileNumber:
    """The mobile number of a person."""

    id: str
    number: str = field(repr=False)
    verified: bool = False
    tan: str = field(default="", repr=False)

    def view(self) -> dict[str, Any]:
        """As answered."""
        return {"id": self.id, "number": self.number, "verified": self.verified}


@define
class Person:
    """A person and everything that belongs to it."""

    id: str
    data: dict[str, Any] = field(repr=False)
    number: MobileNumber | None = None
    identifications: dict[str, Identification] = field(factory=dict[str, Identification])
    sessions: dict[str, Session] = field(factory=dict[str, Session])
    documents: dict[str, PersonDocument] = field(factory=dict[str, PersonDocument])


@define
class Subscription:
    """A webhook subscription."""

    id: str
    event_type: str
    url: str
    secret: str = field(repr=False)

    def view(self) -> dict[str, Any]:
        """As answered."""
        return {"id": self.id, "event_type": self.event_type, "url": self.url, "secret": self.secret}


@define
class Store:
    """Everything there is."""

    persons: dict[str, Person] = field(factory=dict[str, Person])
    subscriptions: dict[str, Subscription] = field(factory=dict[str, Subscription])
    changes: dict[str, tuple[str, dict[str, Any]]] = field(factory=dict[str, "tuple[str, dict[str, Any]]"])
    """Change request -> person and what shall change."""
    failures: dict[str, list[str]] = field(factory=dict[str, list[str]], repr=False)
    """IBAN, mobile number, or first and last name -> IBANs of failed attempts to create an identification, whoever made them."""
    tokens: dict[str, float] = field(factory=dict[str, float])
    """Access token -> end."""
    pages: dict[str, "Identification | Session"] = field(factory=dict[str, "Identification | Session"])
    """Last part of a customer's url -> what is completed there."""


def written(moment: float | None) -> str | None:
    """A moment as Solaris writes it: UTC, milliseconds."""
    if moment is None:
        return None
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{int(moment * 1000) % 1000:03d}Z"
