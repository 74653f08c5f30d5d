"""python -m benchmarks.prism [PROVIDER ...]: our clients against Prism, a mock server of other people's, on each published document.

Static mode answers with the examples of operations, dynamic mode (`-d`) makes answers up from the schemas and their examples.
Every operation is called many times with the sample of its page, and every answer has to decode. Prism is pinned in
`tools/prism`; the first time npm fetches it.
"""

import argparse
import ast
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from docs.builder.samples import client_of, python
from identkit.core import IdentkitError
from identkit.core.tokens import MemoryTokenStore, Tokens
from identkit.documents.document import Document, DocumentedCall, bundled, installed, items, table
from tools import npm

START_SECONDS = 120.0
_ANOTHER = "the answer is about another object"


@contextmanager
def prism(document: Path, *, dynamic: bool) -> Generator[str]:
    """The address of a Prism that plays the document."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    binary = npm.installed("prism") / "node_modules" / ".bin" / "prism"
    folder = tempfile.TemporaryDirectory()
    copy = shutil.copy(document, folder.name)  # Prism begins anew when the file changes that it was given
    command = [str(binary), "mock", "--port", str(port), *(["--dynamic"] if dynamic else []), copy]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        late = time.monotonic() + START_SECONDS
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if time.monotonic() > late or running.poll() is not None:
                raise RuntimeError("Prism does not start")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()
        folder.cleanup()


def client(document: Document, url: str) -> Any:
    """A client of the package that was made from the document."""
    package = import_module(f"identkit.{document.name}")
    arguments: dict[str, Any] = {"base_url": url, "max_retries": 0}
    if any(table(each).get("x-role") == "auth" for each in items(document.raw.get("servers"))):
        arguments["auth_url"] = url
    for variable in map(str, items(document.raw.get("x-environment-variables"))):
        if variable != "base_url":
            os.environ[f"{document.name}_{variable}".upper()] = "12345678"
    if any("FileTokenStore" in python(each, client_of(document.name)) for each in calls(document)):
        arguments["token_store"] = MemoryTokenStore()
        arguments["token_store"].swap("123", None, Tokens("123", "access", "refresh", 4e9))
    return getattr(package, client_of(document.name).class_name)(**arguments)


def calls(document: Document) -> list[DocumentedCall]:
    """The operations that a client has."""
    return [operation for operation in document.operations if not operation.internal]


def call_of(operation: DocumentedCall) -> ast.Expression:
    """The call in the sample of the operation's page."""
    program = ast.parse(python(operation, client_of(operation.document.name)))
    statement = cast("ast.Assign | ast.Expr", cast("ast.With", program.body[-1]).body[0])
    return ast.Expression(statement.value)


def play(document: Document, path: Path, times: int, seconds: float, *, dynamic: bool) -> tuple[int, Counter[str]]:
    """Call every operation so many times; how many answers there were, and what was wrong with them.

    Each has its share of `seconds` and is called once at least: a large made-up answer costs Prism a tenth of a second and more.
    """
    wrong: Counter[str] = Counter()
    count = 0
    with prism(path, dynamic=dynamic) as url, client(document, url) as api:
        for operation in calls(document):
            code = compile(call_of(operation), operation.id, "eval")
            late = time.monotonic() + seconds / len(calls(document))
            for number in range(times):
                if number and time.monotonic() > late:
                    break
                count += 1
                # Prism does not know whom it was asked about; that is looked at once an answer was decoded.
                try:
                    answer = eval(code, {client_of(document.name).variable: api})
                    if hasattr(answer, "__next__"):
                        next(answer, None)
                except IdentkitError as error:
                    if _ANOTHER not in str(error):
                        wrong[f"{operation.id}: {type(error).__name__}: {error}"] += 1
    return count, wrong


def main() -> int:
    """0 when every answer was decoded."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.prism", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("provider", nargs="*", help="names of providers; all unless named")
    parser.add_argument("--times", type=int, default=300, help="how often each operation is called (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=300, help="for one document in one mode, at most (default: %(default)s)")
    parser.add_argument("--mode", choices=["static", "dynamic", "both"], default="both")
    options = parser.parse_args()
    if npm.missing():
        print(f"Prism needs {' and '.join(npm.missing())}")
        return 1
    failed = False
    for name in options.provider or [name for name in installed() if calls(bundled(name))]:
        path = npm.TOP / "generated" / "identkit" / name / "openapi.json"
        for dynamic in [mode == "dynamic" for mode in ("static", "dynamic") if options.mode in {mode, "both"}]:
            count, wrong = play(bundled(name), path, options.times, options.seconds, dynamic=dynamic)
            failed |= bool(wrong)
            examples = bundled(name).raw.get("x-json-schema-faker") == {"useExamplesValue": True}
            mode = ("with examples" if examples else "made up") if dynamic else "static"
            short = "" if count == options.times * len(calls(bundled(name))) else f" (what {options.seconds:.0f} s were enough for)"
            print(f"{name:16} {mode:14} {count:6} answers{short}, {wrong.total()} that do not decode", flush=True)
            for problem, often in wrong.most_common():
                print(f"    {often:6} x {problem}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
