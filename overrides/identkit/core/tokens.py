"""Where rotating tokens are kept. A store is shared by every client, thread and process that uses the same consents."""

from typing import Protocol

from attrs import field, frozen


@frozen
class Tokens:
    """The tokens of one consent. None of them is shown by `repr`.

    `generation` counts the changes; `expires_at` is the end of the access token in seconds since 1970.
    """

    subject: str
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_at: float
    generation: int = 1


class TokenStore(Protocol):
    """What a store has to do. All methods may be called from any thread and must not wait for the network longer than a moment."""

    def load(self, subject: str) -> Tokens | None:
        """The tokens of a subject (GoPay: the client profile id), or None."""
        ...

    def swap(self, subject: str, expected: Tokens | None, new: Tokens | None) -> bool:
        """Replace `expected` by `new` if it is still what the store holds; say whether it was. Durable when it returns.

        `expected=None` stores only what was not there; `new=None` removes.
        """
        ...
