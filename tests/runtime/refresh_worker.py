"""A process that needs a refreshed token and kills itself at a chosen moment, as `kill -9` would.

Started once by test_token_crashes.py; each line of JSON on standard input (the provider's address, the token file, the moment) forks a
process, whose exit code is answered in a line.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import httpx

from identkit.core._auth.authentication import AuthContext
from identkit.core._calling.clock import SystemClock
from identkit.core._calling.connections import Connections
from identkit.core._calling.description import Api, Scheme
from identkit.core._calling.limits import TimeLimits
from identkit.core._calling.steps import Send, run
from identkit.core._errors import ConsentLost
from identkit.core.tokens import FileTokenStore, MemoryTokenStore, TokenStore
from identkit.overrides.auth import build, rotating

API = Api(name="gopay", title="GoPay")
SCHEME = Scheme(
    "authorization-code",
    ("client_id", "client_secret"),
    token_path="/v1/auth/token",
    options={"subject": "client_profile_id", "subject-field": "clientProfileId"},
)


def die(*_: object, **__: object) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def nth(wanted: int, function: Callable[..., Any], instead: Callable[..., Any]) -> Callable[..., Any]:
    """The function, with something else at one of its calls."""
    calls = 0

    def counting(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        return instead(*args, **kwargs) if calls == wanted else function(*args, **kwargs)

    return counting


class Transport(httpx.HTTPTransport):
    """Dies around the token request."""

    def __init__(self, moment: str) -> None:
        super().__init__()
        self._moment = moment

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        token = request.url.path == "/v1/auth/token"
        if self._moment == "before the request" and token:
            die()
        if self._moment == "before the access token is used" and not token:
            die()
        response = super().handle_request(request)
        if self._moment == "request sent, answer not read" and token:
            die()
        if self._moment == "answer read, not stored" and token:
            response.read()
            die()
        return response


def arm(moment: str) -> None:
    """Put the death where it belongs. The store is written twice: to mark the record, and with the new tokens."""
    write, replace, fsync = FileTokenStore._write, Path.replace, os.fsync

    def torn(self: FileTokenStore, version: Any) -> None:
        write(self, version)
        os.truncate(self._next, self._next.stat().st_size // 2)
        die()

    match moment:
        case "before the mark":
            FileTokenStore._write = nth(1, write, die)  # type: ignore[method-assign]
        case "mark written, not published":
            Path.replace = nth(1, replace, die)  # type: ignore[method-assign]
        case "mark published, directory not synced":
            os.fsync = nth(2, fsync, die)
        case "while the new tokens are written":
            FileTokenStore._write = nth(2, write, torn)  # type: ignore[method-assign]
        case "new tokens written, not synced":
            os.fsync = nth(3, fsync, die)
        case "new tokens written, not published":
            Path.replace = nth(2, replace, die)  # type: ignore[method-assign]
        case "new tokens published, directory not synced":
            os.fsync = nth(4, fsync, die)
        case _:
            pass


def read_status(base_url: str, store: TokenStore, http: httpx.Client) -> int:
    """One call with the client token of person 123."""
    context = AuthContext(API, {"client_id": "me", "client_secret": "secret", "token_store": store}, base_url, "", SystemClock())
    request = httpx.Request("GET", f"{base_url}/v1/client/123", extensions={rotating.PARAMS: {"client_profile_id": 123}})
    send = Send(request, 1_000_000, TimeLimits())
    return run(build(SCHEME, context).exchange(send), Connections("GoPay", http, trust_env=False)).status_code


def carry_out(base_url: str, path: str, moment: str) -> bool:
    arm(moment)
    with httpx.Client(transport=Transport(moment)) as http:
        return read_status(base_url, FileTokenStore(path), http) == 200


def main() -> None:
    with suppress(ConsentLost), httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(404))) as http:
        read_status("https://gopay.example", MemoryTokenStore(), http)  # imports here, and not in each process, what a call needs
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(0 if carry_out(*json.loads(line)) else 1)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
