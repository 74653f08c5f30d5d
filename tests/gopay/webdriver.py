"""A headless Chromium, driven over the W3C WebDriver protocol: as much of it as one click needs."""

import re
import shutil
import subprocess
import time
from base64 import b64decode
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from attrs import frozen

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMEDRIVER = shutil.which("chromedriver")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key that the standard gives to references to elements
PAGE_SECONDS = 60.0
SCRIPT_SECONDS = 240.0  # a busy machine takes its time over the accessibility of a large page
# As root, as in a container, Chromium does not start with its own sandbox.
ARGUMENTS = ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=800,1200")


class Refused(AssertionError):
    """The browser cannot do what it was asked."""


@frozen
class Browser:
    """One browser window."""

    http: httpx.Client
    session: str

    def open(self, url: str) -> None:
        """Go to a page and wait until it is loaded."""
        self._post("url", {"url": url})

    def text(self, selector: str) -> str:
        """What a person reads in the element."""
        return str(self._get(f"element/{self._find(selector)}/text"))

    def wait_for_text(self, selector: str, text: str) -> None:
        """Wait until a person reads this in the element; the page may go, and another one come, meanwhile."""
        deadline = time.monotonic() + PAGE_SECONDS
        while True:
            try:
                seen = self.text(selector)
            except Refused as error:
                seen = str(error)
            if seen == text:
                return
            assert time.monotonic() < deadline, seen
            time.sleep(0.05)

    def value(self, selector: str) -> str:
        """What stands in the field."""
        return str(self._get(f"element/{self._find(selector)}/property/value"))

    def type(self, selector: str, text: str) -> None:
        """Replace the field's content."""
        element = self._find(selector)
        self._post(f"element/{element}/clear", {})
        self._post(f"element/{element}/value", {"text": text})

    def click(self, selector: str) -> None:
        """Click the element. A page that this leads to comes then, or a moment later."""
        self._post(f"element/{self._find(selector)}/click", {})

    def choose(self, select: str, option: str) -> None:
        """Choose an option of a select by its text."""
        self._post(f"element/{self._find(select)}/value", {"text": option})

    @property
    def url(self) -> str:
        """Where the browser is."""
        return str(self._get("url"))

    def resize(self, width: int, height: int) -> None:
        """Make the window as large as a device's."""
        self._post("window/rect", {"width": width, "height": height})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns that runs in the page."""
        return self._post("execute/sync", {"script": script, "args": list(arguments)})

    def wait_for(self, script: str, *arguments: Any) -> Any:
        """What a script says to `done(...)`, now or later."""
        return self._post("execute/async", {"script": f"const done = arguments[arguments.length - 1]; {script}", "args": list(arguments)})

    def errors(self) -> list[dict[str, Any]]:
        """What the page wrote to its console since it was asked last."""
        found: list[dict[str, Any]] = self._post("se/log", {"type": "browser"})
        return found

    def screenshot(self, path: Path) -> None:
        """Save what is seen as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b64decode(self._get("screenshot")))

    def _find(self, selector: str) -> str:
        found: dict[str, str] = self._post("element", {"using": "css selector", "value": selector})
        return found[ELEMENT]

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        return _value(self.http.post(f"{self.session}/{path}", json=body))

    def _get(self, path: str) -> Any:
        return _value(self.http.get(f"{self.session}/{path}"))


@contextmanager
def browser(profile: Path) -> Generator[Browser]:
    """A running browser with a fresh profile in the given folder."""
    assert CHROMIUM is not None
    with _driver() as port, httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=SCRIPT_SECONDS + 10, trust_env=False) as http:
        options = {"binary": CHROMIUM, "args": [*ARGUMENTS, f"--user-data-dir={profile}"]}
        limits = {"script": 1000 * int(SCRIPT_SECONDS)}
        capabilities = {"alwaysMatch": {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}, "timeouts": limits}}
        session = f"/session/{_value(http.post('/session', json={'capabilities': capabilities}))['sessionId']}"
        try:
            yield Browser(http, session)
        finally:
            http.delete(session)


@contextmanager
def _driver() -> Generator[str]:
    """The port of a running chromedriver. It ends where the port that is free for IPv4 is taken for IPv6: then another one is begun."""
    assert CHROMEDRIVER is not None
    for _ in range(5):
        with subprocess.Popen([CHROMEDRIVER, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as driver:
            try:
                assert driver.stdout is not None
                for line in driver.stdout:
                    if match := re.search(r"started successfully on port (\d+)", line):
                        yield match[1]
                        return
            finally:
                driver.terminate()
                driver.wait()
    raise AssertionError("chromedriver does not start")


def _value(response: httpx.Response) -> Any:
    value = response.json()["value"]
    if not response.is_success:
        raise Refused(f"WebDriver: {value['error']}: {value['message']}")
    return value
