"""The samples in the docstrings of the receivers, run as they stand: the very path answers 200."""

import inspect
import textwrap
from pkgutil import resolve_name
from types import ModuleType
from typing import Any

import httpx
import pytest
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from identkit.contrib import flask as flask_views
from identkit.core import asgi, wsgi
from identkit.core.webhooks import Event, Received, parse
from tests.runtime.webhook_support import BODY, EVENTS, SECRET, SIGNED, headers


def verified(received: Received) -> Event:
    return parse(SIGNED, EVENTS, received.headers, received.body, secret=SECRET)


def run_sample(module: ModuleType, **names: Any) -> None:
    """Run the indented part of a module's docstring."""
    lines = [line for line in inspect.cleandoc(module.__doc__ or "").splitlines() if line.startswith("    ")]
    assert lines
    exec(textwrap.dedent("\n".join(lines)), {**vars(module), "parse": verified, "handle": print, **names})


@pytest.mark.parametrize("framework", ["starlette.applications:Starlette", "fastapi:FastAPI"])
@pytest.mark.parametrize("path", ["/webhooks/acme", "/webhooks/acme/"])
async def test_asgi(framework: str, path: str) -> None:
    app: Any = resolve_name(framework)()
    run_sample(asgi, app=app)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        assert (await client.post(path, content=BODY, headers=headers())).status_code == 200


@pytest.mark.parametrize("path", ["/webhooks/acme", "/webhooks/acme/"])
def test_wsgi(path: str) -> None:
    app = Flask("shop")
    run_sample(wsgi, app=app, DispatcherMiddleware=DispatcherMiddleware)
    assert app.test_client().post(path, data=BODY, headers=headers()).status_code == 200


def test_flask() -> None:
    app = Flask("shop")
    run_sample(flask_views, app=app)
    assert app.test_client().post("/webhooks/acme", data=BODY, headers=headers()).status_code == 200
