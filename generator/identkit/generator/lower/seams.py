"""OpenAPI's own security schemes, and the document's codecs, in the words of the vocabulary."""

import re
from collections.abc import Mapping
from typing import Any, Final

from identkit.generator.check.vocabulary.kinds import SETTINGS
from identkit.generator.ir import Setting
from identkit.generator.values import entries, is_map, mapping

_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+")  # RFC 9110, in small letters


def codecs(value: Any) -> Mapping[str, tuple[Setting, ...]]:
    """The client's arguments by codec, as `x-codecs` declares them."""
    return {
        str(name): tuple(
            Setting(str(argument), SETTINGS[str(each["kind"])].type, str(each.get("description", "")))
            for argument, each in settings.items()
        )
        for name, settings in (value.items() if is_map(value) else ())
    }


def plain_auth(name: str, scheme: Mapping[str, Any]) -> Mapping[str, Any]:
    """The `x-auth` of an OpenAPI security scheme that has none. All its credentials are one argument, with the name of the scheme."""
    kind, http = scheme.get("type"), str(scheme.get("scheme", "")).lower()
    one = {"argument": name, "credentials": [name]}
    if kind == "http" and http == "basic":
        return {**one, "kind": "basic", "credentials": [f"{name}.username", f"{name}.password"]}
    flow = mapping(mapping(scheme.get("flows")).get("clientCredentials"))
    if kind == "oauth2" and flow:
        scopes = " ".join(mapping(flow.get("scopes")))
        pair = [f"{name}.client_id", f"{name}.client_secret"]
        return {**one, "kind": "client-credentials", "credentials": pair, "token-url": str(flow.get("tokenUrl", "")), "scope": scopes}
    if kind == "apiKey" and scheme.get("in") in ("header", "query", "cookie"):
        return {**one, "kind": "api-key", "options": {"in": str(scheme["in"]), "name": str(scheme.get("name", ""))}}
    if (kind == "http" and http == "bearer") or kind in ("oauth2", "openIdConnect"):
        return {**one, "kind": "bearer"}
    options = {"in": "header", "name": "Authorization"}  # whatever it is, the caller writes it
    if kind == "http" and _TOKEN.fullmatch(http):
        options["scheme"] = str(scheme["scheme"])
    return {**one, "kind": "api-key", "options": options}


def keys(operation: Mapping[str, Any], data: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The place and the name of each key that an operation's requests always have, whichever of the alternatives is used."""
    schemes = mapping(mapping(data.get("components")).get("securitySchemes"))
    places: list[set[tuple[str, str]]] = []
    for alternative in entries(operation.get("security", data.get("security"))):
        used = [mapping(schemes.get(name)) for name in mapping(alternative)]
        if all(used):
            places.append({(str(each.get("in")), str(each.get("name"))) for each in used if each.get("type") == "apiKey"})
    return set[tuple[str, str]].intersection(*places) if places else set()
