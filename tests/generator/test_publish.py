"""Publishing: what was generated is there, nothing of others' is touched."""

import errno
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from identkit.generator.write import publish
from identkit.generator.write.publish import HEADER, CannotPublish, Tree

INIT = f"{HEADER}specs\n"
OLD = {
    "API.md": "old\n",
    "identkit/a/__init__.py": INIT,
    "identkit/a/client.py": "old\n",
    "identkit/a/old/gone.py": INIT,
    "identkit/c/__init__.py": INIT,
}
FOREIGN = {"NOTES.md": "mine\n", "identkit/mine/data.txt": "mine\n", "identkit/mine/__init__.py": "# by hand\n"}
NEW = {
    "API.md": "new\n",
    "identkit/a/__init__.py": INIT,
    "identkit/a/client.py": "new\n",
    "identkit/a/sub/more.py": "x\n",
    "identkit/b/__init__.py": INIT,
}
ALL = Tree(NEW, frozenset({"identkit/a", "identkit/b"}), "identkit")


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
    changes = publish.publish(output, ALL)
    assert tree(output) == {**NEW, **FOREIGN}
    assert changes.written == ("API.md", "identkit/a/client.py", "identkit/a/sub/more.py", "identkit/b/__init__.py")
    assert changes.removed == ("identkit/a/old/gone.py", "identkit/c/__init__.py")
    assert not (output / "identkit" / "c").exists()
    assert not (output / "identkit" / "a" / "old").exists()


def test_a_package_of_ones_own_keeps_what_was_put_into_it(output: Path) -> None:
    own = {"identkit/a/own.py": "# by hand\n", "identkit/a/notes/own.txt": "mine\n"}
    write(output, own)
    changes = publish.publish(output, Tree(NEW, ALL.packages, shared=True))
    assert changes.removed == ("identkit/a/old/gone.py",)
    assert tree(output) == {**NEW, **FOREIGN, **own, "identkit/c/__init__.py": INIT}


def test_links_are_not_followed(output: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", {"module.py": INIT})
    (output / "identkit/a/link.py").symlink_to(tmp_path / "elsewhere" / "module.py")
    (output / "identkit/a/client.py").unlink()
    (output / "identkit/a/client.py").symlink_to(tmp_path / "elsewhere" / "module.py")
    changes = publish.publish(output, Tree(NEW, ALL.packages, shared=True))
    assert "identkit/a/link.py" not in changes.removed
    assert tree(tmp_path / "elsewhere") == {"module.py": INIT}
    assert not (output / "identkit/a/client.py").is_symlink()
    (tmp_path / "elsewhere" / "b").mkdir()
    (output / "identkit" / "linked").symlink_to(tmp_path / "elsewhere" / "b")
    with pytest.raises(CannotPublish, match="identkit/linked is there"):
        publish.publish(output, Tree({"identkit/linked/__init__.py": INIT}, frozenset({"identkit/linked"})))


def test_what_stays_is_not_touched_and_without_a_change_nothing_happens(output: Path) -> None:
    stays = ("identkit/a/__init__.py", *FOREIGN)
    for name in stays:
        os.utime(output / name, ns=(1, 1))
    publish.publish(output, ALL)
    assert not publish.publish(output, ALL)
    assert {(output / name).stat().st_mtime_ns for name in stays} == {1}


def test_some_packages_leave_the_others(output: Path) -> None:
    publish.publish(output, Tree({"API.md": "new\n", "identkit/b/__init__.py": INIT}, frozenset({"identkit/b"})))
    assert tree(output) == {**OLD, **FOREIGN, "API.md": "new\n", "identkit/b/__init__.py": INIT}


def test_to_compare_writes_nothing(output: Path) -> None:
    changes = publish.compare(output, ALL)
    assert (len(changes.written), len(changes.removed)) == (4, 2)
    assert tree(output) == {**OLD, **FOREIGN}


def test_a_folder_that_was_not_generated_is_never_replaced(output: Path) -> None:
    with pytest.raises(CannotPublish, match="identkit/mine is there and was not generated"):
        publish.publish(output, Tree({"identkit/mine/__init__.py": INIT}, frozenset({"identkit/mine"})))
    assert tree(output) == {**OLD, **FOREIGN}


def test_a_link_of_somebody_else_is_never_followed(output: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", {"__init__.py": INIT, "precious.py": "x\n"})
    (output / "identkit" / "a" / "client.py").unlink()
    (output / "identkit" / "a" / "client.py").symlink_to(tmp_path / "elsewhere" / "precious.py")
    publish.publish(output, ALL)
    assert tree(tmp_path / "elsewhere") == {"__init__.py": INIT, "precious.py": "x\n"}
    (output / "link").symlink_to("nowhere")
    (output / "identkit" / "d").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotPublish, match="identkit/d"):
        publish.publish(output, Tree({"identkit/d/__init__.py": INIT}, frozenset({"identkit/d"})))
    assert (output / "link").readlink() == Path("nowhere")


def test_a_file_in_the_place_of_the_output_is_kept(tmp_path: Path) -> None:
    write(tmp_path, {"precious.txt": "x\n"})
    with pytest.raises(CannotPublish, match="is a file"):
        publish.publish(tmp_path / "precious.txt", ALL)
    assert tree(tmp_path) == {"precious.txt": "x\n"}


def test_a_folder_that_cannot_be_written_is_told(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "replace", denied)  # taking permissions away would not stop root
    with pytest.raises(CannotPublish, match="Permission denied"):
        publish.publish(output, ALL)
    monkeypatch.undo()
    assert tree(output) == {**OLD, **FOREIGN}  # no half of a file, nothing temporary


def test_what_a_killed_run_left_is_finished(output: Path) -> None:
    write(output, {"identkit/a/.identkit-17-client.py": "ne", "identkit/a/sub/more.py": "x\n"})
    publish.publish(output, ALL)
    assert tree(output) == {**NEW, **FOREIGN}
