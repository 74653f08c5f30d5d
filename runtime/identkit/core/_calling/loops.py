"""The two loops. Everything they decide is decided elsewhere, once: `request`, `call`, `policy`, `response`, `waiting`, `paging`."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import httpx
from msgspec.structs import replace

from identkit.core._auth.context import settle_all
from identkit.core._calling import log
from identkit.core._calling.attempt import FAILURES, Call
from identkit.core._calling.description import Draining, Operation, Polling
from identkit.core._calling.paging import Drain, Numbers
from identkit.core._calling.preparation import NO_AUTH, Base
from identkit.core._calling.settings import Settings, is_loopback
from identkit.core._calling.waiting import Waiting
from identkit.core._errors import ConfigurationError, IdentkitError, NotFound
from identkit.core._received import reading
from identkit.core._received.files import Download, SavedFile
from identkit.core._received.response import Response

T = TypeVar("T")


def _direct(settings: Settings) -> bool:
    """Whether the provider is on this machine, where a proxy from the environment could not reach it."""
    return is_loopback(httpx.URL(settings.base_url).host)


class Core(Base):
    """Makes calls, one after the other in the caller's thread. Safe to share between threads."""

    def __init__(self, settings: Settings, http: httpx.Client | None = None) -> None:
        if http is not None and not isinstance(cast("object", http), httpx.Client):
            raise ConfigurationError(f"{settings.api.title}: http_client must be an httpx.Client")
        self._http = http or httpx.Client(trust_env=not _direct(settings))
        super().__init__(settings, self._http, own=http is None)

    def close(self) -> None:
        """Close the httpx client if it is ours."""
        if self._own:
            self._http.close()

    def call(
        self,
        operation: Operation[T],
        params: Mapping[str, Any] | None = None,
        *,
        body: Any = None,
        timeout: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> T:
        """Call an operation; `params` and `body` go by Python names, UNSET means not given."""
        return self.unwrap(self._send(self.prepare(operation, params, body, timeout, extra_headers)))

    def download(
        self,
        operation: Operation[Any],
        params: Mapping[str, Any] | None = None,
        *,
        to: str | Path,
        timeout: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> SavedFile:
        """Call an operation whose answer is a file, and write it to `to` without holding it in memory."""
        with Download(operation, to) as sink:
            answer = self._send(self.prepare(operation, params, None, timeout, extra_headers, sink))
            return self.unwrap(cast("Response[SavedFile]", replace(answer, data=sink.keep())))

    def wait(
        self,
        polling: Polling,
        params: Mapping[str, Any] | None = None,
        *,
        timeout: float,
        until: str | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Call the polling's operation until its status is one to stop at. Raises WaitTimeout after `timeout` seconds."""
        waiting = Waiting(polling, timeout, until, self.settings.clock)
        params, known = waiting.asked(params)
        if known is not None:
            return self.unwrap(known)
        while True:
            call = self.prepare(polling.operation, params, None, waiting.left(self.settings.timeout["read"]), extra_headers, max_retries=0)
            try:
                answer = self._send(call)
            except Waiting.SURVIVED as error:
                pause = waiting.failed(error)
            else:
                if waiting.arrived(answer):
                    return self.unwrap(answer)
                pause = waiting.pause()
            self.settings.clock.sleep(pause)

    def iterate(
        self,
        operation: Operation[Any],
        params: Mapping[str, Any] | None = None,
        *,
        page: tuple[str, str] = ("page_number", "page_size"),
        timeout: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Iterator[Any]:
        """All items of a list, page by page."""
        numbers = Numbers(operation, params or {}, page)
        while numbers.more:
            items = numbers.turn(self._send(self.prepare(operation, numbers.params, None, timeout, extra_headers)).data)
            yield from items

    def drain(
        self,
        draining: Draining,
        params: Mapping[str, Any] | None = None,
        *,
        archive_every: int = 1,
        timeout: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Iterator[Any]:
        """All items of a list that advances by archiving. See docs/design for the protocol."""
        return self._drained(Drain(draining, params or {}, archive_every), timeout, extra_headers)

    def _drained(self, drain: Drain, timeout: float | None, extra_headers: Mapping[str, str] | None) -> Iterator[Any]:
        try:
            while drain.more:
                for item in drain.turn(self._send(self.prepare(drain.listing, drain.params, None, timeout, extra_headers)).data):
                    yield item
                    if drain.finished(item):
                        self._archive(drain, drain.take(), timeout, extra_headers)
                self._archive(drain, drain.take(), timeout, extra_headers)
        except GeneratorExit:
            # The loop was left: what it finished is archived, the item it holds is not.
            try:
                self._archive(drain, drain.take(), timeout, extra_headers)
            except IdentkitError as error:
                log.not_archived(drain.archive.name, error)
            raise

    def _archive(self, drain: Drain, identifiers: list[str], timeout: float | None, extra_headers: Mapping[str, str] | None) -> None:
        if not identifiers:
            return
        try:
            self._send(self.prepare(drain.archive, None, identifiers, timeout, extra_headers))
        except NotFound:  # one of them was deleted meanwhile, which is as good as archived
            for identifier in identifiers if len(identifiers) > 1 else ():
                self._archive(drain, [identifier], timeout, extra_headers)

    def _send(self, call: Call[T]) -> Response[T]:
        while True:
            call.begin()
            try:
                end: httpx.Response | Exception = self._exchange(call)
            except FAILURES as failure:
                end = failure
            verdict = call.judge(end)
            if isinstance(verdict, Response):
                return verdict
            self.settings.clock.sleep(verdict)

    def _exchange(self, call: Call[Any]) -> httpx.Response:
        """One attempt: the request and, around it, whatever the authentication wants to ask."""
        flow = call.auth.sync_auth_flow(call.request)
        try:
            request = next(flow)
            while True:
                answer = self._one(call, call.on_wire(request))
                call.sending = None
                try:
                    request = flow.send(answer)
                except StopIteration:
                    return answer
        finally:
            flow.close()

    def _one(self, call: Call[Any], request: httpx.Request) -> httpx.Response:
        answer = self._http.send(request, auth=NO_AUTH, follow_redirects=False, stream=True)
        try:
            if call.sink is not None and call.wants(answer):
                call.sink.begin(answer)
                for piece in reading.pieces(answer, call.max_bytes):
                    call.sink.write(piece)
                return reading.without_body(answer)
            return reading.read(answer, call.in_memory)
        except FAILURES as failure:
            return call.salvage(answer, failure)
        finally:
            answer.close()


class AsyncCore(Base):
    """Makes calls in the caller's event loop."""

    def __init__(self, settings: Settings, http: httpx.AsyncClient | None = None) -> None:
        if http is not None and not isinstance(cast("object", http), httpx.AsyncClient):
            raise ConfigurationError(f"{settings.api.title}: http_client must be an httpx.AsyncClient")
        self._http = http or httpx.AsyncClient(trust_env=not _direct(settings))
        super().__init__(settings, self._http, own=http is None)

    async def aclose(self) -> None:
        """Close the httpx client if it is ours."""
        await settle_all(self.auths.values())
        if self._own:
            await self._http.aclose()

    async def call(
        self,
        operation: Operation[T],
        params: Mapping[str, Any] | None = None,
        *,
        body: Any = None,
        timeout: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> T:
        """Call an operation; `params` and `body` go by Python names, UNSET means not given."""
        return self.unwrap(await self._send(self.prepare(operation, params, body, timeout, extra_headers)))

    async def download(
        self,
        operation: Operation[Any],
        params: Mapping[str, Any] | None = None,
        *,
        to: str | Path,
        timeout: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> SavedFile:
        """Call an operation whose answer is a file, and write it to `to` without holding it in memory."""
        with Download(operation, to) as sink:
            answer = await self._send(self.prepare(operation, params, None, timeout, extra_headers, sink))
            return self.unwrap(cast("Response[SavedFile]", replace(answer, data=sink.keep())))

    async def wait(
        self,
        polling: Polling,
        params: Mapping[str, Any] | None = None,
        *,
        timeout: float,
        until: str | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Call the polling's operation until its status is one to stop at. Raises WaitTimeout after `timeout` seconds."""
        waiting = Waiting(polling, timeout, until, self.settings.clock)
        params, known = waiting.asked(params)
        if known is not None:
            return self.unwrap(known)
        while True:
            call = self.prepare(polling.operation, params, None, waiting.left(self.settings.timeout["read"]), extra_headers, max_retries=0)
            try:
                answer = await self._send(call)
            except Waiting.SURVIVED as error:
                pause = waiting.failed(error)
            else:
                if waiting.arrived(answer):
                    return self.unwrap(answer)
                pause = waiting.pause()
            await self.settings.clock.sleep_async(pause)

    async def iterate(
        self,
        operation: Operation[Any],
        params: Mapping[str, Any] | None = None,
        *,
        page: tuple[str, str] = ("page_number", "page_size"),
        timeout: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncIterator[Any]:
        """All items of a list, page by page."""
        numbers = Numbers(operation, params or {}, page)
        while numbers.more:
            items: Sequence[Any] = numbers.turn(
                (await self._send(self.prepare(operation, numbers.params, None, timeout, extra_headers))).data
            )
            for item in items:
                yield item

    def drain(
        self,
        draining: Draining,
        params: Mapping[str, Any] | None = None,
        *,
        archive_every: int = 1,
        timeout: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncIterator[Any]:
        """All items of a list that advances by archiving. See docs/design for the protocol."""
        return self._drained(Drain(draining, params or {}, archive_every), timeout, extra_headers)

    async def _drained(self, drain: Drain, timeout: float | None, extra_headers: Mapping[str, str] | None) -> AsyncIterator[Any]:
        try:
            while drain.more:
                for item in drain.turn((await self._send(self.prepare(drain.listing, drain.params, None, timeout, extra_headers))).data):
                    yield item
                    if drain.finished(item):
                        await self._archive(drain, drain.take(), timeout, extra_headers)
                await self._archive(drain, drain.take(), timeout, extra_headers)
        except GeneratorExit:
            # The loop was left: what it finished is archived, the item it holds is not.
            try:
                await self._archive(drain, drain.take(), timeout, extra_headers)
            except IdentkitError as error:
                log.not_archived(drain.archive.name, error)
            raise

    async def _archive(self, drain: Drain, identifiers: list[str], timeout: float | None, extra_headers: Mapping[str, str] | None) -> None:
        if not identifiers:
            return
        try:
            await self._send(self.prepare(drain.archive, None, identifiers, timeout, extra_headers))
        except NotFound:  # one of them was deleted meanwhile, which is as good as archived
            for identifier in identifiers if len(identifiers) > 1 else ():
                await self._archive(drain, [identifier], timeout, extra_headers)

    async def _send(self, call: Call[T]) -> Response[T]:
        while True:
            call.begin()
            try:
                end: httpx.Response | Exception = await self._exchange(call)
            except FAILURES as failure:
                end = failure
            if call.is_heavy(end):  # decrypting and decoding a result with images takes long enough for other tasks to notice
                from asyncio import to_thread  # not at the top: see clock.py

                verdict = await to_thread(call.judge, end)
            else:
                verdict = call.judge(end)
            if isinstance(verdict, Response):
                return verdict
            await self.settings.clock.sleep_async(verdict)

    async def _exchange(self, call: Call[Any]) -> httpx.Response:
        """One attempt: the request and, around it, whatever the authentication wants to ask."""
        flow = call.auth.async_auth_flow(call.request)
        try:
            request = await anext(flow)
            while True:
                answer = await self._one(call, call.on_wire(request))
                call.sending = None
                try:
                    request = await flow.asend(answer)
                except StopAsyncIteration:
                    return answer
        finally:
            await flow.aclose()

    async def _one(self, call: Call[Any], request: httpx.Request) -> httpx.Response:
        answer = await self._http.send(request, auth=NO_AUTH, follow_redirects=False, stream=True)
        try:
            if call.sink is not None and call.wants(answer):
                call.sink.begin(answer)
                async for piece in reading.pieces_async(answer, call.max_bytes):
                    call.sink.write(piece)
                return reading.without_body(answer)
            return await reading.read_async(answer, call.in_memory)
        except FAILURES as failure:
            return call.salvage(answer, failure)
        finally:
            await answer.aclose()
