"""What generating costs: against the two stock tools, when nothing changed, and with ten times the operations."""

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import TOP, Row, run

PROVIDERS = ("gopay", "identplus", "postident", "solaris")


def rows() -> Iterator[Row]:
    """All rows of this module."""
    with tempfile.TemporaryDirectory() as folder:
        yield from against_stock(Path(folder))
        yield growing(Path(folder))


def _timed(*command: str) -> tuple[float, str]:
    start = time.perf_counter()
    output = run(*command)
    return time.perf_counter() - start, output


def _generate(*arguments: str) -> tuple[float, str]:
    return _timed(sys.executable, "-m", "identkit.generator", *arguments)


def against_stock(folder: Path, rounds: int = 2) -> Iterator[Row]:
    """Cold: a new output folder, of which the cache knows nothing. The stock tools read the bundled documents, one command each."""
    cold: list[float] = []
    stock: list[float] = []
    again: list[float] = []
    for turn in range(rounds):
        output = folder / f"ours{turn}"
        cold.append(_generate("--output", str(output))[0])
        again += [_generate("--output", str(output))[0] for _ in range(3)]
        stock.append(_stock(folder / f"stock{turn}"))
        shutil.rmtree(output)
    note = f"{len(PROVIDERS)} packages"
    yield Row("make generate, everything", "the two stock tools on the same documents", min(cold), min(stock), "s", 0.35, note)
    yield Row("make generate, nothing changed", "everything", min(again), min(cold), "s", 0.1)


def _stock(folder: Path) -> float:
    """openapi-python-client and datamodel-code-generator as they come, on each bundled document."""
    folder.mkdir()
    scripts = Path(sys.executable).parent
    seconds = 0.0
    for provider in PROVIDERS:
        document = TOP / "generated" / "identkit" / provider / "openapi.json"
        client = ("generate", "--path", str(document), "--output-path", str(folder / provider), "--meta", "none")
        models = ("--input", str(document), "--input-file-type", "openapi", "--output", str(folder / f"{provider}_models.py"))
        seconds += _timed(str(scripts / "openapi-python-client"), *client)[0]
        seconds += _timed(
            str(scripts / "datamodel-codegen"), *models, "--output-model-type", "msgspec.Struct", "--target-python-version", "3.11"
        )[0]
    return seconds


def growing(folder: Path) -> Row:
    """A plain document with 40 operations, and one with 400; every operation has to be there."""
    seconds: dict[int, float] = {}
    for count in (40, 400):
        specs = folder / f"specs{count}"
        specs.mkdir()
        (specs / "shop.json").write_text(json.dumps(_document(count)), "utf-8")
        best = float("inf")
        for turn in range(2):
            output = folder / f"shop{count}-{turn}"
            best = min(best, _generate("--lenient", "--specs", str(specs), "--output", str(output))[0])
            client = "".join(path.read_text("utf-8") for path in (output / "identkit" / "shop").rglob("*.py"))
            absent = [number for number in range(count) if f'"GET", "/shop/things{number}/' not in client]
            if absent:
                raise AssertionError(f"{len(absent)} of {count} operations were dropped")
        seconds[count] = best
    return Row("ten times the operations", "40 operations", seconds[400], seconds[40], "s", 11.0, "400 operations, none dropped")


def _document(count: int) -> dict[str, Any]:
    thing = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string"}, "made": {"type": "string", "format": "date-time"}, "size": {"type": "integer"}},
    }
    paths: dict[str, Any] = {}
    for number in range(count):
        schema = {"$ref": f"#/components/schemas/Thing{number}"}
        paths[f"/shop/things{number}/{{id}}"] = {
            "get": {
                "operationId": f"things{number // 10}.get{number}",
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "responses": {"200": {"description": "OK", "content": {"application/json": {"schema": schema}}}},
            }
        }
    schemas = {f"Thing{number}": thing for number in range(count)}
    document = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "servers": [{"url": "https://shop.example"}]}
    return {**document, "paths": paths, "components": {"schemas": schemas}}
