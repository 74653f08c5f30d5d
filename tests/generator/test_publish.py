"""Publishing: the old tree or the new one, nothing of others' touched."""

import errno
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from identkit.generator.write import publish
from identkit.generator.write.publish import HEADER, CannotPublish

INIT = f"{HEADER}specs\n"
OLD = {
    "API.md": "old\n",
    "identkit/a/__init__.py": INIT,
    "identkit/a/client.py": "old\n",
    "identkit/a/gone.py": "",
    "identkit/c/__init__.py": INIT,
}
NEW = {
    "API.md": "new\n",
    "identkit/a/__init__.py": INIT,
    "identkit/a/client.py": "new\n",
    "identkit/a/sub/more.py": "x\n",
    "identkit/b/__init__.py": INIT,
}
FOREIGN = {"NOTES.md": "mine\n", "identkit/mine/data.txt": "mine\n", "identkit/mine/__init__.py": "# by hand\n"}


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def tree(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    write(tmp_path / "generated", {**OLD, **FOREIGN})
    return tmp_path / "generated"


def test_the_output_holds_what_was_generated_and_what_was_not_ours(output: Path) -> None:
    changes = publish.publish(output, NEW)
    assert tree(output) == {**NEW, **FOREIGN}
    assert changes.written == ("API.md", "identkit/a/client.py", "identkit/a/sub/more.py", "identkit/b/__init__.py")
    assert changes.removed == ("identkit/a/gone.py", "identkit/c/__init__.py")
    assert [*output.parent.iterdir()] == [output]


def test_what_stays_is_not_touched(output: Path) -> None:
    stays = ("identkit/a/__init__.py", *FOREIGN)
    for name in stays:
        os.utime(output / name, ns=(1, 1))
    publish.publish(output, NEW)
    assert {(output / name).stat().st_mtime_ns for name in stays} == {1}


def test_without_a_change_nothing_happens(output: Path) -> None:
    publish.publish(output, NEW)
    before = output.stat().st_ino
    assert not publish.publish(output, NEW)
    assert output.stat().st_ino == before


def test_some_packages_leave_the_others(output: Path) -> None:
    publish.publish(output, {"API.md": "new\n", "identkit/b/__init__.py": INIT}, frozenset({"b"}))
    assert tree(output) == {**OLD, **FOREIGN, "API.md": "new\n", "identkit/b/__init__.py": INIT}


def test_to_compare_writes_nothing(output: Path) -> None:
    changes = publish.compare(output, NEW)
    assert (len(changes.written), len(changes.removed)) == (4, 2)
    assert tree(output) == {**OLD, **FOREIGN}


def test_a_folder_that_was_not_generated_is_never_replaced(output: Path) -> None:
    with pytest.raises(CannotPublish, match="identkit/mine is there and was not generated"):
        publish.publish(output, {"identkit/mine/__init__.py": INIT})
    assert tree(output) == {**OLD, **FOREIGN}


def test_a_link_to_a_folder_of_somebody_else_is_never_followed(output: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", {"__init__.py": INIT, "precious.py": "x\n"})
    (output / "identkit" / "b").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotPublish, match="identkit/b"):
        publish.publish(output, NEW)
    assert "precious.py" in tree(tmp_path / "elsewhere")


def test_links_of_others_stay_links(output: Path) -> None:
    (output / "link").symlink_to("nowhere")
    publish.publish(output, NEW)
    assert (output / "link").readlink() == Path("nowhere")


def test_the_folder_one_works_in_is_refused(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(output / "identkit")
    with pytest.raises(CannotPublish, match="not a folder for output alone"):
        publish.publish(output, NEW)
    monkeypatch.chdir(output.parent)
    (output / ".git").mkdir()
    with pytest.raises(CannotPublish, match="not a folder for output alone"):
        publish.publish(output, NEW)


def test_a_file_in_the_place_of_the_output_is_kept(tmp_path: Path) -> None:
    write(tmp_path, {"precious.txt": "x\n"})
    with pytest.raises(CannotPublish, match="is a file"):
        publish.publish(tmp_path / "precious.txt", NEW)
    assert tree(tmp_path) == {"precious.txt": "x\n"}


def test_an_output_behind_a_link_stays_behind_it(output: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("generated")
    publish.publish(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert tree(output) == {**NEW, **FOREIGN}


def test_a_folder_that_cannot_be_written_is_told(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "mkdir", denied)  # taking permissions away would not stop root
    with pytest.raises(CannotPublish, match="Permission denied"):
        publish.publish(output, NEW)
    monkeypatch.undo()
    assert tree(output) == {**OLD, **FOREIGN}


def test_without_swapping_the_next_run_repairs(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(*_: Path) -> bool:
        return False

    monkeypatch.setattr(publish, "_exchange", cannot)
    publish.publish(output, NEW)
    assert tree(output) == {**NEW, **FOREIGN}
    output.rename(output.with_name(".generated.last"))  # as if killed between the two steps
    write(output.with_name(".generated.next"), {"half": "built"})
    assert publish.publish(output, OLD)
    assert tree(output) == {**OLD, **FOREIGN}
    assert [*output.parent.iterdir()] == [output]


# Kills the run at the nth thing that it does to the file system, for every n; each time the tree is looked at and the run done again.
KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from identkit.generator.write import publish
from tests.generator.test_publish import FOREIGN, NEW, OLD, tree, write

place = Path(sys.argv[1])
old, new = {**OLD, **FOREIGN}, {**NEW, **FOREIGN}
seen = set()
for at in range(1, 10_000):
    shutil.rmtree(place, ignore_errors=True)
    write(place / "generated", old)
    child = os.fork()
    if not child:
        done = 0
        def count(event, arguments):
            global done
            if event.startswith(("open", "os.", "shutil.", "ctypes.")):
                done += 1
                if done == at:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(count)
        publish.publish(place / "generated", NEW)
        os._exit(0)
    ended = os.waitpid(child, 0)[1]
    left = tree(place / "generated")
    assert left in (old, new), (at, left)
    seen.add("old" if left == old else "new")
    publish.publish(place / "generated", NEW)
    assert tree(place / "generated") == new, at
    assert os.listdir(place) == ["generated"], (at, os.listdir(place))
    if not ended:
        break
assert at > 30 and seen == {"old", "new"}, (at, seen)
print("killed", at - 1, "times")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot swap folders in one step")
def test_a_kill_at_any_moment_leaves_the_old_tree_or_the_new_one(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "place")], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("killed")
