"""Every sample of README.md and the documentation runs: Python from top to bottom of its page, commands in a shell.

The samples talk to the providers' addresses, as a reader's program does; here these lead to the sandbox, and time passes at its pace.
"""

import gc
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from docs.builder.fences import LANGUAGES, Fence, Program, fences, pages, programs
from identkit.core._calling.clock import SystemClock
from identkit.documents.document import bundled, installed, items, table
from identkit.sandbox import Sandbox

TOP = Path(__file__).parents[2]
PROGRAMS = [program for path in pages() for program in programs(path)]
COMMANDS = [each for path in pages() for each in fences(path) if isinstance(each, Fence) and each.language == "console" and not each.reason]
SKIPPED = [each for path in pages() for each in fences(path) if isinstance(each, Fence) and each.reason]
ALL = [each for path in pages() for each in fences(path) if isinstance(each, Fence)]
API = """
openapi: 3.1.0
info: {title: Acme Pay, version: "1"}
servers: [{url: "https://pay.acme.example"}]
paths:
  /payments/{id}:
    get:
      operationId: payments.get
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: The payment., content: {application/json: {schema: {$ref: "#/components/schemas/Payment"}}}}
components:
  schemas:
    Payment: {type: object, required: [id], properties: {id: {type: string}, iban: {type: string}}}
"""


@pytest.fixture
def providers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """The sandbox behind the providers' addresses, with credentials in the environment and its clock as the machine's."""
    with Sandbox(seed=7) as sandbox:
        routes = sorted(
            (route for name in installed() if hasattr(sandbox, name) for route in _routes(sandbox, name, monkeypatch)),
            key=lambda route: -len(route[0]),
        )
        send, send_later = httpx.HTTPTransport.handle_request, httpx.AsyncHTTPTransport.handle_async_request

        def handle(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
            return send(self, _led(request, routes))

        async def handle_later(self: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
            return await send_later(self, _led(request, routes))

        monkeypatch.setattr(httpx.HTTPTransport, "handle_request", handle)
        monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", handle_later)
        for name in ("now", "monotonic", "sleep", "sleep_async"):
            monkeypatch.setattr(SystemClock, name, staticmethod(getattr(sandbox.clock, name)))
        yield sandbox


def _routes(sandbox: Sandbox, name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """From each address of a provider to the sandbox's."""
    provider = getattr(sandbox, name)
    monkeypatch.setenv(f"{name}_BASE_URL".upper(), f"https://{name}.example")
    yield f"https://{name}.example", provider.base_url
    for argument, value in provider.login.items():
        if argument != "auth_url":
            monkeypatch.setenv(f"{name}_{argument}".upper(), str(value))
    for server in map(table, items(bundled(name).raw.get("servers"))):
        yield str(server.get("url")), provider.login.get("auth_url", provider.base_url) if server.get("x-role") else provider.base_url


def _led(request: httpx.Request, routes: list[tuple[str, str]]) -> httpx.Request:
    """The request, on its way to where its address leads here."""
    found = next(((start, to) for start, to in routes if str(request.url).startswith(start)), None)
    if found is not None:
        request.url = httpx.URL(found[1] + str(request.url).removeprefix(found[0]))
        request.headers["Host"] = request.url.netloc.decode()
    return request


@pytest.fixture(scope="module")
def leftovers() -> Iterator[None]:
    """Collects what pages leave open here, where the warnings are expected, and not in the middle of a test of another file."""
    yield
    gc.collect()


@pytest.fixture
def levels() -> Iterator[None]:
    """Puts the levels of loggers back, which pages about logging set for the whole process."""
    loggers = [logging.getLogger(name) for name in (None, "identkit", "httpx", "httpcore")]
    before = [(logger, logger.level, list(logger.handlers)) for logger in loggers]
    yield
    for logger, level, handlers in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)  # clients live as long as the page
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
@pytest.mark.usefixtures("leftovers", "levels")
def test_the_programs_of_a_page_run(
    program: Program, providers: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "__main__", "_sandbox": providers}
    exec(compile(program.source, str(TOP / program.page), "exec"), names)
    for name, test in list(names.items()):
        if name.startswith("test_"):
            test(providers)
    capsys.readouterr()
    names.clear()


def test_the_five_minutes_work_when_pasted(tmp_path: Path) -> None:
    first = programs(TOP / "README.md")[0].source
    done = subprocess.run([sys.executable, "-W", "error"], input=first, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    promised = re.search(r"It prints `([^`]+)`", (TOP / "README.md").read_text("utf-8"))
    assert promised is not None
    assert done.stdout.splitlines()[-1] == promised[1]


@pytest.mark.slow
@pytest.mark.parametrize("fence", COMMANDS, ids=lambda fence: f"{fence.page}:{fence.line + 1}")
def test_a_command_does_what_the_page_shows(fence: Fence, tmp_path: Path) -> None:
    for name in ("api.yaml", "old.yaml", "new.yaml"):  # "a document of your own"
        (tmp_path / name).write_text(API, "utf-8")
    shutil.copytree(TOP / "specs", tmp_path / "specs")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "140"}
    shown: list[str] = []
    for command, output in _commands(fence.code):
        done = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        shown.append(done.stdout)
        for line in output:
            pattern = re.escape(line.strip()).replace("…", ".*")
            assert not line.strip() or re.search(pattern, done.stdout), f"{command}: {line!r} is not in\n{done.stdout}"


def _commands(code: str) -> Iterator[tuple[str, list[str]]]:
    """Each command, with the lines that it prints according to the page."""
    command, output = "", list[str]()
    for line in code.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, output
            command, output = line[2:], []
        elif command.endswith("\\"):
            command += f"\n{line}"
        else:
            output.append(line)
    assert command, f"a console block without `$ `: {code!r}"
    yield command, output


def test_every_block_says_its_language_and_few_are_skipped() -> None:
    assert not [f"{each.page}:{each.line}" for each in ALL if each.language not in LANGUAGES]
    elsewhere = "docs/adding-a-provider.md"  # done to the letter in a copy of the tree, see tests/generator/test_new_provider.py
    assert len([each for each in SKIPPED if each.page != elsewhere]) <= 8, [f"{each.page}:{each.line}" for each in SKIPPED]
    assert all(len(each.reason) > 10 for each in SKIPPED)
