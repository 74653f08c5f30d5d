"""What MkDocs calls: adds the made pages, orders the navigation, and writes what is beside the pages (assets, Markdown, llms.txt)."""

import json
import re
from itertools import count
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

from docs.builder import compliance
from docs.builder.assistants import llms
from docs.builder.catalogue import catalogue
from docs.builder.markdown import Page
from docs.builder.navigation import navigation
from docs.builder.operations import operation_pages
from docs.builder.packages import SHIPPED, fetched
from docs.builder.rendering import openapi_page
from identkit.documents.document import Document, bundled, installed

TOP = Path(__file__).resolve().parents[2]

_pages: list[Page] = []
_documents: list[Document] = []
_markdown: dict[str, tuple[str, str]] = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Make the pages before the navigation needs them."""
    _documents[:] = [bundled(name) for name in installed()]
    _pages[:] = [
        *(page for document in _documents for page in operation_pages(document)),
        *catalogue(_documents),
        *compliance.pages(_providers(), TOP / "docs" / "released", TOP / "generated" / "identkit"),
    ]
    config.nav = navigation(
        TOP / "docs", [document.name for document in _documents], {document.name: document.title for document in _documents}, _pages
    )
    return config


def _providers() -> list[Document]:
    """The documents of providers: those that have a page of prose. The sandbox's own has none, and holds nobody's data."""
    return [document for document in _documents if (TOP / "docs" / "providers" / f"{document.name}.md").is_file()]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The made pages and files beside the written ones."""
    for page in _pages:
        files.append(File.generated(config, page.path, content=page.text))
    for document in _documents:
        base = f"providers/{document.name}/openapi"
        bundle = json.dumps(document.raw, ensure_ascii=False)
        files.append(File.generated(config, f"{base}.json", content=json.dumps(document.raw, indent=1, ensure_ascii=False)))
        files.append(File.generated(config, f"{base}.js", content=f"window.openapi = {bundle};\n"))
        files.append(File.generated(config, f"{base}.html", content=openapi_page(document.title, document.name)))
    for path, content in compliance.downloads(_providers()).items():
        files.append(File.generated(config, path, content=content))
    files.append(File.generated(config, "llms.txt", content=""))  # filled when all pages are known
    return files


def on_page_markdown(markdown: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Kept for those who read Markdown."""
    title = next((line[2:] for line in markdown.splitlines() if line.startswith("# ")), page.file.src_uri)
    _markdown[page.file.src_uri] = (title.strip(), markdown)
    if page.file.src_uri.startswith("design/"):  # whoever searches for a field or a code wants its page first
        page.meta["search"] = {"boost": 0.2}
    return markdown


def on_page_content(html: str, **_: Any) -> str:
    """Wide things scroll in a box of their own, which the keyboard reaches."""
    numbers = count(1)
    html = re.sub(
        "<table>", lambda _: f'<div class="scrolling" tabindex="0" role="region" aria-label="Table {next(numbers)}"><table>', html
    )
    html = html.replace("<th></th>", "<td></td>")  # an empty header says nothing to those who hear it
    return html.replace("</table>", "</table></div>").replace("<pre>", '<pre tabindex="0">')


def on_post_page(output: str, **_: Any) -> str:
    """The theme's search box has no name of its own, and its two navigations have the same."""
    output = output.replace('<nav class="md-path" aria-label="Navigation"', '<nav class="md-path" aria-label="Path"')
    return output.replace('data-md-component="search" role="dialog">', 'data-md-component="search" role="dialog" aria-label="Search">')


def on_post_build(config: MkDocsConfig) -> None:
    """Scripts of others from the pinned packages, the Markdown of every page, and llms.txt."""
    site = Path(config.site_dir)
    for name in SHIPPED:
        # The one address of another host in them is a logo, which the page does without.
        script = fetched(name, TOP / "build" / "packages").read_text("utf-8").replace("https://cdn.redoc.ly/redoc/logo-mini.svg", "data:,")
        (site / "assets" / name).write_text(script, "utf-8")
    for path, (_, markdown) in _markdown.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(markdown, "utf-8")
    for name, content in llms(_markdown, _pages).items():
        (site / name).write_text(content, "utf-8")
