"""One call with both flavours of a client: what went over the wire, and what came back."""

import asyncio
from types import ModuleType
from typing import Any

import httpx
from attrs import frozen

NOTHING = httpx.Response(204)


@frozen
class Called:
    """What became of a call."""

    request: httpx.Request
    result: Any

    @property
    def url(self) -> str:
        """Path and query as they were sent."""
        return self.request.url.raw_path.decode()


def call(
    package: ModuleType, method: str, *args: Any, answer: httpx.Response = NOTHING, client: dict[str, Any] | None = None, **kwargs: Any
) -> Called:
    """Call a method with both flavours; they must send and answer the same."""
    name, twin = package.__all__[1], package.__all__[0]
    requests: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        request.read()
        requests.append(request)
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    transport = httpx.MockTransport(handle)
    made = getattr(package, name)(http_client=httpx.Client(transport=transport), max_retries=0, **(client or {}))
    resource, _, operation = method.partition(".")
    result = getattr(getattr(made, resource), operation)(*args, **kwargs)
    if hasattr(result, "__next__"):
        result = [*result]

    async def other() -> Any:
        http = httpx.AsyncClient(transport=transport)
        async with getattr(package, twin)(http_client=http, max_retries=0, **(client or {})) as asynchronous:
            answered = getattr(getattr(asynchronous, resource), operation)(*args, **kwargs)
            return [item async for item in answered] if hasattr(answered, "__anext__") else await answered

    once = any(hasattr(value, "read") or hasattr(value, "__next__") for value in (*args, *kwargs.values()))
    if not once:  # what is read while it is sent cannot be sent by both
        assert asyncio.run(other()) == result
        one, two = requests
        assert (one.method, one.url) == (two.method, two.url)
        assert len(one.content) == len(two.content)
    return Called(requests[0], result)
