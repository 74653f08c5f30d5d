"""Our rules for specs: what each refuses, and where it says so."""

from pathlib import Path

import pytest

from identkit.generator.check import document as check
from identkit.generator.check import extensions, lint
from tests.generator.generated import attempted
from tests.generator.spec_files import HEAD, PETS, lines, loaded


def problems(folder: Path, text: str, *, lenient: bool = False) -> list[str]:
    document = loaded(folder, {"pets.yaml": text})
    if lenient:
        extensions.forget_foreign(document)
    found = check.document(document)
    return lines(found + lint.document(document, lenient=lenient, valid=not found))


def test_a_complete_spec_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, PETS) == []


@pytest.mark.parametrize(
    ("text", "replaced", "problem"),
    [
        (
            'x-provenance: {basis: documented, source: "Pets, 1"}\n',
            "",
            "pets.yaml:6: nothing says where this operation comes from (x-provenance) (at /paths/~1pets~1{id}/get) [provenance]",
        ),
        (
            "basis: documented",
            "basis: guessed",
            "pets.yaml:3: x-provenance: 'guessed' is not one of ['documented', 'referenced', 'observed', 'inferred']",
        ),
        (
            'basis: documented, source: "Pets, 1"',
            "basis: documented",
            "pets.yaml:3: x-provenance: 'source' is a required property (at /x-provenance)",
        ),
        (
            ", x-pii: name",
            "",
            "pets.yaml:22: this text has no class of personal data (x-pii) (at /components/schemas/Pet/properties/name) [pii]",
        ),
        (", x-pii: name", ", x-pii: nick", "pets.yaml:22: x-pii: 'nick' is not one of ["),
        ("\n      x-pii: none\n", "\n", "(at /components/schemas/PetState) [pii]"),
        ("schema: {type: string, x-pii: none}", "schema: {type: string, x-pii: bank}", "pets.yaml:11: bank data in a URL ends up in logs"),
        (
            "pets.get",
            "getPet",
            "pets.yaml:8: the operationId 'getPet' has to be <resource>.<method> in snake_case (at /paths/~1pets~1{id}/get/operationId)",
        ),
        ("pets.get", "pets.import", "[operation-id]"),
        ("operationId: pets.get\n", "deprecated: false\n", "[operation-id]"),
        ("PetState", "pet_state", "'pet_state' has to be a Python class name (CapWords)"),
        ("description: What it is called.", "descripton: What it is called.", "JSON Schema has no keyword 'descripton'"),
        (
            "enum: [well, ill]",
            "enum: [well, not well]",
            "the value 'not well' makes no Python name; write it as {const: not well, title: A_NAME} under oneOf",
        ),
        (
            "enum: [well, ill]",
            "enum: [well, ill]\n      x-enum-varnames: [WELL]",
            "pets.yaml:28: x-enum-varnames has 1 entries for 2 values (at /components/schemas/PetState/x-enum-varnames) [enum-names]",
        ),
        ("enum: [well, ill]", "enum: [well, ill]\n      x-enum-varnames: [Well, ILL]", "'Well' does not match"),
        ("enum: [well, ill]", "enum: [well, ill]\n      x-enum-varnames: [ILL, ILL]", "non-unique"),
        (
            "required: [name]",
            "required: [name, statuss]",
            "'statuss' is required and no property (at /components/schemas/Pet/required/1) [required-name]",
        ),
        (
            "type: object\n      required: [name]",
            "allOf: [{type: object, required: [nane]}]\n      type: object\n      required: [name]",
            "'nane' is required and no property (at /components/schemas/Pet/allOf/0/required/0)",
        ),
        ("enum: [well, ill]", "oneOf: [{const: well, title: FIT}, {const: ill, title: FIT}]", "two values have the name FIT"),
        ("enum: [well, ill]", "oneOf: [{const: well}, {const: not well}]", "the value 'not well' makes no Python name"),
        ("enum: [well, ill]", "oneOf: [{const: well}, {const: ill, x-reason: {why: Cold.}}]", "x-reason: "),
        (
            "enum: [well, ill]",
            "x-lifecycle: {states: {well: {final: true, next: nobody}}}\n      oneOf: [{const: well}, {const: ill}]",
            "the value 'ill' has no state",
        ),
        (
            "enum: [well, ill]",
            "enum: [well, ill]\n      x-enum-descriptions: [Fine., Bad., Worse.]",
            "x-enum-descriptions has 3 entries for 2 values",
        ),
        (
            "summary: Read",
            "x-colour: red\n      summary: Read",
            "pets.yaml:9: there is no extension x-colour (at /paths/~1pets~1{id}/get/x-colour)",
        ),
        ("type: object", "x-retry: safe\n      type: object", "x-retry does not belong on a schema (but on: operation)"),
        ("summary: Read", "x-retry: sometimes\n      summary: Read", "x-retry: 'sometimes' is not one of ['safe', 'repeatable', 'never']"),
        ("summary: Read", "x-retry: safe\n      summary: Read", "x-retry: GET is 'safe' by itself; leave it out"),
        ("x-environment: production", "x-environment: Test 1", "x-environment: 'Test 1' does not match"),
        ("type: object", "x-file: {data: content}\n      type: object", "pets.yaml:19: there is no property 'content'"),
        ("type: object", "x-rules: [{kind: https, fields: [url], message: m}]\n      type: object", "there is no field 'url'"),
        (
            "name: {type",
            "alias: {type: string, x-pii: name, x-alias-of: nickname}\n        name: {type",
            "there is no other property 'nickname'",
        ),
        ("summary: Read", "x-carries: [name]\n      summary: Read", "there is no property 'name'"),
        (
            "summary: Read",
            "x-paging: {kind: page-number, page: page, size: size}\n      summary: Read",
            "there is no query parameter 'page'",
        ),
        (
            "paths:",
            "x-error: {code: code, reasons: [PET_REASONS]}\npaths:",
            "pets.yaml:5: there is no table PET_REASONS (at /x-error/reasons/0)",
        ),
    ],
)
def test_a_departure_from_the_rules_is_told_with_its_place(tmp_path: Path, text: str, replaced: str, problem: str) -> None:
    assert text in PETS
    found = problems(tmp_path, PETS.replace(text, replaced))
    assert any(problem in line for line in found), found


REASONS = """
      x-reasons: {name: STATES, rows: [{code: well, text: Fine.}%s]}"""


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (", {code: ill}", ""),
        ("", "the value 'ill' has no row (at /components/schemas/PetState/x-reasons/rows) [enum-rows]"),
        (", {code: ill}, {code: dead}", "there is a row for 'dead', which is no value of this enum"),
        (", {code: ill}, {code: ill}", "'ill' has more than one row and nothing (applies_to) that tells them apart"),
        (", {code: ill, applies_to: [{a: b}]}, {code: ill, applies_to: [{a: c}]}", ""),
        (", {code: ill, permanent: maybe}", "x-reasons: 'maybe' is not of type 'boolean'"),
    ],
)
def test_a_table_of_reasons_has_a_row_for_each_value(tmp_path: Path, rows: str, problem: str) -> None:
    found = problems(tmp_path, PETS.replace("enum: [well, ill]", "enum: [well, ill]" + REASONS % rows))
    assert any(problem in line for line in found) if problem else found == []


LIFECYCLE = """
      x-lifecycle:
        states: {well: {final: true, next: nobody}, ill: {final: false, next: provider}}
        polling: {operation: pets.get, status: state, go_on: [ill], early: {may_serve: [well]}}
        moves: [{from: ill, to: [well], when: it recovers}]
        timers: [{name: recovery, duration: P14D}]"""


@pytest.mark.parametrize(
    ("text", "replaced", "problem"),
    [
        ("well: {final: true, next: nobody}, ", "", "the value 'well' has no state"),
        ("ill: {final", "bad: {final: true, next: user}, ill: {final", "there is a state for 'bad'"),
        ("next: provider", "next: doctor", "'doctor' is not one of"),
        ("pets.get", "pets.list", "there is no operation pets.list (at /components/schemas/PetState/x-lifecycle/polling/operation)"),
        ("status: state", "status: health", "the answer of pets.get has no property 'health'"),
        ("go_on: [ill]", "go_on: [sick]", "'sick' is no value of this enum"),
        ("P14D", "14 days", "'14 days' does not match"),
        ("to: [well]", "to: [dead]", "'dead' is no value of this enum (at /components/schemas/PetState/x-lifecycle/moves/0)"),
    ],
)
def test_a_lifecycle_speaks_of_what_there_is(tmp_path: Path, text: str, replaced: str, problem: str) -> None:
    good = PETS.replace("enum: [well, ill]", "enum: [well, ill]" + LIFECYCLE)
    assert problems(tmp_path, good) == []
    assert any(
        problem in line
        for line in problems(tmp_path, PETS.replace("enum: [well, ill]", "enum: [well, ill]" + LIFECYCLE.replace(text, replaced)))
    )


def test_one_path_under_two_names_is_told(tmp_path: Path) -> None:
    again = PETS[PETS.index("  /pets/{id}:") : PETS.index("components:")].replace("{id}", "{pet_id}").replace("name: id", "name: pet_id")
    found = problems(tmp_path, PETS.replace("components:", again.replace("pets.get", "pets.read") + "components:"))
    assert any("this is GET /pets/{id} once more, with other names" in line for line in found), found


@pytest.mark.parametrize(
    ("example", "problem"),
    [
        ("{name: Rex, state: ill}", ""),
        ("{name: Rex, state: well, more: true}", ""),
        ("{state: ill}", "pets.yaml:15: the schema does not accept this example: it: 'name' is a required property"),
        (
            "{name: 5}",
            "/name: 5 is not of type 'string' (at /paths/~1pets~1{id}/get/responses/200/content/application~1json/examples/rex/value/name)",
        ),
        ("{name: Rex, state: dead}", "/state: 'dead' is not one of ['well', 'ill']"),
    ],
)
def test_a_sample_of_the_provider_fits_its_schema(tmp_path: Path, example: str, problem: str) -> None:
    found = problems(
        tmp_path,
        PETS.replace(
            'schema: {$ref: "#/components/schemas/Pet"}',
            f'schema: {{$ref: "#/components/schemas/Pet"}}, examples: {{rex: {{value: {example}}}}}',
        ),
    )
    assert any(problem in line for line in found) if problem else found == [], found


def test_examples_are_read_as_javascript_and_fit_their_schema_even_where_we_read_leniently(tmp_path: Path) -> None:
    name = r"name: {type: string, x-pii: name, pattern: '^\p{Lu}|\d+$', examples: ['12', '{{name}}'], description: What it is called.}"
    found = problems(tmp_path, PETS.replace("name: {type: string, description: What it is called., x-pii: name}", name))
    assert not [line for line in found if "[example]" in line]
    told = "name: {type: [string, integer], x-pii: name, x-lenient: text, examples: [5, Rex]}"
    assert problems(tmp_path, PETS.replace("name: {type: string, description: What it is called., x-pii: name}", told)) == []
    untold = "name: {type: string, x-pii: name, x-lenient: true, examples: [5]}"
    found = problems(tmp_path, PETS.replace("name: {type: string, description: What it is called., x-pii: name}", untold))
    assert ["[example]" in line for line in found] == [True]


SHARED = (
    HEAD
    + """\
paths:
  /pets:
    post:
      operationId: pets.create
      x-carries: [name]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
      responses:
        "201": {description: d, content: {application/json: {schema: {$ref: "#/components/schemas/%s"}}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: [string, "null"], x-pii: %s}}}
    PetResult: {type: object, properties: {name: {type: [string, "null"], x-pii: name}}}
"""
)


EXPLODING = [
    "^(a+)+$",
    "^(a*)*$",
    "^(a|aa)+$",
    "^(a|a?)+$",
    "^([a-zA-Z]+)*$",
    r"^(\w+\s?)*$",
    r"^(?:\s*\w*)*$",
    "^(.*a){20}$",
    "^(?:x|[a-z]+)+!$",
    "^(?=(a+)+$)",
    "^((ab)*)*$",
    "^(a?){50}$",
    "^a*a*a*b$",
    r"^\s*\w*\s*\w*\s*\w*$",
    "^(.*),(.*),(.*),x$",
]
HARMLESS = [
    r"^[^@]+@[^@]+\.[^@]+$",
    r"^[\w.]+@[\w.]+\.\w+$",
    r"^\s*\w+\s*\w+\s*$",
    r"^.*\S.*$",
    r"^[a-z]+$",
    r"^(?:[ -]*[0-9])*$",
    r"^[A-Z]{2}(?:-[0-9]{2})*$",
    "^(a|b)+$",
    r"^\d{4}-\d{2}$",
    "^(foo|bar)*$",
    r"^(\d+\.)*\d+$",
]


def test_patterns_that_may_explode_are_refused(tmp_path: Path) -> None:
    fields = "".join(
        f", p{number}: {{type: string, x-pii: none, pattern: '{pattern}', description: A code.}}"
        for number, pattern in enumerate(EXPLODING + HARMLESS)
    )
    name = '    Pet: {type: object, properties: {name: {type: [string, "null"], x-pii: %s}'
    spec = SHARED.replace("      x-carries: [name]\n", "").replace(name, name.replace(', "null"', "") + fields) % ("PetResult", "none")
    found = attempted(tmp_path, "pets", spec).problems
    refused = {problem.location.pointer.rpartition("/")[2] for problem in found if "exponential" in str(problem)}
    assert refused == {f"p{number}" for number in range(len(EXPLODING))}, [*map(str, found)]


def test_optional_and_nullable_in_a_schema_for_both_directions_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path, SHARED % ("PetResult", "none")) == []
    (found,) = problems(tmp_path, SHARED % ("Pet", "none"))
    assert found.startswith("pets.yaml:15: optional and nullable, in a schema that is sent and received")


def test_what_an_error_shows_is_no_personal_data(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, SHARED % ("PetResult", "name"))
    assert "'name' is personal data, and errors are logged (at /paths/~1pets/post/x-carries/0)" in found


def test_conditions_and_parts_need_no_class_of_their_own(tmp_path: Path) -> None:
    text = PETS.replace(
        "name: {type: string, description: What it is called., x-pii: name}",
        "name: {x-pii: name, anyOf: [{type: string}, {type: array, items: {type: string}}]}",
    ).replace(
        "      required: [name]\n",
        "      required: [name]\n      if: {properties: {name: {type: string, const: Rex}}}\n      then: {required: [state]}\n",
    )
    assert problems(tmp_path, text) == []


def test_lenient_takes_foreign_extensions_and_missing_ones(tmp_path: Path) -> None:
    foreign = """\
openapi: 3.0.3
info: {title: Old, version: "1", x-logo: {url: x}}
x-webhooks: {petAdded: {post: {}}}
x-tagGroups: []
paths:
  x-groups: [a]
  /pets:
    get:
      operationId: listPets
      x-retry: {attempts: 3}
      x-codeSamples: []
      responses: {x-note: 1, "200": {description: d, content: {application/json: {schema: {type: string, x-pii: maybe}}}}}
"""
    assert problems(tmp_path, foreign, lenient=True) == []
    assert {line.rpartition(" ")[2] for line in problems(tmp_path, foreign)} >= {
        "[extension-unknown]",
        "[extension-place]",
        "[extension-value]",
    }
    document = loaded(tmp_path, {"pets.yaml": foreign})
    extensions.forget_foreign(document)
    assert "x-" not in str(document.data)


def test_what_is_not_openapi_is_told_at_the_place_to_blame(tmp_path: Path) -> None:
    text = PETS.replace("in: path", "in: nowhere").replace("type: object", "type: objekt").replace("title: Pets", "title: 5")
    assert [line.partition(" (at")[0] for line in problems(tmp_path, text) if line.endswith("[openapi]")] == [
        "pets.yaml:2: 5 is not of type 'string'",
        "pets.yaml:11: 'nowhere' is not one of ['query', 'header', 'path', 'cookie']",
        "pets.yaml:19: 'objekt' is not one of ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']",
    ]


@pytest.mark.parametrize(
    ("text", "replaced", "problem"),
    [
        (
            "/pets/{id}:",
            "/pets/{id}/{other}:",
            "pets.yaml:7: Path parameter 'other' for 'get' operation in '/pets/{id}/{other}' was not resolved",
        ),
        ("type: object", "type: objekt", "pets.yaml:19: 'objekt' is not one of ["),
        ("enum: [well", "default: dead\n      enum: [well", "pets.yaml:24: 'dead' is not one of ['well', 'ill']"),
        (
            "components:",
            "  /p: {get: {operationId: pets.get, responses: {'200': {description: d}}}}\ncomponents:",
            "pets.yaml:16: Operation ID 'pets.get'",
        ),
    ],
)
def test_what_no_schema_can_say_has_a_place_too(tmp_path: Path, text: str, replaced: str, problem: str) -> None:
    found = problems(tmp_path, PETS.replace(text, replaced))
    assert any(line.startswith(problem) and line.endswith("[openapi]") for line in found), found


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("{kind: known, fields: [state], message: m}", ""),
        ("{kind: known, fields: [name], values: [Rex], message: m}", ""),
        ("{kind: known, fields: [name], message: m}", "the field has no enum, so the rule has to say its `values`"),
        ('{kind: form, fields: [name], pattern: "^[a-z]+$", message: m}', ""),
        ('{kind: form, fields: [name], pattern: "^(a+)+$", message: m}', "x-rules: pattern: may need exponential time"),
    ],
)
def test_a_rule_of_a_request_can_be_kept(tmp_path: Path, rule: str, problem: str) -> None:
    body = """
  /pets:
    post:
      operationId: pets.create
      summary: Create
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/PetRequest"}}}
      responses: {"204": {description: ok}}
"""
    schema = f"""
    PetRequest:
      type: object
      description: A pet.
      x-rules: [{rule}]
      properties:
        name: {{type: string, description: Name., x-pii: name}}
        state: {{description: State., $ref: "#/components/schemas/PetState"}}
"""
    text = PETS.replace("paths:\n", "paths:" + body, 1).rstrip("\n") + schema
    wrong = [each.message for each in attempted(tmp_path, "pets", text).problems]
    assert (not wrong) if not problem else any(problem in message for message in wrong), wrong
