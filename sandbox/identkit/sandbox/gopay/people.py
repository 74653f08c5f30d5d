"""The persons of the GoPay sandbox and what their identifications look like."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from attrs import define, field, frozen

SCENARIOS: dict[str, tuple[str, tuple[str, ...]]] = {
    "identified": ("IDENTIFIED", ()),
    "pending": ("PENDING", ()),
    "partially identified": ("PARTIALLY_IDENTIFIED", ("WAITING_BANK_ACCOUNT",)),
    "not identified": ("NOT_IDENTIFIED", ()),
    "waiting for a document": ("NOT_IDENTIFIED", ("WAITING_IDENT_DOCUMENT",)),
    "waiting for an additional document": ("PENDING", ("WAITING_ADDITIONAL_DOCUMENT",)),
    "waiting for the address": ("PARTIALLY_IDENTIFIED", ("WAITING_ADDRESS",)),
    "identification expired": ("NOT_IDENTIFIED", ("EXPIRED_IDENTIFICATION",)),
    "document expired": ("PARTIALLY_IDENTIFIED", ("EXPIRED_IDENT_DOCUMENT",)),
    "bad picture": ("NOT_IDENTIFIED", ("DENIED_BAD_QUALITY_DOCUMENT",)),
    "face does not match": ("NOT_IDENTIFIED", ("DENIED_FACEMATCH",)),
    "fraud": ("NOT_IDENTIFIED", ("DENIED_FRAUD",)),
}
"""What the consent page offers: how the identification shall end."""

DAY = 24 * 60 * 60


@frozen
class ProfileStep:
    """A state of an identification and when it began, in seconds since 1970."""

    since: float
    state: str
    reasons: tuple[str, ...] = ()


@define
class Profile:
    """A person with a GoPay profile."""

    profile: int
    first_name: str = field(repr=False)
    last_name: str = field(repr=False)
    history: list[ProfileStep]

    @property
    def now(self) -> ProfileStep:
        """The present state."""
        return self.history[-1]

    def on(self, day: date) -> ProfileStep | None:
        """The state at the end of a day; None before the first."""
        end = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
        return next((step for step in reversed(self.history) if step.since < end.timestamp()), None)

    def status(self) -> dict[str, Any]:
        """The answer to the status call: data stand in it as far as the identification got."""
        step = self.now
        answer: dict[str, Any] = {"clientProfileId": self.profile, "state": step.state}
        if step.reasons:
            answer["reasons"] = list(step.reasons)
        if step.state != "NOT_IDENTIFIED" or step.reasons:
            dates = {"dateStarted": written(self.history[0].since), "dateLastChange": written(step.since)}
            answer |= dates | {"subjectType": "PERSON", "subjectData": self._subject()}
        if step.state in {"IDENTIFIED", "PARTIALLY_IDENTIFIED"}:
            answer["identificationData"] = self._data(step)
        return answer

    def _data(self, step: ProfileStep) -> dict[str, Any]:
        """The collected data, in the form of the document's samples: plural names, numbers without quotes, `{}` for no prefix."""
        receipt = {"ip": "192.0.2.39", "dateReceived": written(step.since - 600)}
        check = receipt | {"dateVerified": written(step.since)}
        account: dict[str, Any] = {
            "country": "CZE",
            "prefix": {},
            "accountNumber": 2174251001,
            "bankCode": 300,
            "iban": "CZ6003000000002174251001",
            "bic": "CEKOCZPP",
        }
        place = {"street": "Vinohradská", "streetNumber": 22, "postalCode": 11000, "city": "Praha", "country": "CZE"}
        over = "EXPIRED_IDENT_DOCUMENT" in step.reasons
        document = {"documentNumber": 123456, "state": "EXPIRED" if over else "VERIFIED", "source": "UPLOAD", "documentType": "ID_CARD"}
        document |= {"expiryDate": written(step.since + (-DAY if over else 1000 * DAY)), "nationalCountry": "CZE"}
        parts: dict[str, Any] = {
            "bankAccounts": [] if "WAITING_BANK_ACCOUNT" in step.reasons else [{"state": "VERIFIED"} | account | check],
            "addresses": [] if "WAITING_ADDRESS" in step.reasons else [{"state": "VERIFIED"} | place | check],
            "additionalDocuments": [{"documentType": "BANK_STATEMENT", "source": "UPLOAD"} | check],
        }
        face = {"verified": True, "source": "WEBCAM"} | receipt
        return {"persons": [self._subject() | {"faceMatch": face, "identDocuments": [document | check]} | parts]} | parts

    def _subject(self) -> dict[str, Any]:
        name = {"firstName": self.first_name, "lastName": self.last_name}
        return name | {"dateOfBirth": "1990-06-12", "birthNumber": "900612/0001", "sex": "MALE", "nationality": "CZE"}


def written(moment: float) -> str:
    """A moment as GoPay writes it: no zone, milliseconds after a point."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M:%S.") + f"{int(moment * 1000) % 1000:03d}"
