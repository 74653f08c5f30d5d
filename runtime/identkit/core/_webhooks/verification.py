"""What proves that a delivery is the provider's, by the policy of its document (`x-webhooks`).

A policy is data: which header holds what, how a signature is made and written, how old a delivery may be, where it may come from.
"""

import hmac
import re
from base64 import b64decode
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final, TypeAlias

import msgspec

from identkit.core._errors import ConfigurationError, WebhookRejected
from identkit.core._webhooks.headers import HeaderValues

Secret: TypeAlias = str | bytes | Sequence[str | bytes] | None
Verifier: TypeAlias = Callable[[HeaderValues, bytes, Secret, float], None]
"""What overrides bring where a policy cannot say it: from headers, body, secret and the time to nothing, or WebhookRejected."""

_SIGNATURES: Final = 10  # how many a header may hold; providers send two while a secret changes
_MILLISECONDS: Final = 100_000_000_000  # a time above it is not in seconds: as seconds it would be the year 5138
_PLACE: Final = re.compile(r"\{(timestamp|id|body)\}")


class WebhookPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """How a provider's deliveries are recognised, verified and answered (`x-webhooks`). Times are in seconds."""

    provider: str
    policy: str
    """`hmac`: signed. `source-and-basic`: known addresses and Basic credentials. `none`: nothing tells who delivers. Anything else: what
    the provider's overrides verify with."""

    event_header: str = ""
    """Names the event; "" where there is one kind of event only."""
    id_header: str = ""
    attempt_header: str = ""
    subscription_header: str = ""
    entity_header: str = ""

    signature_header: str = ""
    algorithm: str = "sha256"
    encoding: str = "hex"
    """Of the signature: `hex` or `base64`."""
    prefix: str = ""
    """What stands before each signature: `sha256=`, or nothing."""
    signed: str = "{body}"
    """What is signed, with the places {timestamp}, {id} and {body}."""
    timestamp_header: str = ""
    tolerance: float | None = None
    """How far the time of a delivery may be from now; None where it does not matter."""
    ping_event: str = ""
    """The event of a delivery without a body by which a subscription is tried out."""
    unsigned_ping: bool = False
    """The ping comes before anybody knows the secret."""

    sources: tuple[str, ...] = ()
    """Addresses and networks that deliveries come from."""

    expects: int = 200
    within: float = 2.0
    retries: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()
    max_bytes: int = 1024 * 1024

    @property
    def one_event(self) -> bool:
        """Whether every delivery is the same kind of event, and nothing in it is proven: `RawEvent` is never answered then."""
        return not self.event_header and self.policy in {"none", "source-and-basic"}


def check_signature(policy: WebhookPolicy, headers: HeaderValues, content: bytes, secret: Secret, now: float, *, optional: bool) -> None:
    """Raise unless the delivery is signed with one of the secrets. `optional`: it may have no signature, but not a wrong one."""
    secrets = _secrets(secret)
    header = headers.get(policy.signature_header)
    if header is None and optional:
        return
    if not secrets:
        if optional:
            return  # signed with a secret that is told only after the ping was answered
        raise ConfigurationError("webhooks: secret is missing; without it anybody could deliver")
    if header is None:
        raise WebhookRejected("the delivery is not signed")
    signatures = _signatures(policy, header)
    message = _message(policy, headers, content)
    # Every secret is tried, so that the time says nothing about which one fits.
    good = [hmac.compare_digest(hmac.digest(each, message, policy.algorithm), one) for each in secrets for one in signatures]
    if not any(good):
        raise WebhookRejected("the signature does not fit the body")
    if policy.tolerance is not None:
        _check_age(policy, headers, now)


def _secrets(secret: Secret) -> list[bytes]:
    try:
        several = [secret] if isinstance(secret, str | bytes) else [*(secret or ())]
        keys = [each.encode() if isinstance(each, str) else _octets(each) for each in several]
    except (UnicodeEncodeError, TypeError):
        keys = [b""]
    if not all(keys):
        raise ConfigurationError("webhooks: secret is empty or no text; with such a secret anybody could deliver")
    if any(map(_has_blanks, keys)):
        raise ConfigurationError("webhooks: secret begins or ends with a blank or a line break, so that no signature would fit")
    return keys


def _octets(secret: object) -> bytes:
    if not isinstance(secret, bytes | bytearray):
        raise TypeError
    return bytes(secret)


def _has_blanks(secret: bytes) -> bool:
    """Whether blanks surround a text; they came with the file or the variable it was read from. In a secret that is no text they may be."""
    return secret != secret.strip() and secret.strip().isascii() and secret.strip().decode("ascii").isprintable()


def _signatures(policy: WebhookPolicy, header: str) -> list[bytes]:
    """The signatures in a header, decoded. Some providers send several, and other things between them."""
    apart = r"\s+" if "," in policy.prefix else r"[\s,]+"
    signatures: list[bytes] = []
    for one in re.split(apart, header.strip())[:_SIGNATURES]:
        if one[: len(policy.prefix)].lower() == policy.prefix.lower():
            signature = _decoded(one[len(policy.prefix) :], policy.encoding)
            signatures += [signature] if signature else []
    return signatures


def _decoded(text: str, encoding: str) -> bytes:
    try:
        if encoding == "hex":
            return bytes.fromhex(text) if re.fullmatch(r"[0-9a-fA-F]+", text) else b""
        return b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        return b""


def _message(policy: WebhookPolicy, headers: HeaderValues, content: bytes) -> bytes:
    if policy.signed == "{body}":
        return content
    parts: list[bytes] = []
    for index, part in enumerate(_PLACE.split(policy.signed)):
        if index % 2 == 0:
            parts.append(part.encode())
        elif part == "body":
            parts.append(content)
        else:
            value = headers.get(policy.id_header if part == "id" else policy.timestamp_header)
            if value is None:
                raise WebhookRejected(f"the delivery has no {part}, which is signed with the body")
            parts.append(value.encode("latin-1", "replace"))
    return b"".join(parts)


def _check_age(policy: WebhookPolicy, headers: HeaderValues, now: float) -> None:
    moment = _moment(headers.get(policy.timestamp_header) or "")
    if moment is None:
        raise WebhookRejected("the delivery does not say when it was sent")
    if abs(now - moment) > (policy.tolerance or 0.0):
        raise WebhookRejected("the delivery is too old, or from the future: it may be a repetition by somebody else")


def _moment(text: str) -> float | None:
    """Seconds since 1970, from seconds, milliseconds or ISO 8601 (without a zone: UTC)."""
    if re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]{1,9})?", text):
        number = float(text)
        return number / 1000 if number >= _MILLISECONDS else number
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def check_source(policy: WebhookPolicy, source_ip: str | None, *, any_source: bool, basic: bool) -> None:
    """Raise unless the delivery comes from one of the provider's addresses."""
    if source_ip is None:
        if any_source and basic:
            return
        raise ConfigurationError(
            "webhooks: source_ip is missing. Where a proxy hides it, pass any_source=True with username= and password=; "
            "without either anybody could deliver"
        )
    if any_source:
        raise ConfigurationError("webhooks: source_ip and any_source=True contradict each other")
    try:
        address = ip_address(str(source_ip).strip().strip("[]"))  # also an address of the ipaddress module
    except ValueError:
        raise WebhookRejected("the source is not an address") from None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped  # how a dual-stack socket shows an IPv4 peer
    if not any(address in ip_network(source) for source in policy.sources):
        raise WebhookRejected("the delivery does not come from one of the provider's addresses")


def check_basic(headers: HeaderValues, username: str | None, password: str | None) -> None:
    """Raise unless the delivery has the credentials that were agreed on, if any were."""
    if username is None and password is None:
        return
    if not username or not password:
        raise ConfigurationError("webhooks: username and password belong together, and neither may be empty")
    if not (username + password).isprintable():
        raise ConfigurationError("webhooks: username and password must be text on one line; does one end in a line break?")
    kind, _, credentials = (headers.get("authorization") or "").partition(" ")
    pair = _decoded(credentials.strip(), "base64") if kind.lower() == "basic" else b""
    login = f"{username}:{password}".encode("utf-8", "surrogatepass")
    if not hmac.compare_digest(sha256(pair).digest(), sha256(login).digest()):
        raise WebhookRejected("the Basic credentials are missing or wrong")
