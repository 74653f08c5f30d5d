"""The page at `/`, seen and clicked in a real browser."""

import os
import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import resources
from typing import Any

import httpx
import pytest

from identkit.sandbox import Sandbox
from identkit.solaris import Solaris
from tests.gopay.webdriver import CHROMEDRIVER, CHROMIUM, Browser, browser

HERE = "CI" not in os.environ  # there, a missing browser is a failure
PAGE = resources.files("identkit.sandbox._engine").joinpath("page.html").read_text("utf-8")


def test_nothing_is_loaded_from_elsewhere(identkit_sandbox: Sandbox) -> None:
    answer = httpx.get(f"{identkit_sandbox.control.base_url}/", trust_env=False)
    assert answer.text == PAGE
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.findall(r"""(?:src|href)=["'](?!/openapi|data:)""", PAGE)
    assert "innerHTML" not in PAGE  # whatever comes from the API is text


def test_a_providers_address_leads_to_the_page(identkit_sandbox: Sandbox) -> None:
    address = identkit_sandbox.gopay.context.origin
    assert httpx.get(f"{address}/", trust_env=False).status_code == 404  # there is no page yet
    page = f"{identkit_sandbox.control.base_url}/"
    assert httpx.get(f"{address}/", trust_env=False).headers["location"] == page


def until(true: Callable[[], bool], patience: float = 30.0) -> None:
    late = time.monotonic() + patience
    while not true():
        assert time.monotonic() < late, "it did not come about"
        time.sleep(0.02)


def _reads(window: Browser, words: str) -> bool:
    return words in str(window.run("return document.body ? document.body.innerText : ''"))


def _at_the_bank(sandbox: Sandbox, window: Browser) -> None:
    """The webview of a session, first with an account of somebody else's; then the bank of an identification without a webview."""
    session = sandbox.solaris.trigger("identification_session.created") or ""
    for iban, shown in (("DE44110101010100000008", "PERSON_ACCOUNT_MATCH_NOT_FOUND"), ("DE11110101010100000020", "Done")):
        window.open(sandbox.solaris.case(session).link or "")
        assert window.run("return document.documentElement.scrollWidth <= innerWidth"), "it does not fit the window"
        window.type("[name=iban]", iban)
        window.click("button")
        until(partial(_reads, window, shown))
    sandbox.clock.advance(seconds=10)
    assert sandbox.solaris.case(session).status == "successful"
    with Solaris(**sandbox.solaris.credentials) as solaris:
        address: Any = {"line_1": "BERLINER STR. 45", "postal_code": "14169", "city": "Berlin", "country": "DE"}
        person = solaris.persons.create(first_name="Leander", last_name="Zierfisch", birth_date="1978-07-15", address=address).id
        number = solaris.mobile_numbers.create(person, number="+15550102").number
        solaris.mobile_numbers.authorize(person, number=number)
        solaris.mobile_numbers.confirm(person, number=number, token="212212")
        made = solaris.identifications.create(person, method="bank", iban="DE11110101010100000020").id
        window.open(solaris.identifications.request(person, made).url or "")
    window.click("button")
    until(lambda: sandbox.solaris.case(made).status == "authorization_required")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests: to start it takes as long as what they do in it."""
    with browser(tmp_path_factory.mktemp("profile")) as window:
        yield window


@pytest.fixture
def window(shared: Browser) -> Iterator[Browser]:
    """The browser, with an empty page before and after; what a test has left in its console is gone."""
    shared.errors()
    yield shared
    shared.open("about:blank")


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.skipif(HERE and (CHROMIUM is None or CHROMEDRIVER is None), reason="needs Debian's chromium and chromium-driver")
def test_a_person_drives_the_sandbox_with_a_browser(identkit_sandbox: Sandbox, window: Browser) -> None:
    sandbox = identkit_sandbox
    case = sandbox.solaris.trigger("identification.created")
    for width in (1280, 390):
        window.resize(width, 900)
        window.open(f"{sandbox.control.base_url}/")
        window.wait_for("const wait = () => document.querySelector('[data-case] svg .now') ? done(true) : setTimeout(wait, 50); wait();")
        assert window.run("return document.documentElement.scrollWidth <= innerWidth"), "it does not fit the window"
    window.click("[data-case] .buttons button")  # the only next step: request
    window.wait_for("const wait = () => document.querySelector('[data-case] a') ? done(true) : setTimeout(wait, 50); wait();")
    assert sandbox.solaris.case(case or "").status == "pending"
    before = window.text("#now")
    window.click("#clock button")
    moved = "document.getElementById('now').textContent !== arguments[0]"
    window.wait_for(f"const wait = () => {moved} ? done(true) : setTimeout(wait, 50); wait();".replace("arguments[0]", repr(before)))
    assert sandbox.clock.monotonic() == 60
    link = window.run("return document.querySelector('[data-case] a').href")
    window.open(link)  # the customer's page
    window.click("button")
    until(lambda: sandbox.solaris.case(case or "").status == "successful")  # a click does not wait for the page that it leads to
    _at_the_bank(sandbox, window)
    window.open(sandbox.postident.case(sandbox.postident.trigger("video.started") or "").link or "")
    window.click("button")
    until(lambda: [found.status for found in sandbox.postident.cases()] == ["success"])
    assert window.errors() == []


@pytest.mark.browser
@pytest.mark.skipif(HERE and (CHROMIUM is None or CHROMEDRIVER is None), reason="needs Debian's chromium and chromium-driver")
def test_hundreds_of_cases_come_when_asked_for_and_no_arrow_runs_behind_a_box(identkit_sandbox: Sandbox, window: Browser) -> None:
    sandbox = identkit_sandbox
    for event in ("identification.canceled.TECH_PHOTO", "identification.confirmation_required"):
        sandbox.solaris.trigger(event)
    for event in ("video.incomplete.51", "basic.declined.12", "photo.success"):
        sandbox.postident.trigger(event)
    crossed = """
        return [...document.querySelectorAll('[data-case] svg')].flatMap((svg) => {
            const boxes = [...svg.querySelectorAll('rect')].map((box) => box.getBBox());
            return [...svg.querySelectorAll('path')].flatMap((path) => {
                const length = path.getTotalLength(), points = [];
                for (let at = 2; at < length - 2; at += 1) points.push(path.getPointAtLength(at));
                return points.filter((point) => boxes.some((box) =>
                    point.x > box.x + 1 && point.x < box.x + box.width - 1 && point.y > box.y + 1 && point.y < box.y + box.height - 1));
            });
        }).length"""
    window.resize(1280, 900)
    window.open(f"{sandbox.control.base_url}/")
    until(lambda: window.run("return document.querySelectorAll('[data-case] svg').length") == 5)
    assert window.run(crossed) == 0
    sandbox.postident.fill(200)
    until(lambda: not window.run("return document.getElementById('more').hidden"))
    window.click("#more")
    until(lambda: window.run("return document.querySelectorAll('[data-case]').length") == 60)
    sandbox.reset()  # while it is looked at
    until(lambda: window.run("return document.querySelectorAll('[data-case]').length") == 0)
    assert window.errors() == []


@pytest.mark.browser
@pytest.mark.skipif(HERE and (CHROMIUM is None or CHROMEDRIVER is None), reason="needs Debian's chromium and chromium-driver")
def test_what_is_wrong_is_told_on_the_page(window: Browser) -> None:
    with Sandbox(token="t0ken") as sandbox:
        page = f"{sandbox.control.base_url}/"
        window.open(page)
        until(partial(_reads, window, "as it was printed, with #token="))
        window.open(f"{page}#token=t0ken")
        until(partial(_reads, window, "Consent page"))
        window.type("#trigger-event", "PENDNG")
        window.click("#trigger button")
        until(partial(_reads, window, "gopay has no event 'PENDNG'; near are PENDING"))
    until(partial(_reads, window, "the sandbox does not answer"))
