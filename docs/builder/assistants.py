"""llms.txt: where everything is, for programs that answer questions from the site."""

from collections.abc import Mapping, Sequence

from docs.builder.markdown import Page

_ABOUT = (
    "Typed Python clients for identity-verification (KYC) providers, generated from specs that say where every fact stands in the "
    "provider's document. "
    "Each page below is Markdown; the same path with .html is the page for people."
)
_GUIDES = ("index.md", "quickstart.md")


def llms(markdown: Mapping[str, tuple[str, str]], own: Sequence[Page]) -> dict[str, str]:
    """`llms.txt` lists the pages, `llms-full.txt` holds the written ones in full."""
    there = {page.path for page in own}
    others = [path for path in markdown if path not in there and not path.startswith("design/")]
    design = [path for path in markdown if path.startswith("design/")]
    pages = [page.path for page in own if page.listed]
    details = [page.path for page in own if not page.listed]
    sections = {"Guides": others, "Made from the specs": pages, "Optional": [*details, *design]}
    lines = ["# identkit", "", f"> {_ABOUT}", ""]
    for title, paths in sections.items():
        lines += [f"## {title}", "", *(f"- [{_title(markdown, path)}]({path})" for path in sorted(paths)), ""]
    full = [f"<!-- {path} -->\n\n{markdown[path][1].strip()}\n" for path in sorted(others, key=lambda path: (path not in _GUIDES, path))]
    return {"llms.txt": "\n".join(lines), "llms-full.txt": "\n".join(full)}


def _title(markdown: Mapping[str, tuple[str, str]], path: str) -> str:
    title = markdown[path][0] if path in markdown else path
    parts = path.split("/")
    where = f"{parts[1]} {parts[-2]}: " if path.startswith("providers/") and len(parts) > 3 else f"{parts[1]}: " if len(parts) == 3 else ""
    return f"{where}{title}".replace("[", "(").replace("]", ")")
