"""Error trackers show the locals of every frame: nothing of a call is among them, whatever the operation and however it fails."""

import asyncio
import inspect
import io
import pickle
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cached_property, partial
from typing import Any

import httpx
import pytest

from identkit.core import ApiError, ConsentRefused, IdentkitError
from identkit.gopay import AsyncGoPay, GoPay
from identkit.identplus import AsyncIdentplus, Identplus
from identkit.postident import AsyncPostident, Postident
from identkit.solaris import AsyncSolaris, Solaris
from tests.support import FakeClock

CANARY = "canary4711"
LOGIN: dict[type, dict[str, Any]] = {
    Identplus: {"token": "t", "base_url": "https://identplus.example"},
    Postident: {"client_id": "ABC", "username": "u", "password": "p"},
    Solaris: {"client_id": "c", "client_secret": "s"},
    GoPay: {"client_id": "c", "client_secret": "s"},
}
ASYNC: dict[type, type] = {Identplus: AsyncIdentplus, Postident: AsyncPostident, Solaris: AsyncSolaris, GoPay: AsyncGoPay}


def cut() -> httpx.Response:
    raise httpx.ReadError(CANARY)


FAULTS: dict[str, Callable[[], httpx.Response]] = {
    "refused": lambda: httpx.Response(422, json={"errors": [{"code": f"name {CANARY} is wrong", "title": CANARY, "detail": CANARY}]}),
    "broken": lambda: httpx.Response(500, text=CANARY),
    "elsewhere": lambda: httpx.Response(302, headers={"location": f"https://host.example/{CANARY}"}),
    "no JSON": lambda: httpx.Response(200, content=f'{{"id": "{CANARY}"'.encode()),
    "of another": lambda: httpx.Response(200, json={"id": f"not {CANARY}", "caseId": f"not {CANARY}", "first_name": [CANARY]}),
    "cut": cut,
}


def answer(request: httpx.Request, fault: str = "refused") -> httpx.Response:
    if "token" in request.url.path or "auth" in request.url.path:
        return httpx.Response(200, json={"access_token": "t", "accessToken": "t", "refreshToken": "r", "clientProfileId": 1})
    return FAULTS[fault]()


def methods(client: type) -> Iterator[tuple[str, str]]:
    with client(**LOGIN[client]) as made:
        for name, value in vars(client).items():
            if not name.startswith("_") and isinstance(value, cached_property):
                resource: object = getattr(made, name)
                functions = inspect.getmembers_static(type(resource), inspect.isfunction)
                yield from ((name, each) for each, _ in functions if not each.startswith("_"))


OPERATIONS = [(client, *each) for client in LOGIN for each in methods(client)]


class Given:
    """Arguments that this test's own frames do not show."""

    def __init__(self, method: Callable[..., Any]) -> None:
        self.by_name: dict[str, Any] = {}
        for name, parameter in inspect.signature(method).parameters.items():
            if name in {"self", "extra_headers", "to", "until", "archive_every"} or parameter.kind is parameter.VAR_KEYWORD:
                continue
            if name != "timeout" or parameter.default is parameter.empty:
                self.by_name[name] = self._value(name, str(parameter.annotation))
        self.extra = {"extra_headers": {"X-Note": CANARY}} if "extra_headers" in inspect.signature(method).parameters else {}

    @staticmethod
    def _value(name: str, annotation: str) -> Any:
        if name in {"client_profile_id", "timeout"}:
            return 1
        if "Literal" not in annotation and "bool" in annotation:
            return True
        if "datetime" in annotation:
            return datetime(2020, 1, 1, tzinfo=UTC)
        if "date" in annotation:
            return date(2020, 1, 1)
        if "list[" in annotation or "Sequence[str]" in annotation:
            return [CANARY]
        return b"{}" + CANARY.encode() if name == "body" else {"X-Canary": CANARY} if name == "headers" else CANARY


def shown(error: BaseException, *, with_rich: bool = True) -> str:
    out = io.StringIO()
    for line in traceback.TracebackException.from_exception(error, capture_locals=True).format():
        out.write(line)
    if not with_rich:  # which takes its time
        return out.getvalue()
    from rich.console import Console
    from rich.traceback import Traceback

    console = Console(file=out, width=200)
    whole: Any = None  # rich takes it for "no limit", its types do not
    console.print(Traceback.from_exception(type(error), error, error.__traceback__, show_locals=True, locals_max_length=whole))
    return out.getvalue()


def fails(call: Callable[[], Any]) -> BaseException | None:
    try:
        made = call()
        if inspect.isgenerator(made):
            next(made)
    except Exception as error:  # noqa: BLE001  # whatever it is: it must show nothing
        return error
    return None


@pytest.mark.parametrize(("client", "resource", "method"), OPERATIONS, ids=lambda each: getattr(each, "__name__", each))
def test_a_traceback_shows_nothing_of_a_call(client: type, resource: str, method: str) -> None:
    for fault in FAULTS:
        with httpx.Client(transport=httpx.MockTransport(partial(answer, fault=fault))) as http:
            call = getattr(getattr(client(**LOGIN[client], http_client=http, max_retries=0, clock=FakeClock()), resource), method)
            given = Given(call)
            error = fails(lambda: call(**given.by_name, **given.extra))  # noqa: B023
        assert isinstance(error, IdentkitError | None), error
        assert error is not None or method == "url" or fault != "refused"
        assert error is None or CANARY not in shown(error, with_rich=fault == "refused"), fault


@pytest.mark.parametrize("client", LOGIN, ids=lambda each: each.__name__)
def test_the_same_in_a_task(client: type) -> None:
    resource, method = next(each[1:] for each in OPERATIONS if each[0] is client and each[2].startswith(("get", "create")))

    async def run() -> BaseException | None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
            call = getattr(getattr(ASYNC[client](**LOGIN[client], http_client=http, max_retries=0), resource), method)
            given = Given(call)
            try:
                await call(**given.by_name, **given.extra)
            except IdentkitError as error:
                return error
        return None

    error = asyncio.run(run())
    assert error is not None
    assert CANARY not in shown(error)


def test_an_authorization_code_is_not_shown() -> None:
    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        consent = GoPay(**LOGIN[GoPay], http_client=http).consent
        error = fails(lambda: consent.complete(f"https://shop.example/?code={CANARY}&state=s", state="another"))
    assert isinstance(error, ConsentRefused)
    assert CANARY not in shown(error)


def test_an_error_without_its_body() -> None:
    with httpx.Client(transport=httpx.MockTransport(answer)) as http, pytest.raises(ApiError) as caught:
        Solaris(**LOGIN[Solaris], http_client=http).persons.get("p1")
    error = caught.value
    assert (error.title, error.code, CANARY in str(error)) == (CANARY, f"name {CANARY} is wrong", False)
    bare = error.without_body()
    assert (type(bare), bare.status_code, bare.operation) == (type(error), 422, "persons.get")
    assert (bare.title, bare.detail, bare.content) == (None, None, b"")
    assert CANARY.encode() in pickle.dumps(error)
    assert CANARY.encode() not in pickle.dumps(bare)
