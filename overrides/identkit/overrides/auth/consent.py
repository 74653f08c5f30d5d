"""A person's consent: the page to send them to, the way back, and revocation.

The work is done by `identkit.overrides.auth.exchange`, which is imported when a client's `consent` is first used. A provider whose
consents have words of their own has classes of its own, made of `Consents`.
"""

from typing import TYPE_CHECKING

import msgspec

from identkit.core._calling.masking import Masked

if TYPE_CHECKING:
    from identkit.core._calling.engine import AsyncEngine, Engine

__all__ = ["AsyncConsent", "Consent", "Consents", "Grant"]


class Grant(msgspec.Struct, frozen=True):
    """A consent that was given, by `subject`. Its tokens are in the client's token store and nowhere else."""

    subject: str


class Consents(Masked):
    """What both flavours are made of."""

    def __init__(self, core: "Engine | AsyncEngine") -> None:
        from identkit.overrides.auth.exchange import Conversations  # asyncio and futures: importing a client need not wait for them

        self._conversations = Conversations(core)


class Consent(Consents):
    """Consents of persons, for a synchronous client."""

    def __init__(self, core: "Engine") -> None:
        super().__init__(core)
        self._run = core.run

    def url(self, *, redirect_uri: str, state: str) -> str:
        """The page to send the person's browser to.

        Args:
            redirect_uri: Where the browser comes back to.
            state: A value that cannot be guessed, kept in the person's session: `secrets.token_urlsafe()`. It comes back with the browser.

        Raises:
            RequestInvalid: An argument is empty, or `redirect_uri` is no address.
        """
        return self._conversations.url(redirect_uri, state, {})

    def complete(self, answer: str, *, state: str) -> Grant:
        """Exchange what the person came back with for tokens, and store them.

        Args:
            answer: The whole address that the person's browser requested.
            state: The state of this person's session. It is compared in constant time.

        Raises:
            ConsentRefused: No consent (`error` is "access_denied"), another state, no code, or a code that was used already.
            ApiError: The provider refused the code.
            AmbiguousOutcome: The code was sent and no answer came; the person has to consent again.
        """
        return Grant(self._run(self._conversations.complete(answer, state)))

    def revoke(self, subject: str) -> None:
        """End a consent, at the provider and in the token store.

        Raises:
            NotFound: The provider does not know the token; it is removed from the store all the same.
            ConsentLost: There is no consent in the store.
        """
        self._run(self._conversations.revoke(subject))


class AsyncConsent(Consents):
    """Consents of persons, for an asynchronous client."""

    def __init__(self, core: "AsyncEngine") -> None:
        super().__init__(core)
        self._run = core.run

    def url(self, *, redirect_uri: str, state: str) -> str:
        """The page to send the person's browser to. The same as `Consent.url`."""
        return self._conversations.url(redirect_uri, state, {})

    async def complete(self, answer: str, *, state: str) -> Grant:
        """Exchange what the person came back with for tokens, and store them. The same as `Consent.complete`.

        A call that is cancelled goes on in the background: the code can be used only once.
        """
        return Grant(await self._run(self._conversations.complete(answer, state)))

    async def revoke(self, subject: str) -> None:
        """End a consent, at the provider and in the token store. The same as `Consent.revoke`."""
        await self._run(self._conversations.revoke(subject))
