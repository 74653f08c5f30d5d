# pyright: basic
# mypy: disable-error-code="untyped-decorator"
"""Bankident in Django: a session that the customer is sent to, and Solaris' webhook as a view, with two workers.

python examples/django_bankident.py                                     # under gunicorn, in the sandbox
gunicorn --chdir examples django_bankident:application --workers 2      # with SOLARIS_CLIENT_ID, SOLARIS_CLIENT_SECRET and KYC_FOLDER
"""

import json
import os
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from _serving import serve
from django.conf import settings
from django.core.cache import cache as shared  # secrets and states that all workers see: your database, in real life
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from identkit.contrib.django import webhook_view
from identkit.core.status import assess
from identkit.core.webhooks import Deduplicator, Event, Received
from identkit.sandbox import Sandbox
from identkit.solaris import Solaris
from identkit.solaris.models import AddressDataParams
from identkit.solaris.webhooks import IdentificationSessionEvent
from identkit.stores.sql import SqlSeenStore

FOLDER = Path(os.environ.get("KYC_FOLDER", "."))
ADDRESS: AddressDataParams = {"line_1": "BERLINER STR. 45", "postal_code": "14169", "city": "Berlin", "country": "DE"}

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY=os.environ.get("KYC_SECRET_KEY", "only-for-the-sandbox"),
    CACHES={"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": FOLDER / "cache"}},
)


@cache
def solaris() -> Solaris:
    """One client for each worker. Made when it is first used, so after the fork."""
    return Solaris(base_url=os.environ.get("SOLARIS_URL"), auth_url=os.environ.get("SOLARIS_AUTH_URL"))


@csrf_exempt
def begin(request: HttpRequest) -> HttpResponseRedirect:
    """Send the customer to the page of the bank."""
    name = json.loads(request.body)
    person = solaris().persons.create(first_name=name["first_name"], last_name=name["last_name"], birth_date="1978-07-15", address=ADDRESS)
    session = solaris().identification_sessions.create(person.id, callback_url="https://shop.example/back", identification_methods=["bank"])
    response = HttpResponseRedirect(session.url or "/")
    response.headers["X-Session"] = session.id
    return response


def state(_: HttpRequest, session: str) -> JsonResponse:
    """What the webhook told."""
    return JsonResponse({"outcome": shared.get(session)})


@csrf_exempt
def subscribe(request: HttpRequest) -> JsonResponse:
    url = f"{request.scheme}://{request.get_host()}/webhooks/solaris"
    webhook = solaris().webhooks.create(event_type="IDENTIFICATION_SESSION", url=url)  # Solaris pings the view at once
    shared.set(f"secret:{webhook.id}", webhook.secret)
    return JsonResponse({"id": webhook.id})


def parse(received: Received) -> Event:
    secret = shared.get(f"secret:{received.header('Solaris-Webhook-Subscription-Id')}")
    return solaris().webhooks.parse(received.headers, received.body, secret=secret)


def accept(event: Event) -> None:
    """Before the answer: what must not get lost is stored here."""
    if isinstance(event, IdentificationSessionEvent):
        shared.set(event.id, str(assess(event).outcome))


seen = SqlSeenStore(f"sqlite:///{FOLDER / 'seen.db'}", create_table=True)  # all workers recognise repetitions

urlpatterns: list[Any] = [
    path("begin", begin),
    path("sessions/<session>", state),
    path("subscription", subscribe),
    path("webhooks/solaris", webhook_view(parse, accept=accept, deduplicator=Deduplicator(seen))),
]
application = get_wsgi_application()


def main() -> None:
    with Sandbox() as sandbox, TemporaryDirectory() as folder:
        login = sandbox.solaris.credentials
        environment = {"SOLARIS_URL": login["base_url"], "SOLARIS_AUTH_URL": login["auth_url"], "KYC_FOLDER": folder}
        environment |= {"SOLARIS_CLIENT_ID": login["client_id"], "SOLARIS_CLIENT_SECRET": login["client_secret"]}
        arguments = [
            "django_bankident:application",
            "--workers",
            "2",
            "--preload",
            "--bind",
            "fd://{fd}",
            "--no-control-socket",
            "--log-level",
            "warning",
        ]
        with serve("gunicorn", *arguments, settings=environment) as url:
            use(sandbox, url)


def use(sandbox: Sandbox, url: str) -> None:
    """What a browser does."""
    with httpx.Client(base_url=url, timeout=30) as browser:
        browser.post("/subscription").raise_for_status()
        start = browser.post("/begin", json={"first_name": "Leander", "last_name": "Zierfisch"})
        session = start.headers["x-session"]
        print("sent to the bank's page:", start.status_code, "location" in start.headers)
        sandbox.solaris.complete_session(session)  # the customer does
        sandbox.clock.advance(minutes=1)
        until = time.monotonic() + 30
        while (answer := browser.get(f"/sessions/{session}").json()) != {"outcome": "verified"} and time.monotonic() < until:
            time.sleep(0.05)
        print(answer)


if __name__ == "__main__":
    main()
