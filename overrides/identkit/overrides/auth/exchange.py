"""How a consent is begun, completed and revoked (OAuth 2.0 authorization code, RFC 7009). `identkit.overrides.auth.consent` is its face.

Options of the scheme: `consent-path`, `scope-parameter` and `response-type` (none: not sent) of the page, `revoke-path`, and
`subject-field`, where the token answer says who consented.

The authorization code is a secret as long as it lives: it is used once, and neither it nor the address it came in is logged or shown.
"""

import hmac
import re
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from urllib.parse import SplitResult, parse_qs, quote, urlencode, urlsplit

from identkit.core._auth import endpoint
from identkit.core._auth.endpoint import form_request, token_request
from identkit.core._auth.flight import SingleFlight
from identkit.core._calling import policy
from identkit.core._calling.call import explain
from identkit.core._calling.conversations import BaseEngine
from identkit.core._calling.steps import Send, Share, Steps, Work
from identkit.core._errors import (
    AmbiguousOutcome,
    ConfigurationError,
    ConnectionFailed,
    ConsentLost,
    ConsentRefused,
    DecodeError,
    IdentkitError,
    RequestInvalid,
)
from identkit.core._received.reading import ExchangeFailed, Reply
from identkit.core.tokens import Tokens
from identkit.overrides.auth.rotating import PersonToken

_WORD = re.compile(r"[A-Za-z_]{1,40}")
_MEANINGS = {"access_denied": "the person did not give consent", "invalid_scope": "unauthorized access"}  # RFC 6749, 4.1.2.1


class Conversations:
    """What both flavours of consents say, as conversations of steps."""

    def __init__(self, engine: BaseEngine) -> None:
        persons = [auth for auth in engine.auths.values() if isinstance(auth, PersonToken)]
        if not persons:
            raise ConfigurationError(f"{engine.settings.api.title}: this API has no consents")
        self._auth = persons[0]
        self._field = self._auth.scheme.options.get("subject-field", "")
        self._title = engine.settings.api.title

    def url(self, redirect_uri: str, state: str, parameters: Mapping[str, str | None]) -> str:
        """The page to send the person's browser to. Raises RequestInvalid."""
        errors: dict[str, list[str]] = {}
        parts = _split(redirect_uri)
        if parts.scheme not in {"https", "http"} or not parts.netloc or parts.fragment:
            errors["redirect_uri"] = ["must be an address such as https://host/path, without a fragment"]
        if not state:
            errors["state"] = ["is required"]
        errors.update({name: ["must not be empty"] for name, value in parameters.items() if value is not None and not value})
        if errors:
            raise RequestInvalid("consent.url", errors)
        options, context = self._auth.scheme.options, self._auth.context
        query = {"response_type": "code"} if options.get("response-type", "code") != "none" else {}
        query |= {
            options.get("scope-parameter", "scope"): self._auth.scheme.scope,
            "state": state,
            "client_id": self._auth.client_id,
            "redirect_uri": redirect_uri,
        }
        query |= {name: value for name, value in parameters.items() if value is not None}
        return f"{context.auth_url or context.base_url}{options.get('consent-path', '/authorize')}?{urlencode(query, quote_via=quote)}"

    def _code(self, answer: str, state: str) -> str:
        """The authorization code of the address the person came back with. Raises ConsentRefused."""
        query = parse_qs(_split(answer).query, keep_blank_values=True)
        states = query.get("state", [])
        # Both sides are hashed: the comparison takes the same time whatever their lengths.
        if not state or len(states) != 1 or not hmac.compare_digest(sha256(states[0].encode()).digest(), sha256(state.encode()).digest()):
            raise ConsentRefused("state_mismatch", "the state is not the one this consent began with; do not use the answer")
        if (errors := query.get("error", [])) and errors != [""]:
            error = errors[0] if _WORD.fullmatch(errors[0]) else "unknown_error"
            raise ConsentRefused(error, _MEANINGS.get(error, "the consent failed"))
        codes = query.get("code", [])
        if len(codes) != 1 or not codes[0]:
            raise ConsentRefused("code_missing", "the answer holds no authorization code")
        return codes[0]

    def _complete(self, answer: str, state: str) -> Steps[str]:
        code = self._code(answer, state)
        if not self._auth.claim(code):
            raise ConsentRefused("code_used", "this authorization code was used already")
        form = {"grant_type": "authorization_code", "code": code}
        response = yield from endpoint.reply_to(self._form(self._auth.token_url, form))
        grant = self._auth.answer("consent.complete", response)
        if grant.subject is None:
            raise DecodeError("consent.complete", f"$.{self._field}", "nothing says who consented", status_code=response.status_code)
        yield from self._auth.keep(grant.subject, grant)
        return grant.subject

    def _revoke(self, subject: str) -> Steps[None]:
        auth = self._auth
        release = yield from auth.locked(subject)  # a refresh on the way would replace the token that is revoked
        try:
            tokens: Tokens | None = yield Work(partial(auth.store.load, subject))
            if tokens is None:
                raise ConsentLost(f"{self._title}: no consent of {auth.label} {subject} is stored")
            url = auth.token_server + auth.scheme.options.get("revoke-path", "/revoke")
            response: Reply = yield self._form(url, {"token": tokens.refresh_token})
            if response.is_success or response.status_code == 404:  # a token the provider does not know is of no use here either
                auth.forget(subject)
                yield Work(partial(auth.store.swap, subject, tokens, None))
            if not response.is_success:
                raise endpoint.failure("consent.revoke", response, auth.context.clock.now())
        finally:
            release()

    def _form(self, url: str, form: dict[str, str]) -> Send:
        login = {"client_id": self._auth.client_id, "client_secret": self._auth.client_secret}
        return token_request(form_request(url, {**login, **form}))

    def _unfinished(self, operation: str, failure: ExchangeFailed, answer: str = "") -> IdentkitError:
        """What a conversation that was cut off means. Raised outside of any `except`: httpx's errors carry the request along."""
        cause = explain(failure)
        if operation == "consent.revoke":
            return ConnectionFailed(f"{operation}: {cause}; it may be revoked again without harm")
        if policy.nothing_sent(failure.cause):
            for code in parse_qs(urlsplit(answer).query).get("code", []):
                self._auth.hand_back(code)
            return ConnectionFailed(f"{operation}: {cause}; the authorization code was not sent and may be used again")
        return AmbiguousOutcome(operation, f"{cause}; the authorization code is used up, the person has to consent again")

    def complete(self, answer: str, state: str) -> Steps[str]:
        """Exchange a code for tokens. It outlives a task that is cancelled: the code can be used only once."""
        flight: SingleFlight[str] = SingleFlight()
        try:
            subject: str = yield Share(flight, lambda: self._complete(answer, state), None)
        except ExchangeFailed as error:
            failure = error
        else:
            return subject
        raise self._unfinished("consent.complete", failure, answer)

    def revoke(self, subject: str) -> Steps[None]:
        """Revoke. It outlives a task that is cancelled."""
        flight: SingleFlight[None] = SingleFlight()
        try:
            yield Share(flight, lambda: self._revoke(subject), None)
        except ExchangeFailed as error:
            failure = error
        else:
            return
        raise self._unfinished("consent.revoke", failure)


def _split(address: str) -> SplitResult:
    """The parts of an address; empty ones for what is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")
