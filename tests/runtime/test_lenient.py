"""Values that arrive in more than one form, and what does not pass for one of them."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from identkit.core._lenient import Lenient, decoder
from identkit.core._received.decoding import decode
from identkit.core._types import Model


class Inner(Model, frozen=True, kw_only=True, omit_defaults=True):
    text: Lenient[str] | None = None


class Worth(Model, frozen=True, kw_only=True, omit_defaults=True):
    value: str | None = None
    status: str | None = None


class Outer(Model, frozen=True, kw_only=True, omit_defaults=True):
    number: Lenient[int] = 0
    text: Lenient[str] | None = None
    time: Lenient[datetime | str] | None = None
    inner: Lenient[list[Inner]] | None = None
    day: Lenient[date | str] | None = None
    worth: Lenient[Worth] | None = None


def read(name: str, value: Any) -> Any:
    data, complaint = decode(Outer, msgspec.json.encode({name: value}))
    assert complaint is None
    return getattr(data, name)


def refused(name: str, value: Any) -> tuple[str, str]:
    _, complaint = decode(Outer, msgspec.json.encode({name: value}))
    assert complaint is not None
    return complaint


@pytest.mark.parametrize(("value", "text"), [("0300", "0300"), (300, "300"), (-1.5, "-1.5"), ({}, None), (None, None), ("", "")])
def test_texts(value: Any, text: str | None) -> None:
    assert read("text", value) == text


@pytest.mark.parametrize(("value", "number"), [(123, 123), ("123", 123), ("-5", -5)])
def test_numbers(value: Any, number: int) -> None:
    assert read("number", value) == number


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("2018-02-15 17:10:44.760", datetime.fromisoformat("2018-02-15T17:10:44.760")),
        ("2018-02-15 17:10:44:760", datetime.fromisoformat("2018-02-15T17:10:44.760")),
        ("2018-02-15 17:10:44:7", datetime.fromisoformat("2018-02-15T17:10:44.007")),
        ("2018-02-15 17:10:44", datetime.fromisoformat("2018-02-15T17:10:44")),
        ("2018-02-15", datetime.fromisoformat("2018-02-15T00:00:00")),
        ("2018-02-15T17:10:44Z", datetime(2018, 2, 15, 17, 10, 44, tzinfo=UTC)),
        ("2018-02-15T17:10:44.123456789+00:00", datetime(2018, 2, 15, 17, 10, 44, 123456, tzinfo=UTC)),
        ("2018-02-15T17:10:44+01:00", datetime.fromisoformat("2018-02-15T17:10:44+01:00")),
        ("2018-02-31 17:10:44:760", "2018-02-31 17:10:44:760"),
        ("2018-02-31T17:10:44Z", "2018-02-31T17:10:44Z"),
        ("2018-02-15T25:10:44Z", "2018-02-15T25:10:44Z"),
        ("15.2.2018", "15.2.2018"),
        ("20180215T171044", "20180215T171044"),
        ("2018-W07", "2018-W07"),
        (1518714644, "1518714644"),
        (1518714644.5, "1518714644.5"),
        ("", None),
        ({}, None),
    ],
)
def test_a_time_that_is_none_is_kept_as_it_came(value: Any, time: datetime | str | None) -> None:
    assert read("time", value) == time
    assert type(read("time", value)) is type(time)


@pytest.mark.parametrize(
    ("value", "inner"),
    [
        ([{"text": 1}, {}], [Inner(text="1"), Inner()]),
        ({"text": 1}, [Inner(text="1")]),
        ({}, None),
        ("", None),
        ([], []),
    ],
)
def test_lists(value: Any, inner: list[Inner] | None) -> None:
    assert read("inner", value) == inner


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("1964-08-12", date(1964, 8, 12)),
        ("1964-00-00", "1964-00-00"),
        ("1964", "1964"),
        (1964, "1964"),
        (1964.5, "1964.5"),
        ("12.8.1964", "12.8.1964"),
        ("", None),
        ({}, None),
    ],
)
def test_a_date_that_is_none_is_kept_as_it_came(value: Any, day: date | str | None) -> None:
    assert read("day", value) == day


@pytest.mark.parametrize(
    ("value", "worth"),
    [
        ("Bonn", Worth(value="Bonn")),
        (53113, Worth(value="53113")),
        ({"value": "Bonn", "status": "new"}, Worth(value="Bonn", status="new")),
        ({}, Worth()),
        ("", None),
    ],
)
def test_a_bare_value_is_an_object_with_it(value: Any, worth: Worth | None) -> None:
    assert read("worth", value) == worth


@pytest.mark.parametrize(
    ("name", "value", "path"),
    [
        ("number", "twelve", "$.number"),
        ("number", True, "$.number"),
        ("day", True, "$.day"),
        ("number", {}, "$.number"),
        ("number", "9" * 30, "$.number"),
        ("text", True, "$.text"),
        ("text", ["secret"], "$.text"),
        ("time", True, "$.time"),
        ("time", ["secret"], "$.time"),
        ("inner", "secret", "$.inner[0]"),
        ("inner", [{"text": 1}, {"text": ["secret"]}], "$.inner[1].text"),
    ],
)
def test_what_is_neither_is_refused_with_its_place_and_without_its_value(name: str, value: Any, path: str) -> None:
    place, problem = refused(name, value)
    assert place == path
    assert problem.startswith("Expected `")
    assert "secret" not in problem


FIRST_USE = """
import sys, threading
from identkit.core._received.decoding import decode
from identkit.gopay.models import IdentificationStatus

sys.setswitchinterval(1e-6)
content = b'{"clientProfileId": 1, "state": "PENDING", "identificationData": {"persons": {"addresses": [{"state": "VERIFIED"}]}}}'
together, wrong = threading.Barrier(25), []

def read():
    together.wait()
    wrong.append(decode(IdentificationStatus, content)[1])

threads = [threading.Thread(target=read) for _ in range(25)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
sys.exit(wrong != [None] * 25)
"""


def test_the_first_use_may_be_in_many_threads_at_once() -> None:
    """msgspec's own reading of annotations is not safe then; one run in four ended in a segmentation fault."""
    assert [subprocess.run([sys.executable, "-c", FIRST_USE], check=False).returncode for _ in range(6)] == [0] * 6


FIXTURES = Path(__file__).parents[1] / "fixtures"
FROZEN = """
import warnings; warnings.simplefilter("ignore")
import sys, identkit.gopay.models, identkit.identplus.models, identkit.postident.models, identkit.solaris.models
from pathlib import Path
from freezegun import freeze_time
from identkit.core._received.decoding import decode
from identkit.core._sent.plans import plan
SAMPLES = {
    identkit.gopay.models.IdentificationStatus: "gopay/status_identified",
    identkit.postident.models.CaseResult: "postident/video_success",
    identkit.solaris.models.Person: "solaris/person_jane_doe",
    identkit.solaris.models.Identification: "solaris/identification_idnow_successful",
}
BODIES = {kind: Path(sys.argv[1], f"{name}.json").read_bytes() for kind, name in SAMPLES.items()}
BODIES[identkit.identplus.models.Identcheck] = b'{"id":"x","process_status":"SCT_ACCEPTED","created_at":"2020-10-01T11:00:29.041Z"}'
with freeze_time("2024-01-01"):
    first = {kind: decode(kind, body) for kind, body in BODIES.items()}
    plan(identkit.solaris.models.PersonCreate)
    shown = [value.to_dict() for value, _ in first.values()]
assert not [wrong for _, wrong in first.values() if wrong is not None]
again = {kind: decode(kind, body) for kind, body in BODIES.items()}
assert first == again
assert shown == [value.to_dict() for value, _ in again.values()]
assert "Fake" not in repr([vars(type(value)) for value, _ in first.values()])
assert type(first[identkit.solaris.models.Person][0].birth_date).__module__ == "datetime"
"""


FROZEN_CALLS = """
import warnings; warnings.simplefilter("ignore")
from freezegun import freeze_time
from identkit.gopay import GoPay
from identkit.sandbox import Sandbox
from identkit.sandbox.gopay import visit
from identkit.solaris import Solaris
BACK = "https://shop.example/back"
def use(sandbox):
    with GoPay(**sandbox.gopay.credentials) as gopay, Solaris(**sandbox.solaris.credentials) as solaris:
        back = visit(gopay.consent.url(redirect_uri=BACK, state="x"))
        profile = gopay.consent.complete(back, state="x").client_profile_id
        sandbox.clock.advance(minutes=61)  # the access token ends
        person = solaris.persons.get(solaris.persons.create(first_name="Jane", last_name="Doe", birth_date="1990-01-02").id)
        return gopay.identifications.get_status(profile).state, str(person.birth_date)
with freeze_time("2031-05-06 12:00:00"), Sandbox() as sandbox:
    first = use(sandbox)
with Sandbox() as sandbox:
    assert use(sandbox) == first == ("IDENTIFIED", "1990-01-02"), first
"""


def test_calls_tokens_and_the_sandbox_work_in_frozen_time() -> None:
    ended = subprocess.run([sys.executable, "-c", FROZEN_CALLS], check=False, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr


def test_types_do_not_depend_on_frozen_time() -> None:
    ended = subprocess.run([sys.executable, "-c", FROZEN, str(FIXTURES)], check=False, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr


def test_a_module_that_may_not_be_imported_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nobody_imports_this", None)
    assert decoder(tuple[Any, int]).decode(b"[1, 2]") == (1, 2)
