"""The client class: servers, security schemes, codecs, constructor arguments."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from attrs import frozen

from identkit.generator import ir
from identkit.generator.check.vocabulary.kinds import AUTH, CONSENT, SETTING_MODULES
from identkit.generator.lower import docs, names, seams
from identkit.generator.lower.http import Endpoint
from identkit.generator.lower.servers import Servers
from identkit.generator.problems import Report, join
from identkit.generator.values import entries, is_list, is_map, mapping

TIMEOUT = (
    "Seconds for each attempt of a call, or an `httpx.Timeout`; by default 5 s to connect, 30 s of silence, 60 s in all. A body that comes "
    "at 64 KiB a second or more may take longer."
)
EVERY_CALL = (
    "Every call may raise `RequestInvalid` (a documented limit is not kept; nothing was sent) and `ConnectionFailed` (no usable answer "
    "came), beside what stands at its method. Its `timeout` and `extra_headers` are those of `with_options`, for this one call."
)


@frozen
class Security:
    """The security schemes that methods use, with the kernel's kinds."""

    schemes: Mapping[str, Mapping[str, Any]]  # name -> x-auth
    meanings: Mapping[str, str]  # credential -> what it is

    @property
    def consents(self) -> frozenset[str]:
        """The schemes that stand for a person's consent."""
        return frozenset(name for name, scheme in self.schemes.items() if AUTH[scheme["kind"]].attribute is CONSENT)


def token_path(scheme: Mapping[str, Any], own: Servers) -> str:
    """Where a scheme's tokens come from: below a server, or a plain scheme's `tokenUrl`, as a whole where that is on another host."""
    if scheme.get("token-path"):
        return str(scheme["token-path"])
    url = str(scheme.get("token-url") or "")
    parts = urlsplit(url)
    if parts.netloc and parts.netloc != urlsplit(own.api.get(own.environment, "")).netloc:
        return url
    return urlunsplit(("", "", parts.path, parts.query, ""))


def security(data: Mapping[str, Any], uses: Sequence[str], report: Report) -> Security:
    """The schemes behind the names that operations use."""
    components = mapping(mapping(data.get("components")).get("securitySchemes"))
    schemes: dict[str, Mapping[str, Any]] = {}
    meanings: dict[str, str] = {}
    arguments = names.Arguments(_CONSTRUCTOR)
    for name in dict.fromkeys(uses):
        scheme = mapping(components.get(name))
        auth = scheme["x-auth"] if "x-auth" in scheme else seams.plain_auth(arguments.take(names.snake(name)), scheme)
        if auth.get("kind") not in AUTH:
            pointer = join("/components/securitySchemes", name)
            report(pointer, f"the security scheme {name!r} is not one the kernel knows", "security-scheme")
            continue
        schemes[name] = auth
        for credential in arguments_of(auth):
            meanings.setdefault(credential, _meaning(auth, scheme))
    return Security(schemes, meanings)


# Arguments of every client.
_CONSTRUCTOR: Final = (
    *("self", "base_url", "auth_url", "environment", "timeout", "max_retries", "http_client", "clock"),
    *("default_headers", "hooks", "token_store"),
)


def arguments_of(scheme: Mapping[str, Any]) -> list[str]:
    """The constructor arguments of a scheme."""
    return [str(scheme["argument"])] if scheme.get("argument") else [names.snake(str(each)) for each in scheme["credentials"]]


def _meaning(auth: Mapping[str, Any], scheme: Mapping[str, Any]) -> str:
    text = docs.first_sentence(str(scheme.get("description", "")))
    if not auth.get("argument"):
        return text
    what = {
        "basic": "User name and password, as a tuple.",
        "client-credentials": "Client id and client secret, as a tuple; or an access token.",
        "bearer": "The token.",
    }.get(str(auth["kind"]), f"The key, sent as {mapping(auth.get('options')).get('name')}.")
    return f"{text} {what}".strip()


def choose(call: Endpoint, data: Mapping[str, Any], report: Report, *, lenient: bool) -> tuple[tuple[str, ...], ...]:
    """The alternatives of an operation, each the security schemes that go together; nothing where none are needed."""
    demand = call.data.get("security", data.get("security"))
    alternatives = [tuple(map(str, entry)) for entry in entries(demand) if is_map(entry)]
    schemes = mapping(mapping(data.get("components")).get("securitySchemes"))
    complete = [names_ for names_ in alternatives if all(is_map(schemes.get(name)) for name in names_)]
    if lenient and len(complete) < len(alternatives):
        absent = dict.fromkeys(name for names_ in alternatives for name in names_ if not is_map(schemes.get(name)))
        report(call.pointer, f"{docs.comma(absent)}: the document has no such security scheme, nothing is sent for it", "security-left-out")
    # a certificate is the transport's: there is nothing to send
    complete = [tuple(name for name in names_ if schemes[name].get("type") != "mutualTLS") for names_ in complete]
    if alternatives and not complete and not lenient:
        report(call.pointer, "none of the security alternatives consists of schemes that the document declares", "security-scheme")
    return tuple(dict.fromkeys(complete)) if any(complete) else ()


def class_name(package: str, data: Mapping[str, Any]) -> str:
    """The name of the client class: the title's first word where it spells the package's name (`AcmePay`), else the package's name."""
    title = docs.clean(str(mapping(data.get("info")).get("title", "")))
    text = "".join(names.words(title.partition(" ")[0]))
    matches = text.lower() == package.replace("_", "") and not text.isupper() and text[0].isupper()
    return text if matches else names.pascal(package, "Api")


class ClientLowerer:
    """Puts the client class together."""

    def __init__(
        self,
        name: str,
        overrides: str,
        data: Mapping[str, Any],
        secured: Security,
        calls: Sequence[Endpoint],
        servers: Servers,
        report: Report,
    ) -> None:
        self.name = name
        self.overrides = overrides  # the module with what is hand-written
        self.data = data
        self.secured = secured
        self.calls = calls
        self.report = report
        self.servers = servers
        self.variables = servers.variables([*_CONSTRUCTOR, *self._credentials(), *self._from_client()])
        self.title = docs.sentence(str(mapping(data.get("info")).get("title", name))).removesuffix(".") or name

    def lower(self) -> ir.ClientClass:
        """The client."""
        codecs = self._codecs()
        settings = list(self._settings(codecs))
        kinds = [AUTH[str(scheme["kind"])] for scheme in self.secured.schemes.values()]
        elsewhere = any("://" in token_path(scheme, self.servers) for scheme in self.secured.schemes.values())
        auth_url = any(kind.needs_auth_server for kind in kinds) and (bool(self.servers.auth) or elsewhere)
        extra = list(dict.fromkeys(kind.attribute for kind in kinds if kind.attribute is not None))
        attributes = tuple((each.name, each.sync, each.asynchronous, docs.literal(each.meaning, 8)) for each in extra)
        environments = [environment for environment, url in self.servers.api.items() if url]
        environment = ir.Code(f"Literal[{', '.join(map(repr, environments))}] | None" if environments else "str | None")
        summary = str(mapping(self.data.get("info")).get("summary") or f"Client of {self.title}.")
        return ir.ClientClass(
            class_name=class_name(self.name, self.data),
            doc=docs.docstring(
                f"{self.title}: {summary}" if not summary.startswith("Client of ") else summary,
                EVERY_CALL,
                [docs.Section("Args", tuple(self._told(settings, auth_url=auth_url)))],
            ),
            twin_doc=docs.docstring(
                f"Asynchronous twin of `{class_name(self.name, self.data)}`: the same arguments, resources and methods, to be awaited."
            ),
            settings=tuple(settings),
            environment=environment,
            auth_url=auth_url,
            required=tuple(self._required()),
            attributes=attributes,
            index=tuple(f"{each.name}.{method}" for each in extra for method in each.methods),
            api=self._api(codecs),
            authenticated=bool(self.secured.schemes),
            credentials={name: tuple(arguments_of(scheme)) for name, scheme in self.secured.schemes.items()},
            tables=tuple(str(table) for table in mapping(self.data.get("x-error")).get("reasons", ())),
        )

    def imports(self, client: ir.ClientClass) -> Iterator[tuple[str, str]]:
        """Names that the constructor and the attributes need, with their modules."""
        for setting in client.settings:
            yield from ((name, module) for name, module in SETTING_MODULES.items() if name in setting.type)
        for scheme in self.secured.schemes.values():
            attribute = AUTH[str(scheme["kind"])].attribute
            if attribute:
                own = attribute.name in entries(self.data.get("x-overrides"))
                module = f"{self.overrides}.{attribute.name}" if own else attribute.module
                yield f"_{module.rpartition('.')[2]}", module.rpartition(".")[0]

    def _codecs(self) -> dict[str, tuple[ir.Setting, ...]]:
        result: dict[str, tuple[ir.Setting, ...]] = {}
        kinds = seams.codecs(self.data.get("x-codecs"))
        for call in self.calls:
            name = str(call.data.get("x-codec") or "")
            if name and name not in kinds:
                self.report(call.pointer, f"x-codec: {name!r} is not among the document's x-codecs", "codec")
            elif name:
                result[name] = kinds[name]
        return result

    def _credentials(self) -> list[str]:
        return list(dict.fromkeys(argument for scheme in self.secured.schemes.values() for argument in arguments_of(scheme)))

    def _from_client(self) -> dict[str, str]:
        result: dict[str, str] = {}
        for call in self.calls:
            for parameter in call.arguments:
                if parameter.data.get("x-from-client") is True:
                    result.setdefault(names.snake(parameter.wire), docs.sentence(str(parameter.data.get("description", ""))))
        return result

    def _settings(self, codecs: Mapping[str, tuple[ir.Setting, ...]]) -> Iterator[ir.Setting]:
        values = self._from_client()
        text = ir.Code("str | None")
        yield from (ir.Setting(name, text, meaning) for name, meaning in values.items())
        types = {
            str(scheme["argument"]): AUTH[str(scheme["kind"])].type for scheme in self.secured.schemes.values() if scheme.get("argument")
        }
        for name in self._credentials():
            if name not in values:
                yield ir.Setting(name, types.get(name, text), self.secured.meanings.get(name, ""))
        for each in {each.argument: each for each in reversed(self.variables.values())}.values():
            annotation = f"Literal[{', '.join(map(repr, each.allowed))}] | None" if each.allowed else "str | None"
            yield ir.Setting(
                each.argument, ir.Code(annotation), f"{each.meaning} Part of the server's URL; default: {each.default or 'none'}.".strip()
            )
        yield from (setting for settings in codecs.values() for setting in settings)
        kinds = [AUTH[str(scheme["kind"])] for scheme in self.secured.schemes.values()]
        yield from dict.fromkeys(setting for kind in kinds for setting in kind.settings)

    def _told(self, settings: Sequence[ir.Setting], *, auth_url: bool) -> Iterator[tuple[str, str]]:
        from_env = self._from_env()
        for setting in settings:
            where = f"Default: environment variable {self.name.upper()}_{setting.name.upper()}." if setting.name in from_env else ""
            yield setting.name, " ".join(part for part in (setting.meaning, where) if part)
        on_demand = not self.servers.api.get(self.servers.environment)
        where = f" Default: environment variable {self.name.upper()}_BASE_URL." if "base_url" in from_env else ""
        yield (
            "base_url",
            ("Where the API is; the provider tells it on demand." if on_demand else "Replaces the base URL of the environment.") + where,
        )
        if auth_url:
            yield "auth_url", "Replaces the URL of the authorization host."
        yield (
            "environment",
            f"One of the provider's environments: {docs.comma(self.servers.api, 'or')}. Default: {self.servers.environment}.",
        )
        yield "timeout", TIMEOUT
        yield (
            "max_retries",
            "How often a call is repeated at most, 2 unless given, and only where the spec says that repeating is harmless.",
        )
        yield "default_headers", "Headers to send with every call."
        yield "hooks", "Functions to be told of requests, answers, repetitions and drift; nothing that they see is personal."
        yield "keep_unknown", "Keep fields that the document does not have: `to_dict` and `to_json` give them back."
        yield "log_urls", "Log a line for each request with its URL, which may hold identifiers of persons and cases (logger `httpx`)."
        yield "http_client", "An httpx client to send everything through, tokens too; it is not closed with this one."
        yield "clock", "For tests: what time it is and how to sleep."
        yield "allow_insecure_sandbox", "Let plain http go to a sandbox on another machine, such as a container; never to a provider."

    def _required(self) -> list[str]:
        arguments = [
            argument for scheme in self.secured.schemes.values() if not scheme.get("argument") for argument in arguments_of(scheme)
        ]
        base = ["base_url"] if not any(self.servers.api.values()) else []
        return [*self._from_client(), *(name for name in dict.fromkeys(arguments) if name not in self._from_client()), *base]

    def _from_env(self) -> list[str]:
        order = self.data.get("x-environment-variables")
        if is_list(order):
            return [names.snake(str(name)) for name in order]
        texts = [str(each["argument"]) for each in self.secured.schemes.values() if each.get("argument") and len(each["credentials"]) == 1]
        base = ["base_url"] if not self.servers.api[self.servers.environment] else []
        return list(dict.fromkeys([*self._required(), *texts, *base]))

    def _api(self, codecs: Mapping[str, tuple[ir.Setting, ...]]) -> ir.CallCode:
        error = self.data.get("x-error")
        return ir.call(
            "_kit.Api",
            name=self.name,
            title=self.title,
            servers=dict(self.servers.api),
            auth_servers=dict(self.servers.auth),
            variables={name: each.call for name, each in self.variables.items()},
            further=tuple(dict.fromkeys(url for call in self.calls for url in self.servers.own(call).values())),
            environment=self.servers.environment,
            schemes={name: self._scheme(scheme) for name, scheme in self.secured.schemes.items()},
            authenticate=ir.Code("_authentication") if self.secured.schemes else None,
            codecs=tuple(codecs),
            overrides=ir.Code("_overrides") if self.data.get("x-overrides") else None,
            error=self._error(error) if is_map(error) else None,
            required=tuple(self._required()),
            from_env=tuple(self._from_env()),
        )

    def _scheme(self, scheme: Mapping[str, Any]) -> ir.CallCode:
        return ir.call(
            "_kit.Scheme",
            str(scheme["kind"]),
            tuple(scheme["credentials"] if scheme.get("argument") else arguments_of(scheme)),
            token_path=token_path(scheme, self.servers),
            argument=str(scheme.get("argument") or ""),
            scope=str(scheme.get("scope") or ""),
            options={str(key): str(value) for key, value in mapping(scheme.get("options")).items()},
        )

    def _error(self, error: Mapping[str, Any]) -> ir.CallCode:
        path = tuple(int(part) if part.isdecimal() else part for part in str(error.get("code", "")).split(".") if part)
        return ir.call("_kit.ErrorShape", code_path=path, reasons=ir.Code("_reasons") if error.get("reasons") else None)
