"""Where operations go: the servers of a document, those that paths and operations have for themselves, and the variables of their URLs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from identkit.generator import ir
from identkit.generator.lower import docs, names
from identkit.generator.lower.http import Endpoint
from identkit.generator.problems import split
from identkit.generator.values import entries, is_map, mapping

DEFAULT_ENVIRONMENT: Final = "production"
_VARIABLE: Final = re.compile(r"\{([^{}]+)\}")


@frozen
class ServerVariable:
    """A variable of server URLs, chosen when a client is made. Several with one argument differ in what they are without it."""

    argument: str
    default: str
    allowed: tuple[str, ...]
    in_path: bool
    meaning: str

    @property
    def call(self) -> ir.CallCode:
        """What the kernel is told of it."""
        return ir.call("_kit.Variable", self.argument, self.default, allowed=self.allowed, in_path=self.in_path or None)


class Servers:
    """Environment -> base URL, for the API and for the authorization host. "" where the provider tells it on demand."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._usual: dict[str, str] = {}  # variable -> what it is where nobody says otherwise
        for server in self._all():
            for name, variable in _variables(server):
                self._usual.setdefault(name, str(variable.get("default", "")))
        api: dict[str, str] = {}
        auth: dict[str, str] = {}
        scope = names.Scope()
        for number, server in enumerate(_maps(data.get("servers")), 1):
            target = auth if server.get("x-role") == "auth" else api
            label = _label(server) or str(number)
            url = self._url(server)
            host = "" if server.get("x-on-demand") is True or "://" not in url else url
            target.setdefault(label if server.get("x-environment") else scope.take(label), host)
        self.api: Mapping[str, str] = api or {DEFAULT_ENVIRONMENT: ""}
        self.auth: Mapping[str, str] = auth
        self.environment = next(iter(self.api))

    def own(self, call: Endpoint) -> dict[str, str]:
        """Environment -> URL where an operation or its path has servers for itself; "" is every other environment.

        A server belongs to the environment that is described like it, or else has its number, where there are as many of both.
        """
        item = mapping(mapping(self._data.get("paths")).get(split(call.pointer)[1]))
        own = _maps(call.data.get("servers")) or _maps(item.get("servers"))
        if not own:
            return {}
        urls = {label: self._url(server) for server in reversed(own) if (label := _label(server))}
        if len(own) == len(self.api) and not urls.keys() & self.api.keys():
            urls = dict(zip(self.api, map(self._url, own), strict=True))
        first = self._url(own[0])
        return {"": first, **{name: urls[name] for name in self.api if urls.get(name, first) != first}}

    def variables(self, reserved: Iterable[str]) -> dict[str, ServerVariable]:
        """The variables of all servers, by their names in the URLs."""
        arguments = names.Arguments(reserved)
        by_name: dict[str, str] = {}
        result: dict[str, ServerVariable] = {}
        for server in self._all():
            url = str(server.get("url", ""))
            host = url.partition("://")[2].partition("/")[0]
            for name, value in _variables(server):
                key = self._key(name, value)
                choices = tuple(str(each) for each in entries(value.get("enum")))
                if name not in by_name:
                    by_name[name] = arguments.take(names.snake(name))
                inside = f"{{{name}}}" not in host and "://" in url
                if key not in result:
                    meaning = docs.first_sentence(str(value.get("description", "")))
                    result[key] = ServerVariable(by_name[name], str(value.get("default", "")), choices, inside, meaning)
                else:
                    result[key] = evolve(_wider(result[key], choices), in_path=inside and result[key].in_path)
        for key, each in result.items():  # what one of them takes may be given for all
            for other in result.values():
                if other.argument == each.argument:
                    result[key] = _wider(result[key], other.allowed)
        return result

    def _all(self) -> Iterator[Mapping[str, Any]]:
        items = [item for item in mapping(self._data.get("paths")).values() if is_map(item)]
        operations = [value for item in items for value in item.values() if is_map(value)]
        yield from (server for holder in (self._data, *items, *operations) for server in _maps(holder.get("servers")))

    def _url(self, server: Mapping[str, Any]) -> str:
        """The URL, its variables under the names that `variables` has."""
        url = str(server.get("url", "")).rstrip("/")
        for name, variable in _variables(server):
            url = url.replace(f"{{{name}}}", f"{{{self._key(name, variable)}}}")
        return f"https:{url}" if url.startswith("//") else url

    def _key(self, name: str, variable: Mapping[str, Any]) -> str:
        default = str(variable.get("default", ""))
        return name if default == self._usual[name] else f"{name}={default}"


def _maps(value: object) -> list[Mapping[str, Any]]:
    return [each for each in entries(value) if is_map(each)]


def _label(server: Mapping[str, Any]) -> str:
    """What an environment is called, "" for nothing."""
    text = str(server.get("description") or server.get("name") or "")
    return str(server.get("x-environment") or (names.snake(text, "server") if text else ""))


def _variables(server: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The variables that a URL has; of those that nothing is said of, nothing is known but the name."""
    described = mapping(server.get("variables"))
    for name in dict.fromkeys(_VARIABLE.findall(str(server.get("url", "")))):
        yield name, mapping(described.get(name))


def _wider(variable: ServerVariable, choices: tuple[str, ...]) -> ServerVariable:
    """With the values of another one; anything where that takes anything."""
    return evolve(variable, allowed=tuple(dict.fromkeys((*variable.allowed, *choices))) if variable.allowed and choices else ())
