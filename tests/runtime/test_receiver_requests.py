"""How a delivery may come to the ASGI and the WSGI adapter: in chunks, without a length, below which path, or never to its end."""

import asyncio
import io
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from identkit.core import asgi
from tests.runtime.receiver_support import Adapter, solaris
from tests.runtime.webhook_support import BODY, headers


async def test_a_body_that_does_not_arrive_is_given_up() -> None:
    adapter = Adapter("asgi")
    adapter.build(within=0.02)

    async def never() -> Any:
        await asyncio.sleep(3600)

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    await adapter.app({"type": "http", "method": "POST", "headers": [], "client": None}, never, send)
    assert sent[0]["status"] == 408


def chunked(body: bytes, *, terminated: bool) -> dict[str, Any]:
    environ = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in headers(body).items()}
    return {
        **environ,
        "REQUEST_METHOD": "POST",
        "HTTP_TRANSFER_ENCODING": "chunked",
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": terminated,
    }


@pytest.mark.parametrize(("body", "terminated", "status"), [(BODY, True, 200), (b"x" * (1024 * 1024 + 1), True, 413), (BODY, False, 411)])
def test_a_delivery_in_chunks_is_read_to_its_end_or_asked_for_with_a_length(body: bytes, terminated: bool, status: int) -> None:
    adapter = Adapter("wsgi")
    adapter.build()
    statuses: list[str] = []

    def start(told: str, _: object) -> None:
        statuses.append(told)

    adapter.app(chunked(body, terminated=terminated), start)
    adapter.settle()
    assert int(statuses[0][:3]) == status
    assert len(adapter.handled) == (status == 200)


@pytest.mark.parametrize("how", ["mount", "route"])
@pytest.mark.parametrize("path", ["/webhooks/acme", "/webhooks/acme/"])
async def test_the_path_of_a_receiver_is_answered_with_and_without_a_slash(how: str, path: str) -> None:
    app = Starlette()
    receiver = asgi.WebhookApp(solaris)
    if how == "mount":
        app.mount("/webhooks/acme", receiver)
    else:
        app.add_route("/webhooks/acme", receiver)  # type: ignore[arg-type]  # Starlette takes ASGI applications, and does not say so
    app.mount("/files", Starlette(), name="files")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        assert (await client.post(path, content=BODY, headers=headers())).status_code == 200
        assert (await client.post(f"{path.rstrip('/')}x", content=BODY, headers=headers())).status_code == 404
        assert (await client.get("/files", follow_redirects=False)).status_code == 307  # nothing else is routed otherwise
    receiver.close()


@pytest.mark.parametrize("length", ["-1", "x", "٣"])
def test_a_strange_content_length_is_refused(length: str) -> None:
    adapter = Adapter("wsgi")
    adapter.build()
    environ = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": length, "wsgi.input": io.BytesIO(b"")}
    statuses: list[str] = []

    def start(status: str, _: object) -> None:
        statuses.append(status)

    adapter.app(environ, start)
    assert statuses == ["400 Bad Request"]
    adapter.settle()
