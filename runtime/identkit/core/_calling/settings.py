"""From constructor arguments and environment variables to the settings of one client. Nothing is read before a client is made."""

import math
import os
import re
from collections.abc import Mapping
from ipaddress import ip_address
from typing import ClassVar

import httpx
import msgspec

from identkit.core._calling.clock import Clock, SystemClock
from identkit.core._calling.description import Api
from identkit.core._errors import ConfigurationError
from identkit.core._types import Record

CONNECT, READ = 5.0, 30.0  # seconds
_HOST = re.compile(rb"[0-9A-Za-z._:-]+")


class ClientOptions(msgspec.Struct, frozen=True):
    """What every client can be told, besides its credentials."""

    base_url: str | None = None
    environment: str | None = None
    timeout: float | None = None
    max_retries: int = 2
    clock: Clock | None = None
    auth_url: str | None = None


class Settings(Record, frozen=True):
    """What a client goes by. `credentials` also holds the provider's other arguments (keys, stores); none of it is shown."""

    hidden: ClassVar[frozenset[str]] = frozenset({"api", "credentials", "clock"})

    api: Api
    credentials: Mapping[str, object]
    base_url: str
    auth_url: str
    environment: str
    timeout: Mapping[str, float | None]
    max_retries: int
    clock: Clock


def resolve(api: Api, credentials: Mapping[str, object], options: ClientOptions, environ: Mapping[str, str] | None = None) -> Settings:
    """Fill in the environment and check everything. Raises ConfigurationError naming the argument, and the variable if there is one."""
    env = os.environ if environ is None else environ
    given = {**credentials, "base_url": options.base_url, "auth_url": options.auth_url, "environment": options.environment}
    for name in api.from_env:
        if _missing(given.get(name)):
            given[name] = env.get(variable(api, name)) or None
    for name in api.required:
        if _missing(given.get(name)):
            raise ConfigurationError(f"{api.title}: {name} is missing; {_remedy(api, name)}")
    environment = _environment(api, given.pop("environment"))
    base_url = _base_url(api, given.pop("base_url"), environment)
    auth_url = _auth_url(api, given.pop("auth_url"), environment)
    if options.max_retries < 0:
        raise ConfigurationError(f"{api.title}: max_retries must not be negative")
    return Settings(
        api=api,
        credentials=given,
        base_url=base_url,
        auth_url=auth_url,
        environment=environment,
        timeout=timeouts(options.timeout),
        max_retries=options.max_retries,
        clock=options.clock or SystemClock(),
    )


def variable(api: Api, name: str) -> str:
    """The environment variable of a constructor argument."""
    return f"{api.name}_{name}".upper()


def timeouts(seconds: float | None) -> Mapping[str, float | None]:
    """httpx's four timeouts. `seconds` limits each silence while sending and answering; connecting takes 5 s at most."""
    if seconds is None:
        return {"connect": CONNECT, "read": READ, "write": READ, "pool": READ}
    if isinstance(seconds, bool) or not seconds > 0 or math.isinf(seconds):
        raise ConfigurationError("timeout must be a positive number of seconds")
    return {"connect": min(CONNECT, seconds), "read": seconds, "write": seconds, "pool": seconds}


def is_loopback(host: str) -> bool:
    """Whether a host is this machine. Only the name `localhost` and literal addresses count: other names may be resolved anywhere."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def checked_url(api: Api, name: str, text: str) -> str:
    """A base URL without its trailing slash. Raises ConfigurationError for one that credentials must not be sent to."""
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, TypeError, UnicodeError):
        url = httpx.URL()
    if url.scheme not in {"https", "http"} or not _HOST.fullmatch(url.raw_host):
        raise ConfigurationError(f"{api.title}: {name} must be a URL such as https://host")
    if url.userinfo or url.query or url.fragment:
        raise ConfigurationError(f"{api.title}: {name} must have no user name, query or fragment")
    if url.scheme == "http" and not is_loopback(url.host):
        raise ConfigurationError(f"{api.title}: {name} must begin with https://; plain http is for this machine only")
    return str(url).rstrip("/")


def _missing(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value)


def _remedy(api: Api, name: str) -> str:
    return f"pass {name}= or set {variable(api, name)}" if name in api.from_env else f"pass {name}="


def _environment(api: Api, given: object) -> str:
    environment = str(given) if given is not None else api.environment
    if given is not None and environment not in api.servers:
        known = ", ".join(api.servers) or "none"
        raise ConfigurationError(f"{api.title}: environment is unknown; this API has: {known}")
    return environment


def _base_url(api: Api, given: object, environment: str) -> str:
    text = given if given is not None else api.servers.get(environment, "")
    if not isinstance(text, str) or not text:
        raise ConfigurationError(f"{api.title}: base_url is missing, the provider tells it on demand; {_remedy(api, 'base_url')}")
    return checked_url(api, "base_url", text)


def _auth_url(api: Api, given: object, environment: str) -> str:
    text = given if given is not None else api.auth_servers.get(environment, "")
    return checked_url(api, "auth_url", str(text)) if text else ""
