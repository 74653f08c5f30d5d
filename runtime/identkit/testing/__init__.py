"""Conformance kits for stores of your own: subclass one in your tests and give it your store.

    class TestMyTokenStore(TokenStoreContract):
        def make_store(self) -> TokenStore:
            return MyTokenStore(...)

Needs pytest. What passes keeps what identkit relies on within one process; that a lock ends with its owner, and that writes survive a
crash, only your database can promise.
"""

import pytest

pytest.register_assert_rewrite("identkit.testing.seen", "identkit.testing.tokens")

from identkit.testing.seen import SeenStoreContract  # noqa: E402 # rewritten first
from identkit.testing.tokens import TokenStoreContract  # noqa: E402

__all__ = ["SeenStoreContract", "TokenStoreContract"]
