"""A provider whose refresh token is replaced with every use, and a consent with one call, of either flavour."""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import httpx

from identkit.core._calling.description import Api, Check, Operation, Param, Place, Retry, Scheme
from identkit.core._calling.engine import AsyncEngine, Engine
from identkit.core._calling.settings import ClientOptions, resolve
from identkit.core.tokens import TokenStore
from identkit.overrides import auth
from identkit.overrides.gopay.consent import AsyncGoPayConsent, ClientGrant, GoPayConsent
from tests.support import FakeClock

CANARY = "canary"  # part of every secret below
SECRETS = {"client_id": "777777777777", "client_secret": "canary-client-secret"}
BACK = "https://shop.example/back?code=canary-code&state=s1"
API = Api(
    name="gopay",
    title="GoPay",
    servers={"production": "https://api.gopay.test"},
    auth_servers={"production": "https://auth.gopay.test"},
    environment="production",
    authenticate=auth.build,
    schemes={
        "clientToken": Scheme(
            "authorization-code",
            ("client_id", "client_secret"),
            token_path="/v1/auth/token",
            scope="perm.client.identification:read",
            options={
                "token-server": "api",
                "consent-path": "/consent",
                "response-type": "none",
                "scope-parameter": "scopes[]",
                "revoke-path": "/v1/auth/revoke",
                "subject": "client_profile_id",
                "subject-field": "clientProfileId",
                "refusals": "401 403",
            },
        )
    },
)
STATUS = Operation[Any](
    name="identifications.get_status",
    method="GET",
    path="/v1/client/{clientProfileId}",
    returns=dict[str, Any],
    retry=Retry.SAFE,
    params=(Param("client_profile_id", "clientProfileId", Place.PATH, Check("client_profile_id", required=True, kind="integer")),),
    auth="clientToken",
)


class Provider:
    """Replaces the refresh token with every use."""

    def __init__(self) -> None:
        self.rounds = 0
        self.forms: list[dict[str, str]] = []
        self.revoked: list[str] = []
        self.calls: list[str] = []
        self.token: Callable[[dict[str, str]], httpx.Response] | None = None
        self.status: Callable[[], httpx.Response] | None = None
        self.good: set[str] = set()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/auth/token":
            form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
            self.forms.append(form)
            return self.token(form) if self.token is not None else self.grant(form)
        if request.url.path == "/v1/auth/revoke":
            self.revoked.append(parse_qs(request.content.decode())["token"][0])
            return self.token({}) if self.token is not None else httpx.Response(200)
        self.calls.append(request.headers["authorization"])
        if self.status is not None:
            return self.status()
        return httpx.Response(200 if request.headers["authorization"].removeprefix("Bearer ") in self.good else 403, json={})

    def grant(self, form: dict[str, str]) -> httpx.Response:
        if form["grant_type"] == "refresh_token" and form["refresh_token"] != f"canary-refresh-{self.rounds}":
            return httpx.Response(403)
        self.rounds += 1
        self.good = {f"canary-access-{self.rounds}"}
        return httpx.Response(200, json=self.answer())

    def answer(self, **changes: object) -> dict[str, object]:
        tokens = {"accessToken": f"canary-access-{self.rounds}", "refreshToken": f"canary-refresh-{self.rounds}"}
        return {**tokens, "clientProfileId": 123, **changes}


class Client:
    """Consent and one call, of either flavour."""

    def __init__(self, kind: str, provider: Provider, clock: FakeClock, store: TokenStore) -> None:
        self.kind, self.clock, self.store = kind, clock, store
        settings = resolve(API, {**SECRETS, "token_store": store}, ClientOptions(clock=clock, max_retries=0), {})
        self.runner = asyncio.Runner()
        if kind == "sync":
            self.core: Any = Engine(settings, httpx.Client(transport=httpx.MockTransport(provider)))
            self.consent: Any = GoPayConsent(self.core)
        else:
            self.core = AsyncEngine(settings, httpx.AsyncClient(transport=httpx.MockTransport(provider)))
            self.consent = AsyncGoPayConsent(self.core)

    def _run(self, result: Any) -> Any:
        if self.kind == "sync":
            return result

        async def wait() -> Any:
            return await result

        return self.runner.run(wait())

    def complete(self, answer: str = BACK, state: str = "s1") -> ClientGrant:
        grant: ClientGrant = self._run(self.consent.complete(answer, state=state))
        return grant

    def revoke(self, profile: int = 123) -> None:
        self._run(self.consent.revoke(profile))

    def status(self, profile: int = 123) -> object:
        return self._run(self.core.call(STATUS, {"client_profile_id": profile}))
