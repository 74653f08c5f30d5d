# Generated from specs/identplus.yaml (sha256 38cc27181036713b5b811eb95a962901cfe674ff01b4496bcb0ceae2b65a3c46). Do not edit: change the spec, then `make generate`.
"""IDENTPLUS: the provider's tables of reasons and codes."""

from identkit.core._received.reasons import Reason, ReasonTable

PROCESS_STATUS_NOTES = ReasonTable(
    (
        Reason("CHECK_PERSON", text="The check of the person was not passed."),
        Reason("CHECK_BANK_CONNECTION", text="The check of the bank connection was not passed."),
        Reason("SCHUFA_IBAN_VALIDATION_FAILED", text="SCHUFA did not accept the IBAN.", permanent=False),
        Reason("SCHUFA_BIRTHDATE_NOT_VALID_SCOPE", text="SCHUFA did not accept the birth date.", permanent=False),
        Reason("SCHUFA_DATE_NOT_VALID_SCOPE", text="SCHUFA did not accept a date.", permanent=False),
        Reason("SCHUFA_POSTCODE_NOT_VALID", text="SCHUFA did not accept the post code.", permanent=False),
        Reason("SCHUFA_POSTCODE_NOT_ALLOWED", text="SCHUFA does not allow the post code.", permanent=False),
        Reason("GATEWAY_SCHEMA_VALIDATION_ERROR", text="The payment gateway did not accept the form of the order.", permanent=False),
        Reason("GATEWAY_IBAN_CHECKSUM_VALIDATION_FAILED", text="The checksum of the IBAN is wrong.", permanent=False),
        Reason("GATEWAY_IBAN_VALIDATION_FAILED", text="The payment gateway did not accept the IBAN.", permanent=False),
        Reason("INVALID_PROCESS", text="The process was not valid."),
    )
)
"""Why a request was discarded."""
