"""IDENTPLUS: the status of an identcheck (provider's document, "Create new identcheck" and "Get identcheck status")."""

from collections.abc import Mapping
from typing import Protocol

from identkit.core.status.outcome import Assessment, Outcome
from identkit.core.status.table import Reader, ReasonTables, Table


class _Identcheck(Protocol):
    """What is read of an identcheck."""

    process_status: str
    process_status_note: str | None


PROCESS_STATUS = Table(
    "ProcessStatus",
    {
        "SCT_TRIGGERED": Outcome.PENDING,
        # It is not guaranteed that the money arrives; access to the account is proven when the partner returns the code.
        "SCT_ACCEPTED": Outcome.PROVISIONAL,
        "SCT_FAILED": Outcome.RETRY,
        "SCT_DISCARDED": Outcome.UNRECOGNISED,  # the note decides, see below
    },
    refined_by={"SCT_DISCARDED": "ProcessStatusNote"},
)

NOTES = Table(
    "ProcessStatusNote",
    {
        "CHECK_PERSON": Outcome.REJECTED,
        "CHECK_BANK_CONNECTION": Outcome.REJECTED,
        "INVALID_PROCESS": Outcome.REJECTED,
        # The rest are errors of input: the same person may be checked again with corrected data.
        "SCHUFA_IBAN_VALIDATION_FAILED": Outcome.RETRY,
        "SCHUFA_BIRTHDATE_NOT_VALID_SCOPE": Outcome.RETRY,
        "SCHUFA_DATE_NOT_VALID_SCOPE": Outcome.RETRY,
        "SCHUFA_POSTCODE_NOT_VALID": Outcome.RETRY,
        "SCHUFA_POSTCODE_NOT_ALLOWED": Outcome.RETRY,
        "GATEWAY_SCHEMA_VALIDATION_ERROR": Outcome.RETRY,
        "GATEWAY_IBAN_CHECKSUM_VALIDATION_FAILED": Outcome.RETRY,
        "GATEWAY_IBAN_VALIDATION_FAILED": Outcome.RETRY,
    },
)

TABLES = (PROCESS_STATUS, NOTES)


def identcheck(check: _Identcheck, tables: ReasonTables) -> Assessment:
    """The verdict on an identcheck. One that was discarded for no reason, or for one we do not know, is UNRECOGNISED, and final."""
    note = check.process_status_note
    reasons = (tables["PROCESS_STATUS_NOTES"].for_code(str(note)),) if note is not None else ()
    no_result = check.process_status == "SCT_DISCARDED"
    return PROCESS_STATUS.assess(check.process_status, reasons, outcome=NOTES.outcome(note) if no_result else None)


READERS: Mapping[str, Reader] = {"Identcheck": identcheck}
