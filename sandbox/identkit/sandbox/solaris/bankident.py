"""Bankident in the Solaris sandbox: mocked IBANs, the cent transfer, the signature, and their timeouts."""

from collections.abc import Mapping
from typing import Any

from attrs import define

from identkit.sandbox.solaris.problems import Refusal, mismatch
from identkit.sandbox.solaris.store import Identification, Person
from identkit.sandbox.solaris.world import SolarisWorld

SIGNING = 5.0  # how long the documents take to be signed; ours

# The guide lists the happy path's data and says that "some of the required data" may be missing, not which; these are assumed.
REQUIRED = ("first_name", "last_name", "birth_date")
REQUIRED_ADDRESS = ("line_1", "postal_code", "city", "country")
_SIGNING = frozenset({"authorization_required", "confirmation_required"})


@define
class Bankident:
    """The provider of Bankident identifications."""

    world: SolarisWorld

    def missing_data(self, person: Person) -> list[str]:
        """What the person lacks."""
        address: Mapping[str, Any] = person.data["address"]
        lacks = [name for name in REQUIRED if not person.data.get(name)]
        return lacks + [f"address.{name}" for name in REQUIRED_ADDRESS if not address.get(name)]

    def check(self, person: Person, iban: str) -> None:
        """What Solaris and SCHUFA check before an identification exists. Raises Refusal."""
        if person.number is None or not person.number.verified:
            raise Refusal(412, "MOBILE_NUMBER_NOT_VERIFIED", "The customer does not have a verified mobile number.")
        lacks = self.missing_data(person)
        if lacks:
            raise Refusal(412, "PERSON_MISSING_REQUIRED_DATA", f"Missing: {', '.join(lacks)}.")
        if any(each.method == "bank" and each.status == "successful" for each in person.identifications.values()):
            raise Refusal(422, "ALREADY_IDENTIFIED_SUCCESSFULLY", "The customer has been successfully identified.")
        # Documented: "the mobile number or the combination of first_name and last_name reached the limit"; 20 different IBANs (FAQ).
        failures = self.world.store.failures
        subject = (person.number.number, f"{person.data['first_name']} {person.data['last_name']}")
        if any(len(set(failures.get(key, ()))) >= self.world.attempts for key in subject):
            raise Refusal(412, "IDENTIFICATION_ATTEMPTS_EXCEEDED", "The limit of failed attempts is reached.")
        if len(failures.get(iban, ())) >= self.world.attempts:  # the limit for an IBAN is not documented; the same is assumed
            raise Refusal(412, "IBAN_USAGE_LIMIT_EXCEEDED", "The limit of failed attempts for this IBAN is reached.")
        if not iban.startswith("DE"):  # documented: German IBANs only; the error is not, this one is assumed
            raise Refusal(400, "invalid_iban", "The IBAN is not supported", "iban")
        mock = self.world.ibans.get(iban)
        code = mock.get("code", "") if mock is not None else "PERSON_ACCOUNT_MATCH_NOT_FOUND"  # nobody owns any other account
        if mock is None or mock.get("http_status") == 412:
            for key in (*subject, iban):
                failures.setdefault(key, []).append(iban)
            raise Refusal(412, code, self.world.reason(code))

    def created(self, identification: Identification) -> None:
        """It expires after 30 days, whatever happens until then."""
        self.world.context.later(self.world.timer("Bankident expiry"), lambda: self._expire(identification))

    def request(self, identification: Identification) -> None:
        """Begin: the customer has to make the transfer."""
        if identification.status != "created":
            raise mismatch(identification.status, "created")
        identification.url = self.world.page(identification)
        self.world.become(identification, "pending")
        identification.timer = self.world.context.later(
            self.world.timer("payment initiation"), lambda: self._fail(identification, "account_snapshot_expired")
        )

    def transfer(self, person: Person, identification: Identification) -> None:
        """The customer logs in at the bank and confirms the transfer."""
        if identification.status != "pending":
            raise mismatch(identification.status, "pending")
        mock = self.world.ibans.get(identification.order.get("iban", ""), {})
        if "failure_reason" in mock:
            self._fail(identification, mock["failure_reason"])
            return
        name = f"{identification.id}_prepared_for_signing_kyc_report.pdf"
        self.world.file(person, identification, name, "application/pdf", "QES_DOCUMENT")
        identification.authorization_expires_at = self.world.context.clock.now() + self.world.timer("QES one-time password")
        self.world.become(identification, "authorization_required")
        self._give_up_at(identification, identification.authorization_expires_at)

    def authorize(self, identification: Identification) -> None:
        """Send an SMS. The one-time password of the SMS before is no longer valid."""
        if identification.status not in _SIGNING:
            raise mismatch(identification.status, "authorization_required")
        identification.attempt += 1
        # The first one is the static value of the guide; the others are in `sandbox.solaris.tan(...)`.
        first = identification.attempt == 1
        identification.tan = self.world.static["sms-otp"] if first else self._another_tan(identification.tan)
        token = self.world.context.token
        identification.reference_token = "1234-5678" if first else f"{token(4, '0123456789')}-{token(4, '0123456789')}"
        identification.confirmation_expires_at = self.world.context.clock.now() + self.world.timer("QES one-time password")
        self.world.become(identification, "confirmation_required")
        self._give_up_at(identification, identification.confirmation_expires_at)

    def confirm(self, person: Person, identification: Identification, tan: str | None) -> None:
        """Sign. Swisscom refuses where the IBAN says so. Without a one-time password it is as in the guide's sample, which sends none."""
        if identification.status != "confirmation_required":
            raise mismatch(identification.status, "confirmation_required")
        if tan is not None and tan != identification.tan:
            raise Refusal(403, "invalid_tan", "The TAN is invalid", "token")
        self.world.become(identification, "confirmed")
        self.world.context.later(SIGNING, lambda: self._signed(person, identification))

    def _signed(self, person: Person, identification: Identification) -> None:
        mock = self.world.ibans.get(identification.order.get("iban", ""), {})
        if mock.get("outcome") == "signature_fails" and identification.status == "confirmed":
            self.world.become(identification, "failed")  # no reason is documented
            return
        if identification.status == "confirmed":  # it may have been played to its end by hand
            self.sign(person, identification)
            self.world.become(identification, "successful")

    def sign(self, person: Person, identification: Identification) -> None:
        """Leave the signed document behind."""
        name = f"SIGNED_{identification.id}_prepared_for_signing_kyc_report.pdf"
        self.world.file(person, identification, name, "application/pdf", "SIGNED_QES_DOCUMENT")

    def _another_tan(self, last: str) -> str:
        tan = last
        while tan == last:
            tan = self.world.context.token(6, "0123456789")
        return tan

    def _give_up_at(self, identification: Identification, moment: float) -> None:
        """No signature in time: over. The guide names the timeout, not what becomes of the identification; expired is assumed."""
        if identification.timer is not None:
            identification.timer.cancel()
        identification.timer = self.world.context.later(moment - self.world.context.clock.now(), lambda: self._expire(identification))

    def _expire(self, identification: Identification) -> None:
        if identification.status in {"created", "pending", *_SIGNING}:
            self.world.become(identification, "expired", "expired")

    def _fail(self, identification: Identification, reason: str) -> None:
        if identification.status == "pending":
            self.world.become(identification, "failed", reason)
