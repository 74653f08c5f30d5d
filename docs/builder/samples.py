"""A call of an operation as one would type it, in Python and for curl. Values are the document's own samples where it has any."""

import json
import shlex
from collections.abc import Mapping
from typing import Any, get_type_hints

from attrs import frozen

from identkit.documents.document import Document, DocumentedCall, enum_values, items, table
from identkit.documents.words import python_name

_BY_FORMAT = {"date": "2026-01-31", "date-time": "2026-01-31T10:00:00Z", "uri": "https://partner.example/back", "email": "jane@example.com"}
_MAX_ARGUMENTS = 24


@frozen
class Sample:
    """One call."""

    path: Mapping[str, object]
    """Path parameters by the provider's names."""
    query: Mapping[str, object]
    body: object
    """None when nothing is sent."""
    media: str


@frozen
class _Login:
    """What a line has of credentials: options of curl, parts of the query. The variables are called as the client's arguments."""

    options: tuple[str, ...] = ()
    query: tuple[str, ...] = ()


def sample(operation: DocumentedCall) -> Sample:
    """What a call needs, and no more; with the document's own sample of a body if it has one."""
    document = operation.document
    mandatory = [each for each in operation.parameters if each.get("required") and each.get("in") in {"path", "query"}]
    values = {str(each["name"]): _parameter(document, each) for each in mandatory}
    path = {str(each["name"]): values[str(each["name"])] for each in mandatory if each["in"] == "path"}
    query = {str(each["name"]): values[str(each["name"])] for each in mandatory if each["in"] == "query"}
    for media, content in table(operation.body.get("content")).items():
        body = _body(document, table(content))
        if body == {} and operation.body.get("required"):
            body = _something(document, table(table(content).get("schema")))
        return Sample(path, query, body, str(media))
    return Sample(path, query, None, "")


def _parameter(document: Document, parameter: Mapping[str, Any]) -> object:
    values = [table(each).get("value") for each in table(parameter.get("examples")).values()]
    own = [parameter["example"]] if "example" in parameter else [*items(parameter.get("examples")), *values]
    return own[0] if own else value_of(document, table(parameter.get("schema")), str(parameter.get("name")))


def _body(document: Document, content: Mapping[str, Any]) -> object:
    for each in table(content.get("examples")).values():
        value = document.resolve(each).get("value")
        if "{{" not in json.dumps(value):
            return value
    return value_of(document, table(content.get("schema")), "")


def _something(document: Document, schema: Mapping[str, Any]) -> dict[str, object]:
    """One field of a body that needs none of its fields."""
    target = document.resolve(dict(schema))
    names = {str(name) for rule in items(target.get("x-rules")) for name in items(table(rule).get("fields"))}
    for name, node in table(target.get("properties")).items():
        value = value_of(document, table(node), name)
        if isinstance(value, str) and name not in names:
            return {name: value}
    return {}


def value_of(document: Document, schema: Mapping[str, Any], name: str, depth: int = 0) -> object:
    """A value that fits: the document's sample, else one made of type and format; of an object what is required."""
    target = document.resolve(dict(schema))
    if "const" in target:
        return target["const"]
    samples = [
        *items(target.get("examples")),
        *([target["example"]] if "example" in target else []),
        *([target["default"]] if "default" in target else []),
    ]
    if samples:
        return samples[0]
    if values := enum_values(target):
        return values[0][0]
    for keyword in ("allOf", "oneOf", "anyOf"):
        for branch in items(target.get(keyword)):
            return value_of(document, table(branch), name, depth)
    return _by_type(document, target, name, depth)


def _by_type(document: Document, schema: Mapping[str, Any], name: str, depth: int) -> object:
    kinds = items(schema.get("type")) or [schema.get("type")]
    if "object" in kinds or "properties" in schema:
        mandatory = {str(each) for each in items(schema.get("required"))}
        properties = table(schema.get("properties"))
        return {
            each: value_of(document, table(properties[each]), each, depth + 1) for each in properties if each in mandatory and depth < 8
        }
    if "array" in kinds:
        return [value_of(document, table(schema.get("items")), name, depth + 1)] if depth < 8 else []
    if "string" in kinds:
        return _text(schema, name)
    if "integer" in kinds or "number" in kinds:
        return schema.get("minimum", 1)
    return "boolean" in kinds or None


def _text(schema: Mapping[str, Any], name: str) -> str:
    if str(schema.get("format", "")) in _BY_FORMAT:
        return _BY_FORMAT[str(schema["format"])]
    by_name = {"iban": "DE89370400440532013000", "number": "+15550101", "token": "212212", "url": "https://partner.example/hook"}
    if name in by_name:
        return by_name[name]
    text = f"{name.replace('_id', '')}-1" if name != "id" else "4f2a0c"
    return text.ljust(int(schema.get("minLength", 0)), "x")[: int(schema.get("maxLength", 99))]


@frozen
class Client:
    """How the sample speaks of a provider's client."""

    package: str
    class_name: str

    @property
    def variable(self) -> str:
        """The name the sample gives the client."""
        return self.package


def client_of(name: str) -> Client:
    """The client's class, from the generated package."""
    from importlib import import_module

    names: list[str] = import_module(f"identkit.{name}").__all__
    return Client(name, next(each for each in names if f"Async{each}" in names))


def by_hand(operation: DocumentedCall) -> bool:
    """Whether a method of this name is written by hand: the client has it, though the call is one of those it makes by itself."""
    from importlib import import_module

    resource, _, method = operation.id.partition(".")
    client = getattr(import_module(f"identkit.{operation.document.name}"), client_of(operation.document.name).class_name)
    maker = getattr(getattr(client, resource, None), "func", None)
    return maker is not None and hasattr(get_type_hints(maker).get("return"), method)


def python(operation: DocumentedCall, client: Client, *, asynchronous: bool = False) -> str:
    """The call in Python. Credentials come from the environment, as in production."""
    call = sample(operation)
    result = "result" if answer_is_something(operation) else ""
    arguments = [_argument(operation, name, value) for name, value in call.path.items()]
    arguments = [each for each in arguments if each]
    arguments += [f"{python_name(name)}={_literal(value)}" for name, value in call.query.items()]
    arguments += _body_arguments(operation, call.body)
    callee = f"{client.variable}.{operation.id}"
    line = f"{callee}({', '.join(arguments)})"
    if len(line) > 90:
        line = f"{callee}(\n" + "".join(f"        {each},\n" for each in arguments) + "    )"
    keyword, prefix = ("async ", "Async") if asynchronous else ("", "")
    line_ = f"await {line}" if asynchronous else line
    needs_body = [
        f"{keyword}with {prefix}{client.class_name}({_constructor(operation)}) as {client.variable}:",
        f"    {f'{result} = ' if result else ''}{line_}",
    ]
    store = ["from identkit.core.tokens import FileTokenStore"] if _consented(operation) else []
    lines = [*store, f"from identkit.{client.package} import {prefix}{client.class_name}", ""]
    if not asynchronous:
        return "\n".join([*lines, *needs_body])
    inner = "\n".join(needs_body).replace("\n", "\n    ")
    return "\n".join(["import asyncio", "", *lines, "", "async def main() -> None:", f"    {inner}", "", "", "asyncio.run(main())"])


def _constructor(operation: DocumentedCall) -> str:
    """What the environment does not hold: a host that is told on demand, a store for tokens that a person consented to."""
    servers = items(operation.document.raw.get("servers"))
    arguments = ['base_url="https://host.example"'] if any(table(each).get("x-on-demand") for each in servers) else []
    return ", ".join([*arguments, *(['token_store=FileTokenStore("tokens.json")'] if _consented(operation) else [])])


def _consented(operation: DocumentedCall) -> bool:
    """Whether the call needs the tokens of a person."""
    schemes = table(table(operation.document.raw.get("components")).get("securitySchemes"))
    names = [name for each in items(operation.raw.get("security", operation.document.raw.get("security"))) for name in table(each)]
    return any("authorizationCode" in table(operation.document.resolve(schemes.get(name)).get("flows")) for name in names)


def _argument(operation: DocumentedCall, name: str, value: object) -> str:
    parameter = next(each for each in operation.parameters if each.get("name") == name)
    return "" if parameter.get("x-from-client") else _literal(value)


def _body_arguments(operation: DocumentedCall, body: object) -> list[str]:
    if body is None:
        return []
    name = operation.body.get("x-body-name")
    if body == {}:
        return []
    if name or not table(body):
        return [_literal(body)]
    return [f"{python_name(key)}={_literal(value)}" for key, value in table(body).items()][:_MAX_ARGUMENTS]


def _literal(value: Any) -> str:
    if table(value):
        return "{" + ", ".join(f'"{python_name(key)}": {_literal(each)}' for key, each in table(value).items()) + "}"
    if items(value):
        return "[" + ", ".join(_literal(each) for each in items(value)) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def answer_is_something(operation: DocumentedCall) -> bool:
    """Whether a success has a body."""
    return any(response.get("content") for status, response in operation.responses.items() if status.startswith("2"))


def curl(operation: DocumentedCall) -> str:
    """The same call without a client; the variables hold what only you have."""
    call, document = sample(operation), operation.document
    servers = [table(each) for each in items(document.raw.get("servers"))]
    role = operation.raw.get("x-server")
    server = next((each for each in servers if each.get("x-role") == role or (role is None and "x-role" not in each)), servers[0])
    base = "$BASE_URL" if server.get("x-on-demand") else str(server.get("url"))
    path = operation.path
    for name, value in call.path.items():
        parameter = next(each for each in operation.parameters if each.get("name") == name)
        path = path.replace(f"{{{name}}}", "$" + python_name(name).upper() if parameter.get("x-from-client") else str(value))
    login = _login(operation)
    query = "&".join([*(f"{name}={value}" for name, value in call.query.items()), *login.query])
    lines = [f'curl --request {operation.method.upper()} "{base}{path}{f"?{query}" if query else ""}"', *login.options]
    if call.body is not None and "json" in call.media:
        lines.append("--json " + shlex.quote(json.dumps(call.body, ensure_ascii=False)))
    elif call.body is not None:
        lines += [f"--data-urlencode {shlex.quote(f'{name}={value}')}" for name, value in table(call.body).items()]
    elif operation.raw.get("x-content-type"):
        lines.append(f"--header 'Content-Type: {operation.raw['x-content-type']}'")
    return " \\\n  ".join(lines)


def _login(operation: DocumentedCall) -> _Login:
    document = operation.document
    security = items(operation.raw.get("security", document.raw.get("security")))
    schemes = table(table(document.raw.get("components")).get("securitySchemes"))
    for name in table(security[0]) if security else ():
        scheme = document.resolve(schemes.get(name))
        variables = [f"${each.upper()}" for each in map(str, items(table(scheme.get("x-auth")).get("credentials")))]
        if scheme.get("type") == "http" and scheme.get("scheme") == "basic":
            return _Login((f'--user "{":".join(variables or ["$USERNAME", "$PASSWORD"])}"',))
        if scheme.get("type") == "apiKey":
            place, key, value = scheme.get("in"), scheme.get("name"), variables[0] if variables else "$API_KEY"
            options = {"header": (f'--header "{key}: {value}"',), "cookie": (f'--cookie "{key}={value}"',)}
            return _Login(options.get(str(place), ()), (f"{key}={value}",) if place == "query" else ())
        return _Login(('--header "Authorization: Bearer $TOKEN"',))
    return _Login()
