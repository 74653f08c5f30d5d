"""Specs for tests: written as text, so that lines and pointers can be named."""

from collections.abc import Mapping
from pathlib import Path

from identkit.generator.problems import Problem, Refused
from identkit.generator.read import load

HEAD = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
x-provenance: {basis: documented, source: "Pets, 1"}
servers: [{url: "https://pets.example", x-environment: production}]
"""

PETS = (
    HEAD
    + """\
paths:
  /pets/{id}:
    get:
      operationId: pets.get
      summary: Read one pet.
      parameters:
        - {name: id, in: path, required: true, description: Which one., schema: {type: string, x-pii: none}}
      responses:
        "200":
          description: The pet.
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string, description: What it is called., x-pii: name}
        state: {$ref: "#/components/schemas/PetState"}
    PetState:
      type: string
      description: How it is.
      enum: [well, ill]
      x-pii: none
"""
)


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files below `folder` and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def loaded(folder: Path, files: Mapping[str, str]) -> load.Bundle:
    """The only package that these files make."""
    library = load.Library(write(folder, files))
    ((_, path),) = load.packages(library).items()
    return load.package(path, library.root, library)


def refused(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Why these files are refused, a line for each problem."""
    try:
        found = loaded(folder, files).problems
    except Refused as error:
        found = error.problems
    assert found, "the files were accepted"
    return [*map(str, found)]


def lines(problems: list[Problem]) -> list[str]:
    """Problems as they are shown."""
    return [*map(str, problems)]
