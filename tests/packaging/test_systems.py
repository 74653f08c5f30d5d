"""What Windows does not have is not needed on a user's path: everything imports, calls and saves without it."""

import subprocess
import sys
from pathlib import Path

ABSENT = """
import builtins, os, signal, socket

absent = {"fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty"}
import_ = builtins.__import__

def import_ours(name, globals=None, *more, **named):  # libraries ask first which system this is
    if name in absent and (globals or {}).get("__name__", "").startswith("identkit"):
        raise ModuleNotFoundError(name)
    return import_(name, globals, *more, **named)

builtins.__import__ = import_ours
for name in ("O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC", "O_NONBLOCK", "fchmod", "fork", "geteuid", "getuid", "mkfifo", "register_at_fork"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGHUP", "SIGKILL", "SIGUSR1"):
    delattr(signal, name)
del socket.AF_UNIX
"""

IMPORT_ALL = """
import importlib, pkgutil
import identkit

failed = []
for module in pkgutil.walk_packages(identkit.__path__, "identkit.", onerror=failed.append):
    if not module.name.endswith("__main__"):
        try:
            importlib.import_module(module.name)
        except Exception as error:
            failed.append(f"{module.name}: {error!r}")
print("\\n".join(failed) or "every module")
"""

CALL_AND_SAVE = """
import httpx
from identkit.core import ConfigurationError
from identkit.core.tokens import FileTokenStore
from identkit.postident.models import RecordResult
from identkit.solaris import Solaris
from identkit.stores.sql import SqlTokenStore

answers = {"/oauth2/token": {"access_token": "t", "token_type": "bearer", "expires_in": 3599}, "/v1/persons/p1": {"id": "p1"}}
handler = httpx.MockTransport(lambda request: httpx.Response(200, json=answers[request.url.path]))
with httpx.Client(transport=handler) as http, Solaris(client_id="me", client_secret="s", http_client=http) as solaris:
    print(solaris.persons.get("p1").id)
record = RecordResult(file_name="one.pdf", document_data=b"content")
print(record.save_to(".").read_bytes())
print(SqlTokenStore("sqlite:///tokens.db", create_table=True).load("1"))
"""


def run(code: str, folder: Path) -> str:
    done = subprocess.run([sys.executable, "-c", ABSENT + code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_module_imports(tmp_path: Path) -> None:
    assert run(IMPORT_ALL, tmp_path) == "every module\n"


def test_a_call_a_file_and_a_store(tmp_path: Path) -> None:
    assert run(CALL_AND_SAVE, tmp_path) == "p1\nb'content'\nNone\n"
