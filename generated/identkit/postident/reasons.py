# Generated from specs/postident.yaml (sha256 d17cfdaeba493fcd0fbb8d98d6764aa24e1140c68d36e7cc0d22c259e98afeef). Do not edit: change the spec, then `make generate`.
"""POSTIDENT SCR-Ident: the provider's tables of reasons and codes."""

from identkit.core import _kit

__all__ = [
    "NATIONALITY_CODES", "SUB_STATUSES", "SUB_STATUS_REASONS", "VALIDATION_SUB_STATUSES",
]  # fmt: skip

VALIDATION_SUB_STATUSES = _kit.ReasonTable(
    (
        _kit.Reason("document not supported", text="Document not supported. Always the same for all records of a document."),
        _kit.Reason("document not identifiable", text="Document not identifiable. Always the same for all records of a document."),
        _kit.Reason("document expired", text="Document expired. Always the same for all records of a document."),
        _kit.Reason("fraud suspicion", text="Fraud suspicion. Always the same for all records of a document.", fraud=True),
        _kit.Reason("abuse", text="Abuse. Always the same for all records of a document."),
        _kit.Reason("person not identifiable", text="Person not identifiable. Of this record."),
        _kit.Reason("bad exposure", text="Bad exposure. Of this record."),
        _kit.Reason("too blurry", text="Too blurry. Of this record."),
        _kit.Reason("partly concealed", text="Partly concealed. Of this record."),
        _kit.Reason("picture detail not sufficient", text="Picture detail not sufficient. Of this record."),
    )
)
"""Only for photo: why a record is invalid."""


NATIONALITY_CODES = _kit.ReasonTable(
    (
        _kit.Reason("RKS", text="Kosovar"),
        _kit.Reason("XXA", text="Stateless"),
        _kit.Reason("XXB", text="Refugee (1951 Convention)"),
        _kit.Reason("XXC", text="Refugee"),
        _kit.Reason("XXX", text="Unspecified"),
    )
)
"""Nationality, ISO 3166 alpha-3, and the codes of the table."""


SUB_STATUSES = _kit.ReasonTable(
    (
        _kit.Reason(
            "11",
            text="Fraud suspicion",
            fraud=True,
            applies_to=(
                {"method": "video", "status": "review pending", "status_type": "preliminary"},
                {"method": "video", "status": "declined", "status_type": "final"},
                {"method": "eid", "status": "declined", "status_type": "final"},
                {"method": "photo", "status": "declined", "status_type": "final"},
                {"method": "basic", "status": "declined", "status_type": "final"},
            ),
        ),
        _kit.Reason(
            "12",
            text="Operation valid time frame exceeded (case ID)",
            permanent=True,
            applies_to=(
                {"method": "video", "status": "declined", "status_type": "final"},
                {"method": "photo", "status": "declined", "status_type": "final"},
                {"method": "basic", "status": "declined", "status_type": "final"},
            ),
        ),
        _kit.Reason(
            "13",
            text="Maximum number of started operations exceeded (case URL)",
            permanent=True,
            applies_to=(
                {"method": "video", "status": "declined", "status_type": "final"},
                {"method": "photo", "status": "declined", "status_type": "final"},
                {"method": "basic", "status": "declined", "status_type": "final"},
            ),
        ),
        _kit.Reason(
            "15",
            text="Abuse (e.g. nonsense, nude photos)",
            permanent=True,
            applies_to=({"method": "photo", "status": "declined", "status_type": "final"},),
        ),
        _kit.Reason(
            "16",
            text="Identification with abnormalities",
            permanent=True,
            applies_to=({"method": "basic", "status": "declined", "status_type": "final"},),
        ),
        _kit.Reason(
            "17",
            text="Identification with unrecoverable data problem in identification document",
            permanent=True,
            applies_to=({"method": "basic", "status": "declined", "status_type": "final"},),
        ),
        _kit.Reason(
            "19",
            text="Identification with unrecoverable data problem in videochat recording",
            permanent=True,
            applies_to=({"method": "video", "status": "declined", "status_type": "final"},),
        ),
        _kit.Reason(
            "31",
            text="Identification document or driving licence not supported",
            permanent=False,
            applies_to=({"method": "photo", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "32",
            text="Identification document or driving licence expired",
            permanent=False,
            applies_to=({"method": "photo", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "33",
            text="Document or person not clearly identifiable",
            permanent=False,
            applies_to=({"method": "photo", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "34",
            text="Image or video quality insufficient",
            permanent=False,
            applies_to=({"method": "photo", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason("51", text="Language problems", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)),
        _kit.Reason(
            "52",
            text="Insufficient video quality (security features cannot be verified or identification document unreadable)",
            permanent=False,
            applies_to=({"method": "video", "status": "incomplete"},),
        ),
        _kit.Reason(
            "53",
            text="Identification document has expired",
            permanent=False,
            applies_to=(
                {"method": "video", "status": "incomplete"},
                {"method": "eid", "status": "incomplete", "status_type": "notification"},
                {"method": "basic", "status": "incomplete"},
            ),
        ),
        _kit.Reason(
            "54",
            text="Unsupported identification document",
            permanent=False,
            applies_to=(
                {"method": "video", "status": "incomplete"},
                {"method": "eid", "status": "incomplete", "status_type": "notification", "text": "Identification document not supported"},
                {"method": "basic", "status": "incomplete"},
            ),
        ),
        _kit.Reason("55", text="Problem with TAN", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)),
        _kit.Reason(
            "56", text="Identification document damaged", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)
        ),
        _kit.Reason("57", text="Cancellation in queue", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)),
        _kit.Reason(
            "58", text="Problem with video chat recording", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)
        ),
        _kit.Reason(
            "59",
            text="Identification document invalid",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "60",
            text="eID unknown error",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "61",
            text="eID problem with authentication / PIN",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "62",
            text="eID problem reading card",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "63",
            text="eID problem with eID server",
            permanent=False,
            caused_by_user=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "70", text="Error in the printed form data", permanent=False, applies_to=({"method": "basic", "status": "incomplete"},)
        ),
        _kit.Reason(
            "71",
            text="User rejects document scan",
            permanent=False,
            caused_by_user=True,
            applies_to=({"method": "basic", "status": "incomplete"},),
        ),
        _kit.Reason(
            "97",
            text="Cancellation by user",
            permanent=False,
            caused_by_user=True,
            applies_to=(
                {"method": "video", "status": "incomplete"},
                {"method": "eid", "status": "incomplete", "status_type": "notification"},
                {"method": "basic", "status": "incomplete"},
            ),
        ),
        _kit.Reason(
            "98",
            text="Cancellation for technical reasons",
            permanent=False,
            caused_by_user=False,
            applies_to=(
                {"method": "video", "status": "incomplete"},
                {"method": "eid", "status": "incomplete", "status_type": "notification"},
                {"method": "basic", "status": "incomplete"},
            ),
        ),
        _kit.Reason(
            "99",
            text="Cancellation for other reasons",
            applies_to=(
                {"method": "video", "status": "incomplete"},
                {"method": "video", "status": "declined", "status_type": "final", "text": "Cancellation for other reason"},
                {"method": "eid", "status": "incomplete", "status_type": "notification"},
            ),
        ),
    )
)
"""Code of a sub status."""


SUB_STATUS_REASONS = _kit.ReasonTable(
    (
        _kit.Reason(
            "110",
            text="Identification document possibly forged",
            permanent=True,
            fraud=True,
            applies_to=({"method": "video", "status": "declined", "status_type": "final", "sub_status": "11"},),
        ),
        _kit.Reason(
            "111",
            text="Person does not match photo",
            permanent=True,
            fraud=True,
            applies_to=({"method": "video", "status": "declined", "status_type": "final", "sub_status": "11"},),
        ),
        _kit.Reason(
            "112",
            text="Multiple identity checks for single person",
            permanent=True,
            fraud=True,
            applies_to=(
                {"method": "video", "status": "declined", "status_type": "final", "sub_status": "11"},
                {"method": "basic", "status": "declined", "status_type": "final", "sub_status": "16"},
            ),
        ),
        _kit.Reason(
            "113",
            text="Multiple persons present",
            permanent=True,
            fraud=True,
            applies_to=(
                {"method": "video", "status": "declined", "status_type": "final", "sub_status": "11"},
                {"method": "basic", "status": "declined", "status_type": "final", "sub_status": "16"},
            ),
        ),
        _kit.Reason(
            "114",
            text="Document shows abnormalities",
            permanent=True,
            applies_to=({"method": "basic", "status": "declined", "status_type": "final", "sub_status": "16"},),
        ),
        _kit.Reason(
            "115",
            text="No matching signature",
            permanent=True,
            fraud=True,
            applies_to=({"method": "basic", "status": "declined", "status_type": "final", "sub_status": "11"},),
        ),
        _kit.Reason(
            "116",
            text="No matching photo",
            permanent=True,
            fraud=True,
            applies_to=({"method": "basic", "status": "declined", "status_type": "final", "sub_status": "11"},),
        ),
        _kit.Reason(
            "117",
            text="Inconsistencies with date of expiry",
            permanent=True,
            applies_to=({"method": "basic", "status": "declined", "status_type": "final", "sub_status": "16"},),
        ),
        _kit.Reason(
            "118",
            text="Images of document not received",
            permanent=True,
            applies_to=({"method": "basic", "status": "declined", "status_type": "final", "sub_status": "17"},),
        ),
        _kit.Reason(
            "119",
            text="Other reason for fraud suspicion",
            permanent=True,
            fraud=True,
            applies_to=({"method": "video", "status": "declined", "status_type": "final", "sub_status": "11"},),
        ),
        _kit.Reason(
            "120",
            text="Videochat recording missing or faulty",
            permanent=True,
            applies_to=({"method": "video", "status": "declined", "status_type": "final"},),
        ),
        _kit.Reason(
            "121",
            text="Social engineering",
            permanent=True,
            fraud=True,
            applies_to=({"method": "video", "status": "declined", "status_type": "final", "sub_status": "11"},),
        ),
        _kit.Reason(
            "122",
            text="Identification document blocked by authorities",
            permanent=True,
            fraud=True,
            applies_to=({"method": "eid", "status": "declined", "status_type": "final", "sub_status": "11"},),
        ),
        _kit.Reason(
            "123",
            text="Multiple identity checks for single person over longer period of time",
            permanent=True,
            applies_to=({"method": "basic", "status": "declined", "status_type": "final", "sub_status": "16"},),
        ),
        _kit.Reason("200", text="Video only, no audio", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)),
        _kit.Reason("201", text="Audio only, no video", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)),
        _kit.Reason(
            "202", text="Videochat recording not possible", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)
        ),
        _kit.Reason("203", text="Videochat recording faulty", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)),
        _kit.Reason(
            "204", text="Videochat recording with other problem", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)
        ),
        _kit.Reason(
            "520",
            text="Pixelated /blurry/no autofocus /mirrored",
            permanent=False,
            applies_to=({"method": "video", "status": "incomplete"},),
        ),
        _kit.Reason("523", text="Bad lighting conditions", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)),
        _kit.Reason(
            "525", text="User has problems with camera", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)
        ),
        _kit.Reason(
            "550",
            text="User did not enter correct TAN",
            permanent=False,
            caused_by_user=True,
            applies_to=({"method": "video", "status": "incomplete"},),
        ),
        _kit.Reason(
            "570",
            text="Cancellation in queue by system",
            permanent=False,
            caused_by_user=False,
            applies_to=({"method": "video", "status": "incomplete"},),
        ),
        _kit.Reason(
            "591",
            text="ID card with invalid certificate (e.g. test ID card)",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "592",
            text="ID card does not provide all of the required data",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "600",
            text="eCardAPI reports unknown error",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "610",
            text="Error in eID client",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "611",
            text="Incomplete data from PIN or card",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "612",
            text="Authentication failed",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "613",
            text="PIN entered incorrectly too often",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "614",
            text="PIN deactivated",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "620",
            text="Error in communication between Ecard client (browser) and card reader",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "621",
            text="Error in communication between eID client (app) and card",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "622",
            text="Chip card error",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "623",
            text="Card slipped / not readable / removed",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "630",
            text="eID server not operational",
            permanent=False,
            caused_by_user=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "631",
            text="eID client cannot communicate with eID server",
            permanent=False,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason(
            "971",
            text="Cancellation in queue by user",
            permanent=False,
            caused_by_user=True,
            applies_to=({"method": "video", "status": "incomplete"},),
        ),
        _kit.Reason(
            "972", text="User has hung up", permanent=False, caused_by_user=True, applies_to=({"method": "video", "status": "incomplete"},)
        ),
        _kit.Reason(
            "973",
            text="Timeout at user",
            permanent=False,
            caused_by_user=True,
            applies_to=(
                {"method": "video", "status": "incomplete"},
                {"method": "eid", "status": "incomplete", "status_type": "notification"},
            ),
        ),
        _kit.Reason(
            "974",
            text="Timeout in app because in background",
            permanent=False,
            applies_to=(
                {"method": "video", "status": "incomplete"},
                {"method": "eid", "status": "incomplete", "status_type": "notification"},
            ),
        ),
        _kit.Reason(
            "975",
            text="User cancelled eID attempt",
            permanent=False,
            caused_by_user=True,
            applies_to=({"method": "eid", "status": "incomplete", "status_type": "notification"},),
        ),
        _kit.Reason("980", text="Connection quality", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)),
        _kit.Reason("981", text="Video cannot be accepted", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)),
        _kit.Reason(
            "982", text="Video and audio are not established", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)
        ),
        _kit.Reason("985", text="User did not receive TAN", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)),
        _kit.Reason("986", text="Sudden disconnection", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)),
        _kit.Reason("987", text="Frozen image", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)),
        _kit.Reason("988", text="Timeout in queue", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)),
        _kit.Reason(
            "989",
            text="Other technical reason for cancellation",
            permanent=False,
            caused_by_user=False,
            applies_to=({"method": "video", "status": "incomplete"},),
        ),
        _kit.Reason(
            "990",
            text="User uncooperative",
            permanent=False,
            caused_by_user=True,
            applies_to=({"method": "video", "status": "incomplete"},),
        ),
        _kit.Reason(
            "991",
            text="User operating error",
            permanent=False,
            caused_by_user=True,
            applies_to=({"method": "video", "status": "incomplete"},),
        ),
        _kit.Reason(
            "992", text="Case belongs to different person", permanent=False, applies_to=({"method": "video", "status": "incomplete"},)
        ),
        _kit.Reason(
            "998",
            text="Other reason for cancellation",
            permanent=False,
            applies_to=(
                {"method": "video", "status": "incomplete"},
                {"method": "eid", "status": "incomplete", "status_type": "notification"},
            ),
        ),
    )
)
"""Code of the reason for a sub status."""
