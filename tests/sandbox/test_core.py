"""What the core does for every provider: validation on both sides, faults, the log."""

import time

import httpx
import pytest

from identkit.sandbox import Sandbox
from identkit.sandbox._engine import registry, server
from identkit.sandbox._engine.app import application
from tests.sandbox.shop import Shop, open_shop

GOOD = {"id": "a1", "made": "2026-01-01"}


def test_a_good_request_reaches_its_handler(shop: Shop, http: httpx.Client) -> None:
    assert http.post("/things", json=GOOD).status_code == 201
    assert shop.things == {"a1": GOOD}
    answer = http.get("/things/a1.json", params={"limit": 5, "deep": "true"})
    assert (answer.status_code, answer.json()) == (200, {"id": "a1", "made": "2026-01-01"})
    assert [(line.method, line.path, line.status, line.operation) for line in shop.requests] == [
        ("POST", "/things", 201, "things.create"),
        ("GET", "/things/a1.json", 200, "things.get"),
    ]


@pytest.mark.parametrize(
    ("method", "path", "options", "told"),
    [
        ("GET", "/things/A.json", {}, ["path id: pattern"]),
        ("GET", "/things/a%0A.json", {}, ["path id: pattern"]),  # $ is the very end, as in ECMA
        ("GET", "/things/٣.json", {}, ["path id: pattern"]),  # \d is ASCII, as in ECMA
        ("GET", "/things/a.json?limit=6", {}, ["query limit: maximum 5"]),
        ("GET", "/things/a.json?limit=many", {}, ["query limit: type integer"]),
        ("GET", "/things/a.json?limit=5.0", {}, ["query limit: type integer"]),
        ("GET", f"/things/a.json?limit={'9' * 5000}", {}, ["query limit: type integer"]),
        ("GET", "/things/a.json?deep=1", {}, ["query deep: type boolean"]),
        ("GET", "/things/a.json", {"headers": {"X-Tag": "x"}}, ["header X-Tag: minLength 2"]),
        ("POST", "/things", {}, ["body: required"]),
        ("POST", "/things", {"content": b"{", "headers": {"content-type": "application/json"}}, ["body: json"]),
        *(
            ("POST", "/things", {"content": content, "headers": {"content-type": "application/json"}}, ["body: json"])
            for content in (b'{"id": NaN}', b'{"id": 1e400}', b'{"id": "\\ud800"}', b"[" * 100_000, b'{"id": "\xff"}')
        ),
        ("POST", "/things", {"data": {"id": "a"}}, ["body: mediaType application/json"]),
        ("POST", "/things", {"json": []}, ["body: type object"]),
        (
            "POST",
            "/things",
            {"json": {"tags": ["long", 1]}},
            ["body id: required", "body made: required", "body tags.0: maxLength 3", "body tags.1: type string"],
        ),
        ("POST", "/things", {"json": {"id": "a", "made": "2026-02-30"}}, ["body made: format date"]),
        ("POST", "/things", {"json": {"id": "a", "made": "20260201"}}, ["body made: format date"]),
    ],
)
def test_what_the_spec_does_not_allow_is_refused_by_name(
    shop: Shop, http: httpx.Client, method: str, path: str, options: dict[str, object], told: list[str]
) -> None:
    assert http.request(method, path, **options).status_code == 400  # type: ignore[arg-type]  # httpx's own keyword arguments
    assert sorted(str(violation) for violation in shop.refused) == told
    assert not shop.defects


def test_callers_are_looked_at_before_their_requests(http: httpx.Client) -> None:
    assert http.post("/things", content=b"{", headers={"x-stranger": "1"}).status_code == 500  # the spec knows no 401 here
    assert http.get("/things/A.json", headers={"x-stranger": "1"}).status_code == 401


@pytest.mark.parametrize(
    ("path", "defect"),
    [("/things/wrong.json", "things.get: answer made: required"), ("/things/broken.json", "things.get: handler raised KeyError")],
)
def test_a_sandbox_that_departs_from_its_spec_says_so_loudly(shop: Shop, http: httpx.Client, path: str, defect: str) -> None:
    answer = http.get(path)
    assert answer.status_code == 500
    assert defect in answer.text
    assert shop.defects == [defect]


def test_an_answer_is_validated_before_it_is_sealed(http: httpx.Client) -> None:
    answer = http.get("/things/sealed.json")
    assert answer.headers["content-type"] == "application/jose"
    assert answer.content[::-1] == b'{"id":"s","made":"2026-01-01"}'


def test_binary_answers_forms_pages_and_the_auth_server(shop: Shop, http: httpx.Client) -> None:
    assert http.get("/things/a/file").headers["content-type"] == "image/png"
    assert http.get(shop.context.origin + "/hello").text == "<p>hello</p>"
    assert http.post(shop.context.origin + "/token", data={"grant_type": "x"}).status_code == 200
    assert http.post(shop.context.origin + "/token", data={"other": "x"}).status_code == 400
    assert http.get("/nothing").status_code == 404


def test_who_comes_with_another_method_is_told_all_of_them(http: httpx.Client) -> None:
    with Sandbox() as sandbox:
        answer = httpx.put(f"{sandbox.solaris.base_url}/v1/persons/1cper", trust_env=False)
        assert (answer.status_code, set(answer.headers["allow"].split(", "))) == (405, {"GET", "HEAD", "PATCH"})
        answer = httpx.put(f"{sandbox.solaris.base_url}/v1/persons/1cper/mobile_number", trust_env=False)
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "DELETE"}


def test_a_status_fault_answers_in_the_providers_place_and_is_used_up(shop: Shop, http: httpx.Client) -> None:
    shop.faults.add(status=503, times=2)
    assert [http.post("/things", json=GOOD).status_code for _ in range(3)] == [503, 503, 201]
    assert [line.status for line in shop.requests] == [503, 503, 201]


def test_faults_hit_what_they_match(shop: Shop, http: httpx.Client) -> None:
    shop.faults.add(status=500, match="POST /things")
    shop.faults.add(status=502, match="things.file")
    shop.faults.add(status=504, match="/things/b*")
    assert [http.get(f"/things/{path}").status_code for path in ("a.json", "b.json", "a/file")] == [200, 504, 502]
    assert http.post("/things", json=GOOD).status_code == 500
    shop.faults.add(status=500, times=None)
    assert [http.get("/things/a.json").status_code for _ in range(3)] == [500, 500, 500]
    shop.faults.clear()
    assert http.get("/things/a.json").status_code == 200


def test_rate_limits_and_garbage(shop: Shop, http: httpx.Client) -> None:
    shop.faults.add(retry_after=30)
    limited = http.get("/things/a.json")
    assert (limited.status_code, limited.headers["retry-after"]) == (429, "30")
    shop.faults.add(garbage=True, status=503)
    page = http.get("/things/a.json")
    assert (page.status_code, page.headers["content-type"].split(";")[0]) == (503, "text/html")
    shop.faults.add(status=418, body={"no": "coffee"})
    assert http.get("/things/a.json").json() == {"no": "coffee"}


def test_a_slow_request_takes_effect_although_the_client_gives_up(shop: Shop, http: httpx.Client) -> None:
    shop.faults.add(delay=30)
    with pytest.raises(httpx.ReadTimeout):
        http.post("/things", json=GOOD, timeout=httpx.Timeout(30.0, read=0.2))
    until = time.monotonic() + 60
    while not shop.things and time.monotonic() < until:
        time.sleep(0.01)
    assert shop.things == {"a1": GOOD}


@pytest.mark.parametrize("cut", [True, "unanswered"])
def test_a_cut_request_takes_effect_and_its_answer_breaks_off(shop: Shop, http: httpx.Client, cut: bool) -> None:
    shop.faults.add(cut=cut, match="POST *")
    with pytest.raises(httpx.RemoteProtocolError):
        http.post("/things", json=GOOD)
    assert shop.things == {"a1": GOOD}
    shop.faults.add(cut=cut)
    with pytest.raises(httpx.RemoteProtocolError):
        http.get("/things/a.json")
    assert http.get("/things/a.json").status_code == 200


def test_a_providers_own_fault_reaches_its_handler_and_unknown_ones_are_refused(shop: Shop, http: httpx.Client) -> None:
    shop.faults.add(kind="upside-down")
    assert http.get("/things/ab.json").json()["id"] == "ba"
    with pytest.raises(ValueError, match="upside-down"):
        shop.faults.add(kind="sideways")


def test_a_sandbox_under_load_does_not_grow(shop: Shop, http: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("identkit.sandbox._engine.provider.LOG_SIZE", 5)
    for _ in range(23):
        assert http.get("/things/a.json").status_code == 200
    assert 5 <= len(shop.requests) < 10
    assert shop.requests[-1].number == shop.requests.total >= 23
    # An idle connection is kept for longer than any client keeps it: neither side closes what the other is about to use.
    assert server.KEEP_ALIVE > 60


def test_the_same_seed_gives_the_same_identifiers(shop: Shop) -> None:
    first = [shop.context.uuid(), shop.context.token()]
    shop.reset()
    assert [shop.context.uuid(), shop.context.token()] == first
    with open_shop(seed=1) as (other, _):
        assert other.context.uuid() != first[0]


def test_handlers_for_operations_that_do_not_exist_are_refused(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shop, "handlers", lambda: {"things.steal": None})
    with pytest.raises(LookupError, match="spec does not have: things"):
        application(shop, lambda client: None)


def test_deliveries_are_checked_against_the_webhooks_of_the_spec(shop: Shop) -> None:
    check = shop.context.spec.delivery
    assert not check("THING", GOOD)
    assert [str(violation) for violation in check("THING", {"id": "a"})] == ["delivery made: required"]
    assert check("OTHER", GOOD)


def test_ports_in_a_row_and_what_is_taken_is_told() -> None:
    with Sandbox() as sandbox:
        port = int(sandbox.identplus.context.origin.rpartition(":")[2])
        with Sandbox(port=port - 1 - registry.names().index("identplus")) as other, pytest.raises(OSError, match="in use"):
            other.provider("identplus")
        with pytest.raises(LookupError, match="nobody"):
            sandbox.provider("nobody")


@pytest.mark.parametrize("name", registry.names())
def test_every_provider_handles_every_operation_of_its_spec(name: str) -> None:
    with Sandbox() as sandbox:
        provider = sandbox.provider(name)
        assert provider.handlers().keys() == provider.context.spec.operations.keys()
