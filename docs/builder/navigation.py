"""The order of the pages: what a user needs first stands first, design notes last. A new page finds its section by its folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docs.builder.markdown import Page

_FIRST = ("index.md", "quickstart.md")
_GUIDES_FIRST = (
    "errors.md",
    "objects.md",
    "webhooks.md",
    "frameworks.md",
    "encryption-keys.md",
    "tokens.md",
    "draining.md",
    "testing.md",
    "logging.md",
    "network.md",
    "deployment.md",
)
_TOOLS = ("sandbox.md", "command-line.md", "generator.md", "your-own-documents.md", "adding-a-provider.md")


def navigation(folder: Path, providers: Sequence[str], titles: Mapping[str, str], pages: Sequence[Page]) -> list[Any]:
    """MkDocs' `nav`."""
    there = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*.md") if "builder" not in path.parts and "theme" not in path.parts
    }
    visible = [page for page in pages if page.listed]
    used_up: set[str] = set()

    def take(paths: Sequence[str]) -> list[str]:
        free = [path for path in paths if path in there and path not in used_up]
        used_up.update(free)
        return free

    start = take(_FIRST)
    names = [name for name in providers if f"providers/{name}.md" in there]
    by_provider = [{titles[name]: [*take([f"providers/{name}.md"]), *_made(name, visible)]} for name in names]
    others = take(sorted(path for path in there if path.startswith("providers/")))
    catalogue = [{page.title: page.path} for page in visible if page.path == "catalogue.md"]
    status = take(["status.md"])
    guides = take([path for name in _GUIDES_FIRST for path in (f"guides/{name}", name)])
    tools: list[Any] = [*take(_TOOLS), *({titles[name]: _made(name, visible)} for name in providers if name not in names)]
    guides += take(sorted(path for path in there if path.startswith("guides/")))
    compliance: list[Any] = [{page.title: page.path} for page in visible if page.path.startswith("compliance/")]
    compliance += take(sorted(path for path in there if path.startswith(("compliance/", "assumptions"))))
    reference = take(["reference.md"])
    design = take(sorted(path for path in there if path.startswith("design/")))
    guides += take(sorted(there))  # whatever has no section of its own
    return [
        *start,
        {"Providers": [*by_provider, *others]},
        {"Statuses and codes": [*status, *catalogue]},
        {"Guides": guides},
        {"Tools": tools},
        {"Compliance": compliance},
        {"Python reference": reference},
        {"Design notes": design},
    ]


def _made(name: str, pages: Sequence[Page]) -> list[Any]:
    """The made pages of a provider; its calls stand below the list of them."""
    own = [page for page in pages if page.path.startswith(f"providers/{name}/")]
    calls: list[Any] = [{page.title: page.path} for page in own if "/calls/" in page.path]
    rest: list[Any] = []
    for page in own:
        if page.path.endswith("/operations.md"):
            rest.append({page.title: [page.path, *calls]})
        elif "/calls/" not in page.path:
            rest.append({page.title: page.path})
    return rest
