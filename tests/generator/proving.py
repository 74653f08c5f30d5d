"""Runs the program that proves generated packages in forks of one interpreter, which has the runtime imported already.

Each proof has a process of its own, as in a run by a user; only the start of the interpreter is shared, which takes longer than all
the rest of generating a small document. Read from stdin, as JSON, one request a line: the arguments, the folder to work in, where the
outputs go, and the seconds. Written to stdout: what the process ended with.
"""

import importlib
import json
import os
import runpy
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from identkit.generator.write import prove


class Prover:
    """Stands in the place of `prove._run`, which is `replaced`."""

    def __init__(self, replaced: Callable[..., subprocess.CompletedProcess[str]]) -> None:
        self.replaced = replaced
        command = (sys.executable, "-P", "-B", __file__)
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        server = self._server
        assert server.stdin is not None
        assert server.stdout is not None
        with tempfile.TemporaryDirectory() as folder:
            outputs = [Path(folder, name) for name in ("out", "err")]
            server.stdin.write(json.dumps([arguments, str(Path.cwd()), *map(str, outputs), prove.SECONDS]) + "\n")
            server.stdin.flush()
            code = json.loads(server.stdout.readline())
            out, err = (output.read_text("utf-8", errors="replace") for output in outputs)
        if code is None:
            raise subprocess.TimeoutExpired(arguments, prove.SECONDS, out, err)
        return subprocess.CompletedProcess(arguments, code, out, err)

    def close(self) -> None:
        self._server.communicate()


def _serve() -> None:
    sys.modules["httpx._main"] = None  # type: ignore[assignment]  # as the program does

    _kit: Any = importlib.import_module("identkit.core._kit")
    list(_kit._homes())  # everything that generated modules may name
    for line in sys.stdin:
        arguments, folder, out, err, seconds = json.loads(line)
        ends, lives = os.pipe()
        child = os.fork()
        if not child:
            os.close(ends)
            _child(arguments, folder, out, err)
        os.close(lives)
        in_time = bool(select.select([ends], [], [], seconds)[0])  # it is closed when the process ends
        os.close(ends)
        if not in_time:
            os.kill(child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(json.dumps(code if in_time else None), flush=True)  # noqa: T201 - the protocol


def _child(arguments: list[str], folder: str, *outputs: str) -> None:
    code = 1
    try:
        for descriptor, path in enumerate((os.devnull, *outputs)):
            os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), descriptor)
        os.chdir(folder)
        sys.argv = [str(prove.PROGRAM), *arguments]
        runpy.run_path(str(prove.PROGRAM), run_name="__main__")
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException as error:  # noqa: BLE001 - as an interpreter does
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
