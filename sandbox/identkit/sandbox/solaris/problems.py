"""Solaris' error answers."""

from collections.abc import Callable, Iterable

from attrs import frozen

from identkit.sandbox._engine.provider import Answer
from identkit.sandbox._engine.schemas import Violation

_TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    412: "Precondition Failed",
    422: "Unprocessable Entity",
    500: "Internal Server Error",
}


@frozen
class ErrorItem:
    """One error of an answer."""

    code: str
    detail: str
    field: str = ""


class Refusal(Exception):
    """A call that is answered with errors. Raised by whatever finds out, turned into the answer by the provider."""

    def __init__(self, status: int, code: str, detail: str, field: str = "", *, further: Iterable[ErrorItem] = ()) -> None:
        super().__init__(status, code)
        self.status = status
        self.problems = (ErrorItem(code, detail, field), *further)


def missing(kind: str, identifier: str) -> Refusal:
    """404: there is no such object."""
    return Refusal(404, "model_not_found", f"Couldn't find '{kind}' for id '{identifier}'.")


def mismatch(status: str, expected: str) -> Refusal:
    """409: the object is not in the state the call needs."""
    return Refusal(409, "expectation_mismatch", f"status is {status}, {expected} is needed")


def answer(refusal: Refusal, new_id: Callable[[], str]) -> Answer:
    """The answer that tells a refusal."""
    return Answer(status=refusal.status, body={"errors": [_told(refusal.status, problem, new_id()) for problem in refusal.problems]})


def invalid(violations: Iterable[Violation], new_id: Callable[[], str]) -> Answer:
    """The answer to a request that the spec does not allow: one error for each field."""
    problems = [ErrorItem("validation_error", _wrong(each), each.field) for each in violations]
    return Answer(status=400, body={"errors": [_told(400, problem, new_id()) for problem in problems]})


def _wrong(violation: Violation) -> str:
    what = violation.field or violation.place
    if violation.words:
        return f"{what} {violation.words}"
    # A rule over several values brings its own words.
    sentence = violation.rule != "pattern" and isinstance(violation.limit, str) and " " in violation.limit
    return f"{what}: {violation.limit}" if sentence else f"{what} is invalid ({violation.demand})"


def _told(status: int, problem: ErrorItem, identifier: str) -> dict[str, object]:
    fields: dict[str, object] = {"id": identifier, "status": status, "code": problem.code}
    fields |= {"title": "Invalid Model" if problem.code == "invalid_model" else _TITLES[status], "detail": problem.detail}
    if problem.field:
        fields["source"] = {"field": problem.field, "message": problem.detail.removeprefix(f"{problem.field} ")}
    return fields
