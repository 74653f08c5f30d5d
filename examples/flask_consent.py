"""GoPay's consent in Flask, under four workers that share the tokens: encrypted, in a database.

    python examples/flask_consent.py                          # under gunicorn, in the sandbox
    gunicorn --chdir examples flask_consent:app --workers 4   # with GOPAY_CLIENT_ID, GOPAY_CLIENT_SECRET, KYC_DATABASE and KYC_TOKEN_KEY

Whichever worker a request reaches: the tokens are there, and of all that find one expired, one refreshes it.
"""

import base64
import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from _serving import serve
from flask import Flask, Response, abort, jsonify, redirect, request, session

from identkit.core import ConsentLost, IdentkitError
from identkit.core.status import assess
from identkit.gopay import GoPay
from identkit.sandbox import Sandbox
from identkit.sandbox.gopay import visit
from identkit.stores import EncryptedTokenStore
from identkit.stores.sql import SqlTokenStore

app = Flask(__name__)
app.secret_key = os.environ.get("KYC_SECRET_KEY") or secrets.token_bytes()
BACK = "https://shop.example/back"  # as registered with GoPay; a proxy hands it to /back


@cache
def gopay() -> GoPay:
    """One client for each worker. Made when it is first used, so after the fork."""
    tokens = SqlTokenStore(os.environ["KYC_DATABASE"], create_table=True)
    store = EncryptedTokenStore(tokens, keys=os.environ["KYC_TOKEN_KEY"].split(","))
    return GoPay(token_store=store, base_url=os.environ.get("GOPAY_URL"), auth_url=os.environ.get("GOPAY_AUTH_URL"))


@app.get("/consent")
def ask() -> Any:
    session["state"] = secrets.token_urlsafe()
    return redirect(gopay().consent.url(redirect_uri=BACK, state=session["state"]))


@app.get("/back")
def complete() -> Response:
    try:
        grant = gopay().consent.complete(request.url, state=session.pop("state", ""))
    except IdentkitError:  # refused, or not an answer to this person's question
        abort(400)
    return jsonify(profile=grant.client_profile_id)


@app.get("/status/<int:profile>")
def status(profile: int) -> Response:
    try:
        verdict = assess(gopay().identifications.get_status(profile))
    except ConsentLost:
        abort(410)  # the person has to consent again: send them to /consent
    return jsonify(outcome=verdict.outcome, worker=os.getpid())


def main() -> None:
    with Sandbox() as sandbox, TemporaryDirectory() as folder:
        login = sandbox.gopay.credentials
        settings = {"GOPAY_URL": login["base_url"], "GOPAY_AUTH_URL": login["auth_url"], "KYC_SECRET_KEY": secrets.token_urlsafe()}
        settings |= {"GOPAY_CLIENT_ID": login["client_id"], "GOPAY_CLIENT_SECRET": login["client_secret"]}
        settings |= {"KYC_DATABASE": f"sqlite:///{Path(folder, 'tokens.db')}", "KYC_TOKEN_KEY": base64.b64encode(os.urandom(32)).decode()}
        arguments = [
            "flask_consent:app",
            "--workers",
            "4",
            "--preload",
            "--bind",
            "fd://{fd}",
            "--no-control-socket",
            "--log-level",
            "warning",
        ]
        with serve("gunicorn", *arguments, settings=settings) as url:
            use(sandbox, url)


def use(sandbox: Sandbox, url: str) -> None:
    """What a browser does."""
    with httpx.Client(base_url=url, timeout=60) as browser:
        page = browser.get("/consent").headers["location"]
        back = visit(page)  # the person consents
        profile = browser.get("/back", params=httpx.URL(back).params).raise_for_status().json()["profile"]
        sandbox.gopay.requests.clear()
        sandbox.clock.advance(minutes=61)  # the access token ends

        def read(_: int) -> dict[str, Any]:
            answer: dict[str, Any] = browser.get(f"/status/{profile}").raise_for_status().json()
            return answer

        with ThreadPoolExecutor(12) as pool:
            answers = list(pool.map(read, range(24)))
        print({answer["outcome"] for answer in answers}, "from", len(answers), "requests to several workers")
        print("refreshes:", sum(line.operation == "tokens.client" for line in sandbox.gopay.requests))


if __name__ == "__main__":
    main()
