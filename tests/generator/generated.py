"""From a spec in a test to a client that the test can call."""

import importlib
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from identkit.generator.lower import package as lower
from identkit.generator.problems import Problem
from identkit.generator.read import load
from identkit.generator.write import format as formatting
from identkit.generator.write import render
from tests.generator.spec_files import write

Handler = Callable[[httpx.Request], httpx.Response]


def sources(folder: Path, name: str, spec: str, *, lenient: bool = False) -> dict[str, str]:
    """The files that are generated from a spec, formatted. Fails with the problems when there are any."""
    package, problems = lowered(folder, name, spec, lenient=lenient)
    assert package is not None, "\n".join(map(str, problems))
    return formatting.sources({**render.package(package), "API.md": render.api_md([package])})


def lowered(folder: Path, name: str, spec: str, *, lenient: bool = False) -> tuple[Any, list[Problem]]:
    """What lowering makes of a spec: the package or None, and the problems."""
    library = load.Library(write(folder / "specs", {f"{name}.yaml": spec}))
    return lower.package(load.package(library.root / f"{name}.yaml", library.root, library), lenient=lenient)


@contextmanager
def imported(folder: Path, name: str, spec: str, *, lenient: bool = False) -> Generator[Any]:
    """The generated package, imported; it is forgotten afterwards."""
    output = folder / "generated"
    write(output, sources(folder, name, spec, lenient=lenient))
    sys.path.insert(0, str(output))
    importlib.invalidate_caches()
    try:
        package = importlib.import_module(f"identkit.{name}")
        importlib.import_module(f"identkit.{name}.models")
        yield package
    finally:
        sys.path.remove(str(output))
        for module in [module for module in sys.modules if module.startswith(f"identkit.{name}")]:
            del sys.modules[module]


class Server:
    """Answers by method and path, and keeps the requests."""

    def __init__(self, answers: Mapping[str, httpx.Response]) -> None:
        self.answers = answers
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers[f"{request.method} {request.url.path}"]
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    @property
    def last(self) -> httpx.Request:
        return self.requests[-1]

    def client(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self))

    def async_client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self))
