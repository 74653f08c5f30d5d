"""POSTIDENT for whoever drives the sandbox from elsewhere: what is listed, what comes next, what can be played, the test values."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from identkit.documents.moves import Move, moves_of
from identkit.postident.models import CaseResult
from identkit.sandbox._engine.live import Diagram, LiveCase, Scenario, Step, diagram, outcome
from identkit.sandbox._engine.spec import Spec
from identkit.sandbox.postident.cases import Case
from identkit.sandbox.postident.results import Depth, Reporter
from identkit.sandbox.postident.tables import FINAL, METHODS, StateRow, Tables

# The states an identification runs through before the one that ends an attempt (chapter 2).
BEFORE = {
    "video": ("started",),  # "review pending" of video is marked as unused
    "eid": ("started",),
    "photo": ("started", "review pending"),
    "basic": ("started", "coupon requested", "review pending"),
}
SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "identification_class": {"enum": ["GwG", "TKG", "Standard", "Mobility"]},
    "encryption": {"enum": ["optional", "mandatory"]},
    "list_limit": {"type": "integer", "minimum": 1},
    "webhook_receiver": {"type": ["string", "null"]},
    "webhook_types": {"type": "array", "items": {"enum": ["notification", "preliminary", "final"]}},
    "webhook_reference": {"type": "boolean"},
    "webhook_login": {"type": ["array", "null"], "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
}
_GUIDE = "SCR-Ident API Guide 2 Result"
Words = tuple[str, str, str | None, str | None]


def case(one: Case, reporter: Reporter, tables: Tables, spec: Spec, *, link: str, over: bool) -> LiveCase:
    """A case as it is now; `over`: it is no longer valid."""
    primary = one.primary
    codes = [] if primary is None else [code for code in (primary.state.sub_status, primary.state.reason) if code]
    return LiveCase(
        id=one.case_id,
        kind="case",
        method=primary.method if primary else None,
        status=primary.status if primary else one.status,
        reason=" ".join(codes) or None,
        outcome=outcome(CaseResult, reporter.case(one, Depth(status_only=True))),
        link=None if over or one.closed is not None else link,
        steps=() if over or one.closed is not None else tuple(_steps(one, tables, spec)),
    )


def _ahead(status: str, moves: Sequence[Move]) -> set[str]:
    """States that an attempt may get to from a state, also through others, as long as it is not over."""
    ahead: set[str] = set()
    queue = [status]
    while queue:
        origin = queue.pop()
        new = {move.target for move in moves if move.origin == origin} - ahead - {status}
        ahead |= new
        queue += new - {"incomplete", *FINAL}
    return ahead


def _steps(one: Case, tables: Tables, spec: Spec) -> Iterator[Step]:
    attempt = next((each for each in one.identifications if not each.over), None)
    for method in (attempt.method,) if attempt else METHODS:
        ahead = _ahead(attempt.status, moves_of(spec.schema("IdentificationState"), method)) if attempt else None
        for row in tables.rows:
            if row.method == method and (ahead is None or row.status in ahead):
                code = row.sub_statuses[0] if row.sub_statuses else ""
                yield Step(f"{method} {_word(row.status)} {code}".strip(), tables.title(row, code or None))


def events(tables: Tables) -> dict[str, str]:
    """Every row of the four tables, with each of its codes: video.declined.110."""
    return {name: text for row in tables.rows for name, text in _names(row, tables)}


def _names(row: StateRow, tables: Tables) -> Iterator[tuple[str, str]]:
    name = f"{row.method}.{_word(row.status)}"
    yield name, tables.title(row, None)
    for code in (*row.sub_statuses, *row.reasons):
        yield f"{name}.{code}", tables.title(row, code)


def words(tables: Tables, names: Sequence[str]) -> Words:
    """Method, status, sub status and reason of `video success`, `video.declined.110`, `photo "review pending"`. Raises ValueError."""
    parts = " ".join(names).replace(".", " ").replace("_", " ").split()
    method = parts[0] if parts else ""
    statuses = sorted({row.status for row in tables.rows if row.method == method}, key=len, reverse=True)
    rest = " ".join(parts[1:])
    status = next((each for each in statuses if rest == each or rest.startswith(each + " ")), None)
    if status is None:
        each = ", ".join(statuses) if statuses else ", ".join(METHODS)
        message = f"{' '.join(names)!r} is no {'status of ' + method if statuses else 'method'}; there is {each}"
        raise ValueError(message)
    codes = rest[len(status) :].split()
    rows = [row for row in tables.rows if row.method == method and row.status == status]
    sub_status = next((code for code in codes if any(code in row.sub_statuses for row in rows)), None)
    reason = next((code for code in codes if code != sub_status), None)
    return method, status, sub_status, reason


def diagrams(spec: Spec) -> list[Diagram]:
    """One for each method; a case is new until an identification is started."""
    start = moves_of(spec.schema("CaseState"))[0]
    before = (Move(start.origin, next(iter(spec.values("IdentificationState"))), start.when),)
    return [diagram(spec, "IdentificationState", "case", method, before=before) for method in METHODS]


def scenarios(tables: Tables, limit: int) -> list[Scenario]:
    """All states of the tables, the limits, and the faults of the encryption."""
    return [
        *(Scenario(f"walk CASE {name.replace('.', ' ')}", text, f"{_GUIDE}, 4 Result Status") for name, text in events(tables).items()),
        Scenario(f"{limit} cases", "a list delivers no more at once: x-partial-delivery", f"{_GUIDE}, 7 REST API, lists"),
        Scenario("90 days", "an identification that was begun is declined, sub status 12", f"{_GUIDE}, 4; the time is its sample's"),
        Scenario("150 days", "a case is deleted, archived or not", f"{_GUIDE}, 7 REST API"),
        Scenario("a receiver that does not answer 200 in 2 s", "three retries: at once, after 900 s, after 3600 s", f"{_GUIDE}, 5 Webhook"),
        Scenario("a reference in the webhook", "settings webhook_reference: sent only where it is configured", f"{_GUIDE}, 5 Webhook"),
        Scenario("webhooks of some kinds only", "settings webhook_types: notification, preliminary, final", f"{_GUIDE}, 5 Webhook"),
        Scenario("webhooks with a login", "settings webhook_login: HTTP Basic Authentication", f"{_GUIDE}, 5 Webhook"),
        Scenario("identification_class", "GwG, TKG, Standard, Mobility: which data and images a result has", f"{_GUIDE}, 3 and 8"),
        Scenario(
            "encryption mandatory",
            "400 without a key (the status is assumed); optional: an answer in the clear",
            f"{_GUIDE}, 7 REST API, Encryption",
        ),
        Scenario("a case that is not closed", "is ignored when it is archived", f"{_GUIDE}, 7 REST API, Archiving cases"),
        Scenario("includeResultPdf without includeBinaryData", "400", f"{_GUIDE}, 7 REST API; the status is assumed"),
        Scenario("another client id, a wrong password", "401", f"{_GUIDE}, 7 REST API, Errors"),
        Scenario("a request without Content-Type", "400", f"{_GUIDE}, 7 REST API, Header; the status is assumed"),
        Scenario("fault --kind tampered", "one bit of the ciphertext is flipped", "the sandbox's own"),
        Scenario("fault --kind other-key", "the answer is encrypted for another key", "the sandbox's own"),
        Scenario("fault --kind wrong-alg", "the answer names RSA1_5", "the sandbox's own"),
        Scenario("fault --kind clear", "the answer is not encrypted", "the sandbox's own"),
    ]


def _word(status: str) -> str:
    return status.replace(" ", "_")
