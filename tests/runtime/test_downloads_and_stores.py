"""Files and tokens on disk: only what was asked for replaces a file; what was torn is thrown away; a fork does not share secrets."""

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from identkit.core import ConfigurationError, DecodeError, FileRefused
from identkit.core.tokens import FileTokenStore, MemoryTokenStore, Tokens
from identkit.solaris import Solaris

PDF = {"content-type": "application/pdf"}
NOT_THE_FILE = {
    "204": httpx.Response(204),
    "empty 200": httpx.Response(200, content=b"", headers=PDF),
    "a part": httpx.Response(206, content=b"%PDF", headers=PDF),
    "a page": httpx.Response(200, content=b"<html>", headers={"content-type": "text/html; charset=utf-8"}),
    "a message": httpx.Response(200, content=b"{}", headers={"content-type": "application/json"}),
    "a problem": httpx.Response(200, content=b"{}", headers={"content-type": "application/problem+json"}),
}


def solaris(answer: httpx.Response) -> Solaris:
    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"access_token": "t"}) if request.url.path == "/oauth2/token" else answer

    return Solaris(client_id="c", client_secret="s", http_client=httpx.Client(transport=httpx.MockTransport(handler)), max_retries=0)


@pytest.mark.parametrize("answer", NOT_THE_FILE.values(), ids=NOT_THE_FILE)
def test_only_a_file_replaces_a_file(answer: httpx.Response, tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    path.write_bytes(b"before")
    with pytest.raises(DecodeError) as caught:
        solaris(answer).documents.download("p1", "d1", to=path)
    assert caught.value.status_code == answer.status_code
    with pytest.raises(DecodeError):
        solaris(answer).documents.download("p1", "d1")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"before"]


def test_a_device_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(FileRefused, match="regular file"):
            solaris(httpx.Response(200, content=b"%PDF", headers=PDF)).documents.download("p1", "d1", to=path)
    assert pipe.is_fifo()


@pytest.mark.parametrize("to", [5, "a\0b", "a" * 300, True, ["a"]])
def test_what_is_no_path_is_refused_by_the_name_of_its_argument(to: Any) -> None:
    with pytest.raises(FileRefused, match=r"to= is no path"):
        solaris(httpx.Response(200, content=b"%PDF", headers=PDF)).documents.download("p1", "d1", to=to)


def test_a_full_disk_is_no_failure_of_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileRefused, match="No space left"):
        solaris(httpx.Response(200, content=b"%PDF", headers=PDF)).documents.download("p1", "d1", to=tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("torn", [b"\xff\xfe", b"{", b"", b'{"format":1,"serial":"\xe9"}', b"[" * 100_000])
def test_a_torn_version_is_thrown_away(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "tokens.json"
    store = FileTokenStore(path)
    tokens = Tokens("p1", "a", "r", 1.0)
    assert store.swap("p1", None, tokens)
    path.with_name("tokens.json.next").write_bytes(torn)
    assert store.load("p1") == tokens
    assert not path.with_name("tokens.json.next").exists()


def in_child(work: Callable[[], None]) -> int | None:
    child = multiprocessing.get_context("fork").Process(target=work)
    child.start()
    child.join(20)
    return child.exitcode


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_child_gives_back_no_lock_of_its_parent(tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path / "tokens.json")
    release = store.try_lock("p1")
    assert release is not None

    def work() -> None:
        release()
        assert store.try_lock("p1") is None

    assert in_child(work) == 0
    assert store.try_lock("p1") is None
    release()
    again = store.try_lock("p1")
    assert again is not None
    again()


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_child_does_not_spend_a_refresh_token_of_its_parent() -> None:
    store = MemoryTokenStore()
    tokens = Tokens("p1", "a", "r", 1.0)
    store.swap("p1", None, tokens)
    assert store.try_lock("p1") is not None

    def work() -> None:
        assert store.load("p1") == tokens
        assert store.try_lock("p1") is not None  # the parent's thread is not here
        with pytest.raises(ConfigurationError, match="FileTokenStore"):
            store.swap("p1", tokens, tokens.beginning(2.0))
        assert store.swap("p2", None, Tokens("p2", "a", "r", 1.0))

    assert in_child(work) == 0
