"""Our own stores pass the conformance kits."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from identkit.core.tokens import FileTokenStore, MemoryTokenStore, TokenStore
from identkit.core.webhooks import MemorySeenStore, SeenStore
from identkit.stores import EncryptedTokenStore
from identkit.testing import SeenStoreContract, TokenStoreContract
from tests.stores import places

KEY = bytes(range(32))


class TestMemoryTokenStore(TokenStoreContract):
    def make_store(self) -> TokenStore:
        return MemoryTokenStore()


class TestFileTokenStore(TokenStoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> TokenStore:
        self.path = tmp_path / "tokens.json"
        return FileTokenStore(self.path)

    def reopen(self, store: TokenStore) -> TokenStore:
        return FileTokenStore(self.path)


class Shared(TokenStoreContract):
    url: str

    @pytest.fixture
    def store(self, url: str) -> TokenStore:
        self.url = url
        return self.open()

    def open(self) -> TokenStore:
        return places.token_store(self.url)

    def reopen(self, store: TokenStore) -> TokenStore:
        return self.open()


@pytest.mark.parametrize("url", places.SHARED, indirect=True)
class TestSharedTokenStores(Shared):
    pass


@pytest.mark.parametrize("url", [places.SQLITE, places.REDIS], indirect=True)
class TestEncryptedTokenStore(Shared):
    def open(self) -> TokenStore:
        return EncryptedTokenStore(super().open(), keys=[KEY])


@pytest.mark.parametrize("url", [places.REDIS], indirect=True)
class TestRedisClientsThatDecode(Shared):
    @pytest.fixture
    def store(self, url: str) -> Iterator[TokenStore]:
        from redis import Redis  # takes long, and every worker collects this file

        with Redis(unix_socket_path=url.removeprefix("unix://"), decode_responses=True) as self.client:
            yield self.open()

    def open(self) -> TokenStore:
        from identkit.stores.redis import RedisTokenStore

        return RedisTokenStore(self.client, prefix="decoded:")


class TestMemorySeenStore(SeenStoreContract):
    def make_store(self) -> SeenStore:
        return MemorySeenStore()


@pytest.mark.parametrize("url", places.SHARED, indirect=True)
class TestSharedSeenStores(SeenStoreContract):
    @pytest.fixture
    def store(self, url: str) -> SeenStore:
        self.url = url
        return places.seen_store(url)

    def reopen(self, store: SeenStore) -> SeenStore:
        return places.seen_store(self.url)
