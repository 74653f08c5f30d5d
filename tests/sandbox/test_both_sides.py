"""Random requests against every operation: nothing that a spec forbids is accepted, nothing that it forbids is answered.

The judge is jsonschema on the bundled document as other people's tools read it, with neither `x-lenient` nor anything of the sandbox's.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, cast

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing.jsonschema import DRAFT202012, EMPTY_REGISTRY

from identkit.sandbox import Call, Sandbox
from identkit.sandbox._engine import registry
from identkit.sandbox._engine.spec import Spec, SpecOperation, bundled

OPERATIONS = [(name, operation) for name in registry.names() for operation in bundled(name).operations.values()]
ODD: list[Any] = [None, 0, -1, True, "", "AAA", "gestern", "2020-02-30", "x" * 600, "a\n", "ß🦉", [], {}, [None], {"": 1}, 1e9, 5.0, 10**30]
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or (len(value) == 10 and bool(date.fromisoformat(value)))


@FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


class Judge:
    """What the document says of a value, and values in its sense or against it."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec  # to follow references, nothing else
        self._registry = EMPTY_REGISTRY.with_resource("urn:judge", DRAFT202012.create_resource(json.loads(self._python(spec.document))))

    @staticmethod
    def _python(document: Mapping[str, Any]) -> str:
        return re.sub(r'\$"(?=[,}])', r'\\\\Z"', json.dumps(document))  # `$` of ECMA is the very end

    def allows(self, pointer: str, value: Any) -> bool:
        validator: Any = Draft202012Validator({"$ref": f"urn:judge#{pointer}"}, registry=self._registry, format_checker=FORMATS)
        return bool(validator.is_valid(value))

    def values(self, node: Any, depth: int = 0) -> st.SearchStrategy[Any]:
        """Mostly what the schema means, now and then something odd."""
        while "$ref" in node:
            node = self._spec.at(node["$ref"].removeprefix("#"))
        meant = self._meant(node, depth)
        return st.integers(0, 9).flatmap(lambda luck: st.sampled_from(ODD) if luck == 0 else meant)

    def _meant(self, node: Any, depth: int) -> st.SearchStrategy[Any]:  # noqa: C901, PLR0911 - a case for each kind of schema
        kinds = node.get("type", "object" if "properties" in node else "string")
        kind = kinds if isinstance(kinds, str) else kinds[0]
        for keyword in ("oneOf", "anyOf"):
            if keyword in node:
                return st.sampled_from(node[keyword]).flatmap(lambda part: self.values(part, depth + 1))
        if "const" in node:
            return st.just(node["const"])
        if "enum" in node or "examples" in node:
            return st.sampled_from(node.get("enum") or node["examples"])
        match kind:
            case "object":
                wanted = set(node.get("required", ()))
                parts = {} if depth > 3 else {name: self.values(part, depth + 1) for name, part in node.get("properties", {}).items()}
                return st.fixed_dictionaries(
                    {name: part for name, part in parts.items() if name in wanted},
                    optional={name: part for name, part in parts.items() if name not in wanted},
                )
            case "array":
                return st.lists(self.values(node.get("items", {}), depth + 1), max_size=2)
            case "boolean":
                return st.booleans()
            case "integer" | "number":
                return st.integers(-1, 2000)
            case _ if node.get("format") == "date":
                return st.sampled_from(["2025-12-31", "1964-08-12", "2026-01-05", "2026-01-06"])
            case _ if node.get("format") == "date-time":
                return st.sampled_from(["2026-01-01T00:00:00Z", "2025-05-05T12:00:00.000+02:00"])
            case _ if "pattern" in node:
                # Python, and so the judge, takes the separators of ASCII for blanks; ECMA and the sandbox do not.
                texts = st.from_regex(re.compile(str(node["pattern"]).replace("\\p{L}", "a-z"), re.ASCII))
                return texts.filter(lambda drawn: not re.search("[\x1c-\x1f]", drawn))
            case _:
                return st.text("abzÄ09 .:/?", max_size=node.get("maxLength", 12))


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.mark.slow
@pytest.mark.parametrize(("name", "operation"), OPERATIONS, ids=[f"{name}-{operation.name}" for name, operation in OPERATIONS])
def test_what_the_spec_forbids_is_neither_accepted_nor_sent(served: Sandbox, name: str, operation: SpecOperation) -> None:
    provider = served.provider(name)
    judge = Judge(bundled(name))
    known = _known(provider)
    kinds = list(operation.body)

    @settings(
        max_examples=20,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
    )
    @given(data=st.data())
    def run(data: st.DataObject) -> None:
        path, legal = operation.path, True
        query: list[tuple[str, str | int | float | bool | None]] = []
        headers: dict[str, str] = {}
        for parameter in operation.parameters:
            value = data.draw(judge.values({"$ref": f"#{parameter.pointer}"}), parameter.name)
            if parameter.place == "path":
                value = data.draw(st.sampled_from([*known, "1234ABCD"]))
                path = path.replace(f"{{{parameter.name}}}", str(value))
            elif parameter.place == "query" and data.draw(st.booleans()):
                query.append((parameter.name, json.dumps(value) if not isinstance(value, str) else value))
        if operation.body:
            pointer = operation.body[kinds[0]]
            value = data.draw(judge.values({"$ref": f"#{pointer}"}), "body")
            if kinds[0] == "application/json":
                content, legal = json.dumps(value).encode(), judge.allows(pointer, value)
            else:
                given_fields = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
                fields = {key: str(part) for key, part in given_fields.items()}
                content, legal = str(httpx.QueryParams(fields)).encode(), judge.allows(pointer, fields)
            headers["content-type"] = kinds[0]
        else:
            content = b""
        origin = provider.context.origin if operation.on_auth_server else provider.base_url
        answer = http.request(operation.method, origin + path, params=query, headers={**headers, "accept": "*/*"}, content=content)
        assert answer.status_code < 500, answer.text
        assert legal or answer.status_code >= 400, (path, content)
        assert not provider.defects

    provider.defects.clear()
    admit = provider.admit
    # Whoever asks is let in, but where the token itself says which person may be asked for.
    own = operation.name in {"identifications.get_status", "identifications.get_pdf"}
    provider.admit = admit if own else lambda call: None  # type: ignore[method-assign]
    try:
        with httpx.Client(trust_env=False) as http:
            run()
    finally:
        provider.admit = admit  # type: ignore[method-assign]


def _known(provider: Any) -> list[str]:
    """Identifiers of things that are there, and of one that is not."""
    known: list[str] | None = getattr(provider, "_known_by_the_test", None)
    if known is None:
        with provider.context.lock:
            known = ["0", *(provider.fill(2) if hasattr(provider, "fill") else ())]
            if hasattr(provider, "store"):
                call = Call(None, "POST", "/", {}, {}, {}, b"", "", {"first_name": "X-AUTOTEST-HAPPYPATH", "last_name": "Doe"})
                known.append(str(provider.handlers()["persons.create"](call).body["id"]))
        provider._known_by_the_test = known
    return known
