"""Token stores: nobody overwrites what he has not seen, nothing is lost, nobody else can read it."""

import os
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import pytest

from identkit.core._errors import ConfigurationError
from identkit.core.tokens import FileTokenStore, MemoryTokenStore, Tokens, TokenStore

CANARY = "canary-token-66b1"
ONE = Tokens("1", f"access-{CANARY}", f"refresh-{CANARY}", 1_700_000_000.123456)
TWO = attrs.evolve(ONE, access_token="second", generation=2)


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> TokenStore:
    return MemoryTokenStore() if request.param == "memory" else FileTokenStore(tmp_path / "tokens.json")


def test_only_what_was_seen_is_replaced(store: TokenStore) -> None:
    assert store.load("1") is None
    assert not store.swap("1", TWO, ONE)
    assert store.swap("1", None, ONE)
    assert store.load("1") == ONE
    assert not store.swap("1", None, TWO)
    assert store.swap("1", ONE, TWO)
    assert not store.swap("1", ONE, None)
    assert store.swap("1", TWO, None)
    assert store.load("1") is None


def test_subjects_do_not_disturb_each_other(store: TokenStore) -> None:
    other = attrs.evolve(ONE, subject="2")
    assert store.swap("1", None, ONE)
    assert store.swap("2", None, other)
    assert store.swap("1", ONE, None)
    assert store.load("2") == other


def test_of_many_writers_one_wins_each_round(store: TokenStore) -> None:
    assert store.swap("1", None, ONE)

    def count(_: int) -> int:
        won = 0
        while (held := store.load("1")) is not None and held.generation < 50:
            won += store.swap("1", held, attrs.evolve(held, generation=held.generation + 1))
        return won

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(count, range(8))) == 49


def test_a_lock_keeps_others_out_until_it_is_released(store: TokenStore) -> None:
    release = store.try_lock("1")
    assert release is not None
    assert store.try_lock("1") is None
    assert store.swap("1", None, ONE)  # reading and writing go on
    release()
    again = store.try_lock("1")
    assert again is not None
    again()


def test_no_token_is_shown(store: TokenStore) -> None:
    store.swap("1", None, ONE)
    assert CANARY not in f"{store!r} {ONE!r} {ONE} {store.load('1')!r}"


# --- the file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tokens.json"


def test_the_file_is_its_owners_from_the_beginning(path: Path) -> None:
    modes: list[int] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            for file in path.parent.iterdir():
                try:
                    modes.append(stat.S_IMODE(file.stat().st_mode))
                except FileNotFoundError:
                    continue  # replaced in this moment

    watcher = threading.Thread(target=watch)
    watcher.start()
    previous = os.umask(0)
    try:
        store = FileTokenStore(path)
        held: Tokens | None = None
        for generation in range(1, 20):
            new = attrs.evolve(ONE, generation=generation)
            assert store.swap("1", held, new)
            held = new
    finally:
        os.umask(previous)
        stop.set()
        watcher.join()
    assert set(modes) | {stat.S_IMODE(path.stat().st_mode)} == {0o600}


def test_a_file_that_others_can_read_is_refused(path: Path) -> None:
    store = FileTokenStore(path)
    store.swap("1", None, ONE)
    path.chmod(0o640)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        store.load("1")


@pytest.mark.parametrize("content", [b"", b"{}", b"not json", b'{"format": 2, "serial": 1, "digest": "", "subjects": {}}'])
def test_a_file_that_is_no_token_file_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(0o600)
    store = FileTokenStore(path)
    with pytest.raises(ConfigurationError, match="damaged"):
        store.load("1")
    with pytest.raises(ConfigurationError, match="damaged"):
        store.swap("1", None, ONE)
    assert path.read_bytes() == content


def test_a_changed_file_is_noticed(path: Path) -> None:
    store = FileTokenStore(path)
    store.swap("1", None, ONE)
    path.write_bytes(path.read_bytes().replace(b"access-", b"Access-"))
    with pytest.raises(ConfigurationError, match="damaged"):
        store.load("1")


def test_a_whole_new_version_of_a_killed_writer_is_published(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FileTokenStore(path)
    store.swap("1", None, ONE)

    def killed(_: FileTokenStore) -> None: ...

    with monkeypatch.context() as patch:
        patch.setattr(FileTokenStore, "_publish", killed)
        assert store.swap("1", ONE, TWO)
    assert path.with_name("tokens.json.next").exists()
    assert FileTokenStore(path).load("1") == TWO
    assert not path.with_name("tokens.json.next").exists()


@pytest.mark.parametrize("damage", ["torn", "empty", "of another version"])
def test_any_other_leftover_is_thrown_away(path: Path, damage: str) -> None:
    store = FileTokenStore(path)
    store.swap("1", None, ONE)
    content = path.read_bytes()
    store.swap("1", ONE, TWO)
    leftover = path.with_name("tokens.json.next")
    leftover.write_bytes({"torn": content[:-9], "empty": b"", "of another version": content}[damage])
    assert store.load("1") == TWO
    assert not leftover.exists()


def test_a_disk_that_is_full_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FileTokenStore(path)
    store.swap("1", None, ONE)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            store.swap("1", ONE, TWO)
    assert store.load("1") == ONE
    assert store.swap("1", ONE, TWO)


def test_a_link_is_followed_and_stays_a_link(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.mkdir()
    path.symlink_to(target / "real.json")
    FileTokenStore(path).swap("1", None, ONE)
    assert path.is_symlink()
    assert FileTokenStore(target / "real.json").load("1") == ONE


def test_a_missing_directory_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="directory"):
        FileTokenStore(tmp_path / "missing" / "tokens.json")


def test_a_lock_keeps_other_processes_out(path: Path) -> None:
    code = (
        "import sys; from identkit.core.tokens import FileTokenStore;"
        "release = FileTokenStore(sys.argv[1]).try_lock('1'); print(release is not None, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        store = FileTokenStore(path)
        assert store.try_lock("1") is None
        other.kill()
        other.wait()
        release = store.try_lock("1")
        assert release is not None
        release()


def test_processes_do_not_lose_each_others_updates(path: Path) -> None:
    code = (
        "import sys, attrs; from identkit.core.tokens import FileTokenStore, Tokens\n"
        "store = FileTokenStore(sys.argv[1]); name = sys.argv[2]\n"
        "for number in range(40):\n"
        "    assert store.swap(f'{name}-{number}', None, Tokens(f'{name}-{number}', 'a', 'r', 0.0))\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), str(name)]) for name in range(4)]
    assert [process.wait(timeout=60) for process in running] == [0] * 4
    store = FileTokenStore(path)
    assert all(store.load(f"{name}-{number}") is not None for name in range(4) for number in range(40))
