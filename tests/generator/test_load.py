"""Several files become one document: references, merging, positions, OpenAPI 3.0."""

import errno
import os
from pathlib import Path

import pytest

from identkit.generator.problems import Refused
from identkit.generator.read import load
from tests.generator.spec_files import HEAD, loaded, refused, write

FRAGMENT = """\
components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: "people.yaml#/Person"}}}
"""
PEOPLE = """\
Person:
  type: object
  properties:
    friend: {$ref: "#/Person"}
"""


def path_to(reference: str, name: str = "/pets") -> str:
    schema = f"{{$ref: '{reference}'}}"
    return f"  {name}: {{get: {{responses: {{'200': {{description: d, content: {{application/json: {{schema: {schema}}}}}}}}}}}}}\n"


def test_what_another_file_holds_becomes_a_component(tmp_path: Path) -> None:
    files = {
        "pets.yaml": HEAD + "paths:\n" + path_to("pets/pet.yaml#/components/schemas/Pet"),
        "pets/pet.yaml": FRAGMENT,
        "pets/people.yaml": PEOPLE,
    }
    document = loaded(tmp_path, files)
    assert document.name == "pets"
    assert document.data["components"]["schemas"] == {
        "Pet": {"type": "object", "properties": {"owner": {"$ref": "#/components/schemas/Person"}}},
        "Person": {"type": "object", "properties": {"friend": {"$ref": "#/components/schemas/Person"}}},
    }
    assert [name for name, _ in document.sources] == ["pets.yaml", "pets/people.yaml", "pets/pet.yaml"]
    place = document.locate("#/components/schemas/Person/properties/friend")
    assert (place.file, place.line, place.pointer) == ("pets/people.yaml", 4, "/Person/properties/friend")


def test_a_component_of_a_packages_own_fragment_needs_no_reference(tmp_path: Path) -> None:
    files = {"pets.yaml": HEAD + "paths: {}\n", "pets/tables.yaml": "components: {schemas: {Reasons: {type: string}}}\n"}
    assert "Reasons" in loaded(tmp_path, files).data["components"]["schemas"]


def test_path_items_are_written_out_with_their_place(tmp_path: Path) -> None:
    files = {
        "pets.yaml": HEAD + "paths:\n  /pets: {$ref: 'items.yaml#/list', summary: Pets}\n",
        "items.yaml": "list: {$ref: 'more.yaml'}\n",
        "more.yaml": "x-provenance: {basis: observed, source: More}\nget: {responses: {'200': {$ref: '#/a'}}}\na: {description: d}\n",
    }
    document = loaded(tmp_path, files)
    assert document.data["paths"]["/pets"]["get"]["responses"] == {"200": {"$ref": "#/components/responses/a"}}
    assert document.data["paths"]["/pets"]["summary"] == "Pets"
    assert document.data["paths"]["/pets"]["get"]["x-provenance"] == {"basis": "observed", "source": "More", "documents": ["pets"]}
    assert (document.locate("/paths/~1pets/get").file, document.locate("/paths/~1pets/get").line) == ("more.yaml", 2)


def test_a_discriminator_may_name_files(tmp_path: Path) -> None:
    files = {
        "pets.yaml": HEAD
        + "paths: {}\ncomponents: {schemas: {Pet: {discriminator: {propertyName: kind, mapping: {cat: 'cat.yaml#/Cat', dog: Dog}}}}}\n",
        "cat.yaml": "Cat: {type: object}\n",
    }
    schemas = loaded(tmp_path, files).data["components"]["schemas"]
    assert schemas["Pet"]["discriminator"]["mapping"] == {"cat": "#/components/schemas/Cat", "dog": "Dog"}
    assert "Cat" in schemas


def test_data_that_looks_like_a_reference_stays_data(tmp_path: Path) -> None:
    text = HEAD + "paths: {}\ncomponents: {schemas: {Pet: {type: object, examples: [{$ref: 'http://x'}], x-sandbox: {$ref: nowhere}}}}\n"
    assert loaded(tmp_path, {"pets.yaml": text}).data["components"]["schemas"]["Pet"]["examples"] == [{"$ref": "http://x"}]


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ("http://example.com/x.yaml", "is not in a local file"),
        ("file:///etc/passwd", "is not in a local file"),
        ("//example.com/x.yaml", "is not in a local file"),
        ("C:/x.yaml", "is not in a local file"),
        ("/etc/passwd", "has to be relative"),
        ("..\\x.yaml", "has to be relative"),
        ("../outside.yaml#/X", "leaves the specs folder"),
        ("%2e%2e/outside.yaml#/X", "leaves the specs folder"),
        ("folder/deep/link.yaml#/X", "no such file below the specs folder"),
        ("folder", "no such file below the specs folder"),
        ("nowhere.yaml", "no such file below the specs folder"),
        (f"{'x' * 5000}.yaml", "no such file below the specs folder"),
        ("%00.yaml", "has to be relative"),
        ("#/components/schemas/Nothing", "leads nowhere"),
        ("#anchor", "has to end in a JSON pointer"),
        ("pets.yaml#/info/title/x", "leads nowhere"),
    ],
)
def test_a_reference_stays_below_the_specs_folder(tmp_path: Path, reference: str, reason: str) -> None:
    specs = tmp_path / "specs"
    write(tmp_path, {"outside.yaml": "X: {type: string}\n", "specs/folder/deep/.keep": ""})
    (specs / "folder" / "deep" / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (found,) = refused(specs, {"pets.yaml": HEAD + "paths:\n" + path_to(reference)})
    assert reason in found
    assert found.startswith("pets.yaml:6: ")


def test_a_fragment_with_problems_is_named(tmp_path: Path) -> None:
    (found,) = refused(tmp_path, {"pets.yaml": HEAD + "paths:\n" + path_to("pets/broken.yaml#/X"), "pets/broken.yaml": "X: 1\nX: 2\n"})
    assert found.startswith("pets/broken.yaml:2: the key is there twice")


@pytest.mark.parametrize(
    "text",
    [
        "paths:\n  /a: {$ref: '#/paths/~1a'}\n",
        "paths:\n  /a: {$ref: '#/paths/~1b'}\n  /b: {$ref: '#/paths/~1a'}\n",
        "paths: {}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}\n",
        "paths: {}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/A'}}}\n",
        "paths: {}\ncomponents: {schemas: {A: {allOf: [{type: object}, {$ref: '#/components/schemas/A'}]}}}\n",
        "paths: {}\ncomponents: {schemas: {A: {oneOf: [{$ref: '#/components/schemas/B'}]}, B: {not: {$ref: '#/components/schemas/A'}}}}\n",
    ],
)
def test_references_in_a_circle_are_refused(tmp_path: Path, text: str) -> None:
    assert "come" in refused(tmp_path, {"pets.yaml": HEAD + text})[0]


@pytest.mark.parametrize(
    "schema",
    [
        "{contentSchema: {$ref: 'http://example.com/x'}}",
        "{definitions: {A: {$ref: 'other.yaml#/A'}}}",
        "{$dynamicRef: 'http://example.com/x'}",
        "{properties: {a: {$schema: 'http://example.com/x'}}}",
    ],
)
def test_nothing_else_leaves_the_document(tmp_path: Path, schema: str) -> None:
    (found,) = refused(tmp_path, {"pets.yaml": HEAD + f"paths: {{}}\ncomponents: {{schemas: {{Pet: {schema}}}}}\n"})
    assert "cannot be followed" in found


def test_a_property_may_have_any_name(tmp_path: Path) -> None:
    names = "$id: {type: string}, x-pii: {type: string}, default: {$ref: '#/components/schemas/Pet'}"
    document = loaded(tmp_path, {"pets.yaml": HEAD + f"paths: {{}}\ncomponents: {{schemas: {{Pet: {{properties: {{{names}}}}}}}}}\n"})
    assert document.data["components"]["schemas"]["Pet"]["properties"].keys() == {"$id", "x-pii", "default"}


# Two documents, one package.

ONE = """\
openapi: 3.1.0
info: {title: One, version: "1"}
x-provenance: {basis: documented, source: Document one}
security: [{key: []}]
tags: [{name: pets}]
x-error: {code: errors.0.code, reasons: [A_REASONS]}
paths:
  /pets:
    get:
      description: Pets.
      responses: {"200": {$ref: "shared.yaml#/components/responses/Pets"}}
  /pets/one:
    get: {responses: {"200": {description: d}}}
components: {securitySchemes: {key: {type: apiKey, name: k, in: header}}}
"""
OTHER = """\
openapi: 3.1.0
info: {title: Other, version: "1"}
x-provenance: {basis: observed, source: Document two, note: Seen.}
tags: [{name: pets}, {name: people}]
x-error: {code: errors.0.code, reasons: [B_REASONS]}
paths:
  /pets:
    get:
      description: The pets there are.
      security: [{key: []}]
      responses: {"200": {$ref: "shared.yaml#/components/responses/Pets"}}
    post:
      x-provenance: {basis: inferred, source: Guess}
      responses: {"201": {description: d}}
"""
SHARED = """\
x-provenance: {basis: observed, source: Both}
components:
  responses:
    Pets: {description: Pets., content: {application/json: {schema: {type: array, items: {type: object}}}}}
"""


def test_the_documents_of_a_folder_are_merged(tmp_path: Path) -> None:
    document = loaded(tmp_path, {"zoo/one.yaml": ONE, "zoo/two.yaml": OTHER, "zoo/shared.yaml": SHARED})
    data = document.data
    assert document.name == "zoo"
    assert data["info"] == {"title": "One and Other", "version": "1"}
    assert data["tags"] == [{"name": "pets"}, {"name": "people"}]
    assert data["x-error"] == {"code": "errors.0.code", "reasons": ["A_REASONS", "B_REASONS"]}
    listed, added, one = data["paths"]["/pets"]["get"], data["paths"]["/pets"]["post"], data["paths"]["/pets/one"]["get"]
    assert listed["description"] == "Pets.\n\nThe pets there are."
    assert listed["x-provenance"] == {
        "basis": "documented",
        "source": "Document one; Document two",
        "note": "Seen.",
        "documents": ["one", "two"],
    }
    assert added["x-provenance"] == {"basis": "inferred", "source": "Guess", "documents": ["two"]}
    assert (listed["security"], one["security"], "security" in added) == ([{"key": []}], [{"key": []}], False)
    assert data["components"]["responses"]["Pets"]["x-provenance"]["source"] == "Both"
    assert (document.locate("/paths/~1pets/post").file, document.locate("/paths/~1pets/post").line) == ("zoo/two.yaml", 12)


@pytest.mark.parametrize(
    ("text", "replaced", "where"),
    [
        (
            '{"200": {$ref: "shared.yaml#/components/responses/Pets"}}',
            '{"200": {description: Nothing.}}',
            "/paths/~1pets/get/responses/200",
        ),
        ("errors.0.code", "code", "/x-error/code"),
        ("{name: people}", "{name: people}]\nservers: [{url: 'https://x.example'}]\nx-sandbox: [1", ""),
        ("    post:", "    parameters: [{name: q, in: query, schema: {type: string}}]\n    post:", "/paths/~1pets/parameters"),
    ],
)
def test_what_is_described_twice_is_described_the_same(tmp_path: Path, text: str, replaced: str, where: str) -> None:
    files = {"zoo/one.yaml": ONE, "zoo/two.yaml": OTHER.replace(text, replaced), "zoo/shared.yaml": SHARED}
    if not where:
        loaded(tmp_path, files)
        return
    found = refused(tmp_path, files)
    assert all("described differently" in line and where in line and line.startswith("zoo/two.yaml:") for line in found)


def test_one_schema_in_two_documents_is_one(tmp_path: Path) -> None:
    pet = "components: {schemas: {Pet: {type: object, description: %s, properties: {description: {type: %s}}}}}\n"
    files = {
        "zoo/one.yaml": HEAD + "paths: {}\n" + pet % ("A pet.", "string"),
        "zoo/two.yaml": HEAD + "paths: {}\n" + pet % ("An animal.", "string"),
    }
    assert loaded(tmp_path / "same", files).data["components"]["schemas"]["Pet"]["description"] == "A pet.\n\nAn animal."
    files["zoo/two.yaml"] = HEAD + "paths: {}\n" + pet % ("An animal.", "integer")
    (found,) = refused(tmp_path / "different", files)
    assert "see zoo/one.yaml:6 (at /components/schemas/Pet/properties/description/type)" in found


def test_true_is_not_1(tmp_path: Path) -> None:
    pet = "paths: {}\ncomponents: {schemas: {Pet: {type: object, default: %s}}}\n"
    assert refused(tmp_path, {"zoo/one.yaml": HEAD + pet % "1", "zoo/two.yaml": HEAD + pet % "true"})


# OpenAPI 3.0 and other people's documents.


def test_openapi_3_0_is_brought_to_3_1(tmp_path: Path) -> None:
    text = """\
openapi: 3.0.3
info: {title: Old, version: "1"}
paths: {}
components:
  schemas:
    Text: {type: string, nullable: true, enum: [a], example: a}
    Other: {allOf: [{$ref: "#/components/schemas/Text"}], nullable: true, description: d}
    Either: {oneOf: [{type: string}, {type: integer}], nullable: true}
    Number: {type: number, minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false}
    nullable: {type: object, properties: {nullable: {type: boolean}, example: {type: string}}}
"""
    data = loaded(tmp_path, {"old.yaml": text}).data
    assert data["openapi"] == "3.1.0"
    assert data["components"]["schemas"] == {
        "Text": {"type": ["string", "null"], "enum": ["a", None], "examples": ["a"]},
        "Other": {"anyOf": [{"$ref": "#/components/schemas/Text"}, {"type": "null"}], "description": "d"},
        "Either": {"oneOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]},
        "Number": {"type": "number", "exclusiveMinimum": 1, "maximum": 9},
        "nullable": {"type": "object", "properties": {"nullable": {"type": "boolean"}, "example": {"type": "string"}}},
    }


@pytest.mark.parametrize("head", ['swagger: "1.2"', "openapi: 4.0.0", "openapi: 3", "openapi: {}", "info: {}"])
def test_other_versions_are_refused(tmp_path: Path, head: str) -> None:
    assert "not an OpenAPI document of version 2.0, 3.0, 3.1 or 3.2" in refused(tmp_path, {"old.yaml": f"{head}\npaths: {{}}\n"})[0]


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("postident", "postident"),
        ("Pet-Store.v2", "pet_store_v2"),
        ("3d", "api_3d"),
        ("class", "class_"),
        ("Grüße", "gru_e"),
        ("日本", ""),
        ("..", ""),
    ],
)
def test_a_package_is_named_after_its_file(stem: str, name: str) -> None:
    assert load.package_name(stem) in {name, name.replace("gru_e", "grue")}


@pytest.mark.parametrize("names", [("core.yaml",), ("a-b.yaml", "a_b.yaml"), ("日本.yaml",), ("pets.yaml", "pets/two.yaml")])
def test_names_that_clash_are_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    write(tmp_path, dict.fromkeys(names, HEAD + "paths: {}\n"))
    with pytest.raises(Refused, match="package-name"):
        load.packages(load.Library(tmp_path))


def test_files_without_paths_are_no_packages(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"pets.yaml": HEAD + "paths: {}\n", "shared.yaml": "components: {}\n", ".hidden.yaml": HEAD + "paths: {}\n", "README.md": ""},
    )
    assert [*load.packages(load.Library(tmp_path))] == ["pets"]


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    write(tmp_path, {"pets.yaml": ""})
    monkeypatch.setattr(Path, "open", denied)  # taking permissions away would not stop root
    assert "cannot be read" in refused(tmp_path, {})[0]
