# Generated from specs/postident.yaml (sha256 d17cfdaeba493fcd0fbb8d98d6764aa24e1140c68d36e7cc0d22c259e98afeef). Do not edit: change the spec, then `make generate`.
"""POSTIDENT SCR-Ident: what is sent and received."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import nonmember
from typing import Any, ClassVar, Literal, TypeAlias, TypedDict

import msgspec

from identkit.core import _kit

__all__ = [
    "AccountingData", "AdditionalDataBasic", "AdditionalDataEid", "AdditionalDataVideo", "AdditionalInformationForIDCardCheck",
    "AddressMatch", "AddressProvided", "AddressProvidedParams", "AddressResult", "AppStart", "ArchivedCase", "CallbackUrl",
    "CallbackUrlParams", "CasePage", "CaseResult", "CaseStart", "CaseState", "CaseStatus", "ContactDataProvided",
    "ContactDataProvidedParams", "ContactDataResult", "CustomData", "CustomDataParams", "DrivingLicenceClassProvided",
    "DrivingLicenceClassProvidedParams", "DrivingLicenceClassesResult", "DrivingLicenceProvided", "DrivingLicenceProvidedParams",
    "DrivingLicenceResult", "FailedCheckOfIdCardReader", "IdCardReaderCheck", "IdCardReaderCheckCategories",
    "IdentificationDocumentProvided", "IdentificationDocumentProvidedParams", "IdentificationDocumentResult",
    "IdentificationDocumentType", "IdentificationDocumentTypeInput", "IdentificationMethod", "IdentificationResult",
    "IdentificationState", "IdentificationStatus", "OrderData", "PreferredLanguage", "PreferredLanguageInput", "ProcessData",
    "ProcessDataParams", "RecordOwner", "RecordResult", "RecordType", "ResultDate", "ResultDocumentType", "ResultNationality",
    "ResultValue", "ResultValueStatus", "SubStatus", "SubStatusCode", "SubStatusReason", "SubStatusReasonCode", "TanChannel",
    "ValidationStatus", "ValidationSubStatus", "WebStart", "XPARTIALDELIVERYHeaders",
]  # fmt: skip


class CaseState(_kit.StatusEnum):
    """Status of a case.

    After validUntil the user can neither start nor restart the case.

    Lists show closed cases only, unless they are asked for others (new, in_progress).

    Source: Guide 2, 8 CaseStatus, status; 2 Summary (documented)
    """

    NEW = "new"
    """No identification was started. Signals an e-mail; `.signals(method)` has the conditions."""
    IN_PROGRESS = "in progress"
    """An identification is under way, or may be restarted."""
    CLOSED = "closed"
    """An identification ended with success or was declined."""
    _states = nonmember(
        {
            "new": _kit.State(
                next="user",
                signalled=(
                    _kit.Signals(
                        email=True,
                        conditions={"email": "can be turned off for the account; sent only after the user used the way back to the client"},
                    ),
                ),
            ),
            "in progress": _kit.State(next="user"),
            "closed": _kit.State(final=True, next="nobody"),
        }
    )


class IdentificationMethod(_kit.OpenStrEnum):
    """How the person is identified.

    Source: Guide 2, 1 Definitions and 8 IdentificationResult (documented)
    """

    PHOTO = "photo"
    """POSTIDENT via photo."""
    VIDEO = "video"
    """POSTIDENT via videochat."""
    EID = "eid"
    """POSTIDENT with new German national identity card (eID)."""
    BASIC = "basic"
    """POSTIDENT in a post office. Basic online, "the standard case", begins with a case and a coupon of the POSTIDENT system; basic offline
    begins with a coupon that the client made itself.
    """


class PreferredLanguage(_kit.OpenStrEnum):
    """Language of portal and e-mails.

    Source: broestech/postident_sdk@67118a8 dto/PreferredLanguage.kt (observed)
    """

    DE_DE = "DE_DE"
    """German (default)."""
    EN_UK = "EN_UK"
    """English; not yet supported by portal and app."""


PreferredLanguageInput: TypeAlias = PreferredLanguage | Literal["DE_DE", "EN_UK"]
"""What is taken where a `PreferredLanguage` is sent."""


class IdentificationDocumentType(_kit.OpenStrEnum):
    """Type of an identification document, "as number".

    Source: Guide 2, 8 IdentificationDocumentResult, type (documented)
    """

    ID_CARD = "1"
    """ID Card (Personalausweis)."""
    PASSPORT = "2"
    """Passport (Reisepass)."""
    RESIDENCE_PERMIT = "3"
    """Residence Permit (ID Card Substitute) (Aufenthaltstitel (Ausweisersatz))."""
    TEMPORARY_ID_CARD = "4"
    """Temporary ID Card (Vorläufiger Personalausweis)."""
    TEMPORARY_PASSPORT = "5"
    """Temporary Passport (Vorläufiger Reisepass)."""
    TRAVEL_DOCUMENT_1954 = "6"
    """1954 Convention Travel Document (Stateless Person) (Reiseausweis für Staatenlose (Übereinkommen von 1954))."""
    TRAVEL_DOCUMENT_1951 = "7"
    """1951 Convention Travel Document (Refugee) (Reiseausweis für Flüchtlinge (Übereinkommen von 1951))."""
    TRAVEL_DOCUMENT_1946 = "8"
    """1946 Convention Travel Document (Foreigner) (Reiseausweis für Ausländer (Abkommen von 1946))."""
    SERVICE_PASSPORT = "9"
    """Service Passport (Dienstpass)."""
    DIPLOMATIC_PASSPORT = "10"
    """Diplomatic Passport (Diplomatenpass)."""
    OFFICIAL_PASSPORT = "11"
    """Official Passport (Ministerialpass)."""
    OFFICIAL_OR_DIPLOMATIC_PASSPORT = "12"
    """Official or Diplomatic Passport (Ministerial- oder Diplomatenpass)."""


IdentificationDocumentTypeInput: TypeAlias = (
    IdentificationDocumentType | Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
)
"""What is taken where a `IdentificationDocumentType` is sent."""


class ResultValueStatus(_kit.OpenStrEnum):
    """How a value compares with the one provided.

    Source: Guide 2, 8 ContactDataResult (documented)
    """

    NEW = "new"
    """Nothing was provided; the value was taken from the document or the person."""
    MATCH = "match"
    """The value provided matches the document or the person."""
    CHANGE = "change"
    """The value provided was overwritten by that of the document or the person."""


class IdentificationState(_kit.StatusEnum):
    """Status of an identification.

    A webhook goes out for the status types notification, preliminary and final. `incomplete` of video and basic has none, and lists show
    closed cases by default: who only listens never hears of it. Ask for the case, or list with in_progress.

    Webhooks, result PDFs and e-mails have to be activated (e-mails may be turned off) for the account.

    Source: Guide 2, 2 Summary; 4 Result Status; 8 IdentificationStatus, status (documented)
    """

    STARTED = "started"
    """Identification created; the user has to act."""
    COUPON_REQUESTED = "coupon requested"
    """Basic: the coupon was requested, the user has to go to a post office. Signals a webhook and a redirect for basic; `.signals(method)`
    has the conditions.
    """
    INCOMPLETE = "incomplete"
    """The attempt could not be completed; the user may start again. Signals nothing for video and basic; a webhook for eid; a webhook and
    an e-mail for photo; `.signals(method)` has the conditions.
    """
    REVIEW_PENDING = "review pending"
    """The user is done, POSTIDENT works on it. Signals a webhook and a redirect for video; a webhook for basic; a webhook and a redirect
    for photo; `.signals(method)` has the conditions.
    """
    DECLINED = "declined"
    """Declined. The case is closed and cannot be restarted. Signals a webhook, a redirect, a result PDF, images and a recording for video;
    a webhook and a result PDF for eid; a webhook, an e-mail and a redirect for photo; a webhook, a result PDF and images for basic;
    `.signals(method)` has the conditions.
    """
    SUCCESS = "success"
    """Completed. The case is closed and cannot be restarted. Signals a webhook, a redirect, a result PDF, images and a recording for video;
    a webhook, a redirect and a result PDF for eid; a webhook, an e-mail and a redirect for photo; a webhook, a result PDF and images for
    basic; `.signals(method)` has the conditions.
    """
    _states = nonmember(
        {
            "started": _kit.State(
                next="user",
                meanings=(
                    _kit.Meaning(
                        methods=("video",),
                        text="Identification created. User has to initiate a videochat. Afterwards videochat in progress.",
                    ),
                    _kit.Meaning(
                        methods=("eid",),
                        text="Identification created. User has to use a reading device in order to capture the data from his or her identity card.",
                    ),
                    _kit.Meaning(methods=("photo",), text="Identification created. User has to capture and upload photos."),
                    _kit.Meaning(methods=("basic",), text="Identification created. User has to request a coupon."),
                ),
            ),
            "coupon requested": _kit.State(
                next="user",
                signalled=(
                    _kit.Signals(
                        methods=("basic",),
                        kind="notification",
                        webhook=True,
                        redirect=True,
                        conditions={
                            "webhook": "must be activated for the account; single status types can be chosen (only final, say)",
                            "redirect": "for the button that leads back to the client",
                        },
                    ),
                ),
                meanings=(_kit.Meaning(methods=("basic",), text="Coupon requested from POSTIDENT system, e.g by download or by email."),),
            ),
            "incomplete": _kit.State(
                next="user",
                may_restart=True,
                signalled=(
                    _kit.Signals(methods=("video", "basic")),
                    _kit.Signals(
                        methods=("eid",),
                        kind="notification",
                        webhook=True,
                        conditions={
                            "webhook": "chapter 4 calls it a notification, for which webhooks go out once activated; the summary of chapter 2 has none"
                        },
                    ),
                    _kit.Signals(
                        methods=("photo",),
                        kind="notification",
                        webhook=True,
                        email=True,
                        conditions={
                            "webhook": "must be activated for the account; single status types can be chosen (only final, say)",
                            "email": "can be turned off for the account; sent only after the user used the way back to the client",
                        },
                    ),
                ),
                meanings=(
                    _kit.Meaning(
                        methods=("video",),
                        codes=(
                            "51",
                            "52",
                            "53",
                            "54",
                            "55",
                            "56",
                            "57",
                            "58",
                            "97",
                            "98",
                            "99",
                            "200",
                            "201",
                            "202",
                            "203",
                            "204",
                            "520",
                            "523",
                            "525",
                            "550",
                            "570",
                            "971",
                            "972",
                            "973",
                            "974",
                            "980",
                            "981",
                            "982",
                            "985",
                            "986",
                            "987",
                            "988",
                            "989",
                            "990",
                            "991",
                            "992",
                            "998",
                        ),
                        text="Videochat could not be completed (e.g. because the identification document submitted by the user had expired). The identification can be restarted by the user (e.g. with another valid identification document).",
                    ),
                    _kit.Meaning(
                        methods=("eid",),
                        codes=(
                            "53",
                            "54",
                            "59",
                            "60",
                            "61",
                            "62",
                            "63",
                            "97",
                            "98",
                            "99",
                            "591",
                            "592",
                            "600",
                            "610",
                            "611",
                            "612",
                            "613",
                            "614",
                            "620",
                            "621",
                            "622",
                            "623",
                            "630",
                            "631",
                            "973",
                            "974",
                            "975",
                            "998",
                        ),
                        text="Identification could not be completed (e.g. because the identification document submitted by the user had expired). The identification can be restarted by the user (e.g. with another valid identification document).",
                    ),
                    _kit.Meaning(
                        methods=("photo",),
                        codes=("31", "32", "33", "34"),
                        text="Identification could not be completed based on uploaded photos (e.g. because the identification document submitted by the user had expired). The identification can be restarted by the user (e.g. with another valid identification document).",
                    ),
                    _kit.Meaning(
                        methods=("basic",),
                        codes=("53", "54", "70", "71", "97", "98"),
                        text="Identification in post office finished, but identification could not be completed (e.g. because the identification document submitted by the user had expired). The identification can be restarted by the user (e.g. with another valid identification document).",
                    ),
                ),
            ),
            "review pending": _kit.State(
                next="provider",
                signalled=(
                    _kit.Signals(
                        methods=("video",),
                        kind="preliminary",
                        webhook=True,
                        redirect=True,
                        conditions={
                            "webhook": "must be activated for the account; single status types can be chosen (only final, say)",
                            "redirect": "for the button that leads back to the client",
                        },
                    ),
                    _kit.Signals(
                        methods=("basic",),
                        kind="preliminary",
                        webhook=True,
                        conditions={"webhook": "must be activated for the account; single status types can be chosen (only final, say)"},
                    ),
                    _kit.Signals(
                        methods=("photo",),
                        kind="notification",
                        webhook=True,
                        redirect=True,
                        conditions={
                            "webhook": "must be activated for the account; single status types can be chosen (only final, say)",
                            "redirect": "for the button that leads back to the client, after the photo upload",
                        },
                    ),
                ),
                meanings=(
                    _kit.Meaning(
                        methods=("video",),
                        codes=("11",),
                        text="Videochat finished. Now post processing (blackening of photos, additional review in case of fraud suspicion, automatic generation of result data) in progress.",
                    ),
                    _kit.Meaning(
                        methods=("photo",),
                        text="Photos uploaded. Now review by agent and post processing (automatic generation of result data) in progress.",
                    ),
                    _kit.Meaning(
                        methods=("basic",),
                        text="Identification in post office finished. Now POSTIDENT system is waiting for data from postoffice. Afterwards post processing (automatic generation of result data) in progress.",
                    ),
                ),
            ),
            "declined": _kit.State(
                final=True,
                next="nobody",
                signalled=(
                    _kit.Signals(
                        methods=("video",),
                        kind="final",
                        webhook=True,
                        redirect=True,
                        result_pdf=True,
                        images=True,
                        recording=True,
                        conditions={
                            "webhook": "must be activated for the account; single status types can be chosen (only final, say)",
                            "redirect": "for the button that leads back to the client",
                            "result_pdf": "must be activated for the account",
                            "images": "only in case of fraud suspicion (11): front and back of the document for GwG and TKG, the face for GwG",
                            "recording": "only in case of fraud suspicion",
                        },
                    ),
                    _kit.Signals(
                        methods=("eid",),
                        kind="final",
                        webhook=True,
                        result_pdf=True,
                        conditions={
                            "webhook": "must be activated for the account; single status types can be chosen (only final, say)",
                            "result_pdf": "must be activated for the account",
                        },
                    ),
                    _kit.Signals(
                        methods=("photo",),
                        kind="final",
                        webhook=True,
                        email=True,
                        redirect=True,
                        conditions={
                            "webhook": "must be activated for the account; single status types can be chosen (only final, say)",
                            "email": "can be turned off for the account; sent only after the user used the way back to the client",
                            "redirect": "in the e-mail to the user, so only where the account sends e-mails",
                        },
                    ),
                    _kit.Signals(
                        methods=("basic",),
                        kind="final",
                        webhook=True,
                        result_pdf=True,
                        images=True,
                        conditions={
                            "webhook": "must be activated for the account; single status types can be chosen (only final, say)",
                            "result_pdf": "must be activated for the account",
                            "images": "only in case of fraud suspicion (11): the document for GwG and TKG",
                        },
                    ),
                ),
                meanings=(
                    _kit.Meaning(
                        methods=("video",),
                        codes=("11", "110", "111", "112", "113", "119", "121"),
                        text="Identification declined because of fraud suspicion. The case is closed and can not be restarted.",
                    ),
                    _kit.Meaning(
                        methods=("video",),
                        codes=("12", "13", "19", "99", "120"),
                        text="Identification declined automatically because case ID expired or case URL started too often. The case is closed and can not be restarted.",
                    ),
                    _kit.Meaning(
                        methods=("eid",),
                        codes=("11", "122"),
                        text="Identification declined and can not be restarted. The case is closed and can not be restarted.",
                    ),
                    _kit.Meaning(
                        methods=("photo",),
                        codes=("11",),
                        text="Identification declined because of fraud suspicion. The case is closed and can not be restarted.",
                    ),
                    _kit.Meaning(
                        methods=("photo",),
                        codes=("15",),
                        text="Identification declined because of abuse. The case is closed and can not be restarted.",
                    ),
                    _kit.Meaning(
                        methods=("photo",),
                        codes=("12", "13"),
                        text="Identification declined automatically because case ID expired or case URL started too often. The case is closed and can not be restarted.",
                    ),
                    _kit.Meaning(
                        methods=("basic",),
                        codes=("11", "115", "116"),
                        text="Identification declined because of fraud suspicion. The case is closed and can not be restarted.",
                    ),
                    _kit.Meaning(
                        methods=("basic",),
                        codes=("16", "114", "117", "112", "113", "123"),
                        text="Identification declined because of abnormal findings. The case is closed and can not be restarted.",
                    ),
                    _kit.Meaning(
                        methods=("basic",),
                        codes=("12",),
                        text="Identification declined automatically because case ID expired. The case is closed and can not be restarted.",
                    ),
                    _kit.Meaning(
                        methods=("basic",),
                        codes=("13",),
                        text="Identification declined automatically because case URL started too often. The case is closed and can not be restarted.",
                    ),
                    _kit.Meaning(
                        methods=("basic",),
                        codes=("17", "118"),
                        text="Identification declined automatically due to unrecoverable data problem. The case is closed and can not be restarted.",
                    ),
                ),
            ),
            "success": _kit.State(
                final=True,
                next="nobody",
                may_serve=True,
                signalled=(
                    _kit.Signals(
                        methods=("video",),
                        kind="final",
                        webhook=True,
                        redirect=True,
                        result_pdf=True,
                        images=True,
                        recording=True,
                        conditions={
                            "webhook": "must be activated for the account; single status types can be chosen (only final, say)",
                            "redirect": "for the button that leads back to the client",
                            "result_pdf": "must be activated for the account",
                            "images": "front and back of the document for GwG and TKG, the face for GwG",
                        },
                    ),
                    _kit.Signals(
                        methods=("eid",),
                        kind="final",
                        webhook=True,
                        redirect=True,
                        result_pdf=True,
                        conditions={
                            "webhook": "must be activated for the account; single status types can be chosen (only final, say)",
                            "redirect": "for the button that leads back to the client",
                            "result_pdf": "must be activated for the account",
                        },
                    ),
                    _kit.Signals(
                        methods=("photo",),
                        kind="final",
                        webhook=True,
                        email=True,
                        redirect=True,
                        conditions={
                            "webhook": "must be activated for the account; single status types can be chosen (only final, say)",
                            "email": "can be turned off for the account; sent only after the user used the way back to the client",
                            "redirect": "in the e-mail to the user, so only where the account sends e-mails",
                        },
                    ),
                    _kit.Signals(
                        methods=("basic",),
                        kind="final",
                        webhook=True,
                        result_pdf=True,
                        images=True,
                        conditions={
                            "webhook": "must be activated for the account; single status types can be chosen (only final, say)",
                            "result_pdf": "must be activated for the account",
                            "images": "the document for GwG and TKG",
                        },
                    ),
                ),
                meanings=(
                    _kit.Meaning(
                        methods=("video", "eid", "photo", "basic"),
                        text="Identification completed successfully. The case is closed and can not be restarted.",
                    ),
                ),
            ),
        }
    )


class RecordOwner(_kit.OpenStrEnum):
    """What a record belongs to.

    Source: Guide 2, 8 RecordResult, belongsTo (documented)
    """

    METHOD = "method"
    IDENTIFICATION_DOCUMENT = "identificationdocument"
    DRIVING_LICENCE = "drivinglicence"


class RecordType(_kit.OpenStrEnum):
    """What a record shows; part of its file name.

    Source: Guide 2, 8 RecordResult, type (documented)
    """

    RESULT = "result"
    """Result PDF (method)."""
    RESULT_DATA = "resultdata"
    """Data of the result (method)."""
    RESULT_IMAGES = "resultimages"
    """Images of the result (method)."""
    USER_FACE = "userface"
    """Picture of the user (method)."""
    USER_SIGNATURE = "usersignature"
    """Signature from the signpad (method)."""
    VIDEOCHAT_RECORDING = "videochatrecording"
    """Recording of the video chat (method)."""
    ID_FRONT_SIDE = "idfrontside"
    """Front of the identification document."""
    ID_BACK_SIDE = "idbackside"
    """Back of the identification document."""
    ID_IMAGE = "idimage"
    """Other or unknown image of the identification document."""
    ID_SIGNATURE = "idsignature"
    """Signature from the identification document."""
    DL_FRONT_SIDE = "dlfrontside"
    """Front of the driving licence."""
    DL_BACK_SIDE = "dlbackside"
    """Back of the driving licence."""
    DL_IMAGE = "dlimage"
    """Other or unknown image of the driving licence."""


class ValidationStatus(_kit.OpenStrEnum):
    """Only for photo: whether the record was accepted.

    Source: Guide 2, 4 Record Status Photo; 8 RecordResult, validationStatus (documented)
    """

    UNCHECKED = "unchecked"
    """Not yet looked at."""
    VALID = "valid"
    """Accepted."""
    INVALID = "invalid"
    """Not accepted; see the sub status."""


class ValidationSubStatus(_kit.OpenStrEnum):
    """Only for photo: why a record is invalid.

    Source: Guide 2, 4 Record Status Photo; 8 RecordResult, validationSubStatus (documented)
    """

    DOCUMENT_NOT_SUPPORTED = "document not supported"
    """Document not supported. Always the same for all records of a document."""
    DOCUMENT_NOT_IDENTIFIABLE = "document not identifiable"
    """Document not identifiable. Always the same for all records of a document."""
    DOCUMENT_EXPIRED = "document expired"
    """Document expired. Always the same for all records of a document."""
    FRAUD_SUSPICION = "fraud suspicion"
    """Fraud suspicion. Always the same for all records of a document."""
    ABUSE = "abuse"
    """Abuse. Always the same for all records of a document."""
    PERSON_NOT_IDENTIFIABLE = "person not identifiable"
    """Person not identifiable. Of this record."""
    BAD_EXPOSURE = "bad exposure"
    """Bad exposure. Of this record."""
    TOO_BLURRY = "too blurry"
    """Too blurry. Of this record."""
    PARTLY_CONCEALED = "partly concealed"
    """Partly concealed. Of this record."""
    PICTURE_DETAIL_NOT_SUFFICIENT = "picture detail not sufficient"
    """Picture detail not sufficient. Of this record."""


class TanChannel(_kit.OpenStrEnum):
    """Where the TAN was sent to (only for class GwG).

    Source: Guide 2, 8 AdditionalDataVideo, tanChannel (documented)
    """

    SMS = "sms"
    EMAIL = "email"


class SubStatusCode(_kit.OpenStrEnum):
    """Code of a sub status.

    Source: Guide 2, 4 Result Status (documented)
    """

    FRAUD_SUSPICION = "11"
    """Fraud suspicion."""
    TIME_FRAME_EXCEEDED = "12"
    """Operation valid time frame exceeded (case ID)."""
    TOO_MANY_STARTS = "13"
    """Maximum number of started operations exceeded (case URL)."""
    ABUSE = "15"
    """Abuse (e.g. nonsense, nude photos)."""
    ABNORMALITIES = "16"
    """Identification with abnormalities."""
    DOCUMENT_DATA_PROBLEM = "17"
    """Identification with unrecoverable data problem in identification document."""
    RECORDING_DATA_PROBLEM = "19"
    """Identification with unrecoverable data problem in videochat recording."""
    DOCUMENT_OR_LICENCE_NOT_SUPPORTED = "31"
    """Identification document or driving licence not supported."""
    DOCUMENT_OR_LICENCE_EXPIRED = "32"
    """Identification document or driving licence expired."""
    NOT_CLEARLY_IDENTIFIABLE = "33"
    """Document or person not clearly identifiable."""
    INSUFFICIENT_IMAGE_QUALITY = "34"
    """Image or video quality insufficient."""
    LANGUAGE_PROBLEMS = "51"
    """Language problems."""
    INSUFFICIENT_VIDEO_QUALITY = "52"
    """Insufficient video quality (security features cannot be verified or identification document unreadable)."""
    DOCUMENT_EXPIRED = "53"
    """Identification document has expired."""
    DOCUMENT_NOT_SUPPORTED = "54"
    """Unsupported identification document."""
    TAN_PROBLEM = "55"
    """Problem with TAN."""
    DOCUMENT_DAMAGED = "56"
    """Identification document damaged."""
    CANCELLED_IN_QUEUE = "57"
    """Cancellation in queue."""
    RECORDING_PROBLEM = "58"
    """Problem with video chat recording."""
    DOCUMENT_INVALID = "59"
    """Identification document invalid."""
    EID_UNKNOWN_ERROR = "60"
    """eID unknown error."""
    EID_AUTHENTICATION_PROBLEM = "61"
    """eID problem with authentication / PIN."""
    EID_CARD_PROBLEM = "62"
    """eID problem reading card."""
    EID_SERVER_PROBLEM = "63"
    """eID problem with eID server."""
    PRINTED_FORM_ERROR = "70"
    """Error in the printed form data."""
    SCAN_REJECTED = "71"
    """User rejects document scan."""
    CANCELLED_BY_USER = "97"
    """Cancellation by user."""
    CANCELLED_TECHNICAL = "98"
    """Cancellation for technical reasons."""
    CANCELLED_OTHER = "99"
    """Cancellation for other reasons."""


class SubStatusReasonCode(_kit.OpenStrEnum):
    """Code of the reason for a sub status.

    Source: Guide 2, 4 Result Status (documented)
    """

    DOCUMENT_POSSIBLY_FORGED = "110"
    """Identification document possibly forged."""
    PERSON_DOES_NOT_MATCH_PHOTO = "111"
    """Person does not match photo."""
    MULTIPLE_IDENTITY_CHECKS = "112"
    """Multiple identity checks for single person."""
    MULTIPLE_PERSONS = "113"
    """Multiple persons present."""
    DOCUMENT_ABNORMALITIES = "114"
    """Document shows abnormalities."""
    NO_MATCHING_SIGNATURE = "115"
    """No matching signature."""
    NO_MATCHING_PHOTO = "116"
    """No matching photo."""
    EXPIRY_DATE_INCONSISTENT = "117"
    """Inconsistencies with date of expiry."""
    DOCUMENT_IMAGES_MISSING = "118"
    """Images of document not received."""
    OTHER_FRAUD_SUSPICION = "119"
    """Other reason for fraud suspicion."""
    RECORDING_MISSING = "120"
    """Videochat recording missing or faulty."""
    SOCIAL_ENGINEERING = "121"
    """Social engineering."""
    DOCUMENT_BLOCKED = "122"
    """Identification document blocked by authorities."""
    MULTIPLE_IDENTITY_CHECKS_OVER_TIME = "123"
    """Multiple identity checks for single person over longer period of time."""
    NO_AUDIO = "200"
    """Video only, no audio."""
    NO_VIDEO = "201"
    """Audio only, no video."""
    RECORDING_NOT_POSSIBLE = "202"
    """Videochat recording not possible."""
    RECORDING_FAULTY = "203"
    """Videochat recording faulty."""
    RECORDING_OTHER_PROBLEM = "204"
    """Videochat recording with other problem."""
    PIXELATED = "520"
    """Pixelated /blurry/no autofocus /mirrored."""
    BAD_LIGHTING = "523"
    """Bad lighting conditions."""
    CAMERA_PROBLEM = "525"
    """User has problems with camera."""
    TAN_NOT_CORRECT = "550"
    """User did not enter correct TAN."""
    CANCELLED_IN_QUEUE_BY_SYSTEM = "570"
    """Cancellation in queue by system."""
    INVALID_CERTIFICATE = "591"
    """ID card with invalid certificate (e.g. test ID card)."""
    REQUIRED_DATA_MISSING = "592"
    """ID card does not provide all of the required data."""
    ECARD_API_UNKNOWN_ERROR = "600"
    """eCardAPI reports unknown error."""
    EID_CLIENT_ERROR = "610"
    """Error in eID client."""
    INCOMPLETE_DATA = "611"
    """Incomplete data from PIN or card."""
    AUTHENTICATION_FAILED = "612"
    """Authentication failed."""
    PIN_INCORRECT_TOO_OFTEN = "613"
    """PIN entered incorrectly too often."""
    PIN_DEACTIVATED = "614"
    """PIN deactivated."""
    CARD_READER_COMMUNICATION_ERROR = "620"
    """Error in communication between Ecard client (browser) and card reader."""
    CARD_COMMUNICATION_ERROR = "621"
    """Error in communication between eID client (app) and card."""
    CHIP_CARD_ERROR = "622"
    """Chip card error."""
    CARD_SLIPPED = "623"
    """Card slipped / not readable / removed."""
    EID_SERVER_NOT_OPERATIONAL = "630"
    """eID server not operational."""
    EID_SERVER_UNREACHABLE = "631"
    """eID client cannot communicate with eID server."""
    CANCELLED_IN_QUEUE_BY_USER = "971"
    """Cancellation in queue by user."""
    USER_HUNG_UP = "972"
    """User has hung up."""
    TIMEOUT_AT_USER = "973"
    """Timeout at user."""
    TIMEOUT_IN_APP = "974"
    """Timeout in app because in background."""
    USER_CANCELLED_EID = "975"
    """User cancelled eID attempt."""
    CONNECTION_QUALITY = "980"
    """Connection quality."""
    VIDEO_NOT_ACCEPTED = "981"
    """Video cannot be accepted."""
    NO_VIDEO_AND_AUDIO = "982"
    """Video and audio are not established."""
    TAN_NOT_RECEIVED = "985"
    """User did not receive TAN."""
    SUDDEN_DISCONNECTION = "986"
    """Sudden disconnection."""
    FROZEN_IMAGE = "987"
    """Frozen image."""
    TIMEOUT_IN_QUEUE = "988"
    """Timeout in queue."""
    OTHER_TECHNICAL_REASON = "989"
    """Other technical reason for cancellation."""
    USER_UNCOOPERATIVE = "990"
    """User uncooperative."""
    USER_OPERATING_ERROR = "991"
    """User operating error."""
    CASE_OF_DIFFERENT_PERSON = "992"
    """Case belongs to different person."""
    OTHER_REASON = "998"
    """Other reason for cancellation."""


class CaseResult(_kit.AliasedModel, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A case. Depending on the call it holds the most progressed identification (`primaryIdent`) or all of them (`identifications`). Status
    calls fill caseId, caseStatus, orderData (only customData), the identification (only method and status) and accountingData.

    Source: Guide 2, 8 CaseResult (documented)
    """

    _aliases: ClassVar[Mapping[str, str]] = {"contact_data_result": "contact_data", "primary_identification": "primary_ident"}
    case_id: str
    """Identifier of the case."""
    case_status: CaseStatus
    """Where a case stands."""
    order_data: OrderData | None = None
    """What the client or the partner gave when the case was started."""
    contact_data: ContactDataResult | None = None
    """Contact data used during the identification, possibly changed by the user."""
    contact_data_result: ContactDataResult | None = None
    """The name that chapter 8 gives `contactData`."""
    primary_ident: IdentificationResult | None = None
    """One identification (attempt) of a case."""
    primary_identification: IdentificationResult | None = None
    """The name that chapter 8 gives `primaryIdent`."""
    identifications: list[IdentificationResult] | None = None
    """All identifications of the case (the `full` calls)."""
    accounting_data: AccountingData | None = None
    """What the invoice says."""

    def identification(self) -> IdentificationResult:
        """`primary_ident`. Raises MissingValue where there is none."""
        found: IdentificationResult = _kit.reached(self, ("primary_ident",))
        return found

    def document(self) -> IdentificationDocumentResult:
        """`primary_ident.identification_document`. Raises MissingValue where there is none."""
        found: IdentificationDocumentResult = _kit.reached(self, ("primary_ident", "identification_document"))
        return found

    def first_name(self) -> str:
        """`primary_ident.identification_document.first_name.value`. Raises MissingValue where there is none."""
        found: str = _kit.reached(self, ("primary_ident", "identification_document", "first_name", "value"))
        return found

    def last_name(self) -> str:
        """`primary_ident.identification_document.last_name.value`. Raises MissingValue where there is none."""
        found: str = _kit.reached(self, ("primary_ident", "identification_document", "last_name", "value"))
        return found

    def birth_date(self) -> date | str:
        """`primary_ident.identification_document.birth_date.value`. Raises MissingValue where there is none."""
        found: date | str = _kit.reached(self, ("primary_ident", "identification_document", "birth_date", "value"))
        return found


class XPARTIALDELIVERYHeaders(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Headers of an answer."""

    x_partial_delivery: str | None = msgspec.field(default=None, name="X-PARTIAL-DELIVERY")
    """"true" when there are more cases than were delivered."""


class OrderData(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """What the client or the partner gave when the case was started. All parts are optional.

    Source: broestech/postident_sdk@67118a8 dto/request/ident/IdentCaseRequest.kt, dto/result/ident/OrderData.kt (observed)
    """

    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("custom_data", kind="object"),
        _kit.Check("process_data", kind="object"),
        _kit.Check("contact_data_provided", kind="object"),
        _kit.Check("identification_document_provided", kind="object"),
        _kit.Check("driving_licence_provided", kind="object"),
    )
    custom_data: CustomData | None = None
    """Free texts of the client, echoed in results."""
    process_data: ProcessData | None = None
    """How the case is run."""
    contact_data_provided: ContactDataProvided | None = None
    """Contact data as known to the client."""
    identification_document_provided: IdentificationDocumentProvided | None = None
    """Data of the identification document as known to the client."""
    driving_licence_provided: DrivingLicenceProvided | None = None
    """Data of the driving licence as known to the client."""


class CaseStart(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A case that was just started, and where the user goes on.

    Source: broestech/postident_sdk@67118a8 dto/response/ident/IdentCaseResponse.kt (observed)
    """

    case_id: str
    """Identifier of the case. May be used again after the case was deleted."""
    valid_until: _kit.Lenient[datetime | str] | None = None
    """When the case expires; it cannot be started or restarted after that."""
    web_start: WebStart | None = None
    """Start in a browser."""
    ios_start: AppStart | None = None
    """Start in the POSTIDENT app."""
    android_start: AppStart | None = None
    """Start in the POSTIDENT app."""


class ArchivedCase(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A case that was archived.

    Source: Guide 2, 7 REST API, Archiving cases, sample response (documented)
    """

    case_id: str
    """Identifier of the case."""
    case_status: CaseStatus
    """Where a case stands."""


class CaseStatus(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Where a case stands.

    Source: Guide 2, 8 CaseStatus (documented)
    """

    status: CaseState
    """Status of a case."""
    archived: _kit.Lenient[bool] | None = None
    """Whether the case was archived."""
    valid_until: _kit.Lenient[datetime | str] | None = None
    """Until when the case ID is valid; after that the user can neither start nor restart the case."""
    created: _kit.Lenient[datetime | str] | None = None
    """When the case was made."""
    modified: _kit.Lenient[datetime | str] | None = None
    """When the case changed last."""


class ContactDataResult(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Contact data used during the identification, possibly changed by the user. Each value is compared with contactDataProvided (except
    the address). A field without a value is an empty object. Mandatory by the table: firstName, lastName, email and address, and
    mobilePhone for video in GwG; in practice any may be missing.

    Source: Guide 2, 8 ContactDataResult (documented)
    """

    salutation: ResultValue | None = None
    """No longer filled since release 6.4; "with Rel. 6.5 field will be removed"."""
    title: ResultValue | None = None
    """Academic title."""
    first_name: ResultValue | None = None
    """All given names, separated by blanks."""
    last_name: ResultValue | None = None
    """Family name."""
    mobile_phone: ResultValue | None = None
    """Mobile phone for the verification in the video chat; mandatory only for video in GwG."""
    email: ResultValue | None = None
    """E-mail address."""
    epost: ResultValue | None = None
    """E-Post address."""
    address: AddressResult | None = None
    """Postal address."""


class IdentificationResult(_kit.AliasedModel, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """One identification (attempt) of a case.

    Source: Guide 2, 8 IdentificationResult (documented)
    """

    _aliases: ClassVar[Mapping[str, str]] = {"driving_license": "driving_licence", "additiona_data_eid": "additional_data_eid"}
    identification_method: IdentificationMethod
    """How the person is identified."""
    identification_status: IdentificationStatus
    """Where an identification stands, "up to three attributes"."""
    identification_document: IdentificationDocumentResult | None = None
    """The identification document as seen."""
    driving_licence: DrivingLicenceResult | None = None
    """Only present if the driving licence was checked."""
    driving_license: DrivingLicenceResult | None = None
    """Another spelling of `drivingLicence`."""
    records: list[RecordResult] | None = None
    """Records of the method itself, such as the result PDF."""
    additional_data_basic: AdditionalDataBasic | None = None
    """What an identification in a post office adds."""
    additional_data_video: AdditionalDataVideo | None = None
    """What a video identification adds."""
    additional_data_eid: AdditionalDataEid | None = None
    """What an eID identification adds."""
    additiona_data_eid: AdditionalDataEid | None = None
    """Another spelling of `additionalDataEid`."""


class AccountingData(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """What the invoice says.

    Source: Guide 2, 8 AccountingData (documented)
    """

    accounting_number: _kit.Lenient[str] | None = None
    """Identifier for invoicing (Abrechnungsnummer)."""
    accounting_product: str | None = None
    """Product name printed on the invoice."""


class CustomData(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Free texts of the client, echoed in results. Do not put personal data here; identkit shows them in `repr`.

    Source: broestech/postident_sdk@67118a8 dto/CustomData.kt; custom1 and custom2 in the sample of Guide 2, 7 (observed)
    """

    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("custom1"),
        _kit.Check("custom2"),
        _kit.Check("custom3"),
        _kit.Check("custom4"),
        _kit.Check("custom5"),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="max-length",
            fields=("custom1", "custom2", "custom3", "custom4", "custom5"),
            message="is longer than 100 characters",
            limit=100,
            doubtful=True,
        ),
    )
    custom1: str | None = None
    """Free text. At most 100 characters."""
    custom2: str | None = None
    """Free text. At most 100 characters."""
    custom3: str | None = None
    """Free text. At most 100 characters."""
    custom4: str | None = None
    """Free text. At most 100 characters."""
    custom5: str | None = None
    """Free text. At most 100 characters."""


class ProcessData(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """How the case is run.

    Source: broestech/postident_sdk@67118a8 dto/request/ProcessData.kt, dto/request/ident/IdentCaseProcessData.kt; sample of Guide 2, 7
        (observed)
    """

    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("target_country"),
        _kit.Check("preferred_language"),
        _kit.Check("web_hook_url"),
        _kit.Check("web_hook_url_partner"),
        _kit.Check("reference_id"),
        _kit.Check("callback_url_coupon_requested", kind="object"),
        _kit.Check("callback_url_review_pending", kind="object"),
        _kit.Check("callback_url_incomplete", kind="object"),
        _kit.Check("callback_url_success", kind="object"),
        _kit.Check("callback_url_declined", kind="object"),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="country-alpha-3",
            fields=("target_country",),
            message="is no country code of ISO 3166-1 alpha-3",
            values=("RKS",),
            doubtful=True,
        ),
        _kit.Rule(
            kind="known",
            fields=("preferred_language",),
            message="is no language that we know to be accepted",
            values=("DE_DE", "EN_UK"),
            doubtful=True,
        ),
        _kit.Rule(kind="https", fields=("web_hook_url",), message="the webhook URL should begin with https://", doubtful=True),
        _kit.Rule(
            kind="no-query",
            fields=("web_hook_url",),
            message="the webhook URL must not have GET parameters",
            text=(
                ("de", "Die Webhook-Adresse darf keine GET-Parameter enthalten."),
                ("en", "The webhook URL must not have GET parameters."),
            ),
        ),
        _kit.Rule(kind="https", fields=("web_hook_url_partner",), message="the webhook URL should begin with https://", doubtful=True),
        _kit.Rule(
            kind="no-query", fields=("web_hook_url_partner",), message="the webhook URL should not have GET parameters", doubtful=True
        ),
        _kit.Rule(kind="max-length", fields=("reference_id",), message="is longer than 14 characters", limit=14, doubtful=True),
        _kit.Rule(
            kind="max-length",
            fields=("web_hook_url", "web_hook_url_partner"),
            message="is longer than 500 characters",
            limit=500,
            doubtful=True,
        ),
    )
    target_country: str | None = None
    """Country for which the person is identified, "DEU" when left out."""
    preferred_language: PreferredLanguage | None = None
    """Language of portal and e-mails, German when left out."""
    web_hook_url: str | None = None
    """Where the client is told of changes, without GET parameters. The domain has to be on the provider's whitelist. At most 500
    characters.
    """
    web_hook_url_partner: str | None = None
    """Where the partner is told of changes. At most 500 characters."""
    reference_id: str | None = None
    """The client's own identifier of the case, unique per clientId (else 409); the caseId when left out. It is printed on coupons and must
    hold no personal data. At most 14 characters.
    """
    callback_url_coupon_requested: CallbackUrl | None = None
    """Way back to the client: basic, after the coupon was requested."""
    callback_url_review_pending: CallbackUrl | None = None
    """Way back to the client: video, after the chat; photo, after the upload."""
    callback_url_incomplete: CallbackUrl | None = None
    """Way back to the client after an attempt that could not be completed. Only seen in the sample; the document does not explain it."""
    callback_url_success: CallbackUrl | None = None
    """Way back to the client: eID, after success; photo, in the e-mail to the user, so only where the account is configured to send
    e-mails; in newer editions also video, after the chat.
    """
    callback_url_declined: CallbackUrl | None = None
    """Way back to the client: photo, in the e-mail to the user, so only where the account is configured to send e-mails."""


class ContactDataProvided(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Contact data as known to the client. If first or last name is missing, both are cleared and the user is asked.

    Source: broestech/postident_sdk@67118a8 dto/request/ident/IdentContactData.kt, dto/result/ident/ContactDataProvided.kt (observed)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "title": "name",
        "first_name": "name",
        "last_name": "name",
        "mobile_phone": "contact",
        "email": "contact",
        "epost": "contact",
    }
    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("title"),
        _kit.Check("first_name"),
        _kit.Check("last_name"),
        _kit.Check("mobile_phone"),
        _kit.Check("email"),
        _kit.Check("epost"),
        _kit.Check("address", kind="object"),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(kind="max-length", fields=("mobile_phone",), message="is longer than 20 characters", limit=20, doubtful=True),
        _kit.Rule(
            kind="max-length", fields=("title", "first_name", "last_name"), message="is longer than 35 characters", limit=35, doubtful=True
        ),
        _kit.Rule(kind="max-length", fields=("email", "epost"), message="is longer than 320 characters", limit=320, doubtful=True),
    )
    title: str | None = None
    """Academic title; not used by POSTIDENT. At most 35 characters."""
    first_name: str | None = None
    """All given names. At most 35 characters."""
    last_name: str | None = None
    """Family name. At most 35 characters."""
    mobile_phone: str | None = None
    """Country code and number. Needed for GwG. At most 20 characters."""
    email: str | None = None
    """E-mail address. At most 320 characters."""
    epost: str | None = None
    """E-Post address. At most 320 characters."""
    address: AddressProvided | None = None
    """Postal address as known to the client."""


class IdentificationDocumentProvided(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Data of the identification document as known to the client. POSTIDENT compares it with the document.

    Source: broestech/postident_sdk@67118a8 dto/result/ident/IdentificationDocumentProvided.kt, dto/request/ident/IdentDocumentData.kt;
        sample of Guide 2, 7 (observed)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "type": "document",
        "number": "document",
        "first_name": "name",
        "last_name": "name",
        "birth_name": "name",
        "birth_date": "birth",
        "birth_place": "birth",
        "nationality": "birth",
        "date_issued": "document",
        "date_of_expiry": "document",
        "authority": "document",
        "place_of_issue": "document",
    }
    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("type", allowed=("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")),
        _kit.Check("number"),
        _kit.Check("first_name"),
        _kit.Check("last_name"),
        _kit.Check("birth_name"),
        _kit.Check("birth_date", kind="date"),
        _kit.Check("birth_place"),
        _kit.Check("nationality"),
        _kit.Check("address", kind="object"),
        _kit.Check("date_issued", kind="date"),
        _kit.Check("date_of_expiry", kind="date"),
        _kit.Check("authority"),
        _kit.Check("place_of_issue"),
        _kit.Check("country_of_document"),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="country-alpha-3",
            fields=("nationality",),
            message="nationality must be a country code of ISO 3166-1 alpha-3",
            values=("RKS", "XXA", "XXB", "XXC", "XXX"),
            text=(
                ("en", "must be a country code of three capital letters (ISO 3166-1), such as DEU, or one of RKS, XXA, XXB, XXC, XXX"),
                ("de", "muss ein Ländercode aus drei Großbuchstaben sein (ISO 3166-1), etwa DEU, oder einer von RKS, XXA, XXB, XXC, XXX"),
            ),
        ),
        _kit.Rule(
            kind="country-alpha-3",
            fields=("country_of_document",),
            message="countryOfDocument must be a country code of ISO 3166-1 alpha-3",
            values=("RKS",),
            text=(
                ("en", "must be a country code of three capital letters (ISO 3166-1), such as DEU, or RKS for Kosovo"),
                ("de", "muss ein Ländercode aus drei Großbuchstaben sein (ISO 3166-1), etwa DEU, oder RKS für Kosovo"),
            ),
        ),
        _kit.Rule(kind="max-length", fields=("number",), message="is longer than 20 characters", limit=20, doubtful=True),
        _kit.Rule(
            kind="max-length",
            fields=("first_name", "last_name", "birth_name"),
            message="is longer than 35 characters",
            limit=35,
            doubtful=True,
        ),
        _kit.Rule(
            kind="max-length", fields=("birth_place", "place_of_issue"), message="is longer than 55 characters", limit=55, doubtful=True
        ),
        _kit.Rule(kind="max-length", fields=("authority",), message="is longer than 100 characters", limit=100, doubtful=True),
    )
    type: _kit.Lenient[IdentificationDocumentType] | None = None
    """Type of the document. Sent as a text, as in the sample; in answers a number is read, too."""
    number: str | None = None
    """Number of the document. At most 20 characters."""
    first_name: str | None = None
    """All given names as printed on the document. At most 35 characters."""
    last_name: str | None = None
    """Last name as printed on the document. At most 35 characters."""
    birth_name: str | None = None
    """Only if it differs from the last name, without "geb." or "Geborene". At most 35 characters."""
    birth_date: _kit.Lenient[date | str] | None = None
    """Birth date."""
    birth_place: str | None = None
    """Place of birth. At most 55 characters."""
    nationality: str | None = None
    """Nationality, ISO 3166 alpha-3, and the codes of the table."""
    address: AddressProvided | None = None
    """Postal address as known to the client."""
    date_issued: _kit.Lenient[date | str] | None = None
    """Date of issuance."""
    date_of_expiry: _kit.Lenient[date | str] | None = None
    """Date of expiry."""
    authority: str | None = None
    """Authority that issued the document. At most 100 characters."""
    place_of_issue: str | None = None
    """Place of the authority; German passports only. At most 55 characters."""
    country_of_document: str | None = None
    """Country that issued the document."""


class DrivingLicenceProvided(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Data of the driving licence as known to the client.

    Source: broestech/postident_sdk@67118a8 dto/request/ident/IdentDrivingLicenceData.kt, dto/result/ident/DrivingLicenseProvided.kt
        (observed)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "number": "document",
        "first_name": "name",
        "last_name": "name",
        "birth_date": "birth",
        "birth_place": "birth",
        "restrictions": "document",
        "date_issued": "document",
        "date_of_expiry": "document",
        "authority": "document",
    }
    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("number"),
        _kit.Check("first_name"),
        _kit.Check("last_name"),
        _kit.Check("birth_date", kind="date"),
        _kit.Check("birth_place"),
        _kit.Check("restrictions"),
        _kit.Check("date_issued", kind="date"),
        _kit.Check("date_of_expiry", kind="date"),
        _kit.Check("authority"),
        _kit.Check("country_of_document"),
        _kit.Check("driving_licence_classes", kind="array"),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="country-alpha-3",
            fields=("country_of_document",),
            message="countryOfDocument must be a country code of ISO 3166-1 alpha-3",
            values=("RKS",),
            text=(
                ("en", "must be a country code of three capital letters (ISO 3166-1), such as DEU, or RKS for Kosovo"),
                ("de", "muss ein Ländercode aus drei Großbuchstaben sein (ISO 3166-1), etwa DEU, oder RKS für Kosovo"),
            ),
        ),
        _kit.Rule(kind="max-length", fields=("number",), message="is longer than 20 characters", limit=20, doubtful=True),
        _kit.Rule(
            kind="max-length",
            fields=("first_name", "last_name", "restrictions"),
            message="is longer than 35 characters",
            limit=35,
            doubtful=True,
        ),
        _kit.Rule(kind="max-length", fields=("birth_place",), message="is longer than 55 characters", limit=55, doubtful=True),
        _kit.Rule(kind="max-length", fields=("authority",), message="is longer than 100 characters", limit=100, doubtful=True),
    )
    number: str | None = None
    """Number of the licence. At most 20 characters."""
    first_name: str | None = None
    """Given names. At most 35 characters."""
    last_name: str | None = None
    """Family name. At most 35 characters."""
    birth_date: _kit.Lenient[date | str] | None = None
    """Birth date."""
    birth_place: str | None = None
    """Place of birth. At most 55 characters."""
    restrictions: str | None = None
    """Restrictions. At most 35 characters."""
    date_issued: _kit.Lenient[date | str] | None = None
    """Date of issuance."""
    date_of_expiry: _kit.Lenient[date | str] | None = None
    """Date of expiry."""
    authority: str | None = None
    """Authority that issued the licence. At most 100 characters."""
    country_of_document: str | None = None
    """Country that issued the licence."""
    driving_licence_classes: list[DrivingLicenceClassProvided] | None = None
    """Vehicle classes."""


class WebStart(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Start in a browser.

    Source: broestech/postident_sdk@67118a8 dto/response/ident/IdentWebStart.kt (observed)
    """

    _pii: ClassVar[Mapping[str, str]] = {"case_url": "secret"}
    case_url: str | None = msgspec.field(default=None, name="caseURL")
    """Page of the POSTIDENT portal to send the user to."""


class AppStart(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Start in the POSTIDENT app.

    Source: broestech/postident_sdk@67118a8 dto/response/ident/IdentMobileStart.kt (observed)
    """

    _pii: ClassVar[Mapping[str, str]] = {"case_url_scheme": "secret"}
    case_url_scheme: str | None = None
    """Link into the app (`postident://cases/{caseId}`)."""
    package_name: str | None = None
    """Package name of the app (`de.deutschepost.postident`)."""


class ResultValue(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A value and how it compares with the one provided. Without a value the object is empty.

    Source: Guide 2, 8 ContactDataResult and IdentificationDocumentResult; samples (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"value": "document"}
    value: _kit.Lenient[str] | None = None
    """The value; a number is read as text."""
    status: ResultValueStatus | None = None
    """How a value compares with the one provided."""


class AddressResult(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A postal address with the result of the comparison. Mandatory by the table: all but appendix and addressMatch; in practice any may be
    missing.

    Source: Guide 2, 8 AddressResult (documented)
    """

    street_address: _kit.Lenient[ResultValue] | None = None
    """Street and house number."""
    appendix: _kit.Lenient[ResultValue] | None = None
    """Addition to the address."""
    postal_code: _kit.Lenient[ResultValue] | None = None
    """Postal code."""
    city: _kit.Lenient[ResultValue] | None = None
    """City or town."""
    country: _kit.Lenient[ResultValue] | None = None
    """Country, ISO 3166 alpha-3."""
    address_match: AddressMatch | None = None
    """Result of the address comparison, if one was needed."""


class IdentificationStatus(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Where an identification stands, "up to three attributes".

    Source: Guide 2, 4 Result Status; 8 IdentificationStatus (documented)
    """

    status: IdentificationState
    """Status of an identification."""
    sub_status: SubStatus | None = None
    """More about the status."""
    sub_status_reason: SubStatusReason | None = None
    """The reason for status and sub status."""
    identification_time: _kit.Lenient[datetime | str] | None = None
    """When the person was identified."""
    created: _kit.Lenient[datetime | str] | None = None
    """When the identification was made."""
    modified: _kit.Lenient[datetime | str] | None = None
    """When the identification changed last."""


class IdentificationDocumentResult(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """The identification document as seen. Each value is compared with identificationDocumentProvided. What is available depends on the
    identification class.

    Source: Guide 2, 8 IdentificationDocumentResult (documented)
    """

    type: ResultDocumentType | None = None
    """Type of the document. All classes."""
    number: ResultValue | None = None
    """Number of the document. GwG and TKG, not the other classes."""
    first_name: ResultValue | None = None
    """All given names as printed on the document. All classes."""
    last_name: ResultValue | None = None
    """Last name exactly as printed; may include a title such as "Dr.". All classes."""
    birth_name: ResultValue | None = None
    """Only if it differs from the last name, without "geb." or "Geborene". All classes but TKG."""
    birth_date: ResultDate | None = None
    """Birth date. All classes."""
    birth_place: ResultValue | None = None
    """Place of birth. GwG, not the other classes."""
    nationality: ResultNationality | None = None
    """Nationality. All classes but TKG."""
    address: AddressResult | None = None
    """Address printed on the document; empty if the document has none. All classes."""
    date_issued: ResultDate | None = None
    """Date of issuance. GwG and TKG, not the other classes."""
    date_of_expiry: ResultDate | None = None
    """Date of expiry. All classes."""
    authority: ResultValue | None = None
    """Authority that issued the document. GwG and TKG, not the other classes."""
    place_of_issue: ResultValue | None = None
    """Place of the authority, in German passports only. GwG, not the other classes."""
    country_of_document: ResultValue | None = None
    """Country that issued the document, ISO 3166 alpha-3. All classes."""
    records: list[RecordResult] | None = None
    """Records of the document."""


class DrivingLicenceResult(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """The driving licence as seen. By the table all but birthPlace, dateIssued and authority are available.

    Source: Guide 2, 8 DrivingLicenceResult (documented)
    """

    number: _kit.Lenient[ResultValue] | None = None
    """Number of the licence."""
    first_name: _kit.Lenient[ResultValue] | None = None
    """Given names, separated by blanks."""
    last_name: _kit.Lenient[ResultValue] | None = None
    """Family name."""
    birth_date: _kit.Lenient[ResultDate] | None = None
    """Birth date."""
    birth_place: _kit.Lenient[ResultValue] | None = None
    """Place of birth mentioned on the licence. Not always there."""
    date_issued: _kit.Lenient[ResultDate] | None = None
    """Date of issuance. Not always there."""
    date_of_expiry: _kit.Lenient[ResultDate] | None = None
    """Date of expiry."""
    authority: _kit.Lenient[ResultValue] | None = None
    """Authority that issued the licence. Not always there."""
    country_of_document: _kit.Lenient[ResultValue] | None = None
    """Country that issued the licence, ISO 3166 alpha-3."""
    restrictions: _kit.Lenient[ResultValue] | None = None
    """Restrictions as free text."""
    driving_licence_classes: list[DrivingLicenceClassesResult] | None = None
    """Vehicle classes."""
    records: list[RecordResult] | None = None
    """Records of the licence."""


class RecordResult(_kit.FileModel, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """An image, a PDF, a video or another file created or used during the identification. The record is listed even where its content is
    not delivered. Content by class: GwG, all pictures; TKG, images of identification documents blackened, no picture of the user;
    Standard and Mobility, nothing of identification documents and user (BDSG); Mobility, pictures of the driving licence. The video
    recording is delivered in GwG cases only and by SFTP only. Photo: images of the identification document are not delivered.

    Source: Guide 2, 8 RecordResult (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"validation_remark": "document", "document_data": "image"}
    _aliases: ClassVar[Mapping[str, str]] = {"content_type": "mime_type"}
    _file_fields: ClassVar[tuple[str, str, str]] = ("document_data", "file_name", "mime_type")
    record_id: _kit.Lenient[str] | None = None
    """Identifier of the record throughout POSTIDENT."""
    belongs_to: RecordOwner | None = None
    """What a record belongs to."""
    type: RecordType | None = None
    """What a record shows; part of its file name."""
    validation_status: ValidationStatus | None = None
    """Only for photo: whether the record was accepted."""
    validation_sub_status: ValidationSubStatus | None = None
    """Only for photo: why a record is invalid."""
    validation_remark: str | None = None
    """Only for photo: remark of the agent on the sub status."""
    mime_type: str | None = None
    """Media type of the content."""
    content_type: str | None = None
    """The name that chapter 8 gives `mimeType`."""
    file_name: str | None = None
    """Name of the file: `<caseId>_<type>_<method>.<extension>` for result PDFs,
    `VIDEOCHATRECORDING_<username>_<accountingNo>_<caseId>.<extension>` for recordings, else `<caseId>_<type>.<extension>`; a number may
    be added against duplicates.
    """
    document_data: bytes | None = None
    """The content, Base64 on the wire."""


class AdditionalDataBasic(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """What an identification in a post office adds.

    Source: Guide 2, 8 AdditionalDataBasic (documented)
    """

    coupon_download_count: _kit.Lenient[int] | None = None
    """How often the coupon was downloaded."""
    coupon_download_last_timestamp: _kit.Lenient[datetime | str] | None = None
    """Last download of the coupon."""
    coupon_by_pi_app_request_count: _kit.Lenient[int] | None = None
    """How often the coupon was requested in the POSTIDENT app."""
    coupon_by_pi_app_request_last_timestamp: _kit.Lenient[datetime | str] | None = None
    """Last request in the app."""
    coupon_by_tp_app_request_count: _kit.Lenient[int] | None = None
    """How often the coupon was requested in an app of a third party."""
    coupon_by_tp_app_request_last_timestamp: _kit.Lenient[datetime | str] | None = None
    """Last request in an app of a third party."""
    coupon_by_email_request_count: _kit.Lenient[int] | None = None
    """How often the coupon was requested by e-mail."""
    coupon_by_email_request_last_timestamp: _kit.Lenient[datetime | str] | None = None
    """Last request by e-mail."""
    coupon_by_mail_request_count: _kit.Lenient[int] | None = None
    """How often the coupon was requested by mail."""
    coupon_by_mail_request_last_timestamp: _kit.Lenient[datetime | str] | None = None
    """Last request by mail."""
    post_office: _kit.Lenient[str] | None = None
    """Identifier of the postal outlet of the identification."""
    post_office_street_address: str | None = None
    """Street address of the outlet."""
    post_office_city: str | None = None
    """Postal code and city of the outlet."""
    checkout_note: str | None = None
    """Checkout and journal number of the outlet."""
    id_card_reader_check: IdCardReaderCheck | None = None
    """What the card reader found."""


class AdditionalDataVideo(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """What a video identification adds.

    Source: Guide 2, 8 AdditionalDataVideo (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"identification_agent_alias": "name"}
    identification_service_center: str | None = None
    """Service center of the identification."""
    identification_agent_alias: str | None = None
    """Alias of the agent."""
    ident_reviews: list[Any] | None = None
    """Reviews performed (only for class TKG). Their form is not documented."""
    video_recording_accepted: _kit.Lenient[datetime | str] | None = None
    """When the user consented to the recording."""
    tan_channel: TanChannel | None = None
    """Where the TAN was sent to (only for class GwG)."""
    audit_trail_items: list[Any] | None = None
    """Seen, always empty."""
    video_recording_delivery_shaft: _kit.Lenient[bool] | None = None
    """Seen; not documented."""


class AdditionalDataEid(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """What an eID identification adds.

    Source: Guide 2, 8 AdditionalDataEid (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"dkk": "document"}
    dkk: str | None = None
    """Dienste- und kartenspezifisches Kennzeichen; identifies one ID card in the context of one service provider."""


class CallbackUrl(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Where the user is sent back to, by platform. Apps fall back to `webUrl`.

    Source: broestech/postident_sdk@67118a8 dto/request/MultiplatformUrl.kt; webUrl in the sample of Guide 2, 7 (observed)
    """

    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("web_url"), _kit.Check("i_os_url"), _kit.Check("android_url"))
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="max-length",
            fields=("web_url", "i_os_url", "android_url"),
            message="is longer than 500 characters",
            limit=500,
            doubtful=True,
        ),
    )
    web_url: str | None = msgspec.field(default=None, name="webUrl")
    """Page for browsers. At most 500 characters."""
    i_os_url: str | None = msgspec.field(default=None, name="iOSUrl")
    """Link into the client's iOS app. At most 500 characters."""
    android_url: str | None = msgspec.field(default=None, name="androidUrl")
    """Link into the client's Android app. At most 500 characters."""


class AddressProvided(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Postal address as known to the client.

    Source: broestech/postident_sdk@67118a8 dto/request/ident/IdentContactAddress.kt, dto/Address.kt (observed)
    """

    _pii: ClassVar[Mapping[str, str]] = {"street_address": "address", "appendix": "address", "postal_code": "address", "city": "address"}
    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("street_address"),
        _kit.Check("appendix"),
        _kit.Check("postal_code"),
        _kit.Check("city"),
        _kit.Check("country"),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="country-alpha-3",
            fields=("country",),
            message="country must be a country code of ISO 3166-1 alpha-3",
            values=("RKS",),
            text=(
                ("en", "must be a country code of three capital letters (ISO 3166-1), such as DEU, or RKS for Kosovo"),
                ("de", "muss ein Ländercode aus drei Großbuchstaben sein (ISO 3166-1), etwa DEU, oder RKS für Kosovo"),
            ),
        ),
        _kit.Rule(kind="max-length", fields=("postal_code",), message="is longer than 11 characters", limit=11, doubtful=True),
        _kit.Rule(kind="max-length", fields=("appendix", "city"), message="is longer than 55 characters", limit=55, doubtful=True),
        _kit.Rule(kind="max-length", fields=("street_address",), message="is longer than 70 characters", limit=70, doubtful=True),
    )
    street_address: str | None = None
    """Street and house number. At most 70 characters."""
    appendix: str | None = None
    """Addition to the address. At most 55 characters."""
    postal_code: str | None = None
    """Postal code. At most 11 characters."""
    city: str | None = None
    """City or town. At most 55 characters."""
    country: str | None = None
    """Country. An invalid one is cleared by POSTIDENT; send the address again without it."""


class DrivingLicenceClassProvided(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """One vehicle class of a driving licence.

    Source: broestech/postident_sdk@67118a8 dto/request/ident/DrivingLicenceClass.kt (observed)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "class_name": "document",
        "date_issued": "document",
        "date_of_expiry": "document",
        "restrictions": "document",
    }
    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("class_name"),
        _kit.Check("date_issued", kind="date"),
        _kit.Check("date_of_expiry", kind="date"),
        _kit.Check("restrictions"),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(kind="max-length", fields=("class_name",), message="is longer than 10 characters", limit=10, doubtful=True),
        _kit.Rule(kind="max-length", fields=("restrictions",), message="is longer than 35 characters", limit=35, doubtful=True),
    )
    class_name: str | None = None
    """Name of the class. At most 10 characters."""
    date_issued: _kit.Lenient[date | str] | None = None
    """Date of issuance."""
    date_of_expiry: _kit.Lenient[date | str] | None = None
    """Date of expiry."""
    restrictions: str | None = None
    """Restrictions. At most 35 characters."""


class AddressMatch(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Result of the address comparison, if one was needed.

    Source: Guide 2, 8 AddressMatch (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "mail_redirection_domestic": "address",
        "mail_redirection_international": "address",
        "undeliverable": "address",
        "addressee_deceased": "address",
    }
    mail_redirection_domestic: _kit.Lenient[bool]
    """A German redirection order was found."""
    mail_redirection_international: _kit.Lenient[bool]
    """An international redirection order was found."""
    undeliverable: _kit.Lenient[bool]
    """The address is not available."""
    addressee_deceased: _kit.Lenient[bool]
    """The addressee is dead."""


class SubStatus(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """More about the status. Only set with some statuses, see the tables.

    Source: Guide 2, 8 IdentificationStatus, subStatus (documented)
    """

    code: _kit.Lenient[SubStatusCode] | None = None
    """Code of the sub status."""
    description: str | None = None
    """The provider's text for the code."""


class SubStatusReason(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """The reason for status and sub status.

    Source: Guide 2, 8 IdentificationStatus, subStatusReason (documented)
    """

    code: _kit.Lenient[SubStatusReasonCode] | None = None
    """Code of the reason."""
    description: str | None = None
    """The provider's text for the code."""


class ResultDocumentType(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """The type of an identification document and how it compares with the one provided.

    Source: Guide 2, 8 IdentificationDocumentResult, type (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"value": "document"}
    value: _kit.Lenient[IdentificationDocumentType] | None = None
    """Type of the document."""
    status: ResultValueStatus | None = None
    """How a value compares with the one provided."""


class ResultDate(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A date and how it compares with the one provided. Without a value the object is empty.

    Source: Guide 2, 8 IdentificationDocumentResult; samples (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"value": "birth"}
    value: _kit.Lenient[date | str] | None = None
    """The date, or the text as it came where that is no date."""
    status: ResultValueStatus | None = None
    """How a value compares with the one provided."""


class ResultNationality(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A nationality and how it compares with the one provided.

    Source: Guide 2, 8 IdentificationDocumentResult, nationality (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"value": "birth"}
    value: str | None = None
    """Nationality, ISO 3166 alpha-3, and the codes of the table."""
    status: ResultValueStatus | None = None
    """How a value compares with the one provided."""


class DrivingLicenceClassesResult(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """One vehicle class of a driving licence.

    Source: Guide 2, 8 DrivingLicenceClassesResult (documented)
    """

    class_name: _kit.Lenient[ResultValue] | None = None
    """Name of the class."""
    date_issued: _kit.Lenient[ResultDate] | None = None
    """Date of issuance."""
    date_of_expiry: _kit.Lenient[ResultDate] | None = None
    """Date of expiry."""
    restrictions: _kit.Lenient[ResultValue] | None = None
    """Restrictions as free text."""


class IdCardReaderCheck(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """What the card reader found. Depends on software of a third party "and may be subject to change".

    Source: Guide 2, 8 IdCardReaderCheck; the statuses stand in another document, POSTIDENT status overview IDCard Reader (documented)
    """

    checked_categories: list[IdCardReaderCheckCategories] | None = None
    """The categories checked."""


class IdCardReaderCheckCategories(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """One category of checks.

    Source: Guide 2, 8 IdCardReaderCheckCategories (documented)
    """

    name: str | None = None
    """Name of the category."""
    status: str | None = None
    """Result of the check."""
    failed_checks_of_id_card_reader: list[FailedCheckOfIdCardReader] | None = None
    """The checks that failed."""


class FailedCheckOfIdCardReader(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A check that failed.

    Source: Guide 2, 8 FailedCheckOfIdCardReader (documented)
    """

    check_name: str | None = None
    """Name of the check."""
    sub_check_name: str | None = None
    """Detailed name of the check."""
    additional_information: list[AdditionalInformationForIDCardCheck] | None = None
    """More about it."""


class AdditionalInformationForIDCardCheck(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A pair of key and value.

    Source: Guide 2, 8 AdditionalInformationForIDCardCheck (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"value": "document"}
    key: str | None = None
    """Key."""
    value: str | None = None
    """Value."""


class CasePage(_kit.Page[CaseResult]):
    """One page: a sequence of `CaseResult`.

    `partial` is true when the provider holds more than it delivered.
    """


class CustomDataParams(TypedDict, total=False):
    """What is taken where a `CustomData` is sent, as a dictionary."""

    custom1: str
    custom2: str
    custom3: str
    custom4: str
    custom5: str


class ProcessDataParams(TypedDict, total=False):
    """What is taken where a `ProcessData` is sent, as a dictionary."""

    target_country: str
    preferred_language: PreferredLanguageInput | str
    web_hook_url: str
    web_hook_url_partner: str
    reference_id: str
    callback_url_coupon_requested: CallbackUrl | CallbackUrlParams
    callback_url_review_pending: CallbackUrl | CallbackUrlParams
    callback_url_incomplete: CallbackUrl | CallbackUrlParams
    callback_url_success: CallbackUrl | CallbackUrlParams
    callback_url_declined: CallbackUrl | CallbackUrlParams


class ContactDataProvidedParams(TypedDict, total=False):
    """What is taken where a `ContactDataProvided` is sent, as a dictionary."""

    title: str
    first_name: str
    last_name: str
    mobile_phone: str
    email: str
    epost: str
    address: AddressProvided | AddressProvidedParams


class IdentificationDocumentProvidedParams(TypedDict, total=False):
    """What is taken where a `IdentificationDocumentProvided` is sent, as a dictionary."""

    type: IdentificationDocumentTypeInput
    number: str
    first_name: str
    last_name: str
    birth_name: str
    birth_date: date | str
    birth_place: str
    nationality: str
    address: AddressProvided | AddressProvidedParams
    date_issued: date | str
    date_of_expiry: date | str
    authority: str
    place_of_issue: str
    country_of_document: str


class DrivingLicenceProvidedParams(TypedDict, total=False):
    """What is taken where a `DrivingLicenceProvided` is sent, as a dictionary."""

    number: str
    first_name: str
    last_name: str
    birth_date: date | str
    birth_place: str
    restrictions: str
    date_issued: date | str
    date_of_expiry: date | str
    authority: str
    country_of_document: str
    driving_licence_classes: Sequence[DrivingLicenceClassProvided | DrivingLicenceClassProvidedParams]


class CallbackUrlParams(TypedDict, total=False):
    """What is taken where a `CallbackUrl` is sent, as a dictionary."""

    web_url: str
    i_os_url: str
    android_url: str


class AddressProvidedParams(TypedDict, total=False):
    """What is taken where a `AddressProvided` is sent, as a dictionary."""

    street_address: str
    appendix: str
    postal_code: str
    city: str
    country: str


class DrivingLicenceClassProvidedParams(TypedDict, total=False):
    """What is taken where a `DrivingLicenceClassProvided` is sent, as a dictionary."""

    class_name: str
    date_issued: date | str
    date_of_expiry: date | str
    restrictions: str
