"""Video identification in a FastAPI application: one client for the application's life, webhooks beside the routes.

python examples/fastapi_video.py                      # under uvicorn, in the sandbox
uvicorn --app-dir examples fastapi_video:app          # with SOLARIS_CLIENT_ID and SOLARIS_CLIENT_SECRET
"""

import os
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from _serving import serve
from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel

from identkit.core import NotFound, RequestInvalid
from identkit.core.asgi import WebhookApp
from identkit.core.status import assess
from identkit.core.webhooks import Event, Received
from identkit.sandbox import Sandbox
from identkit.solaris import AsyncSolaris
from identkit.solaris.webhooks import IdentificationEvent

secrets: dict[str, str] = {}  # subscription -> secret: in your secret store, when there is more than one process
told: dict[str, str] = {}  # identification -> outcome: in your database


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
    """One client, and with it one pool of connections and one token, as long as the application runs."""
    base_url, auth_url = os.environ.get("SOLARIS_URL"), os.environ.get("SOLARIS_AUTH_URL")  # None: the provider's own
    async with AsyncSolaris(base_url=base_url, auth_url=auth_url) as app.state.solaris:
        yield


app = FastAPI(lifespan=lifespan)


class Customer(BaseModel):
    first_name: str
    last_name: str


def solaris(request: Request) -> AsyncSolaris:
    client: AsyncSolaris = request.app.state.solaris
    return client


@app.post("/customers")
async def begin(customer: Customer, request: Request) -> dict[str, Any]:
    client = solaris(request)
    try:
        person = await client.persons.create(first_name=customer.first_name, last_name=customer.last_name)
        ident = await client.identifications.create(person.id, method="idnow", language="DE")
        ident = await client.identifications.request(person.id, ident.id)
    except RequestInvalid as error:
        raise HTTPException(422, error.errors) from None
    return {"person": person.id, "identification": ident.id, "url": ident.url}


@app.get("/customers/{person}/identifications/{identification}")
async def verdict(person: str, identification: str, request: Request) -> dict[str, Any]:
    try:
        result = assess(await solaris(request).identifications.get(person, identification))
    except NotFound:
        raise HTTPException(404) from None
    return {"outcome": result.outcome, "final": result.final, "told": told.get(identification)}


@app.post("/subscription")
async def subscribe(request: Request) -> str:
    webhook = await solaris(request).webhooks.create(event_type="IDENTIFICATION", url=f"{request.base_url}webhooks/solaris")
    secrets[webhook.id] = webhook.secret or ""
    return webhook.id


def parse(received: Received) -> Event:
    secret = secrets.get(received.header("Solaris-Webhook-Subscription-Id") or "")
    client: AsyncSolaris = app.state.solaris
    return client.webhooks.parse(received.headers, received.body, secret=secret)


def handle(event: Event) -> None:
    if isinstance(event, IdentificationEvent):
        told[event.id or ""] = str(assess(event).outcome)


app.mount("/webhooks/solaris", WebhookApp(parse, handle))


def main() -> None:
    with Sandbox() as sandbox:
        login = sandbox.solaris.credentials
        settings = {"SOLARIS_URL": login["base_url"], "SOLARIS_AUTH_URL": login["auth_url"]}
        settings |= {"SOLARIS_CLIENT_ID": login["client_id"], "SOLARIS_CLIENT_SECRET": login["client_secret"]}
        with serve("uvicorn", "fastapi_video:app", "--fd", "{fd}", "--log-level", "warning", settings=settings) as url:
            use(sandbox, url)


def use(sandbox: Sandbox, url: str) -> None:
    """What a browser does."""
    with httpx.Client(base_url=url, timeout=30) as browser:
        browser.post("/subscription").raise_for_status()
        start = browser.post("/customers", json={"first_name": "X-AUTOTEST-HAPPYPATH", "last_name": "Doe"}).raise_for_status().json()
        path = f"/customers/{start['person']}/identifications/{start['identification']}"
        print(browser.get(path).json())
        sandbox.clock.advance(minutes=1)  # the customer goes through the video call
        answer = browser.get(path).json()
        while answer["told"] != "verified":  # the event is handled after it was acknowledged
            time.sleep(0.05)
            answer = browser.get(path).json()
        print(answer)


if __name__ == "__main__":
    main()
