"""Files by SFTP, from OpenSSH's own server: pinned keys, whole files, going on where it ended, no tricks with names."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from identkit.core import ConfigurationError, ConnectionFailed, FileRefused
from identkit.sftp import AsyncSftp, HostKeyRefused, LoginRefused, RemoteFileRefused, Sftp
from tests.sftp.sshd import Sshd, new_key, running

CONTENT = os.urandom(3_000_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def shared() -> Iterator[Sshd]:
    with running() as server:
        yield server


@pytest.fixture
def server(shared: Sshd) -> Sshd:
    for path in (shared.files / "out").iterdir():
        path.unlink()
    shared.cut_after, shared.connections, shared.sent = None, 0, 0
    return shared


def arguments(server: Sshd, **changes: Any) -> dict[str, Any]:
    return {
        "host": "127.0.0.1",
        "port": server.port,
        "username": server.username,
        "host_keys": [server.host_key.get_fingerprint()],
        "private_key": server.private_key.export_private_key(),
        **changes,
    }


def test_a_file_is_listed_and_fetched_whole(server: Sshd, tmp_path: Path) -> None:
    path = server.put("VIDEOCHATRECORDING_bank_123_YR9W91GEZK24.zip", CONTENT)
    (server.files / "out" / "folder").mkdir(exist_ok=True)
    (server.files / "out" / "link").symlink_to("/etc/passwd")
    try:
        with Sftp(**arguments(server)) as sftp:
            (entry,) = sftp.list("out")
            assert (entry.path, entry.name, entry.size) == (path, "VIDEOCHATRECORDING_bank_123_YR9W91GEZK24.zip", len(CONTENT))
            saved = sftp.fetch(entry.path, to=tmp_path, sha256=SHA256.upper())
    finally:
        (server.files / "out" / "folder").rmdir()
    assert (saved.path, saved.size, saved.sha256) == (tmp_path / entry.name, len(CONTENT), SHA256)
    assert saved.path.read_bytes() == CONTENT
    assert stat.S_IMODE(saved.path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [saved.path]
    assert server.connections == 1


async def test_tasks_share_one_connection(server: Sshd, tmp_path: Path) -> None:
    import asyncio

    names = [server.put(f"{number}.bin", bytes([number]) * 1000) for number in range(4)]
    async with AsyncSftp(**arguments(server)) as sftp:
        saved = await asyncio.gather(*(sftp.fetch(name, to=tmp_path) for name in names))
    assert [file.path.read_bytes()[0] for file in saved] == [0, 1, 2, 3]
    assert server.connections == 1


def test_a_broken_connection_goes_on_where_it_ended(server: Sshd, tmp_path: Path) -> None:
    path = server.put("long.zip", CONTENT)
    server.cut_after = 2_600_000
    with Sftp(**arguments(server)) as sftp:
        assert sftp.fetch(path, to=tmp_path).sha256 == SHA256
    assert server.connections == 2
    assert server.sent < len(CONTENT) + 1_300_000  # a piece at most was fetched twice, and what every connection costs


def test_another_process_goes_on_where_one_gave_up(server: Sshd, tmp_path: Path) -> None:
    path = server.put("long.zip", CONTENT)
    server.cut_after = 1_500_000
    with Sftp(**arguments(server), max_retries=0) as sftp, pytest.raises(ConnectionFailed):
        sftp.fetch(path, to=tmp_path)
    (part,) = tmp_path.iterdir()
    assert part.name.startswith(".")
    assert part.stat().st_size >= 1_000_000
    server.cut_after, server.sent = None, 0
    with Sftp(**arguments(server)) as sftp:
        assert sftp.fetch(path, to=tmp_path, sha256=SHA256).path.read_bytes() == CONTENT
    assert server.sent < 2_300_000
    assert [file.name for file in tmp_path.iterdir()] == ["long.zip"]


def test_what_does_not_fit_together_is_fetched_again(server: Sshd, tmp_path: Path) -> None:
    path = server.put("long.zip", CONTENT)
    server.cut_after = 1_500_000
    with Sftp(**arguments(server), max_retries=0) as sftp, pytest.raises(ConnectionFailed):
        sftp.fetch(path, to=tmp_path)
    (part,) = tmp_path.iterdir()
    part.write_bytes(bytes(part.stat().st_size))
    server.cut_after = None
    with Sftp(**arguments(server)) as sftp:
        assert sftp.fetch(path, to=tmp_path).sha256 == SHA256


def test_another_version_is_never_put_behind_the_first(server: Sshd, tmp_path: Path) -> None:
    path = server.put("long.zip", bytes(3_000_000))
    server.cut_after = 1_500_000
    with Sftp(**arguments(server), max_retries=0) as sftp, pytest.raises(ConnectionFailed):
        sftp.fetch(path, to=tmp_path)
    server.put("long.zip", CONTENT)
    os.utime(server.files / path, (1, 1))
    server.cut_after = None
    with Sftp(**arguments(server)) as sftp:
        assert sftp.fetch(path, to=tmp_path).sha256 == SHA256


def test_a_file_that_changes_meanwhile_is_told(server: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = server.put("growing.zip", CONTENT)
    piece = AsyncSftp._piece

    async def slow(self: AsyncSftp, source: Any, offset: int, length: int) -> bytes:
        server.put("growing.zip", CONTENT + b"more")
        return await piece(self, source, offset, length)

    monkeypatch.setattr(AsyncSftp, "_piece", slow)
    with Sftp(**arguments(server)) as sftp, pytest.raises(RemoteFileRefused) as caught:
        sftp.fetch(path, to=tmp_path)
    assert caught.value.reason == "changed"
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_already_is_kept(server: Sshd, tmp_path: Path) -> None:
    path = server.put("one.pdf", b"one")
    with Sftp(**arguments(server)) as sftp:
        first = sftp.fetch(path, to=tmp_path)
        assert sftp.fetch(path, to=tmp_path) == first
        server.put("one.pdf", b"two")
        with pytest.raises(FileRefused, match="already"):
            sftp.fetch(path, to=tmp_path)
        assert first.path.read_bytes() == b"one"
        first.path.unlink()
        first.path.symlink_to(tmp_path / "elsewhere")
        with pytest.raises(FileRefused, match="already"):
            sftp.fetch(path, to=tmp_path)
        assert sftp.fetch(path, to=tmp_path, overwrite=True).path.read_bytes() == b"two"
    assert not first.path.is_symlink()
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"path": "out/nothing"}, "missing"), ({"path": "out"}, "kind"), ({"max_bytes": 2}, "size"), ({"sha256": "0" * 64}, "checksum")],
)
def test_what_cannot_be_had_is_told_and_leaves_nothing(server: Sshd, tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    change = dict(change)
    path = server.put("canary-name.pdf", b"one")
    with Sftp(**arguments(server)) as sftp:
        with pytest.raises(RemoteFileRefused) as caught:
            sftp.fetch(change.pop("path", path), to=tmp_path, **change)
        assert caught.value.reason == reason
        assert "canary" not in str(caught.value)
        with pytest.raises(FileRefused, match="existing directory"):
            sftp.fetch(path, to=tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["..\\..\\evil.exe", "-rf", ".profile", "con.txt", "a\u202etxt.exe", "new\nline"])
def test_names_play_no_tricks(server: Sshd, tmp_path: Path, name: str) -> None:
    path = server.put(name, b"one")
    inner = tmp_path / "inner"
    inner.mkdir()
    with Sftp(**arguments(server)) as sftp:
        saved = sftp.fetch(path, to=inner)
    assert saved.path.parent == inner
    assert saved.path.name != name
    assert [file.name for file in tmp_path.iterdir()] == ["inner"]


def test_another_host_key_is_refused_before_anything_is_sent(server: Sshd) -> None:
    other = new_key()
    with Sftp(**arguments(server, host_keys=[other.get_fingerprint()])) as sftp, pytest.raises(HostKeyRefused) as caught:
        sftp.list()
    assert caught.value.fingerprint == server.host_key.get_fingerprint()
    assert server.connections == 1


def test_keys_are_pinned_in_every_form(server: Sshd) -> None:
    line = server.host_key.export_public_key().decode().strip()
    other = new_key().export_public_key().decode()
    for pins in ([line], [f"[127.0.0.1]:{server.port} {line} comment"], [other, line], [server.host_key.get_fingerprint() + "="]):
        with Sftp(**arguments(server, host_keys=pins)) as sftp:
            assert sftp.list("out") == []


def test_another_key_of_ours_is_refused_by_the_server(server: Sshd) -> None:
    other = new_key().export_private_key()
    with Sftp(**arguments(server, private_key=other)) as sftp, pytest.raises(LoginRefused, match=server.username):
        sftp.list()


def test_nobody_there_is_a_failed_connection(server: Sshd) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening
        with Sftp(**arguments(server, port=taken.getsockname()[1], max_retries=0)) as sftp, pytest.raises(ConnectionFailed):
            sftp.list()


ENCRYPTED = new_key().export_private_key("pkcs8-pem", passphrase="canary-passphrase")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"host_keys": []}, "host_keys: a list"),
        ({"host_keys": "SHA256:abc"}, "host_keys: a list"),
        ({"host_keys": ["SHA256:abc"]}, r"host_keys\[0\]"),
        ({"host_keys": ["ssh-ed25519 AAAA"]}, r"host_keys\[0\]"),
        ({"username": ""}, "username: is missing"),
        ({"private_key": None}, "private_key, password: give one"),
        ({"password": "canary"}, "private_key, password: give one"),
        ({"private_key": "/nowhere/key"}, "private_key: the file cannot be read"),
        ({"private_key": b"canary"}, "private_key: not a private key"),
        ({"private_key": ENCRYPTED}, "private_key_password: is missing"),
        ({"private_key": ENCRYPTED, "private_key_password": "canary"}, "private_key_password: is wrong"),
    ],
)
def test_wrong_settings_are_told(server: Sshd, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        AsyncSftp(**arguments(server, **change))
    assert "canary" not in str(caught.value)


def test_no_secret_is_shown(server: Sshd) -> None:
    with Sftp(**arguments(server, private_key=None, password="canary-password")) as sftp:
        assert "canary" not in repr(sftp) + repr(sftp._sftp._login)
