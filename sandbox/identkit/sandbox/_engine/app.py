"""A provider as an ASGI application: faults, validation on both sides, the log."""

import asyncio
import json
import logging
import math
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from identkit.sandbox._engine.faults import GARBAGE, Fault
from identkit.sandbox._engine.provider import Answer, Call, Handler, Provider, ProviderContext, Served
from identkit.sandbox._engine.schemas import Violation
from identkit.sandbox._engine.spec import SpecOperation

log = logging.getLogger("identkit.sandbox")

Hang = Callable[[tuple[str, int] | None], None]
"""Ends the connection from this client address."""


def application(provider: Provider, hang: Hang) -> Starlette:
    """The ASGI application of `provider`."""
    context = provider.context
    prefix = context.base_url.removeprefix(context.origin)
    handlers = provider.handlers()
    unknown = sorted(handlers.keys() - context.spec.operations.keys())
    if unknown:
        message = f"{context.name}: handlers for operations that the spec does not have: {', '.join(unknown)}"
        raise LookupError(message)
    paths: dict[str, dict[str, _Endpoint]] = {}
    for operation in context.spec.operations.values():
        endpoint = _Endpoint(provider, operation, handlers.get(operation.name), hang)
        paths.setdefault(("" if operation.on_auth_server else prefix) + operation.path, {})[operation.method] = endpoint
    for (method, path), handler in provider.pages().items():
        paths.setdefault(path, {})[method] = _Endpoint(provider, None, handler, hang)
    # Fixed parts win over parameters: /persons/search before /persons/{id}.
    routes = [_route(path, paths[path]) for path in sorted(paths, key=lambda path: path.replace("{", "\x7f"))]
    if "/" not in paths:
        routes.append(Route("/", _root(context)))
    return Starlette(routes=routes)


def _root(context: ProviderContext) -> Callable[[Request], Response]:
    """Whoever opens a provider's address in a browser is sent to the sandbox's page."""

    def root(request: Request) -> Response:
        del request
        page = context.page()
        if page is None:
            return Response(f"{context.spec.title} in the identkit sandbox: base_url={context.base_url}\n", 404, media_type="text/plain")
        return Response(status_code=302, headers={"location": page})

    return root


def _route(path: str, endpoints: "Mapping[str, _Endpoint]") -> Route:
    """One route for all methods of a path: who comes with another one is told all of them."""

    async def serve(request: Request) -> Response:
        return await endpoints["GET" if request.method == "HEAD" else request.method].serve(request)

    return Route(path, serve, methods=list(endpoints))


class _Endpoint:
    def __init__(self, provider: Provider, operation: SpecOperation | None, handler: Handler | None, hang: Hang) -> None:
        self._provider = provider
        self._operation = operation
        self._handler = handler
        self._hang = hang
        self._prefix = "" if operation is None or operation.on_auth_server else provider.base_url.removeprefix(provider.context.origin)

    async def serve(self, request: Request) -> Response:
        content = await request.body()
        path = request.url.path.removeprefix(self._prefix)
        name = self._operation.name if self._operation else path
        fault = self._provider.faults.take(request.method, path, name)
        at, verdict = self._provider.context.clock.now(), "ok"
        if fault is not None and fault.replaces:
            answer = _instead(fault)
        else:
            call = _call(request, self._operation, path, content, fault)
            answer, verdict = self._carry_out(call) if self._provider.serial else await asyncio.to_thread(self._carry_out, call)
        status = None if fault is not None and fault.cut == "unanswered" else answer.status
        self._provider.requests.keep(Served(request.method, path, status, name, at, verdict=f"fault: {fault}" if fault else verdict))
        self._write_down(request, content, at, answer.status, fault)
        if fault is not None and fault.delay and not self._replaying:
            await _delay(request, fault.delay)
        response = Response(answer.content, answer.status, dict(answer.headers), answer.media_type if answer.content else None)
        return _Cut(response, fault, self._hang) if fault is not None and fault.cut else response

    @property
    def _replaying(self) -> bool:
        return self._provider.context.journal is not None and self._provider.context.journal.replaying

    def _write_down(self, request: Request, content: bytes, at: float, status: int, fault: Fault | None) -> None:
        """For `--state`: what may have changed something. Refusals count, since they may have taken an identifier."""
        journal = self._provider.context.journal
        if journal is not None and (status >= 400 or fault is not None or request.method not in {"GET", "HEAD"}):
            target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            journal.record(self._provider.context.name, request.method, target, dict(request.headers), content, at, status)

    def _carry_out(self, call: Call) -> tuple[Answer, str]:
        """The provider's answer, with its content in bytes, and the verdict for the log.

        Whatever is wrong with the sandbox itself becomes a loud 500.
        """
        verdict = "ok"
        try:
            with self._provider.context.lock if self._provider.serial else nullcontext():
                raw, verdict = self._answer(call)
                answer = _encoded(raw)
            wrong = self._wrong(answer)
        except Exception as error:
            log.exception("%s: the sandbox's own handler failed", call.path)
            wrong = [f"handler raised {type(error).__name__}"]
            answer = Answer(status=500)
        if wrong:
            lines = [f"{self._operation.name if self._operation else call.path}: {problem}" for problem in wrong]
            self._provider.context.defects.extend(lines)
            log.error("the sandbox departs from the spec: %s", "; ".join(lines))
            text = "The sandbox itself is at fault, not your request:\n" + "\n".join(lines) + "\n"
            return Answer(status=500, content=text.encode(), media_type="text/plain"), f"the sandbox failed: {'; '.join(lines)}"
        if answer.seal is not None and answer.content is not None:
            content, media_type = answer.seal(answer.content)
            return Answer(status=answer.status, content=content, media_type=media_type, headers=answer.headers), verdict
        return answer, verdict

    def _answer(self, call: Call) -> tuple[Answer, str]:
        if self._handler is None:
            raise NotImplementedError
        if self._operation is None:
            return self._handler(call), "ok"
        refusal = self._provider.admit(call)
        if refusal is not None:
            return refusal, "not let in"
        violations = self._violations(call, self._operation)
        if violations:
            return self._provider.refuse(call, violations), "; ".join(str(violation) for violation in violations)
        return self._handler(call), "ok"

    def _violations(self, call: Call, operation: SpecOperation) -> list[Violation]:
        values: dict[tuple[str, str], list[str]] = {("path", name): [value] for name, value in call.params.items()}
        values |= {("query", name): text for name, text in call.query.items()}
        values |= {("header", name): [value] for name, value in call.headers.items()}
        if call.content and call.body is None and call.content.strip() != b"null" and call.media_type == "application/json":
            return [Violation("body", "", "json")]
        now = self._provider.context.clock.now()
        return self._provider.context.spec.request(operation, values, call.media_type, call.body, has_body=bool(call.content), now=now)

    def _wrong(self, answer: Answer) -> list[str]:
        if self._operation is None:
            return []
        content = answer.content or b""
        return [
            str(violation) for violation in self._provider.context.spec.answer(self._operation, answer.status, answer.media_type, content)
        ]


async def _delay(request: Request, seconds: float) -> None:
    """Wait, but not for a client that has left."""
    end = time.monotonic() + seconds
    while (rest := end - time.monotonic()) > 0 and not await request.is_disconnected():  # noqa: ASYNC110 - no event tells of it
        await asyncio.sleep(min(rest, 0.02))


class _Cut(Response):
    """An answer that breaks off: after half of it, or before it begins."""

    def __init__(self, whole: Response, fault: Fault, hang: Hang) -> None:
        super().__init__()
        self._whole = whole
        self._silent = fault.cut == "unanswered"
        self._hang = hang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._silent:
            body = bytes(self._whole.body)
            # One byte more is announced than there is, so that an empty answer breaks off, too.
            headers = [(name, value) for name, value in self._whole.raw_headers if name != b"content-length"]
            headers.append((b"content-length", str(len(body) + 1).encode()))
            await send({"type": "http.response.start", "status": self._whole.status_code, "headers": headers})
            await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
            await asyncio.sleep(0.01)  # lets the first half leave
        self._hang(scope["client"])
        while (await receive())["type"] != "http.disconnect":
            pass


def _call(request: Request, operation: SpecOperation | None, path: str, content: bytes, fault: Fault | None) -> Call:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Call(
        operation=operation,
        method=request.method,
        path=path,
        params=dict(request.path_params),
        query={name: request.query_params.getlist(name) for name in request.query_params},
        headers=dict(request.headers),
        content=content,
        media_type=media_type,
        body=_body(media_type, content),
        kind=fault.kind if fault is not None else "",
    )


def _body(media_type: str, content: bytes) -> Any:
    if media_type == "application/x-www-form-urlencoded":
        form: Mapping[str, list[str]] = parse_qs(content.decode("utf-8", "replace"), keep_blank_values=True)
        return {name: values[-1] for name, values in form.items()}
    try:
        body = json.loads(content, parse_constant=_no_constant, parse_float=_number) if content else None
        if b"\\ud" in content.lower():
            json.dumps(body, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        return None
    return body


def _number(text: str) -> float:
    number = float(text)
    if math.isinf(number):  # too large for most programs
        raise ValueError(text)
    return number


def _no_constant(name: str) -> None:
    raise ValueError(name)  # NaN and its kin are no JSON


def _encoded(answer: Answer) -> Answer:
    if answer.content is not None or answer.body is None:
        return answer
    content = json.dumps(answer.body, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status=answer.status, content=content, media_type=answer.media_type, headers=answer.headers, seal=answer.seal)


def _instead(fault: Fault) -> Answer:
    status = 200 if fault.status is None else fault.status
    if fault.garbage:
        return Answer(status=status, content=GARBAGE, media_type="text/html", headers=fault.headers)
    return _encoded(Answer(status=status, body=fault.body, headers=fault.headers))
