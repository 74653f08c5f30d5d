"""POSTIDENT: cases and identifications (guide 2, chapters 2 and 4).

An identification has a status, a sub status and a reason; the same code may stand in several tables, so the method and the status decide
what it means. A case adds its own status: only the pairs that the guide's summaries show are recognised.
"""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve
from msgspec.structs import replace

from identkit.core._received.reasons import Reason, ReasonTable
from identkit.core.status.outcome import Assessment, Outcome
from identkit.core.status.table import Table
from identkit.postident.models import CaseResult, IdentificationResult, RecordResult
from identkit.postident.reasons import SUB_STATUS_REASONS, SUB_STATUSES, VALIDATION_SUB_STATUSES

STATE = Table(
    "postident",
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
    "postident",
    "SubStatusCode",
    {
        "11": Outcome.REJECTED,
        "12": Outcome.EXPIRED,
        "13": Outcome.EXPIRED,
        "15": Outcome.REJECTED,
        "16": Outcome.REJECTED,
        "17": Outcome.REJECTED,
        "19": Outcome.REJECTED,
        "99": Outcome.REJECTED,
        **dict.fromkeys(_NOT_WITH_DECLINED, Outcome.UNRECOGNISED),
    },
)

# What a case is as long as none of its identifications says more.
CASE = Table("postident", "CaseState", {"new": Outcome.CREATED, "in progress": Outcome.UNRECOGNISED, "closed": Outcome.UNRECOGNISED})

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


def assess(obj: object) -> Assessment:
    """The verdict on a case or on one identification.

    A case is as its primary identification is. It is UNRECOGNISED when its own status and that identification contradict each other, and
    when one identification was a success and another declined.
    """
    if isinstance(obj, CaseResult):
        return _case(obj)
    if isinstance(obj, IdentificationResult):
        return _identification(obj)
    raise TypeError(f"a case or an identification is needed, not {type(obj).__name__}")


def _case(case: CaseResult) -> Assessment:
    status = case.case_status.status
    found = [case.primary_ident] if case.primary_ident is not None else case.identifications or []
    if not found:
        return CASE.assess(status)
    primary = max(found, key=_progress)
    verdict = _identification(primary)
    states = {str(identification.identification_status.status) for identification in found}
    if verdict.status not in _WITHIN.get(str(status), frozenset()) or {"success", "declined"} <= states:
        return evolve(verdict, outcome=Outcome.UNRECOGNISED, may_serve=False)
    return CASE.assess(status) if status == "new" else verdict


def _progress(identification: IdentificationResult) -> int:
    status = str(identification.identification_status.status)
    return _PROGRESS.index(status) if status in _PROGRESS else -1


def _identification(identification: IdentificationResult) -> Assessment:
    status = identification.identification_status
    sub = status.sub_status.code if status.sub_status is not None else None
    reasons = tuple(_reasons(identification))
    outcome: Outcome | None = None
    if status.status == "declined":
        outcome = DECLINED.outcome(sub)
    elif status.status == "success" and any(reason.fraud for reason in reasons):  # the guide never has it so
        outcome = Outcome.UNRECOGNISED
    return STATE.assess(status.status, reasons, outcome=outcome)


def _reasons(identification: IdentificationResult) -> Iterator[Reason]:
    status, sub = identification.identification_status, identification.identification_status.sub_status
    reason = status.sub_status_reason
    fraud = sub.code == _FRAUD if sub is not None and sub.code is not None else None
    permanent = {"declined": True, "incomplete": False}.get(str(status.status))
    if sub is not None and sub.code is not None:
        yield _reason(SUB_STATUSES, str(sub.code), sub.description, identification, fraud=fraud, permanent=permanent)
    if reason is not None and reason.code is not None:
        yield _reason(SUB_STATUS_REASONS, str(reason.code), reason.description, identification, fraud=fraud, permanent=permanent)
    # Photo tells more on the records: why each is invalid.
    for code in sorted({str(record.validation_sub_status) for record in _records(identification) if record.validation_sub_status}):
        yield VALIDATION_SUB_STATUSES.for_code(code)


def _reason(
    table: ReasonTable,
    code: str,
    description: str | None,
    identification: IdentificationResult,
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


def _records(identification: IdentificationResult) -> Iterable[RecordResult]:
    yield from identification.records or ()
    if identification.identification_document is not None:
        yield from identification.identification_document.records or ()
    if identification.driving_licence is not None:
        yield from identification.driving_licence.records or ()
