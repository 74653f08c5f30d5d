"""From constructor arguments and environment variables to the settings of one client. Nothing is read before a client is made."""

import os
import re
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any, ClassVar, cast

import httpx
import msgspec
from msgspec import field

from identkit.core._calling import log
from identkit.core._calling.clock import Clock, SystemClock
from identkit.core._calling.description import Api, Variable
from identkit.core._calling.hooks import Hooks
from identkit.core._calling.limits import TimeLimits, TimeoutLike
from identkit.core._errors import ConfigurationError
from identkit.core._received.unknown import Watch
from identkit.core._sent.headers import unusable
from identkit.core._types import Record

_PART = re.compile(r"[0-9A-Za-z][0-9A-Za-z._~-]*")
_PATH = re.compile(r"[0-9A-Za-z][0-9A-Za-z._~/-]*")
_HOST = re.compile(rb"[0-9A-Za-z._:-]+")


MAX_RETRIES = 2


class ClientOptions(msgspec.Struct, frozen=True):
    """What every client can be told, besides its credentials."""

    base_url: Any = None  # text, an httpx.URL, or anything that is written as a URL
    auth_url: Any = None
    environment: str | None = None
    timeout: TimeoutLike = None
    max_retries: int | None = None
    default_headers: Mapping[str, str] | None = None
    hooks: Hooks | None = None
    keep_unknown: bool = False  # models keep fields that the document does not have
    log_urls: bool = False  # a line for each request with its URL, which holds case and profile numbers, on the logger "httpx"
    clock: Clock | None = None
    allow_insecure_sandbox: bool = False  # plain http to a sandbox that is not on this machine


class Settings(Record, frozen=True):
    """What a client goes by. `credentials` also holds the provider's other arguments (keys, stores); none of it is shown."""

    secrets: ClassVar[frozenset[str]] = frozenset({"api", "credentials", "clock", "default_headers", "hooks"})

    api: Api
    credentials: Mapping[str, object]
    base_url: str
    auth_url: str
    environment: str
    variables: Mapping[str, str]  # of server URLs
    limits: TimeLimits
    max_retries: int
    clock: Clock
    default_headers: Mapping[str, str] = field(default_factory=dict[str, str])
    hooks: Hooks | None = None
    keep_unknown: bool = False
    log_urls: bool = False

    def watch(self) -> Watch:
        """What is done about what answers hold and the document does not know."""
        return Watch(self.api.name, self.keep_unknown, self.hooks.on_drift if self.hooks is not None else None)


def resolve(api: Api, credentials: Mapping[str, object], options: ClientOptions, environ: Mapping[str, str] | None = None) -> Settings:
    """Fill in the environment and check everything. Raises ConfigurationError naming the argument, and the variable if there is one."""
    log.from_environment()
    env = os.environ if environ is None else environ
    arguments = {**credentials, "base_url": options.base_url, "auth_url": options.auth_url, "environment": options.environment}
    for name in api.from_env:
        if _missing(arguments.get(name)):
            arguments[name] = env.get(variable(api, name)) or None
    for name in api.required:
        if _missing(arguments.get(name)):
            raise ConfigurationError(f"{api.title}: {name} is missing; {_remedy(api, name)}")
    for name in {*api.required, *api.from_env}:
        value = arguments.get(name)
        if isinstance(value, bytes | bytearray):
            raise ConfigurationError(f"{api.title}: {name} must be text (str), not {type(value).__name__}")
        if isinstance(value, str) and any(ord(character) < 32 or ord(character) == 127 for character in value):
            raise ConfigurationError(f"{api.title}: {name} must be text on one line; does it end in a line break?")
    environment = _environment(api, arguments.pop("environment"))
    values = {name: _variable(api, variable, arguments.get(variable.argument)) for name, variable in api.variables.items()}
    arguments = {name: value for name, value in arguments.items() if name not in {each.argument for each in api.variables.values()}}
    base_url = _base_url(api, arguments.pop("base_url"), environment, values, insecure=options.allow_insecure_sandbox)
    auth_url = _auth_url(api, arguments.pop("auth_url"), environment, insecure=options.allow_insecure_sandbox)
    return Settings(
        api=api,
        credentials=arguments,
        base_url=base_url,
        auth_url=auth_url,
        environment=environment,
        variables=values,
        limits=_limits(api, options.timeout),
        max_retries=_retries(api, options.max_retries),
        clock=_clock(api, options.clock),
        default_headers=_headers(api, "default_headers", options.default_headers),
        hooks=_hooks(api, options.hooks),
        keep_unknown=options.keep_unknown is True,
        log_urls=options.log_urls,
    )


def variable(api: Api, name: str) -> str:
    """The environment variable of a constructor argument."""
    return f"{api.name}_{name}".upper()


def changed(
    settings: Settings, *, timeout: TimeoutLike = None, max_retries: int | None = None, extra_headers: Mapping[str, str] | None = None
) -> Settings:
    """Settings with other options for calls; what is None stays. Raises ConfigurationError."""
    api = settings.api
    return msgspec.structs.replace(
        settings,
        limits=settings.limits if timeout is None else _limits(api, timeout),
        max_retries=settings.max_retries if max_retries is None else _retries(api, max_retries),
        default_headers={**settings.default_headers, **_headers(api, "extra_headers", extra_headers)},
    )


def call_limits(operation: str, timeout: TimeoutLike, usual: TimeLimits) -> TimeLimits:
    """The time limits of one call. Raises ConfigurationError."""
    try:
        return TimeLimits.of(timeout, usual)
    except ValueError as error:
        problem = str(error)
    raise ConfigurationError(f"{operation}: timeout {problem}")


def _limits(api: Api, timeout: TimeoutLike) -> TimeLimits:
    try:
        return TimeLimits.of(timeout)
    except ValueError as error:
        problem = str(error)
    raise ConfigurationError(f"{api.title}: timeout {problem}")


def _retries(api: Api, value: object) -> int:
    if value is None:
        return MAX_RETRIES
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ConfigurationError(f"{api.title}: max_retries must be a whole number, 0 or more")
    return value


def _clock(api: Api, value: object) -> Clock:
    if value is None:
        return SystemClock()
    if not all(callable(getattr(value, name, None)) for name in ("now", "monotonic", "sleep", "sleep_async")):
        raise ConfigurationError(f"{api.title}: clock must have now, monotonic, sleep and sleep_async")
    return cast("Clock", value)


def _hooks(api: Api, value: object) -> Hooks | None:
    if value is not None and not isinstance(value, Hooks):
        raise ConfigurationError(f"{api.title}: hooks must be identkit.core.Hooks")
    return value


def _headers(api: Api, argument: str, mapping: Any) -> Mapping[str, str]:
    if mapping is None:
        return {}
    if not isinstance(mapping, Mapping):
        raise ConfigurationError(f"{api.title}: {argument} must be a mapping of names to values")
    headers = cast("Mapping[str, str]", mapping)
    for name, value in headers.items():
        if (problem := unusable(name, value, frozenset())) is not None:
            raise ConfigurationError(f"{api.title}: {argument} {problem}")
    return {name.lower(): value for name, value in headers.items()}


def is_loopback(host: str) -> bool:
    """Whether a host is this machine. Only the name `localhost` and literal addresses count: other names may be resolved anywhere."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def checked_url(api: Api, name: str, value: object, *, insecure: bool = False) -> str:
    """A base URL without its trailing slash. Raises ConfigurationError for one that credentials must not be sent to.

    `insecure`: plain http may go to other machines, too, since what is there is a sandbox.
    """
    text = "" if isinstance(value, bytes | int | float) else str(value)  # also httpx.URL and pydantic's HttpUrl
    try:
        url = httpx.URL(text.strip())
        host = url.host  # decodes an international name, or raises
        url.raw_host.decode().encode("idna")  # as sockets do: no empty label, none too long
    except (httpx.InvalidURL, TypeError, UnicodeError):
        url, host = httpx.URL(), ""
    if url.scheme not in {"https", "http"} or not _HOST.fullmatch(url.raw_host):
        raise ConfigurationError(f"{api.title}: {name} must be a URL such as https://host")
    if url.port is not None and not 0 < url.port < 65536:
        raise ConfigurationError(f"{api.title}: {name} has a port that there is not")
    if url.userinfo or url.query or url.fragment:
        raise ConfigurationError(f"{api.title}: {name} must have no user name, query or fragment")
    if url.scheme == "http" and not insecure and not is_loopback(host):
        remedy = "plain http is for this machine only, and for a sandbox with allow_insecure_sandbox=True"
        raise ConfigurationError(f"{api.title}: {name} must begin with https://; {remedy}")
    return str(url).rstrip("/")


def _missing(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value)


def _remedy(api: Api, name: str) -> str:
    return f"pass {name}= or set {variable(api, name)}" if name in api.from_env else f"pass {name}="


def _environment(api: Api, value: object) -> str:
    """The environment by its name, its description or its number."""
    if value is None:
        return api.environment
    names = list(api.servers)
    text = str(value)
    if text in api.servers:
        return text
    key = re.sub(r"\W+", "_", text.lower()).strip("_")
    if key in api.servers:
        return key
    if text.isdecimal() and 0 < int(text) <= len(names):
        return names[int(text) - 1]
    raise ConfigurationError(f"{api.title}: environment is unknown; this API has: {', '.join(names) or 'none'}")


def _variable(api: Api, variable: Variable, value: object) -> str:
    """A part of the URL. One that is given must not lead to another host by accident: it is a name, or a path."""
    if value is None:
        return variable.default
    text = str(value)
    if (variable.allowed and text not in variable.allowed) or not (_PATH if variable.in_path else _PART).fullmatch(text):
        choice = f"one of {', '.join(variable.allowed)}" if variable.allowed else "letters, digits, dots and dashes"
        raise ConfigurationError(f"{api.title}: {variable.argument} must be {choice}")
    return text


def filled_in(url: str, values: Mapping[str, str]) -> str:
    """A URL with its variables replaced."""
    for name, value in values.items():
        url = url.replace(f"{{{name}}}", value)
    return url


def _base_url(api: Api, value: object, environment: str, values: Mapping[str, str], *, insecure: bool) -> str:
    server = api.servers.get(environment, "")
    text = value if value is not None else filled_in(server, values)
    if text == "":
        raise ConfigurationError(f"{api.title}: base_url is missing, the provider tells it on demand; {_remedy(api, 'base_url')}")
    for name, variable in api.variables.items() if value is None else ():
        if not values[name] and not variable.in_path and f"{{{name}}}" in server:
            raise ConfigurationError(f"{api.title}: {variable.argument} is missing; pass {variable.argument}=")
    return checked_url(api, "base_url", text, insecure=insecure)


def _auth_url(api: Api, value: object, environment: str, *, insecure: bool) -> str:
    text = value if value is not None else api.auth_servers.get(environment, "")
    return checked_url(api, "auth_url", text, insecure=insecure) if text else ""
