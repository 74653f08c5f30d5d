"""Conversations, written once: a generator of steps, run for threads here and for tasks there.

A step is something that takes time. Everything else, above all every decision, is in the generator.
"""

import time
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast

import httpx

from identkit.core._calling.clock import Clock
from identkit.core._calling.limits import TimeLimits
from identkit.core._calling.masking import untraced
from identkit.core._errors import IdentkitError

if TYPE_CHECKING:
    from identkit.core._auth.flight import SingleFlight
    from identkit.core._calling.connections import AsyncConnections, Connections
    from identkit.core._received.files import Download
    from identkit.core._received.reading import Opened

T = TypeVar("T")


class Send:
    """Send a request. Answers what was received, read to its end; a body that is wanted as a file goes into the sink."""

    __slots__ = ("begun", "keep_open", "limits", "max_bytes", "request", "sink")

    def __init__(
        self, request: httpx.Request, max_bytes: int, limits: TimeLimits, sink: "Download | None" = None, *, keep_open: bool = False
    ) -> None:
        self.request = request
        self.max_bytes = max_bytes
        self.limits = limits
        self.sink = sink
        self.keep_open = keep_open
        """Whether a success is handed over before its body has come, as `Opened`."""
        self.begun = True
        """Whether bytes of the request may have left; true unless it is known."""

    @property
    def repeatable(self) -> bool:
        """Whether the request can be sent again: a body that was read from something that cannot go back is gone."""
        return getattr(self.request.stream, "repeatable", True)

    async def trace(self, event: str, _: object) -> None:
        """Told by httpx's transport what it does."""
        if event.endswith("send_request_headers.started"):
            self.begun = True


class More:
    """The next piece of an answer that was kept open; None when it is over. With `close` it is given up."""

    __slots__ = ("close", "stream")

    def __init__(self, stream: "Opened", *, close: bool = False) -> None:
        self.stream = stream
        self.close = close


class Work:
    """Call something that may block or takes its time: a token store, the decryption of a long answer."""

    __slots__ = ("work",)

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work


class Pause:
    """Wait. Without a clock in real time, because what is waited for is another process."""

    __slots__ = ("clock", "seconds")

    def __init__(self, seconds: float, clock: Clock | None = None) -> None:
        self.seconds = seconds
        self.clock = clock


class Share(Generic[T]):
    """Have one conversation for everybody who asks for its result at the same time. Nobody waits longer than `patience` seconds."""

    __slots__ = ("flight", "patience", "steps")

    def __init__(self, flight: "SingleFlight[T]", steps: "Callable[[], Steps[T]]", patience: float | None) -> None:
        self.flight = flight
        self.steps = steps
        self.patience = patience


class Item:
    """Hand something out to the loop that runs over this conversation."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


class Left(BaseException):
    """The loop over a conversation was left."""


Step: TypeAlias = Send | More | Work | Pause | Share[Any] | Item
Steps: TypeAlias = Generator[Step, Any, T]


def run(steps: Steps[T], connections: "Connections") -> T:
    """Run the steps in this thread."""
    try:
        step = next(steps)
        while True:
            result, failure = None, None
            try:
                result = _take(step, connections)
            except Exception as error:  # noqa: BLE001  # told to the conversation, which decides
                failure = error
            step = advanced(steps, result, failure)
    except StopIteration as stop:
        value: T = stop.value
        return value
    finally:
        steps.close()  # an error ends the conversation; its `finally` clauses run here


async def run_async(steps: Steps[T], connections: "AsyncConnections") -> T:
    """Run the steps in this task; what may block runs in a worker thread."""
    try:
        step = next(steps)
        while True:
            result, failure = None, None
            try:
                result = await _take_async(step, connections)
            except Exception as error:  # noqa: BLE001  # told to the conversation, which decides
                failure = error
            step = advanced(steps, result, failure)
    except StopIteration as stop:
        value: T = stop.value
        return value
    finally:
        steps.close()


def items(steps: Steps[None], connections: "Connections") -> Iterator[Any]:
    """Run the steps in this thread and hand out the items on the way."""
    try:
        step = _handed(steps, None, None)
        while True:
            result, failure = None, None
            try:
                if isinstance(step, Item):
                    yield step.value
                else:
                    result = _take(step, connections)
            except GeneratorExit:
                _leave(steps, connections)
                raise
            except Exception as error:  # noqa: BLE001
                failure = error
            step = _handed(steps, result, failure)
    except StopIteration:
        return
    finally:
        steps.close()


async def items_async(steps: Steps[None], connections: "AsyncConnections") -> AsyncIterator[Any]:
    """Run the steps in this task and hand out the items on the way."""
    try:
        step = _handed(steps, None, None)
        while True:
            result, failure = None, None
            try:
                if isinstance(step, Item):
                    yield step.value
                else:
                    result = await _take_async(step, connections)
            except GeneratorExit:
                await _leave_async(steps, connections)
                raise
            except Exception as error:  # noqa: BLE001
                failure = error
            step = _handed(steps, result, failure)
    except StopIteration:
        return
    finally:
        steps.close()


def _handed(steps: Steps[Any], result: Any, failure: Exception | None) -> Step:
    """The next step of a conversation that a loop runs over. An error of ours begins its traceback here: see `masking`."""
    try:
        return advanced(steps, result, failure)
    except IdentkitError as error:
        problem = error
    raise untraced(problem)


def advanced(steps: Steps[Any], result: Any, failure: Exception | None) -> Step:
    """Tell a conversation how its step ended. Outside of any `except`, so that what it raises has no context."""
    if failure is None:
        return steps.send(result)
    try:
        return steps.throw(failure)
    finally:
        del failure  # this frame would hold it, and it this frame


def _leave(steps: Steps[None], connections: "Connections") -> None:
    """Let a conversation finish what it has to although nobody listens any more."""
    try:
        step = steps.throw(Left())
    except (StopIteration, Left):
        return
    run(_rest(step, steps), connections)


async def _leave_async(steps: Steps[None], connections: "AsyncConnections") -> None:
    try:
        step = steps.throw(Left())
    except (StopIteration, Left):
        return
    await run_async(_rest(step, steps), connections)


def _rest(step: Step, steps: Steps[None]) -> Steps[None]:
    try:
        while True:
            result, failure = None, None
            try:
                result = yield step
            except Exception as error:  # noqa: BLE001
                failure = error
            step = advanced(steps, result, failure)
    except (StopIteration, Left):
        return


def _take(step: Step, connections: "Connections") -> Any:
    if isinstance(step, Send):
        return connections.exchange(step)
    if isinstance(step, More):
        return connections.more(step)
    if isinstance(step, Pause):
        return time.sleep(step.seconds) if step.clock is None else step.clock.sleep(step.seconds)
    if isinstance(step, Share):
        return step.flight.call(lambda: run(step.steps(), connections), step.patience)
    return cast("Work", step).work()  # an Item is for a loop


async def _take_async(step: Step, connections: "AsyncConnections") -> Any:
    if isinstance(step, Send):
        return await connections.exchange(step)
    if isinstance(step, More):
        return await connections.more(step)
    import asyncio  # not at the top: see clock.py

    if isinstance(step, Pause):
        return await (asyncio.sleep(step.seconds) if step.clock is None else step.clock.sleep_async(step.seconds))
    if isinstance(step, Share):
        return await step.flight.call_async(lambda: run_async(step.steps(), connections), step.patience, connections.tasks)
    return await asyncio.to_thread(cast("Work", step).work)
