"""What both cores know and decide before anything is sent: settings, authentication, codecs, the request of a call."""

from collections.abc import Mapping
from copy import copy
from typing import Any, Self, TypeVar, cast

import httpx

from identkit.core._auth.context import AuthContext
from identkit.core._calling.attempt import Call
from identkit.core._calling.description import Operation
from identkit.core._calling.settings import Settings, timeouts
from identkit.core._errors import ConfigurationError
from identkit.core._received.codecs import Codec
from identkit.core._received.files import Download
from identkit.core._received.response import Response
from identkit.core._sent import request as requests

T = TypeVar("T")

NO_AUTH = httpx.Auth()  # keeps httpx from adding credentials of its own
_AGENT = f"identkit python-httpx/{httpx.__version__}"


class Base:
    """What both cores know: settings, authentication, codecs, and how to prepare a call."""

    def __init__(self, settings: Settings, http: httpx.Client | httpx.AsyncClient, *, own: bool) -> None:
        self.settings = settings
        self.http = http
        self._own = own
        self.answers_raw = False
        self.auths = _auths(settings, http)
        """The authentication of each security scheme. Shared by all calls: it holds the tokens."""
        self._codecs = {name: _codec(settings, name) for name in settings.api.codecs}
        self._targets = {
            "api": self._target(settings.base_url, http),
            "auth": self._target(settings.auth_url or settings.base_url, http),
        }

    def raw(self) -> Self:
        """The same core, answering `Response` objects."""
        twin = copy(self)
        twin.answers_raw = True
        return twin

    def prepare(
        self,
        operation: Operation[T],
        params: Mapping[str, Any] | None,
        body: Any,
        timeout: float | None,
        extra_headers: Mapping[str, str] | None,
        sink: Download | None = None,
        max_retries: int | None = None,
    ) -> Call[T]:
        """Check and build the request of a call. Raises RequestInvalid."""
        settings = self.settings
        if self.http.is_closed:
            raise ConfigurationError(f"{settings.api.title}: the client is closed")
        codec = self._codecs.get(operation.codec) if operation.codec else None
        outgoing = requests.build(
            operation,
            self._targets[operation.server],
            params or {},
            body,
            extra_headers,
            settings.clock.now(),
            codec.request_headers if codec is not None else None,
        )
        if timeout is not None:
            outgoing.request.extensions = {**outgoing.request.extensions, "timeout": timeouts(timeout)}
        return Call(
            operation,
            outgoing,
            settings,
            self.auths.get(operation.auth, NO_AUTH),
            codec,
            sink,
            settings.max_retries if max_retries is None else max_retries,
        )

    def unwrap(self, answer: Response[T]) -> T:
        """What a method returns: the data, or for a raw core the whole answer (`resource.raw` says so to type checkers)."""
        return cast("T", answer) if self.answers_raw else answer.data

    def _target(self, url: str, http: httpx.Client | httpx.AsyncClient) -> requests.Target:
        # Of a client that was passed in, headers such as User-Agent are kept; credentials and cookies for other places are not.
        foreign = {"authorization", "cookie", "proxy-authorization", "host", "content-length"}
        headers = {name.lower(): value for name, value in http.headers.items() if name.lower() not in foreign}
        if headers.get("user-agent", "").startswith("python-httpx/"):
            headers["user-agent"] = _AGENT
        headers["accept-encoding"] = "gzip"  # what `reading` can undo under a limit
        return requests.Target(url, headers, self.settings.timeout, self.settings.credentials)


def _auths(settings: Settings, http: httpx.Client | httpx.AsyncClient) -> dict[str, httpx.Auth]:
    api = settings.api
    context = AuthContext(
        api=api,
        credentials=settings.credentials,
        base_url=settings.base_url,
        auth_url=settings.auth_url,
        clock=settings.clock,
        http=http,
    )
    own = api.overrides().auth if api.overrides is not None else dict[str, Any]()
    auths: dict[str, httpx.Auth] = {}
    for name, scheme in api.schemes.items():
        make = own.get(scheme.kind) or api.authenticate
        if make is None:
            raise ConfigurationError(f"{api.title}: unknown kind of authentication {scheme.kind!r}")
        auths[name] = make(scheme, context)
    return auths


def _codec(settings: Settings, name: str) -> Codec | None:
    """The codec made from a client's arguments, or None when those that turn it on are missing."""
    api = settings.api
    make = api.overrides().codecs.get(name) if api.overrides is not None else None
    if make is None:
        raise ConfigurationError(f"{api.title}: unknown codec {name!r}")
    return make(settings.credentials)
