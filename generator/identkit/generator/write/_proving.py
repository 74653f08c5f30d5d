"""Run by `write.prove` in a process of its own: a folder and the name of a file in it, which has the modules of each package.

Prints what does not work, as JSON.
"""

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any


def main() -> None:
    folder = Path(sys.argv[1])
    modules: dict[str, list[str]] = json.loads((folder / sys.argv[2]).read_bytes())
    sys.path.insert(0, str(folder))
    sys.modules["httpx._main"] = None  # type: ignore[assignment]  # httpx's command line, half of what httpx takes to import
    failures = [each for package, names in modules.items() for each in _package(folder, package, names)]
    print(json.dumps(failures))  # noqa: T201 - this is what it is for


def _package(folder: Path, package: str, names: list[str]) -> Iterator[tuple[str, str, str]]:
    _place(folder, package)
    for name in names:
        try:
            module = importlib.import_module(name)
        except BaseException as error:  # noqa: BLE001 - whatever happens there, it does not import
            yield name, "", f"{type(error).__name__}: {str(error)[:300]}"
        else:
            yield from _operations(name, module)


def _place(folder: Path, package: str) -> None:
    """Let the package be found in the folder, whatever is installed under the names of its parents."""
    parts = package.split(".")[:-1]
    for depth in range(1, len(parts) + 1):
        name = ".".join(parts[:depth])
        parent = importlib.import_module(name) if parts[0] == "identkit" else ModuleType(name)
        parent.__path__ = [str(folder.joinpath(*parts[:depth])), *list(getattr(parent, "__path__", []))]
        sys.modules[name] = parent


def _operations(name: str, module: ModuleType) -> Iterator[tuple[str, str, str]]:
    """The types that answers are decoded to: msgspec says only then whether it can."""
    from identkit.core import _kit
    from identkit.core._lenient import decoder

    for value in list(vars(module).values()):
        if isinstance(value, _kit.Operation):
            try:
                for kind in _types(value):
                    decoder(kind)
            except Exception as error:  # noqa: BLE001 - as above
                yield name, value.name, f"{type(error).__name__}: {str(error)[:300]}"


def _types(operation: Any) -> Iterator[Any]:
    further = (kind for types in operation.error_types.values() for kind in types.values())
    kinds = (operation.returns, *operation.errors.values(), *further, *(offer.type for offer in operation.offers))
    yield from (kind for kind in kinds if kind is not None and kind is not bytes)


if __name__ == "__main__":
    main()
