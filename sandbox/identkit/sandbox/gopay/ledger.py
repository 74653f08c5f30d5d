"""Codes and tokens of the GoPay sandbox: who may do what, and until when.

Lifetimes are the document's: a code 10 minutes, a client access token 60 minutes, a refresh token until it is used. The document names no
lifetime for the application token; 60 minutes are assumed.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from random import Random
from string import ascii_letters, digits

from attrs import define, field, frozen

CODE_SECONDS = 10 * 60
ACCESS_SECONDS = 60 * 60
SCOPE = "perm.client.identification"


@frozen
class CodeGrant:
    """An answer of the token endpoint."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    profile: int


@define
class Ledger:
    """Everything that was issued. `now` is the sandbox's clock, in seconds since 1970."""

    now: Callable[[], float]
    random: Random
    client_id: str
    _codes: dict[str, tuple[int, float]] = field(factory=dict[str, tuple[int, float]])  # code -> profile, end
    _application: dict[str, float] = field(factory=dict[str, float])  # token -> end
    _access: dict[str, tuple[int, float]] = field(factory=dict[str, tuple[int, float]])  # token -> consent, end
    _refresh: dict[str, int] = field(factory=dict[str, int])  # token -> consent
    _consents: dict[int, int] = field(factory=dict[int, int])  # consent -> profile

    def application_token(self) -> str:
        """A new token for the subscriber itself."""
        end = self.now() + ACCESS_SECONDS
        token = self._jwt({"sub": f"http://auth/app/{self.client_id}", "iss": "gopay.com", "exp": int(end)})
        self._application[token] = end
        return token

    def is_application(self, token: str) -> bool:
        """Is this an application token that has not expired?"""
        return self.now() < self._application.get(token, 0.0)

    def code(self, profile: int) -> str:
        """A code for the redirect."""
        code = "".join(self.random.choices(ascii_letters + digits, k=12))
        self._codes[code] = (profile, self.now() + CODE_SECONDS)
        return code

    def exchange(self, code: str) -> CodeGrant | None:
        """The tokens for a code; None when it is unknown, expired or used."""
        profile, end = self._codes.pop(code, (0, 0.0))
        if self.now() >= end:
            return None
        consent = len(self._consents) + 1
        self._consents[consent] = profile
        return self._grant(consent)

    def refresh(self, token: str) -> CodeGrant | None:
        """New tokens for a refresh token, which is used up; None when it is unknown, used or revoked."""
        consent = self._refresh.pop(token, None)
        return None if consent is None else self._grant(consent)

    def revoke(self, token: str) -> bool:
        """End the consent of a refresh token, access tokens included. False when there is no such token."""
        consent = self._refresh.pop(token, None)
        if consent is None:
            return False
        self._consents[consent] = 0
        self._access = {access: row for access, row in self._access.items() if row[0] != consent}
        return True

    def profile_of(self, access_token: str) -> int | None:
        """The profile a client access token speaks for; None when it is unknown, expired or revoked."""
        consent, end = self._access.get(access_token, (0, 0.0))
        return self._consents[consent] if self.now() < end else None

    def has_consented(self, profile: int) -> bool:
        """Does a consent of this profile stand?"""
        return profile in self._consents.values()

    def _grant(self, consent: int) -> CodeGrant:
        profile, end = self._consents[consent], self.now() + ACCESS_SECONDS
        scopes = [SCOPE, f"http://client/clientprofile/{profile}"]
        access = self._jwt({"sub": f"http://auth/app/{self.client_id}", "iss": "gopay.com", "scopes": scopes, "exp": int(end)})
        subject = f"{self.random.getrandbits(128):032x}"
        refresh = self._jwt({"sub": f"{subject[:8]}-{subject[8:12]}-{subject[12:16]}-{subject[16:20]}-{subject[20:]}", "iss": "gopay.com"})
        self._access[access] = (consent, end)
        self._refresh[refresh] = consent
        return CodeGrant(access, refresh, profile)

    def _jwt(self, claims: dict[str, object]) -> str:
        """A token that looks like GoPay's: the same header and claims. The signature is 256 bytes of no meaning."""
        header = {"kid": "default", "typ": "JWT", "alg": "RS256"}
        body = claims | {"jti": str(self.random.getrandbits(64) - 2**63)}
        content = ".".join(_base64(json.dumps(part, separators=(",", ":")).encode()) for part in (header, body))
        signature = b"".join(sha256(f"{number}.{content}".encode()).digest() for number in range(8))
        return f"{content}.{_base64(signature)}"


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
