# Generated from specs/identplus.yaml (sha256 77e75830e16fd6f192ffee3baedc26aa1e4bd0ca587cf1943076f8a08d9043be). Do not edit: change the spec, then `make generate`.
"""IDENTPLUS: the provider's tables of reasons and codes."""

from identkit.core import _kit

__all__ = [
    "PROCESS_STATUS_NOTES",
]  # fmt: skip

PROCESS_STATUS_NOTES = _kit.ReasonTable(
    (
        _kit.Reason("CHECK_PERSON", text="The check of the person was not passed."),
        _kit.Reason("CHECK_BANK_CONNECTION", text="The check of the bank connection was not passed."),
        _kit.Reason("SCHUFA_IBAN_VALIDATION_FAILED", text="SCHUFA did not accept the IBAN.", permanent=False),
        _kit.Reason("SCHUFA_BIRTHDATE_NOT_VALID_SCOPE", text="SCHUFA did not accept the birth date.", permanent=False),
        _kit.Reason("SCHUFA_DATE_NOT_VALID_SCOPE", text="SCHUFA did not accept a date.", permanent=False),
        _kit.Reason("SCHUFA_POSTCODE_NOT_VALID", text="SCHUFA did not accept the post code.", permanent=False),
        _kit.Reason("SCHUFA_POSTCODE_NOT_ALLOWED", text="SCHUFA does not allow the post code.", permanent=False),
        _kit.Reason("GATEWAY_SCHEMA_VALIDATION_ERROR", text="The payment gateway did not accept the form of the order.", permanent=False),
        _kit.Reason("GATEWAY_IBAN_CHECKSUM_VALIDATION_FAILED", text="The checksum of the IBAN is wrong.", permanent=False),
        _kit.Reason("GATEWAY_IBAN_VALIDATION_FAILED", text="The payment gateway did not accept the IBAN.", permanent=False),
        _kit.Reason("INVALID_PROCESS", text="The process was not valid."),
    )
)
"""Why a request was discarded."""
