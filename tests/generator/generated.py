"""From a spec in a test to a client that the test can call."""

import importlib
import io
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from identkit.generator import run
from identkit.generator.pipeline import Pipeline
from identkit.generator.read import load
from identkit.generator.report import Report
from tests.generator.spec_files import write

Handler = Callable[[httpx.Request], httpx.Response]


def sources(folder: Path, name: str, spec: str, *, lenient: bool = False) -> dict[str, str]:
    """The files that a run writes for a spec. Fails with the problems when there are any."""
    output = generated(folder, name, spec, lenient=lenient)
    return {path.relative_to(output).as_posix(): path.read_text("utf-8") for path in output.rglob("*") if path.is_file()}


def generated(folder: Path, name: str, spec: str, *, lenient: bool = False) -> Path:
    """The output folder of a run over one spec, as a user does it."""
    write(folder / "specs", {f"{name}.yaml": spec})
    run.generate(
        run.Options(folder / "specs" / f"{name}.yaml", folder / "generated", lenient=lenient), Report(io.StringIO(), io.StringIO())
    )
    return folder / "generated"


def attempted(folder: Path, name: str, spec: str, *, lenient: bool = False) -> Pipeline:
    """A spec that went through every step up to the files, with what was found on the way."""
    library = load.Library(write(folder / "specs", {f"{name}.yaml": spec}), lenient)
    pipeline = Pipeline(library.root / f"{name}.yaml", library, Report(io.StringIO(), io.StringIO()), f"identkit.{name}", lenient)
    pipeline.run()
    return pipeline


@contextmanager
def imported(folder: Path, name: str, spec: str, *, lenient: bool = False) -> Generator[Any]:
    """The generated package, imported; it is forgotten afterwards."""
    output = generated(folder, name, spec, lenient=lenient)
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
