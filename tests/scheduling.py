"""Which worker of pytest-xdist runs what: a file stays together, so that what its tests share is made once, and long files come first."""

from xdist.scheduler import LoadGroupScheduling

TOGETHER = ("tests/corpus",)  # the files of these folders share what takes long to make


def place(name: str) -> str:
    """What stays together with the test of this name."""
    path = name.partition("::")[0]
    return next((folder for folder in TOGETHER if path.startswith(f"{folder}/")), path)


class ByFile(LoadGroupScheduling):  # type: ignore[misc]  # xdist has no types
    """Of a file with tests of a group (of a database, say) the group's go to their own worker."""

    def _split_scope(self, nodeid: str) -> str:
        scope = super()._split_scope(nodeid)
        return place(nodeid) if scope == nodeid else scope
