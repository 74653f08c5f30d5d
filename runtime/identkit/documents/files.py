"""A document from files: JSON or YAML, with what stands in other files beside it brought in under `components`."""

import json
from pathlib import Path
from typing import Any, cast

from attrs import define, field

from identkit.documents.document import Document, items, table

__all__ = ["UnreadableDocument", "documents"]

_SUFFIXES = frozenset({".json", ".yaml", ".yml"})


class UnreadableDocument(ValueError):
    """A file that is no document; the message names it."""


def documents(path: Path) -> dict[str, Document]:
    """The documents of a file, or of a folder (`<name>.json`, `<name>.yaml`, `<name>/openapi.json`, `<folder>/<name>.yaml`), by name.

    Raises:
        UnreadableDocument: There is none, or it cannot be read.
    """
    if path.is_dir():
        files = {each.parent.name: each for each in sorted(path.glob("*/openapi.json"))}
        files |= {each.stem: each for each in sorted(path.iterdir()) if each.suffix in _SUFFIXES}
        inner = (each for each in sorted(path.glob("*/*")) if each.suffix in _SUFFIXES and each.name != "openapi.json")
        files |= {f"{each.parent.name}/{each.stem}": each for each in inner if "paths" in table(_parsed(each))}  # the rest are parts
    else:
        files = {path.parent.name if path.stem == "openapi" else path.stem: path}
    if not files:
        raise UnreadableDocument(f"{path}: no OpenAPI document here")
    return {name: Document(name, _read(each)) for name, each in files.items()}


def _read(path: Path) -> dict[str, Any]:
    raw = table(_parsed(path))
    if not raw.get("openapi") and not raw.get("swagger"):
        raise UnreadableDocument(f"{path}: not an OpenAPI document")
    return _Files(path, raw).whole()


def _parsed(path: Path) -> object:
    try:
        text = path.read_text("utf-8")
        if path.suffix == ".json":
            return json.loads(text)
        import yaml  # only where a spec is written so

        return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 # both are safe
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableDocument(f"{path}: cannot be read ({type(error).__name__})") from error
    except ImportError as error:
        raise UnreadableDocument(f"{path}: YAML needs PyYAML: pip install identkit[generator]") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(f"{path}: not JSON") from error
    except Exception as error:
        if type(error).__module__.startswith("yaml"):
            raise UnreadableDocument(f"{path}: not YAML") from error
        raise


@define
class _Files:
    """Brings parts of other files into `components` of the first one, each once, so that recursion stays a reference."""

    path: Path
    raw: dict[str, Any]
    imports: dict[str, Any] = field(factory=dict[str, Any])
    """Section of `components` to its new members."""
    names: dict[tuple[Path, str], str] = field(factory=dict[tuple[Path, str], str])
    others: dict[Path, object] = field(factory=dict[Path, object])

    def whole(self) -> dict[str, Any]:
        whole = cast("dict[str, Any]", self._moved(self.raw, self.path))
        components = table(whole.get("components"))
        parts = {section: {**table(components.get(section)), **members} for section, members in self.imports.items()}
        return {**whole, "components": {**components, **parts}} if parts else whole

    def _moved(self, node: object, path: Path) -> object:
        if isinstance(node, list):
            return [self._moved(each, path) for each in items(cast("object", node))]
        if not isinstance(node, dict):
            return node
        content = table(cast("object", node))
        reference = content.get("$ref")
        if isinstance(reference, str) and "://" not in reference:
            name, _, pointer = reference.partition("#")
            target = (path.parent / name).resolve() if name else path.resolve()
            if target != self.path.resolve():
                beside = {key: self._moved(each, path) for key, each in content.items() if key != "$ref"}
                return {"$ref": self._brought(target, pointer), **beside}
        return {key: self._moved(each, path) for key, each in content.items()}

    def _brought(self, path: Path, pointer: str) -> str:
        if (path, pointer) not in self.names:
            parts = pointer.strip("/").split("/")
            section = parts[1] if len(parts) == 3 and parts[0] == "components" else "schemas" if pointer else "pathItems"
            there = table(table(self.raw.get("components")).get(section))
            members = self.imports.setdefault(section, {})
            stem = parts[-1] or path.stem
            name = next(
                each for each in (stem, *(f"{stem}{number}" for number in range(2, 10_000))) if each not in there and each not in members
            )
            self.names[path, pointer] = f"#/components/{section}/{name}"
            members[name] = {}  # a place for recursion to find
            if path not in self.others:
                self.others[path] = _parsed(path)
            members[name] = self._moved(self._pointed(self.others[path], parts if pointer.strip("/") else []), path)
        return self.names[path, pointer]

    @staticmethod
    def _pointed(node: object, parts: list[str]) -> object:
        for part in parts:
            node = table(node).get(part.replace("~1", "/").replace("~0", "~"))
        return node
