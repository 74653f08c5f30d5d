"""Conversations with a token endpoint, written once: a generator of steps, run here for threads and for tasks.

A step is something that takes time. Everything else, above all every decision, is in the generator.
"""

import asyncio
import random
import time
from collections.abc import Callable, Generator
from typing import Any, TypeAlias, TypeVar

import httpx
from attrs import frozen

from identkit.core._calling import policy
from identkit.core._calling.clock import Clock
from identkit.core._calling.description import Retry
from identkit.core._errors import ConfigurationError
from identkit.core._received import reading

T = TypeVar("T")
NO_AUTH = httpx.Auth()  # sends the request as it is
TIMEOUT = httpx.Timeout(30.0, connect=5.0)
MAX_BYTES = 1024 * 1024  # of a token endpoint's answer
REPEATS = 2
LONGEST_PAUSE = 10.0  # seconds; everybody who needs the token waits


@frozen
class Send:
    """Send a request over the client's own httpx client, without credentials but those it carries. Answers the response, read."""

    request: httpx.Request


@frozen
class Call:
    """Call something that may block: a token store."""

    work: Callable[[], Any]


@frozen
class Pause:
    """Wait. Without a clock in real time, because what is waited for is another process."""

    seconds: float
    clock: Clock | None = None


Step: TypeAlias = Send | Call | Pause
Http: TypeAlias = httpx.Client | httpx.AsyncClient


def run(steps: Generator[Step, Any, T], http: Http | None) -> T:
    """Run the steps in this thread."""
    try:
        step = next(steps)
        while True:
            step = steps.send(_take(step, http))
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        steps.close()  # an error ends the conversation; its `finally` clauses run here


async def run_async(steps: Generator[Step, Any, T], http: Http | None) -> T:
    """Run the steps in this task; what may block runs in a worker thread."""
    try:
        step = next(steps)
        while True:
            step = steps.send(await _take_async(step, http))
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        steps.close()


def _take(step: Step, http: Http | None) -> Any:
    match step:
        case Send(request):
            if not isinstance(http, httpx.Client):
                raise ConfigurationError("tokens of a synchronous call need the synchronous httpx client in AuthContext.http")
            answer = http.send(request, auth=NO_AUTH, follow_redirects=False, stream=True)
            try:
                return reading.read(answer, MAX_BYTES)
            finally:
                answer.close()
        case Call(work):
            return work()
        case Pause(seconds, clock):
            return time.sleep(seconds) if clock is None else clock.sleep(seconds)


async def _take_async(step: Step, http: Http | None) -> Any:
    match step:
        case Send(request):
            if not isinstance(http, httpx.AsyncClient):
                raise ConfigurationError("tokens of an asynchronous call need the asynchronous httpx client in AuthContext.http")
            answer = await http.send(request, auth=NO_AUTH, follow_redirects=False, stream=True)
            try:
                return await reading.read_async(answer, MAX_BYTES)
            finally:
                await answer.aclose()
        case Call(work):
            return await asyncio.to_thread(work)
        case Pause(seconds, clock):
            return await (asyncio.sleep(seconds) if clock is None else clock.sleep_async(seconds))


def ask(make_request: Callable[[], httpx.Request], clock: Clock) -> Generator[Step, Any, httpx.Response]:
    """Send a request whose repetition does no harm, and repeat it while the provider is busy, at most twice."""
    attempt = 0
    while True:
        response: httpx.Response = yield Send(make_request())
        if attempt == REPEATS or not policy.repeat_status(Retry.SAFE, response.status_code):
            return response
        asked = policy.retry_after(response.headers.get("retry-after"), clock.now())
        if asked is not None and asked > LONGEST_PAUSE:
            return response
        yield Pause(policy.pause(attempt, asked, random.random()), clock)  # noqa: S311  # spreads clients over time, guards nothing
        attempt += 1


def form_request(url: str, form: dict[str, str]) -> httpx.Request:
    """A form to post."""
    return plain_request("POST", url, form)


def plain_request(method: str, url: str, form: dict[str, str] | None = None, headers: dict[str, str] | None = None) -> httpx.Request:
    """A request that no client settings have touched, with time limits of its own: 5 s to connect, 30 s of silence."""
    return httpx.Request(
        method,
        url,
        data=form,
        headers={"Accept": "application/json", **(headers or {})},
        extensions={"timeout": TIMEOUT.as_dict()},
    )
