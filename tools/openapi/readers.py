"""Clients that other people's generators make of a published document: do they have every operation, and read every sample?"""

import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

METHODS = frozenset({"get", "put", "post", "delete", "patch", "head", "options", "trace"})
# Answers that openapi-python-client has no type for. The operation is there, and answers the bytes.
FILES = "Unsupported content_type"


def objections(path: Path) -> Iterator[str]:
    """What is lost or cannot be read, a line each."""
    document = json.loads(path.read_text("utf-8"))
    name = f"published_{path.parent.name}"
    with tempfile.TemporaryDirectory() as folder:
        sys.path.insert(0, folder)
        try:
            yield from _of_client(path, document, Path(folder, f"{name}_client"))
            yield from _of_models(path, document, Path(folder, f"{name}_models.py"))
        finally:
            sys.path.remove(folder)
            for module in [module for module in sys.modules if module.startswith(name)]:
                del sys.modules[module]


def _of_client(path: Path, document: Mapping[str, Any], output: Path) -> Iterator[str]:
    text = _run("openapi-python-client", "generate", "--path", str(path), "--output-path", str(output), "--meta", "none")
    count = len([each for each in output.glob("api/*/*.py") if each.name != "__init__.py"])
    described = len([*_operations(document)])
    if count != described:
        yield f"{path.parent.name}: openapi-python-client makes {count} of {described} operations"
    for warning in text.split("WARNING")[1:]:
        if FILES not in warning:
            yield f"{path.parent.name}: openapi-python-client: {warning.strip()[:300]}"
    models = importlib.import_module(f"{output.name}.models")
    yield from _unread(path, document, lambda name: getattr(models, name).from_dict if hasattr(models, name) else None)


def _of_models(path: Path, document: Mapping[str, Any], output: Path) -> Iterator[str]:
    kind = ("--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel", "--formatters", "builtin")
    _run("datamodel-codegen", "--input", str(path), *kind, "--output", str(output))
    models = importlib.import_module(output.stem)
    yield from _unread(path, document, lambda name: getattr(models, name).model_validate if hasattr(models, name) else None)


def _run(tool: str, *arguments: str) -> str:
    program = Path(sys.executable).with_name(tool)
    process = subprocess.run([str(program), *arguments], check=True, capture_output=True, text=True)  # noqa: S603 # ours
    return process.stdout + process.stderr


def _unread(path: Path, document: Mapping[str, Any], reader: Callable[[str], Callable[[Any], Any] | None]) -> Iterator[str]:
    for name, sample, schema in _samples(document):
        try:
            _read(schema, sample, document, reader)
        except Exception as error:  # noqa: BLE001 - of whatever library
            yield f"{path.parent.name}: {name}: {type(error).__name__}: {str(error)[:200]}"


def _read(
    schema: Mapping[str, Any], sample: Any, document: Mapping[str, Any], reader: Callable[[str], Callable[[Any], Any] | None]
) -> None:
    if schema.get("type") == "array":
        for item in sample:
            _read(schema["items"], item, document, reader)
    if "$ref" not in schema:
        return
    name = schema["$ref"].rpartition("/")[2]
    read = reader(name) or reader(str(_resolved(schema, document).get("title", "")))
    if read is not None:  # maps of plain values have no class
        read(sample)


def _operations(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for item in document["paths"].values():
        yield from (operation for method, operation in item.items() if method in METHODS)


def _samples(document: Mapping[str, Any]) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    for operation in _operations(document):
        for status, answer in operation["responses"].items():
            for media_type, media in _resolved(answer, document).get("content", {}).items():
                for name, example in media.get("examples", {}).items() if "json" in media_type else ():
                    yield f"{operation['operationId']} {status} {name}", _resolved(example, document)["value"], media["schema"]


def _resolved(value: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in value:
        node: Any = document
        for token in value["$ref"].removeprefix("#/").split("/"):
            node = node[token.replace("~1", "/").replace("~0", "~")]
        value = node
    return value
