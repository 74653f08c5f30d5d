"""GoPay's consents: what is OAuth's is in `identkit.overrides.auth`; here are GoPay's own arguments and words."""

from typing import TYPE_CHECKING

import msgspec

from identkit.core._errors import DecodeError
from identkit.overrides.auth.consent import Consents

if TYPE_CHECKING:
    from identkit.core._calling.engine import AsyncEngine, Engine

__all__ = ["AsyncConsent", "AsyncGoPayConsent", "ClientGrant", "Consent", "GoPayConsent"]


class ClientGrant(msgspec.Struct, frozen=True):
    """A consent that was given. Its tokens are in the client's token store and nowhere else."""

    client_profile_id: int


class _Consent(Consents):
    def url(self, *, redirect_uri: str, state: str, prefill_id: str | None = None) -> str:
        """The page to send the person's browser to.

        Args:
            redirect_uri: Where the browser comes back to.
            state: A value that cannot be guessed, kept in the person's session: `secrets.token_urlsafe()`. It comes back with the browser.
            prefill_id: Answer of `clients.prefill`.

        Raises:
            RequestInvalid: An argument is empty, or `redirect_uri` is no address.

        Source: GoPay, "Redirecting Client to authorization service" (documented).
        """
        return self._conversations.url(redirect_uri, state, {"prefill_id": prefill_id})


class GoPayConsent(_Consent):
    """Consents of persons, for a synchronous client."""

    def __init__(self, core: "Engine") -> None:
        super().__init__(core)
        self._run = core.run

    def complete(self, answer: str, *, state: str) -> ClientGrant:
        """Exchange what the person came back with for tokens, and store them.

        Args:
            answer: The whole address that the person's browser requested.
            state: The state of this person's session. It is compared in constant time.

        Raises:
            ConsentRefused: No consent (`error` is "access_denied"), another state, no code, or a code that was used already.
            ApiError: The provider refused the code; codes live for ten minutes.
            AmbiguousOutcome: The code was sent and no answer came; the person has to consent again.

        Source: GoPay, "Getting the Client token" (documented). POST /v1/auth/token
        """
        return _grant(self._run(self._conversations.complete(answer, state)))

    def revoke(self, client_profile_id: int | str) -> None:
        """End a consent, at the provider and in the token store.

        Raises:
            NotFound: The provider does not know the token; it is removed from the store all the same.
            Unauthorized: Wrong client_id or client_secret.
            Conflict: The request holds no token.
            ConsentLost: There is no consent in the store.

        Source: GoPay, "Revocation" (documented). POST /v1/auth/revoke
        """
        self._run(self._conversations.revoke(str(client_profile_id)))


class AsyncGoPayConsent(_Consent):
    """Consents of persons, for an asynchronous client."""

    def __init__(self, core: "AsyncEngine") -> None:
        super().__init__(core)
        self._run = core.run

    async def complete(self, answer: str, *, state: str) -> ClientGrant:
        """Exchange what the person came back with for tokens, and store them. The same as `GoPayConsent.complete`.

        A call that is cancelled goes on in the background: the code can be used only once.
        """
        return _grant(await self._run(self._conversations.complete(answer, state)))

    async def revoke(self, client_profile_id: int | str) -> None:
        """End a consent, at the provider and in the token store. The same as `GoPayConsent.revoke`."""
        await self._run(self._conversations.revoke(str(client_profile_id)))


def _grant(subject: str) -> ClientGrant:
    if not subject.isdecimal():
        raise DecodeError("consent.complete", "$.clientProfileId", "no identifier of a client profile")
    return ClientGrant(int(subject))


# The names by which the generated client finds a provider's own consent.
Consent = GoPayConsent
AsyncConsent = AsyncGoPayConsent
