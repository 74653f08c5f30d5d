"""Our specs are pleasant to read: short lines, and each value of an enum written once."""

import json
from importlib import resources
from pathlib import Path

import pytest

from docs.builder import assumptions

SPECS = Path(__file__).parents[2] / "specs"


@pytest.mark.parametrize("path", sorted(SPECS.rglob("*.yaml")), ids=lambda path: path.relative_to(SPECS).as_posix())
def test_a_spec_has_short_lines_and_no_parallel_lists(path: Path) -> None:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        assert len(line) <= 140, number
        assert not line.lstrip().startswith("x-enum-"), number


@pytest.mark.parametrize("provider", ["gopay", "identplus", "postident", "solaris"])
def test_whoever_typed_a_value_is_told_in_two_languages(provider: str) -> None:
    document = json.loads(resources.files(f"identkit.{provider}").joinpath("openapi.json").read_text("utf-8"))
    for name, schema in document["components"]["schemas"].items():
        for rule in schema.get("x-rules", ()):
            basis = (rule.get("x-provenance") or schema.get("x-provenance", {})).get("basis", "documented")
            assert basis != "documented" or rule.get("text", {}).keys() == {"de", "en"}, (name, rule["fields"])
        for wire, value in {"": schema, **schema.get("properties", {})}.items():
            assert "pattern" not in value or value.get("x-message", {}).keys() == {"de", "en"}, (name, wire)


def test_the_page_of_assumptions_is_fresh_and_says_what_follows() -> None:
    wanted = assumptions.page()
    assert assumptions.PAGE.read_text("utf-8") == wanted, "run `make assumptions`"
    rows = [line.split(" | ") for line in wanted.splitlines() if line.startswith("| ") and not line.startswith(("| what", "|---"))]
    assert len(rows) > 15
    assert all(len(cell.strip(" |")) > 3 for row in rows for cell in row)


def test_webhooks_have_names_and_say_how_they_are_secured() -> None:
    for path in SPECS.parent.glob("generated/identkit/*/openapi.json"):
        document = json.loads(path.read_text("utf-8"))
        for name, reference in document.get("webhooks", {}).items():
            assert reference == {"$ref": f"#/components/pathItems/{name}"}  # see `with_deliveries_apart`
            item = document["components"]["pathItems"][name]
            assert not any("$ref" in parameter for parameter in item["post"].get("parameters", ()))
            assert {"operationId", "security"} <= item["post"].keys(), (path.parent.name, name)
