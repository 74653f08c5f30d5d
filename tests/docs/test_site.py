"""The built site, in a browser: read from the disk, searched, on a desktop and on a phone, in both colour schemes. `make site` runs it."""

import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest

from tests.gopay.webdriver import CHROMEDRIVER, CHROMIUM, Browser, browser

pytestmark = pytest.mark.site

TOP = Path(__file__).parents[2]
SHOTS = Path(os.environ.get("IDENTKIT_ARTIFACTS", TOP / "artifacts")) / "site"
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
SCHEMES = {"desktop": ("default", "slate"), "phone": ("default",)}
# One page of each kind.
PAGES = (
    "index.html",
    "quickstart.html",
    "catalogue.html",
    "reference.html",
    "compliance/personal-data.html",
    "compliance/retention.html",
    "providers/solaris/calls/identifications.create.html",
    "providers/solaris/objects.html",
    "providers/postident.html",
    "providers/postident/states.html",
    "providers/postident/operations.html",
    "providers/postident/codes/substatusreasoncode/110.html",
    "providers/postident/openapi.html",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built anew, as `make docs` builds it."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "docs.builder", "--site", str(folder)], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Generator[Browser]:
    if CHROMIUM is None or CHROMEDRIVER is None:
        assert not os.environ.get("CI"), "the checks of the site need chromium and chromedriver"
        pytest.skip("no Chromium")
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value for name, value in attrs if value}
        self.anchors |= {found[name] for name in ("id", "name") if name in found}
        self.links += [found[name] for name in ("href", "src") if name in found]


def pages(site: Path) -> Iterator[tuple[Path, _Links]]:
    for path in sorted(site.rglob("*.html")):
        parser = _Links()
        parser.feed(path.read_text("utf-8"))
        yield path, parser


def test_every_link_and_anchor_leads_somewhere_and_nothing_comes_from_elsewhere(site: Path) -> None:
    parsed = dict(pages(site))
    broken: list[str] = []
    for path, page in parsed.items():
        for link in page.links:
            target, anchor = urldefrag(link)
            if re.match(r"(https?:)?//|mailto:|data:|javascript:", link):
                continue
            base = site if target.startswith("/") else path.parent
            file = (base / unquote(target.lstrip("/").partition("?")[0])).resolve() if target else path
            file = file / "index.html" if file.is_dir() else file
            wrong = not file.is_file() or (anchor and file in parsed and unquote(anchor) not in parsed[file].anchors)
            if wrong and not anchor.startswith("__"):
                broken.append(f"{path.relative_to(site)}: {link}")
    assert not broken, broken[:20]


def test_there_is_a_page_for_everything_and_markdown_of_every_page(site: Path) -> None:
    for page in PAGES:
        assert (site / page).is_file(), page
        if "openapi" not in page:
            assert (site / page).with_suffix(".md").is_file(), page
    index = (site / "llms.txt").read_text("utf-8")
    linked = re.findall(r"\]\(([^)]+)\)", index)
    assert len(linked) > 300
    assert all((site / path).is_file() for path in linked)
    for name in ("personal-data.csv", "personal-data.json"):
        assert (site / "compliance" / name).stat().st_size > 10_000
    rows = json.loads((site / "compliance" / "personal-data.json").read_text("utf-8"))
    assert {"provider", "field", "data_class", "sent_by", "received_by", "masked"} <= rows[0].keys()


@pytest.mark.parametrize("size", SIZES)
def test_a_page_asks_nobody_says_no_error_fits_and_is_accessible(site: Path, window: Browser, size: str) -> None:
    from docs.builder.packages import fetched

    axe = fetched("axe.min.js", TOP / "build" / "packages").read_text("utf-8")
    window.resize(*SIZES[size])
    for page in PAGES:
        window.open(f"file://{site / page}")
        window.run(
            "const s = document.createElement('style'); s.textContent = '* { transition: none !important }'; document.head.append(s)"
        )
        wide, room = window.run("return [document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= room, f"{page} scrolls sideways on a {size}"
        asked = window.run("return performance.getEntriesByType('resource').map((each) => each.name)")
        assert not [name for name in asked if not name.startswith(("file:", "data:", "blob:"))], page
        window.run(axe)
        for scheme in SCHEMES[size]:
            window.run("document.body.setAttribute('data-md-color-scheme', arguments[0])", scheme)
            options = {"preload": False}  # no fetching of style sheets, which the disk refuses
            found = window.wait_for("axe.run(arguments[0]).then((r) => done(r.violations.map((v) => [v.id, v.nodes[0].html])))", options)
            assert not found, (page, scheme, found)
            window.screenshot(SHOTS / f"{page.replace('/', '_').removesuffix('.html')}-{size}-{scheme}.png")
        assert not [entry for entry in window.errors() if entry["level"] == "SEVERE"], page


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("JOINT_ACCOUNT", "joint_account.html"),
        ("110", "110.html"),
        ("retention", "retention.html"),
        ("AmbiguousOutcome", "errors.html"),
        ("birthName", "postident/calls/cases.create.html"),
        ("Gemeinschaftskonten", "joint_account.html"),
    ],
)
def test_the_search_works_from_the_disk(site: Path, window: Browser, words: str, page: str) -> None:
    window.resize(*SIZES["desktop"])
    window.open(f"file://{site / 'index.html'}")
    window.run("document.querySelector('[data-md-toggle=search]').click()")
    window.type("input[data-md-component=search-query]", words)
    script = """
        const look = () => {
          const links = [...document.querySelectorAll('.md-search-result__link')].map((each) => each.href)
          links.length ? done(links) : setTimeout(look, 50)
        }
        look()"""
    found = window.wait_for(script)
    assert any(page in link for link in found[:10]), found[:10]


def test_a_wrong_address_gets_a_page_that_helps(site: Path, window: Browser) -> None:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            window.open(f"http://127.0.0.1:{server.server_port}/404.html")
            assert window.text("h1") == "There is no such page"
        finally:
            server.shutdown()
            thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def test_the_site_is_not_heavy(site: Path) -> None:
    built = json.loads((site / "built.json").read_text("utf-8"))
    assert built["first_page_kib"] < 600
    assert built["heaviest_page_kib"] < 900
    shutil.copy(site / "built.json", SHOTS.parent / "site-built.json") if SHOTS.parent.is_dir() else None
