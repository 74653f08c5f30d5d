"""Files that providers send: where they are written, under which name, and what is left when something fails."""

import hashlib
import os
import stat
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from identkit.core import AmbiguousOutcome, ConnectionFailed, DecodeError, FileRefused, NotFound
from identkit.core._received.files import FileModel, SavedFile, safe_name
from tests.runtime.acme import API, DOCUMENT, TOKEN
from tests.support import FakeClock, Flavour

PDF = b"%PDF-1.7 " + bytes(range(256))


class Named(FileModel, frozen=True, kw_only=True, omit_defaults=True):
    _file_fields: ClassVar[tuple[str, str, str]] = ("data", "name", "kind")

    data: bytes | None = None
    name: str | None = None
    kind: str | None = None


def record(name: str | None = "scan.pdf", data: bytes | None = PDF) -> Named:
    return Named(data=data, name=name, kind="application/pdf")


def test_a_file_is_written_for_its_owner_only(tmp_path: Path) -> None:
    path = record().save_to(tmp_path)
    assert path == tmp_path / "scan.pdf"
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scan.pdf"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("C:\\temp\\a.pdf", "a.pdf"),
        ("a:stream.pdf", "a_stream.pdf"),
        ("..", "file.pdf"),
        ("", "file.pdf"),
        (None, "file.pdf"),
        ("dir/", "file.pdf"),
        (".bashrc", "bashrc"),
        ("--help", "help"),
        ("con", "_con"),
        ("NUL.pdf", "_NUL.pdf"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("a.pdf. . ", "a.pdf"),
        ("a\x00b\n\x1b[31m.pdf", "ab[31m.pdf"),
        ("gpj.\u202efdp.exe", "gpj.fdp.exe"),
        ('a<b>"c|d?e*.pdf', "a_b__c_d_e_.pdf"),
        ("Prüfung 1.pdf", "Prüfung 1.pdf"),
    ],
)
def test_only_a_harmless_last_part_of_the_name_is_used(tmp_path: Path, name: str | None, kept: str) -> None:
    assert record(name).save_to(tmp_path) == tmp_path / kept


@given(st.text(max_size=400))
def test_every_name_stays_in_its_directory(name: str) -> None:
    safe = safe_name(name, "image/png")
    assert safe
    assert Path(safe).name == safe
    assert not safe.startswith((".", "-"))
    assert not safe.endswith((".", " "))
    assert len(safe.encode()) < 240
    assert not any(char in safe for char in '/\\:*?"<>|')
    assert all(unicodedata.category(char)[0] != "C" for char in safe)


def test_saving_again_is_harmless_and_another_content_is_refused(tmp_path: Path) -> None:
    path = record().save_to(tmp_path)
    assert record().save_to(tmp_path) == path
    with pytest.raises(FileRefused, match="another file"):
        record(data=b"other").save_to(tmp_path)
    assert path.read_bytes() == PDF
    record(data=b"other").save_to(tmp_path, overwrite=True)
    assert path.read_bytes() == b"other"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scan.pdf"]


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(PDF)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "scan.pdf").symlink_to(target)
    with pytest.raises(FileRefused):
        record().save_to(folder)
    record(data=b"other").save_to(folder, overwrite=True)
    assert target.read_bytes() == PDF
    assert not (folder / "scan.pdf").is_symlink()


def test_a_dangling_link_is_not_followed_either(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileRefused):
        record().save_to(tmp_path)
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    assert record().save_to(tmp_path).read_bytes() == PDF
    with pytest.raises(FileRefused):
        record(data=b"other").save_to(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scan.pdf"]


def test_what_cannot_be_saved_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="no file data"):
        record(data=None).save_to(tmp_path)
    with pytest.raises(FileRefused, match="does not exist"):
        record().save_to(tmp_path / "nowhere")
    assert sorted(path.name for path in tmp_path.iterdir()) == []


# Downloads


class Stream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body in pieces, broken off when `cut`."""

    def __init__(self, *pieces: bytes, cut: bool = False) -> None:
        self.pieces, self.cut = pieces, cut

    def __iter__(self) -> Iterator[bytes]:
        yield from self.pieces
        if self.cut:
            message = "cut"
            raise httpx.ReadError(message)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


def pdf(*pieces: bytes, cut: bool = False, kind: str = "application/pdf") -> httpx.Response:
    return httpx.Response(200, headers={"content-type": kind}, stream=Stream(*pieces, cut=cut))


class Downloader:
    def __init__(self, flavour: Flavour, clock: FakeClock) -> None:
        self.flavour, self.clock = flavour, clock

    def __call__(self, to: Path, *answers: httpx.Response) -> SavedFile:
        remaining = list(answers)
        core = self.flavour.core(API, lambda request: remaining.pop(0), {"token": TOKEN}, clock=self.clock)
        saved: SavedFile = core.download(DOCUMENT, {"case_id": "c"}, to=to)
        return saved


@pytest.fixture
def download(flavour: Flavour, clock: FakeClock) -> Downloader:
    return Downloader(flavour, clock)


def test_a_download_goes_to_its_file_in_pieces(download: Downloader, tmp_path: Path) -> None:
    to = tmp_path / "a.pdf"
    saved = download(to, pdf(PDF[:5], PDF[5:]))
    assert saved == SavedFile(to, len(PDF), hashlib.sha256(PDF).hexdigest(), "application/pdf")
    assert to.read_bytes() == PDF
    assert stat.S_IMODE(to.stat().st_mode) == 0o600


def test_an_interrupted_download_is_begun_again(download: Downloader, tmp_path: Path) -> None:
    to = tmp_path / "a.pdf"
    saved = download(to, pdf(b"half", cut=True), httpx.Response(503), pdf(PDF))
    assert (saved.size, to.read_bytes()) == (len(PDF), PDF)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (lambda: pdf(b"half", cut=True), ConnectionFailed),
        (lambda: httpx.Response(404), NotFound),
        (lambda: pdf(b"x" * 1001), DecodeError),
        (lambda: pdf(b"<html>", kind="text/html"), DecodeError),
        (lambda: pdf(b"{}", kind="application/json"), DecodeError),
    ],
)
def test_a_failed_download_leaves_what_was_there(
    download: Downloader, tmp_path: Path, answer: Callable[[], httpx.Response], error: type[Exception]
) -> None:
    to = tmp_path / "a.pdf"
    to.write_bytes(b"old")
    with pytest.raises(error):
        download(to, answer(), answer(), answer())
    assert to.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf"]


def test_a_finished_download_replaces_what_was_there_but_not_what_a_link_points_to(download: Downloader, tmp_path: Path) -> None:
    target, to = tmp_path / "target", tmp_path / "a.pdf"
    target.write_bytes(b"old")
    to.symlink_to(target)
    download(to, pdf(PDF))
    assert (target.read_bytes(), to.read_bytes(), to.is_symlink()) == (b"old", PDF, False)


@pytest.mark.parametrize("name", [".", "nowhere/a.pdf"])
def test_a_place_that_is_no_file_is_refused_before_anything_is_sent(download: Downloader, tmp_path: Path, name: str) -> None:
    with pytest.raises(FileRefused):
        download(tmp_path / name)


def test_a_download_is_safe_to_repeat_so_its_end_is_never_ambiguous(download: Downloader, tmp_path: Path) -> None:
    with pytest.raises(ConnectionFailed) as caught:
        download(tmp_path / "a.pdf", *(pdf(b"half", cut=True) for _ in range(3)))
    assert not isinstance(caught.value, AmbiguousOutcome)
