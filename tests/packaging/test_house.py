"""Who may know what: imports run one way, and what is for every provider names none."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from identkit.generator.lower.names import pascal

TOP = Path(__file__).resolve().parents[2]
PROVIDERS = sorted(
    folder.name
    for folder in (TOP / "overrides/identkit/overrides").iterdir()
    if folder.is_dir() and folder.name not in {"auth", "__pycache__"}
)
# Words by which providers and their products are known. A provider that came later may be called like a word of ours, or be a part of one:
# it is known by what only its own package, class and folders are called.
PRODUCTS = {"postident", "identplus", "solaris", "gopay", "bankident", "idnow"}
OTHERS = sorted({*PROVIDERS} - PRODUCTS)
NAMING = re.compile(
    "|".join(
        [f"(?i:{word})" for word in sorted(PRODUCTS)]
        + [rf"identkit[./](?:overrides[./]|sandbox[./])?{name}\b|\b{pascal(name)}Sandbox\b" for name in OTHERS]
    )
)
ENGINE = [path for path in (TOP / "sandbox/identkit/sandbox").rglob("*") if not {*path.parts} & {*PROVIDERS, "__pycache__"}]
FOR_ALL = {
    "runtime": [*(TOP / "runtime").rglob("*")],
    "generator": [*(TOP / "generator").rglob("*")],
    "authentication": [*(TOP / "overrides/identkit/overrides/auth").rglob("*")],
    "sandbox engine": ENGINE,
}
READ = {".py", ".json", ".j2", ".jinja2", ".html"}


@pytest.mark.parametrize("part", FOR_ALL)
def test_what_is_for_every_provider_names_none(part: str) -> None:
    named = [
        f"{path.relative_to(TOP)}:{number}: {line.strip()}"
        for path in FOR_ALL[part]
        if path.suffix in READ
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if NAMING.search(line)
    ]
    assert named == []


class Module(NamedTuple):
    """What several tests look for in a file, which is read once: to walk through all of them takes a second."""

    imports: list[str]
    """Every module that it imports, also inside of functions."""
    names: list[tuple[str, int]]
    """Every variable, argument and field that it gives a name, with its line."""
    classes: list[tuple[str, int]]
    computed_imports: list[int]
    """Lines that import a module whose name is computed."""


@cache
def read(path: Path) -> Module:
    module = Module([], [], [], [])
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import():
                module.imports.extend(alias.name for alias in node.names)
            case ast.ImportFrom(module=str(origin)):
                module.imports.extend((origin, *(f"{origin}.{alias.name}" for alias in node.names)))
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                module.names.append((name, node.lineno))
            case ast.ClassDef():
                module.classes.append((node.name, node.lineno))
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in {"import_module", "__import__"}:
                if not (node.args and isinstance(node.args[0], ast.Constant)):
                    module.computed_imports.append(node.lineno)
            case _:
                pass
    return module


def test_imports_run_one_way() -> None:
    # folder -> what its modules may import of identkit, besides themselves
    allowed: dict[str, tuple[str, ...]] = {
        "runtime/identkit/core": ("identkit.core",),
        "overrides/identkit/overrides/auth": ("identkit.core", "identkit.overrides.auth"),
        "generator/identkit/generator": ("identkit.core", "identkit.generator", "identkit.overrides.auth"),
    }
    for provider in PROVIDERS:
        own = (f"identkit.{provider}", f"identkit.overrides.{provider}")
        allowed[f"overrides/identkit/overrides/{provider}"] = ("identkit.core", "identkit.overrides.auth", *own)
        allowed[f"generated/identkit/{provider}"] = ("identkit.core", "identkit.overrides.auth", *own)
    wrong = [
        f"{path.relative_to(TOP)} imports {name}"
        for folder, may in allowed.items()
        for path in (TOP / folder).rglob("*.py")
        for name in read(path).imports
        if name.startswith("identkit.")
        and name not in {"identkit.core", "identkit.overrides"}
        and not any(name == each or name.startswith(f"{each}.") for each in may)
    ]
    assert wrong == []


def test_what_a_provider_says_is_hand_written_is_there() -> None:
    import yaml

    from identkit.core._overrides import Overrides

    for provider in PROVIDERS:
        module = __import__(f"identkit.overrides.{provider}", fromlist=["OVERRIDES"])
        overrides: Overrides = module.OVERRIDES
        specs = TOP / "specs"
        files = [specs / f"{provider}.yaml"] if (specs / f"{provider}.yaml").is_file() else sorted((specs / provider).glob("*.yaml"))
        documents: list[dict[str, Any]] = [yaml.safe_load(file.read_text("utf-8")) or {} for file in files]
        said = {str(each) for document in documents for each in document.get("x-overrides", ())}
        there = {name for name in ("codecs", "auth", "webhooks", "status") if getattr(overrides, name)}
        there |= {"consent"} if (TOP / f"overrides/identkit/overrides/{provider}/consent.py").is_file() else set()
        assert said == there, provider


VAGUE = {*("found", "known", "told", "given", "made", "said", "seen", "shown", "taken", "held", "kept"), *("pending", "visited", "waiting")}


def test_variables_and_fields_say_what_they_hold() -> None:
    """What was found, or told, may be anything: a noun says what it is."""
    vague = [
        f"{path.relative_to(TOP)}:{line}: {name}"
        for folder in ("runtime", "generator", "overrides", "sandbox", "docs/builder")
        for path in sorted((TOP / folder).rglob("*.py"))
        for name, line in read(path).names
        if name.strip("_") in VAGUE
    ]
    assert vague == []


# An application for each of two interfaces, under the name that users import from either module.
TWINS = {"WebhookApp"}


def test_no_two_public_classes_share_a_name() -> None:
    """Private rooms included, so that a name in a traceback or a review says which class it is."""
    places: dict[str, list[str]] = {}
    for folder in ("runtime", "generator", "overrides", "sandbox"):
        for path in sorted((TOP / folder).rglob("*.py")):
            for name, line in read(path).classes:
                if not name.startswith("_"):
                    places.setdefault(name, []).append(f"{path.relative_to(TOP)}:{line}")
    assert {name: each for name, each in places.items() if len(each) > 1 and name not in TWINS} == {}


MAINTAINERS = {"runtime/identkit/core/status/__main__.py"}  # tools that look for packages; no user's program runs them


def test_a_frozen_application_finds_everything() -> None:
    """Tools that freeze applications only read: a module whose name is computed is not in what they make."""
    computed = [
        f"{path.relative_to(TOP)}:{line}"
        for folder in ("runtime/identkit/core", "runtime/identkit/stores", "runtime/identkit/contrib", "overrides", "generated")
        for path in (TOP / folder).rglob("*.py")
        if str(path.relative_to(TOP)) not in MAINTAINERS
        for line in read(path).computed_imports
    ]
    assert computed == []


def test_every_package_tells_that_it_is_typed() -> None:
    folders = [
        folder
        for root in ("generated", "generator", "overrides", "runtime", "sandbox")
        for folder in (TOP / root / "identkit").iterdir()
        if folder.is_dir() and folder.name != "__pycache__"
    ]
    assert not [str(folder.relative_to(TOP)) for folder in folders if not (folder / "py.typed").exists()]
