"""POSTIDENT: cases and identifications (guide 2, chapters 2 and 4).

An identification has a status, a sub status and a reason; the same code may stand in several tables, so the method and the status decide
what it means. A case adds its own status: only the pairs that the guide's summaries show are recognised.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from msgspec.structs import replace

from identkit.core._received.reasons import Reason, ReasonTable
from identkit.core._received.states import State, state_of
from identkit.core.status.outcome import Assessment, Outcome
from identkit.core.status.table import Reader, ReasonTables, Table


class _Code(Protocol):
    """A code with the provider's words for it."""

    code: str | None
    description: str | None


class _Record(Protocol):
    """What is read of a record."""

    validation_sub_status: str | None


class _Document(Protocol):
    """A document with its records."""

    records: Sequence[_Record] | None


class Status(Protocol):
    """The status of an identification."""

    status: str
    sub_status: _Code | None
    sub_status_reason: _Code | None


class _Identification(Protocol):
    """What is read of an identification."""

    identification_method: str
    identification_status: Status
    identification_document: _Document | None
    driving_licence: _Document | None
    records: Sequence[_Record] | None


class CaseStatus(Protocol):
    """The status of a case."""

    status: str | None


class _Case(Protocol):
    """What is read of a case."""

    case_status: CaseStatus
    primary_ident: _Identification | None
    identifications: Sequence[_Identification] | None


STATE = Table(
    "IdentificationState",
    {
        "started": Outcome.PENDING,
        "coupon requested": Outcome.PENDING,
        "incomplete": Outcome.RETRY,
        "review pending": Outcome.IN_REVIEW,
        "declined": Outcome.REJECTED,  # the sub status decides, see below
        "success": Outcome.VERIFIED,
    },
)

# What a sub status means when the identification is declined. The guide uses the others with "incomplete" only.
_NOT_WITH_DECLINED = ("31", "32", "33", "34", *(str(code) for code in range(51, 64)), "70", "71", "97", "98")
DECLINED = Table(
    "SubStatusCode",
    {
        "11": Outcome.REJECTED,
        "12": Outcome.EXPIRED,
        "13": Outcome.EXPIRED,
        "15": Outcome.REJECTED,
        "16": Outcome.REJECTED,
        # Nobody decided: "declined automatically" because of data problems, or cancelled. Another attempt is a new case.
        "17": Outcome.RETRY,
        "19": Outcome.RETRY,
        "99": Outcome.RETRY,
        **dict.fromkeys(_NOT_WITH_DECLINED, Outcome.UNRECOGNISED),
    },
)

# What a case is as long as none of its identifications says more.
CASE = Table("CaseState", {"new": Outcome.CREATED, "in progress": Outcome.UNRECOGNISED, "closed": Outcome.UNRECOGNISED})

TABLES = (STATE, DECLINED, CASE)

# Which identifications a case may have, by its own status (chapter 2, both summaries).
_WITHIN: Mapping[str, frozenset[str]] = {
    "new": frozenset({"started"}),
    "in progress": frozenset({"started", "coupon requested", "incomplete", "review pending"}),
    "closed": frozenset({"success", "declined"}),
}
# The primary identification is "the identification with the most progress"; this order of progress is ours.
_PROGRESS = ("started", "coupon requested", "incomplete", "review pending", "declined", "success")

_FRAUD = "11"


def case_result(case: _Case, tables: ReasonTables) -> Assessment:
    """The verdict on a case: as its primary identification is.

    It is UNRECOGNISED when its own status and that identification contradict each other, and when one identification was a success and
    another declined; final only where both statuses are.
    """
    status = case.case_status.status
    identifications = [case.primary_ident] if case.primary_ident is not None else case.identifications or []
    if not identifications:
        return CASE.assess(status)
    primary = max(identifications, key=_progress)
    verdict = identification_result(primary, tables)
    states = {str(identification.identification_status.status) for identification in identifications}
    if verdict.status not in _WITHIN.get(str(status), frozenset()) or {"success", "declined"} <= states:
        own = primary.identification_status.status
        over = State(final=state_of(status).final and state_of(own).final)
        return STATE.assess(own, verdict.reasons, outcome=Outcome.UNRECOGNISED, state=over)
    return CASE.assess(status) if status == "new" else verdict


def _progress(identification: _Identification) -> int:
    status = str(identification.identification_status.status)
    return _PROGRESS.index(status) if status in _PROGRESS else -1


def identification_result(identification: _Identification, tables: ReasonTables) -> Assessment:
    """The verdict on one identification."""
    status = identification.identification_status
    sub = status.sub_status.code if status.sub_status is not None else None
    reasons = tuple(_reasons(identification, tables))
    outcome: Outcome | None = None
    if status.status == "declined":
        outcome = DECLINED.outcome(sub)
    elif status.status == "success" and any(reason.fraud for reason in reasons):  # the guide never has it so
        outcome = Outcome.UNRECOGNISED
    reason = status.sub_status_reason.code if status.sub_status_reason is not None else None
    codes = [str(code) for code in (sub, reason) if code is not None]
    return STATE.assess(status.status, reasons, method=identification.identification_method, codes=codes, outcome=outcome)


def _reasons(identification: _Identification, tables: ReasonTables) -> Iterator[Reason]:
    status, sub = identification.identification_status, identification.identification_status.sub_status
    reason = status.sub_status_reason
    fraud = sub.code == _FRAUD if sub is not None and sub.code is not None else None
    permanent = {"declined": True, "incomplete": False}.get(str(status.status))
    if sub is not None and sub.code is not None:
        yield _reason(tables["SUB_STATUSES"], str(sub.code), sub.description, identification, fraud=fraud, permanent=permanent)
    if reason is not None and reason.code is not None:
        yield _reason(tables["SUB_STATUS_REASONS"], str(reason.code), reason.description, identification, fraud=fraud, permanent=permanent)
    # Photo tells more on the records: why each is invalid.
    for code in sorted({str(record.validation_sub_status) for record in _records(identification) if record.validation_sub_status}):
        yield tables["VALIDATION_SUB_STATUSES"].for_code(code)


def _reason(
    table: ReasonTable,
    code: str,
    description: str | None,
    identification: _Identification,
    *,
    fraud: bool | None,
    permanent: bool | None,
) -> Reason:
    """The row of `code`, in the words of the method's own table. A code without a row keeps the provider's description."""
    row = table.for_code(code)
    method, status = str(identification.identification_method), str(identification.identification_status.status)
    own = (use.get("text") for use in row.applies_to if use.get("method") == method and use.get("status") == status)
    text = next((text for text in own if text), row.text) or description or ""
    return replace(row, text=text, fraud=row.fraud if fraud is None else fraud, permanent=row.permanent if permanent is None else permanent)


def _records(identification: _Identification) -> Iterable[_Record]:
    yield from identification.records or ()
    if identification.identification_document is not None:
        yield from identification.identification_document.records or ()
    if identification.driving_licence is not None:
        yield from identification.driving_licence.records or ()


READERS: Mapping[str, Reader] = {"CaseResult": case_result, "IdentificationResult": identification_result}
