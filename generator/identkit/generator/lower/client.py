"""The client class: servers, security schemes, codecs, constructor arguments."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from attrs import frozen

from identkit.generator import ir
from identkit.generator.lower import checks as lower_checks
from identkit.generator.lower import docs, names, seams
from identkit.generator.lower.http import Call
from identkit.generator.lower.models import tuple_of
from identkit.generator.problems import join
from identkit.generator.values import entries, is_list, is_map, mapping

Report = Callable[[str, str, str], None]
TIMEOUT = (
    "Seconds for each attempt of a call, or an `httpx.Timeout`; by default 5 s to connect, 30 s of silence, 60 s in all. A body that comes "
    "at 16 KiB a second or more may take longer."
)
DEFAULT_ENVIRONMENT = "production"


@frozen
class Servers:
    """Environment -> base URL. "" where the provider tells it on demand."""

    api: Mapping[str, str]
    auth: Mapping[str, str]
    environment: str


@frozen
class Security:
    """The security schemes that methods use, with the kernel's kinds."""

    schemes: Mapping[str, Mapping[str, Any]]  # name -> x-auth
    meanings: Mapping[str, str]  # credential -> what it is

    @property
    def consents(self) -> frozenset[str]:
        """The schemes that stand for a person's consent."""
        return frozenset(name for name, scheme in self.schemes.items() if seams.AUTH[scheme["kind"]].attribute is seams.CONSENT)


def servers(data: Mapping[str, Any]) -> Servers:
    """Environment -> base URL, for the API and for the authorization host."""
    api: dict[str, str] = {}
    auth: dict[str, str] = {}
    for server in data.get("servers") or ():
        url = str(server.get("url", ""))
        for name, variable in dict(server.get("variables") or {}).items():
            url = url.replace(f"{{{name}}}", str(variable.get("default", "")))
        if server.get("x-on-demand") is True or not urlsplit(url).netloc:
            url = ""
        environment = str(
            server.get("x-environment") or (DEFAULT_ENVIRONMENT if not api else names.snake(str(server.get("description", "")), "other"))
        )
        target = auth if server.get("x-role") == "auth" else api
        target.setdefault(environment, url.rstrip("/"))
    return Servers(api or {DEFAULT_ENVIRONMENT: ""}, auth, next(iter(api), DEFAULT_ENVIRONMENT))


def with_token_host(found: Servers, secured: "Security") -> Servers:
    """The servers with the host of a plain scheme's `tokenUrl` as authorization host, if it is another one."""
    for scheme in secured.schemes.values():
        parts = urlsplit(str(scheme.get("token-url") or ""))
        host = f"{parts.scheme}://{parts.netloc}"
        if parts.netloc and urlsplit(found.api.get(found.environment, "")).netloc != parts.netloc:
            return Servers(found.api, {found.environment: host, **found.auth}, found.environment)
    return found


def security(data: Mapping[str, Any], used: Sequence[str], report: Report) -> Security:
    """The schemes behind the names that operations use."""
    declared = data.get("components", {}).get("securitySchemes", {})
    schemes: dict[str, Mapping[str, Any]] = {}
    meanings: dict[str, str] = {}
    for name in dict.fromkeys(used):
        scheme = declared.get(name)
        pointer = join("/components/securitySchemes", name)
        found = (scheme.get("x-auth") or seams.plain_auth(scheme)) if is_map(scheme) else None
        if found is None or found.get("kind") not in seams.AUTH:
            report(pointer if scheme else "/security", f"the security scheme {name!r} is not one the kernel knows", "security-scheme")
            continue
        schemes[name] = found
        for credential in found["credentials"]:
            meanings.setdefault(names.snake(str(credential)), docs.first_sentence(str(scheme.get("description", ""))))
    return Security(schemes, meanings)


def choose(call: Call, data: Mapping[str, Any], report: Report) -> str:
    """The security scheme an operation uses, "" for none."""
    alternatives = call.data.get("security", data.get("security"))
    if not is_list(alternatives) or not alternatives or {} in alternatives:
        return ""
    declared = data.get("components", {}).get("securitySchemes", {})
    usable = [entry for entry in alternatives if len(entry) == 1 and is_map(declared.get(next(iter(entry))))]
    known = [entry for entry in usable if "x-auth" in declared[next(iter(entry))] or seams.plain_auth(declared[next(iter(entry))])]
    if not known:
        report(call.pointer, "none of the security alternatives is one scheme that the kernel knows", "security-scheme")
        return ""
    return str(next(iter(known[0])))


def class_name(package: str, data: Mapping[str, Any]) -> str:
    """The name of the client class: the title's first word where it spells the package's name (`AcmePay`), else the package's name."""
    title = docs.clean(str(data.get("info", {}).get("title", "")))
    spelled = "".join(names.words(title.partition(" ")[0]))
    matches = spelled.lower() == package.replace("_", "") and not spelled.isupper() and spelled[0].isupper()
    return spelled if matches else names.pascal(package, "Api")


class ClientLowerer:
    """Puts the client class together."""

    def __init__(self, name: str, data: Mapping[str, Any], secured: Security, calls: Sequence[Call], report: Report) -> None:
        self.name = name
        self.data = data
        self.secured = secured
        self.calls = calls
        self.report = report
        self.servers = with_token_host(servers(data), secured)
        self.title = docs.sentence(str(data.get("info", {}).get("title", name))).removesuffix(".") or name

    def lower(self) -> ir.Client:
        """The client."""
        codecs = self._codecs()
        settings = list(self._settings(codecs))
        kinds = [seams.AUTH[str(scheme["kind"])] for scheme in self.secured.schemes.values()]
        auth_url = any(kind.needs_auth_server for kind in kinds) and bool(self.servers.auth)
        found = list(dict.fromkeys(kind.attribute for kind in kinds if kind.attribute is not None))
        attributes = tuple((each.name, each.sync, each.asynchronous, ir.Code(docs.literal(each.meaning, 8))) for each in found)
        environments = [environment for environment, url in self.servers.api.items() if url]
        environment = ir.Code(f"Literal[{', '.join(map(repr, environments))}] | None" if environments else "str | None")
        summary = str(self.data.get("info", {}).get("summary") or f"Client of {self.title}.")
        return ir.Client(
            class_name=class_name(self.name, self.data),
            doc=ir.Code(
                docs.docstring(
                    f"{self.title}: {summary}" if not summary.startswith("Client of ") else summary,
                    "",
                    [docs.Section("Args", tuple(self._told(settings, auth_url=auth_url)))],
                )
            ),
            twin_doc=ir.Code(
                docs.docstring(
                    f"Asynchronous twin of `{class_name(self.name, self.data)}`: the same arguments, resources and methods, to be awaited."
                )
            ),
            settings=tuple(settings),
            environment=environment,
            auth_url=auth_url,
            required=tuple(self._required()),
            attributes=attributes,
            listed=tuple(f"{each.name}.{method}" for each in found for method in each.methods),
            api=self._api(codecs),
            authenticated=bool(self.secured.schemes),
            tables=tuple(str(table) for table in mapping(self.data.get("x-error")).get("reasons", ())),
        )

    def imports(self, client: ir.Client) -> Iterator[tuple[str, str]]:
        """Names that the constructor and the attributes need, with their modules."""
        for setting in client.settings:
            yield from ((name, module) for name, module in seams.SETTING_MODULES.items() if name in setting.type)
        for scheme in self.secured.schemes.values():
            attribute = seams.AUTH[str(scheme["kind"])].attribute
            if attribute:
                own = attribute.name in entries(self.data.get("x-overrides"))
                module = f"identkit.overrides.{self.name}.{attribute.name}" if own else attribute.module
                yield f"_{module.rpartition('.')[2]}", module.rpartition(".")[0]

    def _codecs(self) -> dict[str, tuple[ir.Setting, ...]]:
        found: dict[str, tuple[ir.Setting, ...]] = {}
        declared = seams.codecs(self.data.get("x-codecs"))
        for call in self.calls:
            name = str(call.data.get("x-codec") or "")
            if name and name not in declared:
                self.report(call.pointer, f"x-codec: {name!r} is not among the document's x-codecs", "codec")
            elif name:
                found[name] = declared[name]
        return found

    def _credentials(self) -> list[str]:
        return list(
            dict.fromkeys(names.snake(str(credential)) for scheme in self.secured.schemes.values() for credential in scheme["credentials"])
        )

    def _from_client(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for call in self.calls:
            for parameter in call.parameters:
                if parameter.data.get("x-from-client") is True:
                    found.setdefault(names.snake(parameter.wire), docs.sentence(str(parameter.data.get("description", ""))))
        return found

    def _settings(self, codecs: Mapping[str, tuple[ir.Setting, ...]]) -> Iterator[ir.Setting]:
        given = self._from_client()
        text = ir.Code("str | None")
        yield from (ir.Setting(name, text, meaning) for name, meaning in given.items())
        yield from (ir.Setting(name, text, self.secured.meanings.get(name, "")) for name in self._credentials() if name not in given)
        yield from (setting for settings in codecs.values() for setting in settings)
        kinds = [seams.AUTH[str(scheme["kind"])] for scheme in self.secured.schemes.values()]
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
        base = [] if self.servers.api.get(self.servers.environment) else ["base_url"]
        return [*self._from_client(), *(name for name in self._credentials() if name not in self._from_client()), *base]

    def _from_env(self) -> list[str]:
        listed = self.data.get("x-environment-variables")
        return [names.snake(str(name)) for name in listed] if is_list(listed) else self._required()

    def _api(self, codecs: Mapping[str, tuple[ir.Setting, ...]]) -> ir.Call:
        arguments: list[tuple[str, ir.Code]] = [
            ("name", lower_checks.literal(self.name)),
            ("title", lower_checks.literal(self.title)),
            ("servers", lower_checks.literal(dict(self.servers.api))),
        ]
        if self.servers.auth:
            arguments.append(("auth_servers", lower_checks.literal(dict(self.servers.auth))))
        arguments.append(("environment", lower_checks.literal(self.servers.environment)))
        if self.secured.schemes:
            schemes = ", ".join(f"{name!r}: {self._scheme(scheme).code}" for name, scheme in self.secured.schemes.items())
            arguments.append(("schemes", ir.Code(f"{{{schemes}}}")))
            arguments.append(("authenticate", ir.Code("_authentication")))
        if codecs:
            arguments.append(("codecs", lower_checks.literal(tuple(codecs))))
        if self.data.get("x-overrides"):
            arguments.append(("overrides", ir.Code("_overrides")))
        error = self.data.get("x-error")
        if is_map(error):
            arguments.append(("error", self._error(error)))
        arguments.append(("required", tuple_of(map(lower_checks.literal, self._required()))))
        arguments.append(("from_env", tuple_of(map(lower_checks.literal, self._from_env()))))
        return ir.Call("_kit.Api", tuple(arguments))

    def _scheme(self, scheme: Mapping[str, Any]) -> ir.Call:
        credentials = tuple(names.snake(str(credential)) for credential in scheme["credentials"])
        arguments: list[tuple[str, ir.Code]] = []
        path = str(scheme.get("token-path") or urlsplit(str(scheme.get("token-url") or "")).path)
        if path:
            arguments.append(("token_path", lower_checks.literal(path)))
        if scheme.get("scope"):
            arguments.append(("scope", lower_checks.literal(str(scheme["scope"]))))
        if scheme.get("options"):
            arguments.append(("options", lower_checks.literal({str(key): str(value) for key, value in scheme["options"].items()})))
        return ir.Call("_kit.Scheme", tuple(arguments), (lower_checks.literal(str(scheme["kind"])), lower_checks.literal(credentials)))

    def _error(self, error: Mapping[str, Any]) -> ir.Code:
        path = tuple(int(part) if part.isdecimal() else part for part in str(error.get("code", "")).split(".") if part)
        arguments = [("code_path", lower_checks.literal(path))]
        if error.get("reasons"):
            arguments.append(("reasons", ir.Code("_reasons")))
        return ir.Call("_kit.ErrorShape", tuple(arguments)).code
