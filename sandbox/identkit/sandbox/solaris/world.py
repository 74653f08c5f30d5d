"""What both identification methods of the Solaris sandbox need: state changes with their webhooks, documents, the spec's test values."""

import struct
import zlib
from collections.abc import Mapping
from typing import Any

from attrs import define, field

from identkit.sandbox._engine.pdf import document
from identkit.sandbox._engine.provider import ProviderContext
from identkit.sandbox.solaris.notices import Notices
from identkit.sandbox.solaris.store import Identification, MobileNumber, Person, PersonDocument, Session, Store
from identkit.solaris.reasons import BANKIDENT_REASONS

_OVER = frozenset({"successful", "failed", "expired", "rejected"})


@define
class SolarisWorld:
    """One provider's state and what it can do with it."""

    context: ProviderContext
    store: Store
    notices: Notices
    static: Mapping[str, Any] = field(init=False)
    """Test values of the documents: mobile-number, sms-otp, ident-code, identical-persons."""
    ibans: Mapping[str, Mapping[str, Any]] = field(init=False)
    """How mocked IBANs are played."""
    attempts: int = field(init=False)
    updatable: frozenset[str] = field(init=False)
    """Properties that PATCH takes."""

    def __attrs_post_init__(self) -> None:
        document_of = self.context.spec.document
        schemas: Mapping[str, Mapping[str, Any]] = document_of["components"]["schemas"]
        self.static = document_of["x-sandbox"]
        self.ibans = schemas["BankidentTestIban"]["x-sandbox"]
        limits = schemas["IdentificationStatus"]["x-lifecycle"]["limits"]
        self.attempts = next(limit["count"] for limit in limits if limit["name"] == "Bankident attempts")
        self.updatable = frozenset(schemas["PersonUpdate"]["properties"])

    def timer(self, name: str) -> float:
        """A documented time of an identification, in seconds."""
        return self.context.spec.timer("IdentificationStatus", name)

    def new_id(self, suffix: str = "") -> str:
        """The next identifier: 32 hexadecimal digits and what tells its kind."""
        return f"{self.context.random.getrandbits(128):032x}{suffix}"

    def page(self, whose: Identification | Session) -> str:
        """A url for the customer."""
        key = self.context.token(24)
        self.store.pages[key] = whose
        return f"{self.context.origin}/customer/{key}"

    def reason(self, code: str) -> str:
        """The text of a Bankident error."""
        return BANKIDENT_REASONS.for_code(code).text

    def become(self, identification: Identification, status: str, reason: str | None = None) -> None:
        """A new status; everybody who subscribed hears of it."""
        identification.status, identification.failure_reason = status, reason
        if status in _OVER:
            identification.completed_at = self.context.clock.now() if status == "successful" else None
            if identification.timer is not None:
                identification.timer.cancel()
        self.announce(identification)

    def announce(self, identification: Identification) -> None:
        """The webhook IDENTIFICATION: at the creation and at each change."""
        self.context.trail(identification.id, identification.status)
        view = identification.view()
        fields = {name: view[name] for name in ("id", "reference", "url", "status", "completed_at", "method", "person_id")}
        if identification.method != "idnow":
            fields["url"] = None
        self.notices.tell("IDENTIFICATION", identification.id, fields)

    def end(self, session: Session, status: str) -> None:
        """The end of a session."""
        session.status = status
        self.context.trail(session.id, status)
        if session.timer is not None:
            session.timer.cancel()
        self.notices.tell("IDENTIFICATION_SESSION", session.id, {"id": session.id, "status": status, "person_id": session.person_id})

    def change(self, person: Person, changes: Mapping[str, Any]) -> None:
        """New data of a person. Parts of an address that are not named stay."""
        for name, value in changes.items():
            current: Any = person.data.get(name)
            match current, value:
                case {}, {}:
                    person.data[name] = {**current, **value}
                case {}, None:
                    person.data[name] = dict.fromkeys(current)
                case _:
                    person.data[name] = value
        self.notices.tell("PERSON_CHANGED", person.id, {})

    def give_number(self, person: Person, number: str) -> MobileNumber:
        """A mobile number, not verified."""
        person.number = MobileNumber(self.new_id("cmno"), number)
        self.notices.tell("PERSON_MOBILE_NUMBER_CREATED", person.id, {})
        return person.number

    def file(self, person: Person, identification: Identification, name: str, content_type: str, document_type: str) -> PersonDocument:
        """A document of an identification, made on the spot."""
        about = [document_type, f"Identification {identification.id}", f"Method: {identification.method}"]
        lines = [*about, "identkit sandbox: not Solaris, nothing here is real."]
        content = document(lines) if content_type == "application/pdf" else picture()
        result = PersonDocument(self.new_id("cdoc"), name, content_type, document_type, content, self.context.clock.now())
        person.documents[result.id] = result
        identification.documents.append(result.id)
        return result


def picture() -> bytes:
    """A PNG of 16 by 16 grey pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 16, 16, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x80" * 16) * 16)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
