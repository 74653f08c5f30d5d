"""Files that are read while they are sent: in little memory, and never twice what can only be read once."""

import hashlib
import io
import tracemalloc
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from identkit.core import RequestInvalid, ServerError
from tests.support import Flavour

Packages = dict[str, ModuleType]
BLOCK = bytes(range(256)) * 4096  # 1 MiB
BLOCKS = 6
WHOLE = hashlib.sha256(BLOCK * BLOCKS).hexdigest()


class Provider(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Takes bodies as they come, and keeps nothing of them."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = [*statuses]
        self.bodies: list[tuple[str, str, str]] = []  # hash of the body, its length as announced, how it is cut

    def _answer(self, request: httpx.Request, digest: Any) -> httpx.Response:
        told = (request.headers.get("content-length", ""), request.headers.get("transfer-encoding", ""))
        self.bodies.append((digest.hexdigest(), *told))
        assert request.headers["host"] == "bodies.example"
        return httpx.Response(self.statuses.pop(0) if self.statuses else 204)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        digest = hashlib.sha256()
        stream: Any = request.stream
        for chunk in stream:
            digest.update(chunk)
        return self._answer(request, digest)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        digest = hashlib.sha256()
        stream: Any = request.stream
        async for chunk in stream:
            digest.update(chunk)
        return self._answer(request, digest)


@pytest.fixture
def client(packages: Packages, flavour: Flavour) -> Callable[..., Any]:
    package = packages["bodies"]

    def make(provider: Provider, **options: Any) -> Any:
        return flavour.client(package.Bodies, package.AsyncBodies, provider, **options)

    return make


def blocks() -> Iterator[bytes]:
    yield from [BLOCK] * BLOCKS


async def later() -> AsyncIterator[bytes]:
    for block in blocks():
        yield block


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.writelines(blocks())
    return path


def test_large_files_are_not_held_in_memory(client: Callable[..., Any], large: Path) -> None:
    provider = Provider()
    raw = client(provider).raw
    raw.bytes(b"first")  # what is imported with the first call is not counted
    tracemalloc.start()
    raw.bytes(large)
    with large.open("rb") as file:
        raw.bytes(("name", file))
    raw.bytes(blocks())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    size = str(len(BLOCK) * BLOCKS)
    assert provider.bodies[1:] == [(WHOLE, size, ""), (WHOLE, size, ""), (WHOLE, "", "chunked")]
    assert peak < 3 * len(BLOCK)


def test_forms_too(client: Callable[..., Any], large: Path) -> None:
    provider = Provider()
    client(provider).forms.upload(file=("a.bin", large, "a/b"), more=[b"short"], note="n")
    client(provider).forms.upload(file=("a.bin", blocks(), "a/b"), more=[b"short"], note="n")
    assert int(provider.bodies[0][1]) > len(BLOCK) * BLOCKS
    assert provider.bodies[1][1:] == ("", "chunked")


def test_repeated_is_what_can_go_back(client: Callable[..., Any], large: Path, clock: Any) -> None:
    with large.open("rb") as file:
        file.seek(100)
        for again in (large, file):
            provider = Provider(503)
            client(provider, clock=clock).raw.bytes(again)
            assert len(set(provider.bodies)) == 1
            assert len(provider.bodies) == 2
    provider = Provider(503)
    with pytest.raises(ServerError):
        client(provider, clock=clock).raw.bytes(blocks())
    assert len(provider.bodies) == 1


def test_asynchronous_sources(client: Callable[..., Any], flavour: Flavour) -> None:
    provider = Provider()
    if flavour.is_async:
        client(provider).raw.bytes(later())
        assert provider.bodies == [(WHOLE, "", "chunked")]
        return
    with pytest.raises(RequestInvalid) as refused:
        client(provider).raw.bytes(later())
    assert list(refused.value.errors) == ["content"]


def broken() -> Iterator[bytes]:
    yield b"begun"
    raise OSError("secret")


class Shrinking(io.BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        return super().read(size if size == 0 else 1000) if self.tell() < 2000 else b""


@pytest.mark.parametrize("source", [broken, lambda: Shrinking(BLOCK), lambda: io.StringIO("text"), lambda: Path("/nowhere")])
def test_what_cannot_be_read_is_told_and_not_tried_again(client: Callable[..., Any], source: Callable[[], Any]) -> None:
    provider = Provider()
    with pytest.raises(RequestInvalid) as refused:
        client(provider).raw.bytes(source())
    assert list(refused.value.errors) == ["content"]
    assert "secret" not in f"{refused.value}{refused.value.__context__}"
    assert not provider.bodies
