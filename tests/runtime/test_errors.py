"""The tree of errors: drawn, exported, picklable, silent about values."""

import copy
import inspect
import pickle

import pytest

import identkit.core
from identkit.core import _errors as errors
from identkit.core._errors import ApiError, IdentkitError, class_for

CANARY = "Canary-Mustermann"
CLASSES = [kind for kind in vars(errors).values() if inspect.isclass(kind) and issubclass(kind, IdentkitError)]
MADE: list[IdentkitError] = [
    errors.ConfigurationError("token is missing"),
    errors.RequestInvalid("cases.get", {"case_id": ["is required"], "address.city": ["is too long", "must match x"]}),
    errors.ConnectionFailed("cases.get: ConnectError"),
    errors.AmbiguousOutcome("cases.create", "ReadTimeout", {"ident_code": "test123"}),
    *(
        class_for(status)("cases.get", status, code="E1", codes=("E1", "E2"), body=CANARY.encode(), request_id="r-1", retry_after=3.0)
        for status in (400, 401, 403, 404, 406, 409, 412, 418, 422, 429, 500, 503, 599)
    ),
    errors.DecodeError("cases.get", "$.a[0].b", "Expected `int`, got `str`", status_code=200, content=CANARY.encode()),
    errors.DecryptionError("not for our key"),
    errors.ConsentLost("the refresh token is no longer accepted"),
    errors.NoProgress("cases.list: the same again"),
    errors.FileRefused("no file data"),
    errors.WaitTimeout("cases.get", 60.0, CANARY),
]


@pytest.mark.parametrize("error", MADE, ids=lambda error: f"{type(error).__name__} {getattr(error, 'status_code', '')}")
def test_errors_survive_copying_and_pickling(error: IdentkitError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert (str(again), repr(again), again.__dict__) == (str(error), repr(error), error.__dict__)


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
def test_what_is_for_programs_is_not_shown(error: IdentkitError) -> None:
    assert str(error)
    assert CANARY not in str(error) + repr(error)


def test_every_error_is_drawn_and_exported() -> None:
    for kind in CLASSES:
        assert kind.__name__ in (errors.__doc__ or "")
        assert kind is ApiError or kind.__name__ in identkit.core.__all__
        assert kind.__doc__
    assert len(CLASSES) == len(set(CLASSES))


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "BadRequest"),
        (402, "ApiError"),
        (302, "ApiError"),
        (429, "RateLimited"),
        (500, "ServerError"),
        (529, "ServerError"),
        (999, "ServerError"),
    ],
)
def test_the_class_of_a_status(status: int, name: str) -> None:
    assert class_for(status).__name__ == name


def test_a_code_that_would_break_the_line_is_kept_but_not_shown() -> None:
    for code in ("E1\nForged entry", "x" * 500, "\x1b[31m"):
        error = ApiError("cases.get", 400, code=code)
        assert error.code == code
        assert str(error) == "cases.get: HTTP 400, request id unknown"
