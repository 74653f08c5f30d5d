"""`python -m docs.builder [--site DIR]`: build the site into `site/`, strictly and without the network."""

import argparse
import json
import logging
import os
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def main() -> int:
    """Build; 1 when a link leads nowhere."""
    parser = argparse.ArgumentParser(prog="python -m docs.builder", description="Build the site.")
    parser.add_argument("--site", type=Path, default=TOP / "site", help="where to (default: site/)")
    options = parser.parse_args()
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    sys.path.insert(0, str(TOP))
    from mkdocs.commands import build
    from mkdocs.config import load_config  # pyright: ignore[reportUnknownVariableType] # takes any setting
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import MkDocsException

    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    os.chdir(TOP)
    start = time.monotonic()
    config: MkDocsConfig = load_config(str(TOP / "mkdocs.yml"), site_dir=str(options.site.resolve()), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build.build(config)
    except MkDocsException as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        config.plugins.on_shutdown()
    weights = weigh(options.site)
    weights["seconds"] = round(time.monotonic() - start, 1)
    (options.site / "built.json").write_text(json.dumps(weights, indent=1) + "\n", "utf-8")
    sys.stdout.write(f"{options.site / 'index.html'}: {weights['pages']} pages, {weights['seconds']} s\n")
    return 0


def weigh(site: Path) -> dict[str, float]:
    """What a reader loads: bytes of the first page with all it needs, of the heaviest page, of everything."""
    pages = sorted(site.rglob("*.html"))
    common = sum(
        path.stat().st_size
        for path in (site / "assets").rglob("*")
        if path.suffix in {".css", ".js"} and "redoc" not in path.name and "lunr" not in path.parts
    )
    heaviest = max(pages, key=lambda path: path.stat().st_size)
    return {
        "pages": len(pages),
        "first_page_kib": round((common + (site / "index.html").stat().st_size) / 1024),
        "heaviest_page_kib": round(heaviest.stat().st_size / 1024),
        "site_mib": round(sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 2**20, 1),
    }


if __name__ == "__main__":
    sys.exit(main())
