"""Importing the kernel is light and changes nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

import identkit

HEAVY = (
    "asyncio",
    "joserfc",
    "cryptography",
    "jsonschema",
    "yaml",
    "jinja2",
    "starlette",
    "concurrent.futures",
    "identkit.overrides.postident.jwe",
    "identkit.core.status",
)


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_a_client_needs_httpx_and_msgspec_and_nothing_heavier() -> None:
    before = "import httpx, msgspec, sys; before = set(sys.modules)"
    code = f"{before}; import identkit.core._calling.engine; print(*(set(sys.modules) - before))"
    loaded = set(run(code).split())
    assert "identkit.core._calling.engine" in loaded
    assert not loaded & set(HEAVY)
    outside = {name.partition(".")[0] for name in loaded if name not in sys.stdlib_module_names and not name.startswith("_")}
    assert {name for name in outside if name not in sys.stdlib_module_names} <= {"identkit", "httpx", "msgspec"}


def test_logging_is_left_to_the_application() -> None:
    code = "import logging, identkit.core._calling.client; ours = logging.getLogger('identkit'); print(ours.handlers, ours.level)"
    assert run(code).strip() == "[] 0"


@pytest.mark.parametrize(
    "module",
    [
        "identkit.core",
        "identkit.core._errors",
        "identkit.core._types",
        "identkit.core._calling.description",
        "identkit.core._calling.clock",
        "identkit.core._sent.patterns",
    ],
)
def test_the_modules_that_generated_code_reads_first_need_no_transport(module: str) -> None:
    assert run(f"import sys, {module}; print('httpx' in sys.modules)").strip() == "False"


@pytest.mark.parametrize("provider", ["gopay", "identplus", "postident", "solaris"])
def test_no_client_imports_more_than_it_needs_before_it_is_made(provider: str) -> None:
    code = f"import httpx, msgspec, sys; before = set(sys.modules); import identkit.{provider}.client; print(*(set(sys.modules) - before))"
    loaded = set(run(code).split())
    assert not loaded & set(HEAVY)
    assert not [name for name in loaded if name.startswith(f"identkit.{provider}.") and name != f"identkit.{provider}.client"]


def test_every_public_module_says_what_it_offers() -> None:
    """Found by reading, so that nothing heavy is imported."""
    silent: list[str] = []
    for root in map(Path, identkit.__path__):
        for path in root.rglob("*.py"):
            parts = path.relative_to(root).with_suffix("").parts
            inside = parts[0] in {"generator", "overrides", "sandbox"} or any(part.startswith("_") and part != "__init__" for part in parts)
            text = path.read_text("utf-8")
            if not inside and ("\nclass " in text or "\ndef " in text) and "\n__all__" not in text:
                silent.append(".".join(parts))
    assert silent == []
