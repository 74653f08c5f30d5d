# Generated from specs/solaris (sha256 ad6e4aac8b2f205162fedf3dae8b0a1e7f23ee3e109f78123fb42d1843d54067). Do not edit: change the spec, then `make generate`.
"""Solaris: what is sent and received."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import nonmember
from typing import ClassVar, Literal, TypeAlias, TypedDict

import msgspec

from identkit.core import _kit

__all__ = [
    "AccessToken", "Address", "AddressData", "AddressDataParams", "ApiErrorCode", "BankidentErrorCode", "BankidentTestIban",
    "ChangeRequestStatus", "ContentDispositionHeaders", "CustomerVettingStatus", "Document", "DocumentType", "DocumentWithAddress",
    "DocumentsListHeaders", "EligibilityCheck", "EligibilityCheckCreate", "EligibilityMethod", "EligibilityMethodInput",
    "EmploymentStatus", "EmploymentStatusInput", "ErrorItem", "ErrorList", "ErrorSource", "IbanLookup", "IbanLookupCreate",
    "Identification", "IdentificationConfirm", "IdentificationCreate", "IdentificationLanguage", "IdentificationLanguageInput",
    "IdentificationMetadata", "IdentificationMethod", "IdentificationMethodInput", "IdentificationRequest", "IdentificationSession",
    "IdentificationSessionCreate", "IdentificationSessionStatus", "IdentificationStatus", "IdnowFailureCode", "IdnowTestCase",
    "IdnowTestPrefix", "MobileNumber", "MobileNumberAuthorize", "MobileNumberConfirm", "MobileNumberCreate", "MobileNumberDelete",
    "MobileNumberDeletion", "Person", "PersonCreate", "PersonCreateParams", "PersonUpdate", "PersonUpdateParams",
    "PersonUpdateResult", "ProofOfAddressType", "ProofOfAddressTypeInput", "RiskClassificationStatus", "ScreeningProgress",
    "SessionMethod", "SessionMethodInput", "SupportedDocument", "TaxInformation", "TaxInformationData", "TaxInformationDataParams",
    "TokenGrant", "Webhook", "WebhookCreate", "WebhookEventType", "WebhooksListHeaders",
]  # fmt: skip


class EmploymentStatus(_kit.OpenStrEnum):
    """Employment status.

    Source: Solaris API reference, /api-reference/errors (referenced)
    """

    EMPLOYED = "EMPLOYED"
    UNEMPLOYED = "UNEMPLOYED"
    PUBLIC_SECTOR_EMPLOYEE = "PUBLIC_SECTOR_EMPLOYEE"
    PROFESSIONAL_SOLDIER = "PROFESSIONAL_SOLDIER"
    FREELANCER = "FREELANCER"
    HOUSEWORK = "HOUSEWORK"
    APPRENTICE = "APPRENTICE"
    MANAGEMENT = "MANAGEMENT"
    RETIRED = "RETIRED"
    STUDENT = "STUDENT"
    SELF_EMPLOYED = "SELF_EMPLOYED"
    MILITARY_OR_COMMUNITY_SERVICE = "MILITARY_OR_COMMUNITY_SERVICE"


EmploymentStatusInput: TypeAlias = (
    EmploymentStatus
    | Literal[
        "EMPLOYED",
        "UNEMPLOYED",
        "PUBLIC_SECTOR_EMPLOYEE",
        "PROFESSIONAL_SOLDIER",
        "FREELANCER",
        "HOUSEWORK",
        "APPRENTICE",
        "MANAGEMENT",
        "RETIRED",
        "STUDENT",
        "SELF_EMPLOYED",
        "MILITARY_OR_COMMUNITY_SERVICE",
    ]
)
"""What is taken where a `EmploymentStatus` is sent."""


class ScreeningProgress(_kit.OpenStrEnum):
    """Screening progress.

    Source: github.com/kontist/mock-solaris, src/helpers/types.ts (observed)
    """

    NOT_SCREENED = "NOT_SCREENED"
    POTENTIAL_MATCH = "POTENTIAL_MATCH"
    SCREENED_ACCEPTED = "SCREENED_ACCEPTED"
    SCREENED_DECLINED = "SCREENED_DECLINED"


class RiskClassificationStatus(_kit.OpenStrEnum):
    """Risk classification status.

    Source: github.com/kontist/mock-solaris, src/helpers/types.ts (observed)
    """

    NOT_SCORED = "NOT_SCORED"
    POTENTIAL_RISK = "POTENTIAL_RISK"
    NORMAL_RISK = "NORMAL_RISK"
    INFORMATION_REQUESTED = "INFORMATION_REQUESTED"
    INFORMATION_RECEIVED = "INFORMATION_RECEIVED"
    RISK_ACCEPTED = "RISK_ACCEPTED"
    RISK_REJECTED = "RISK_REJECTED"
    CUSTOMER_UNRESPONSIVE = "CUSTOMER_UNRESPONSIVE"
    SCORING_NOT_REQUIRED = "SCORING_NOT_REQUIRED"


class CustomerVettingStatus(_kit.OpenStrEnum):
    """Customer vetting status.

    Source: github.com/kontist/mock-solaris, src/helpers/types.ts (observed)
    """

    NOT_VETTED = "NOT_VETTED"
    NO_MATCH = "NO_MATCH"
    POTENTIAL_MATCH = "POTENTIAL_MATCH"
    INFORMATION_REQUESTED = "INFORMATION_REQUESTED"
    INFORMATION_RECEIVED = "INFORMATION_RECEIVED"
    RISK_ACCEPTED = "RISK_ACCEPTED"
    RISK_REJECTED = "RISK_REJECTED"
    CUSTOMER_UNRESPONSIVE = "CUSTOMER_UNRESPONSIVE"
    VETTING_NOT_REQUIRED = "VETTING_NOT_REQUIRED"


class ChangeRequestStatus(_kit.OpenStrEnum):
    """Change request status.

    Source: Solaris API reference, DELETE mobile number (referenced)
    """

    ACCEPTED = "ACCEPTED"
    AUTHORIZATION_REQUIRED = "AUTHORIZATION_REQUIRED"
    CONFIRMATION_REQUIRED = "CONFIRMATION_REQUIRED"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"


class EligibilityMethod(_kit.OpenStrEnum):
    """Eligibility method.

    Source: Solaris API reference, POST identification_eligibility_checks (referenced)
    """

    BANK = "bank"


EligibilityMethodInput: TypeAlias = EligibilityMethod | Literal["bank"]
"""What is taken where a `EligibilityMethod` is sent."""


class IdentificationMethod(_kit.OpenStrEnum):
    """Identification method.

    Source: video-ident, POST Create identification (idnow); bankident, Happy path test scenario, 3 (bank); Solaris API reference, POST
        identifications (all) (documented)
    """

    BANK = "bank"
    """Bankident: a cent transfer and a qualified electronic signature."""
    BANK_ID = "bank_id"
    """Bankident with an identity document."""
    BANK_PLUS = "bank_plus"
    """Bankident+."""
    FOURTHLINE = "fourthline"
    """Fourthline, photo identification."""
    IDNOW = "idnow"
    """Video identification by IDnow."""
    IDNOW_AUTOIDENT = "idnow_autoident"
    """Automatic identification by IDnow."""
    IDNOW_CUSTOM = "idnow_custom"
    """Individual identification by IDnow."""
    MANUAL = "manual"
    """By hand."""
    POSTIDENT = "postident"
    """POSTIDENT."""


IdentificationMethodInput: TypeAlias = (
    IdentificationMethod
    | Literal["bank", "bank_id", "bank_plus", "fourthline", "idnow", "idnow_autoident", "idnow_custom", "manual", "postident"]
)
"""What is taken where a `IdentificationMethod` is sent."""


class IdentificationStatus(_kit.StatusEnum):
    """One list for all methods. IDnow goes created, pending, then one of pending_successful, pending_failed, successful, aborted, canceled,
    failed. Bankident goes created, pending, authorization_required, confirmation_required, confirmed, successful; or failed, expired,
    identification_data_required.

    Every subsequent authorization of the QES invalidates the previous one-time password.

    A successful identification may technically be reused by different companies; data protection rules about data cleanup must be defined.

    Bankident takes German IBANs only. An address outside Germany is allowed, but SCHUFA checks depend on the registered address.

    Source: video-ident, Appendix I: Idnow status (first eight); bankident, Happy path test scenario and Appendix III; Solaris API
        reference, GET identifications (19 values) (documented)
    """

    CREATED = "created"
    """The identification resource has been created for the customer."""
    PENDING = "pending"
    """IDnow: "The identification process has been triggered and the video identification URL and reference are generated. You must redirect
    the customer to the URL to complete the identification process with IDnow." Bankident: the customer has to make the cent transfer at
    the URL.
    """
    PENDING_SUCCESSFUL = "pending_successful"
    """"The video identification was successful, but will be reviewed by the identification provider. You can already offer banking services
    to the customer at this stage." Once reviewed, it becomes successful, or failed or canceled; a bank account is then blocked
    automatically.
    """
    PENDING_FAILED = "pending_failed"
    """"The identification is currently under review. You cannot offer banking services to the customer at this stage. The identification
    might eventually turn to successful, but it is unlikely".
    """
    SUCCESSFUL = "successful"
    """"The video identification was successful. The customer can be onboarded. Please note that the customer's data might have been updated
    during the identification session." Bankident: the documents are signed.
    """
    ABORTED = "aborted"
    """"The customer aborted the identification process. The customer can still video-identify using the same URL"."""
    CANCELED = "canceled"
    """"The provider canceled the video identification. The customer should video-identify again using the same URL"."""
    FAILED = "failed"
    """"The identification was unsuccessful." The customer cannot be onboarded, and no banking services can be offered. No reason can be
    disclosed by IDnow.
    """
    AUTHORIZATION_REQUIRED = "authorization_required"
    """Bankident: the cent transfer succeeded, the qualified electronic signature has to be started with identifications.authorize."""
    CONFIRMATION_REQUIRED = "confirmation_required"
    """Bankident: an SMS with a one-time password is on its way, identifications.confirm has to send it."""
    IDENTIFICATION_DATA_REQUIRED = "identification_data_required"
    """Further data of the customer is needed. Not explained in either guide."""
    CONFIRMED = "confirmed"
    """Bankident: the one-time password was accepted, the documents are being signed."""
    EXPIRED = "expired"
    """The identification has expired; for Bankident this "happens after 30 days"."""
    REJECTED = "rejected"
    """Rejected. Not explained in either guide."""
    PROCESSED = "processed"
    """Named without a description."""
    SIGNED = "signed"
    """Named without a description."""
    PRE_SUCCESSFUL = "pre_successful"
    """Named without a description."""
    PENDING_ACCOUNT_CREATION = "pending_account_creation"
    """Named without a description."""
    PENDING_REF_TRANSFER = "pending_ref_transfer"
    """Named without a description."""
    _states = nonmember(
        {
            "created": _kit.State(next="partner"),
            "pending": _kit.State(next="user"),
            "pending_successful": _kit.State(next="provider", may_serve=("idnow",)),
            "pending_failed": _kit.State(next="provider"),
            "successful": _kit.State(final=True, next="nobody", may_serve=True),
            "aborted": _kit.State(next="user", may_restart=True),
            "canceled": _kit.State(next="user", may_restart=True),
            "failed": _kit.State(final=True, next="nobody"),
            "authorization_required": _kit.State(next="partner"),
            "confirmation_required": _kit.State(next="partner"),
            "identification_data_required": _kit.State(next="partner"),
            "confirmed": _kit.State(next="provider"),
            "expired": _kit.State(final=True, next="nobody"),
            "rejected": _kit.State(final=True, next="nobody"),
            "processed": _kit.State(next="provider"),
            "signed": _kit.State(next="provider"),
            "pre_successful": _kit.State(next="provider"),
            "pending_account_creation": _kit.State(next="provider"),
            "pending_ref_transfer": _kit.State(next="user"),
        }
    )


class ProofOfAddressType(_kit.OpenStrEnum):
    """Proof of address type.

    Source: Solaris API reference, POST identifications (referenced)
    """

    BANK_ACCOUNT_STATEMENT = "BANK_ACCOUNT_STATEMENT"
    CERTIFICATE_OF_REGISTRATION = "CERTIFICATE_OF_REGISTRATION"
    ELECTRICITY_BILL = "ELECTRICITY_BILL"
    GAS_BILL = "GAS_BILL"
    HEATING_BILL = "HEATING_BILL"
    INTERNET_BILL = "INTERNET_BILL"
    TELEPHONE_BILL = "TELEPHONE_BILL"
    WATER_BILL = "WATER_BILL"


ProofOfAddressTypeInput: TypeAlias = (
    ProofOfAddressType
    | Literal[
        "BANK_ACCOUNT_STATEMENT",
        "CERTIFICATE_OF_REGISTRATION",
        "ELECTRICITY_BILL",
        "GAS_BILL",
        "HEATING_BILL",
        "INTERNET_BILL",
        "TELEPHONE_BILL",
        "WATER_BILL",
    ]
)
"""What is taken where a `ProofOfAddressType` is sent."""


class IdentificationLanguage(_kit.OpenStrEnum):
    """Identification language.

    Source: video-ident, POST Create identification (documented)
    """

    DE = "DE"
    EN = "EN"


IdentificationLanguageInput: TypeAlias = IdentificationLanguage | Literal["DE", "EN"]
"""What is taken where a `IdentificationLanguage` is sent."""


class SessionMethod(_kit.OpenStrEnum):
    """Session method.

    Source: bankident, POST Create person identification session (bank); Solaris API reference, same operation (all) (documented)
    """

    BANK = "bank"
    BANK_ID = "bank_id"
    FOURTHLINE = "fourthline"
    IDNOW = "idnow"


SessionMethodInput: TypeAlias = SessionMethod | Literal["bank", "bank_id", "fourthline", "idnow"]
"""What is taken where a `SessionMethod` is sent."""


class IdentificationSessionStatus(_kit.StatusEnum):
    """Identification session status.

    How long a session is valid is not documented.

    Source: bankident, Appendix I: Identification session status; Solaris API reference, POST identification_sessions (documented)
    """

    CREATED = "created"
    """"The identification session has been created for a customer. The status remains `created` until the customer completes the
    identification process".
    """
    SUCCESSFUL = "successful"
    """"The customer has completed the identification process successfully"."""
    EXPIRED = "expired"
    """"The identification session has expired. This is because the customer did not complete the process within the session's validity time
    frame".
    """
    PENDING = "pending"
    """Named without a description."""
    PENDING_SUCCESSFUL = "pending_successful"
    """Named without a description."""
    AUTHORIZATION_REQUIRED = "authorization_required"
    """Named without a description."""
    CONFIRMATION_REQUIRED = "confirmation_required"
    """Named without a description."""
    IDENTIFICATION_DATA_REQUIRED = "identification_data_required"
    """Named without a description."""
    CONFIRMED = "confirmed"
    """Named without a description."""
    REJECTED = "rejected"
    """Named without a description."""
    _states = nonmember(
        {
            "created": _kit.State(next="user"),
            "successful": _kit.State(final=True, next="nobody", may_serve=True),
            "expired": _kit.State(final=True, next="nobody"),
            "pending": _kit.State(next="user"),
            "pending_successful": _kit.State(next="provider"),
            "authorization_required": _kit.State(next="user"),
            "confirmation_required": _kit.State(next="user"),
            "identification_data_required": _kit.State(next="user"),
            "confirmed": _kit.State(next="provider"),
            "rejected": _kit.State(final=True, next="nobody"),
        }
    )


class DocumentType(_kit.OpenStrEnum):
    """What a document is.

    Source: video-ident, Appendix I: Document types (documented)
    """

    ANNUAL_FINANCIAL_STATEMENT = "ANNUAL_FINANCIAL_STATEMENT"
    """A business or a company's annual financial statement."""
    KYC_REPORT = "KYC_REPORT"
    """The KYC report generate after a successful customer identification."""
    ID_DOCUMENT = "ID_DOCUMENT"
    """An person's identification document, such as passport or ID."""
    SIGNATURE = "SIGNATURE"
    """A signature example."""
    PICTURE = "PICTURE"
    """A picture or a scanned document of any other type."""
    QES_DOCUMENT = "QES_DOCUMENT"
    """A document related to a Qualified Electronic Signature (QES)."""
    SIGNED_CONTRACT = "SIGNED_CONTRACT"
    """A signed contract of any kind."""
    SIGNED_QES_DOCUMENT = "SIGNED_QES_DOCUMENT"
    """A document signed by a Qualified Electronic Signature (QES)."""
    REGISTER_CHECK = "REGISTER_CHECK"
    """A register check."""
    REGISTER_EXTRACT = "REGISTER_EXTRACT"
    """A business or a company's commercial register excerpt or a similar document."""
    FOUNDATION_DOCUMENT = "FOUNDATION_DOCUMENT"
    """The foundation document of a company or business."""
    SCHUFA_COMPACT_REPORT = "SCHUFA_COMPACT_REPORT"
    """A compact SCHUFA report."""
    SCHUFA_GWG_REPORT = "SCHUFA_GWG_REPORT"
    """A GWG SCHUFA report."""
    SCHUFA_FULL_REPORT = "SCHUFA_FULL_REPORT"
    """A full SCHUFA report about a person."""
    SCHUFA_SHORT_REPORT = "SCHUFA_SHORT_REPORT"
    """A short SCHUFA report about a person."""
    CREDIT_AGENCY_REPORT = "CREDIT_AGENCY_REPORT"
    """A report issued by a credit agency."""
    SHARE_HOLDERS_AGREEMENT = "SHARE_HOLDERS_AGREEMENT"
    """A business or a company's shareholders agreement."""
    SHAREHOLDERS_LIST = "SHAREHOLDERS_LIST"
    """A business or a company's shareholders list."""
    TRADING_LICENSE = "TRADING_LICENSE"
    """A business or a company's trading license."""
    TRANSPARENCY_REGISTER_EXTRACT = "TRANSPARENCY_REGISTER_EXTRACT"
    """An extract of a transparency register."""
    INVOICE = "INVOICE"
    """An invoice of any kind."""
    OTHER = "OTHER"
    """Any other type of document."""
    VIDEO = "VIDEO"
    """A video of any kind."""
    VAT_CERTIFICATE = "VAT_CERTIFICATE"
    """VAT registration certificate."""
    ACCOUNT_SNAPSHOT_FINTECSYSTEMS = "ACCOUNT_SNAPSHOT.FINTECSYSTEMS"
    """Named without a description."""
    ACCOUNT_STATEMENT = "ACCOUNT_STATEMENT"
    """Named without a description."""
    AML_POLICY = "AML_POLICY"
    """Named without a description."""
    B2_B_MANDATE = "B2B_MANDATE"
    """Named without a description."""
    BALANCE_REPORT = "BALANCE_REPORT"
    """Named without a description."""
    BANK_REFERENCE = "BANK_REFERENCE"
    """Named without a description."""
    BUSINESS_ASSESSMENT = "BUSINESS_ASSESSMENT"
    """Named without a description."""
    BUSINESS_FINANCIALS_XBRL = "BUSINESS_FINANCIALS_XBRL"
    """Named without a description."""
    CREDIT_RECORD_SCHUFA = "CREDIT_RECORD.SCHUFA"
    """Named without a description."""
    CUSTOMER_COMMUNICATION = "CUSTOMER_COMMUNICATION"
    """Named without a description."""
    FATCA_SELF_DECLARATION = "FATCA_SELF_DECLARATION"
    """Named without a description."""
    KYC_BENEFICIAL_OWNER = "KYC_BENEFICIAL_OWNER"
    """Named without a description."""
    KYC_CORPORATE_DOCUMENT = "KYC_CORPORATE_DOCUMENT"
    """Named without a description."""
    KYC_FORM = "KYC_FORM"
    """Named without a description."""
    KYC_LEGAL_REPRESENTATIVE = "KYC_LEGAL_REPRESENTATIVE"
    """Named without a description."""
    KYC_RELIABILITY_CHECK = "KYC_RELIABILITY_CHECK"
    """Named without a description."""
    LOAN_MANDATE_CONTRACT = "LOAN_MANDATE_CONTRACT"
    """Named without a description."""
    PAYMENT_CONFIRMATION = "PAYMENT_CONFIRMATION"
    """Named without a description."""
    POWER_OF_ATTORNEY = "POWER_OF_ATTORNEY"
    """Named without a description."""
    PROOF_OF_ADDRESS = "PROOF_OF_ADDRESS"
    """Named without a description."""
    PROOF_OF_PHONE_CHANGE = "PROOF_OF_PHONE_CHANGE"
    """Named without a description."""
    PROOF_OF_PROFESSION = "PROOF_OF_PROFESSION"
    """Named without a description."""
    PROOF_OF_SALARY = "PROOF_OF_SALARY"
    """Named without a description."""
    PROOF_OF_TAX_ID = "PROOF_OF_TAX_ID"
    """Named without a description."""
    REFERENCE_LETTER = "REFERENCE_LETTER"
    """Named without a description."""
    REGISTER_APPLICATION = "REGISTER_APPLICATION"
    """Named without a description."""
    SALARY_INFORMATION = "SALARY_INFORMATION"
    """Named without a description."""
    SCORE_CARD_SOLARIS = "SCORE_CARD.SOLARIS"
    """Named without a description."""
    SCREENING_REPORT = "SCREENING_REPORT"
    """Named without a description."""
    SIGNED_LOAN_MANDATE_CONTRACT = "SIGNED_LOAN_MANDATE_CONTRACT"
    """Named without a description."""
    TRANSACTIONAL_DOCUMENT = "TRANSACTIONAL_DOCUMENT"
    """Named without a description."""
    TRANSFER_CANCELLATION = "TRANSFER_CANCELLATION"
    """Named without a description."""


class WebhookEventType(_kit.OpenStrEnum):
    """The events of the two guides. Solaris has more; others may be subscribed to by their names, too.

    Source: video-ident, Happy path test tutorial; bankident, Webhooks (documented)
    """

    IDENTIFICATION = "IDENTIFICATION"
    IDENTIFICATION_SESSION = "IDENTIFICATION_SESSION"
    PERSON_CHANGED = "PERSON_CHANGED"
    PERSON_DELETED = "PERSON_DELETED"
    PERSON_MOBILE_NUMBER_CREATED = "PERSON_MOBILE_NUMBER_CREATED"
    PERSON_MOBILE_NUMBER_DELETED = "PERSON_MOBILE_NUMBER_DELETED"


class DocumentWithAddress(_kit.OpenStrEnum):
    """Documents that include the address and so allow an identification without a proof of address (proof_of_address_type,
    proof_of_address_issued_at). For any other document both are mandatory.

    Source: video-ident, Appendix I: List of passports with address (documented)
    """

    MLT_BO_02001 = "MLT-BO-02001"
    """Malta, identity card."""
    MLT_BO_03001 = "MLT-BO-03001"
    """Malta, identity card."""
    SVK_BO_02001 = "SVK-BO-02001"
    """Slovakia, identity card."""
    SVK_BO_05001 = "SVK-BO-05001"
    """Slovakia, identity card."""
    SVK_BO_04001 = "SVK-BO-04001"
    """Slovakia, identity card."""
    ITA_BO_04003 = "ITA-BO-04003"
    """Italy, identity card."""
    ITA_BO_03004 = "ITA-BO-03004"
    """Italy, identity card."""
    ITA_BO_03002 = "ITA-BO-03002"
    """Italy, identity card."""
    ITA_BO_03001 = "ITA-BO-03001"
    """Italy, identity card."""
    ITA_BO_03003 = "ITA-BO-03003"
    """Italy, identity card."""
    DEU_BO_01003 = "DEU-BO-01003"
    """Germany, identity card."""
    DEU_BO_02001 = "DEU-BO-02001"
    """Germany, identity card."""
    SGP_BO_01001_A = "SGP-BO-01001-A"
    """Singapore, identity card."""
    SGP_BO_01001 = "SGP-BO-01001"
    """Singapore, identity card."""
    CZE_BO_04001 = "CZE-BO-04001"
    """Czech Republic, identity card."""
    CZE_BO_04002 = "CZE-BO-04002"
    """Czech Republic, identity card."""
    IND_AO_01001 = "IND-AO-01001"
    """India, passport."""
    CHN_AO_04003 = "CHN-AO-04003"
    """China, passport."""
    BGR_AO_01005 = "BGR-AO-01005"
    """Bulgaria, passport."""
    SVN_AO_02001_02003 = "SVN-AO-02001-02003"
    """Slovenia, passport."""
    SVN_AO_02004 = "SVN-AO-02004"
    """Slovenia, passport."""
    SVN_BO_02001 = "SVN-BO-02001"
    """Slovenia, identity card."""
    SVN_AO_01004 = "SVN-AO-01004"
    """Slovenia, passport."""
    POL_BO_02001_02003 = "POL-BO-02001-02003"
    """Poland, identity card."""
    ESP_BO_03001 = "ESP-BO-03001"
    """Spain, identity card."""
    ESP_BO_05001 = "ESP-BO-05001"
    """Spain, identity card."""
    HRV_BO_02001 = "HRV-BO-02001"
    """Croatia, identity card."""
    HRV_AO_02001 = "HRV-AO-02001"
    """Croatia, passport."""
    FRA_BO_02002 = "FRA-BO-02002"
    """France, identity card."""
    FRA_AO_03001_03003 = "FRA-AO-03001-03003"
    """France, passport."""
    MAR_AO_02001 = "MAR-AO-02001"
    """Morocco, passport."""


class IdnowFailureCode(_kit.OpenStrEnum):
    """Why IDnow aborted or cancelled a video identification. "IDnow provides a reason for the canceled and aborted status. No reason can be
    disclosed for the final failed status.".

    Source: video-ident, Appendix I: IDnow failure codes (documented)
    """

    DATA_APPLICATION_ADDRESS = "DATA_APPLICATION_ADDRESS"
    """Address from application does not match address from ID document and cannot be corrected."""
    DATA_APPLICATION_DATA = "DATA_APPLICATION_DATA"
    """Data from application and data from the ID document do not match and cannot be corrected."""
    DATA_ID_EXPIRED = "DATA_ID_EXPIRED"
    """The validity date of the ID document has expired. User must use a different document."""
    TECH_AUDIO = "TECH_AUDIO"
    """Poor audio quality. Audio quality is poor or user/agent inaudible."""
    TECH_DISCONNECTED_VIDEO = "TECH_DISCONNECTED_VIDEO"
    """The video stream has disconnected during the identification."""
    TECH_DISCONNECTED_WEBSOCKET = "TECH_DISCONNECTED_WEBSOCKET"
    """The websocket connection is disconnected during the identification. Normally caused by loss of internet connection by the user."""
    TECH_HOLOGRAM = "TECH_HOLOGRAM"
    """Security features not visible or broken. No suspicion of fraud."""
    TECH_ID_TYPE = "TECH_ID_TYPE"
    """ID document is not allowed or is not supported."""
    TECH_IDENT_CODE_DELIVERY = "TECH_IDENT_CODE_DELIVERY"
    """User was unable to receive the ident code SMS."""
    TECH_INTERNAL_SERVER_ERROR = "TECH_INTERNAL_SERVER_ERROR"
    """An error occurred on server."""
    TECH_INTERNET_CONNECTION = "TECH_INTERNET_CONNECTION"
    """Internet connection of the user is not fast enough."""
    TECH_LIGHTING = "TECH_LIGHTING"
    """Poor lighting. Person or ID document not sufficiently visible."""
    TECH_PHOTO = "TECH_PHOTO"
    """Poor photo quality. Person or ID document not sufficiently sharp and recognizable."""
    TECH_TIMEOUT = "TECH_TIMEOUT"
    """The identification request was open too long. Identification requests get aborted after 30 minutes."""
    TECH_VIDEO = "TECH_VIDEO"
    """Poor video quality or camera not good enough. Person or ID document not sufficiently sharp and recognizable."""
    NO_VIDEO = "NO_VIDEO"
    """Video call could not established. User and Agent do not see each other."""
    BAD_VIDEO = "BAD_VIDEO"
    """Video call established, but is not of enough quality to continue."""
    VIDEO_ENVIRONMENT = "VIDEO_ENVIRONMENT"
    """User is not in ideal conditions to perform the video call."""
    VIDEO_OTHER = "VIDEO_OTHER"
    """Any other problem with video not covered by other reasons."""
    NO_AUDIO = "NO_AUDIO"
    """No audio established between Agent and User."""
    BAD_AUDIO = "BAD_AUDIO"
    """Audio is not of enough quality to continue with the call."""
    BAD_AUDIO_ENVIRONMENT = "BAD_AUDIO_ENVIRONMENT"
    """Audio disturabce in the call."""
    AUDIO_OTHER = "AUDIO_OTHER"
    """Any other audio issues not covered by other reasons."""
    BAD_PHOTO_QUALITY = "BAD_PHOTO_QUALITY"
    """ID and/or User photo is not of good quality to successfully conclude the identification."""
    PHOTO_OTHER = "PHOTO_OTHER"
    """Other problems related to the photo."""
    CONNECTION_LOST = "CONNECTION_LOST"
    """Call connection lost."""
    CONNECTION_BAD = "CONNECTION_BAD"
    """Connection is not good quality to continue."""
    NO_CONNECTION = "NO_CONNECTION"
    """Connection between Agent and User not established due to network issues."""
    CONNECTION_OTHER = "CONNECTION_OTHER"
    """Any Other issues with connection not covered by other reasons."""
    IDENT_CODE_NOT_RECEIVED = "IDENT_CODE_NOT_RECEIVED"
    """Ident code SMS/email not received by the user."""
    IDENT_CODE_REPEATEDLY_INCORRECT = "IDENT_CODE_REPEATEDLY_INCORRECT"
    """User entered wrong Ident Id multiple times."""
    USER_ABORT_WHILE_WAITING = "USER_ABORT_WHILE_WAITING"
    """User has aborted the identification while he was waiting for an available agent."""
    USER_STARTED_NEW_REQUEST = "USER_STARTED_NEW_REQUEST"
    """User has started another ident attempt from different channel (web/app)."""
    USER_CANCELLATION = "USER_CANCELLATION"
    """User has aborted the identification."""
    ENROLLED_TO_WAITING_LIST = "ENROLLED_TO_WAITING_LIST"
    """User has been put on the waiting-list. Depending on the configuration, this can be voluntary or mandatory, or a mix of both. Users
    cannot remove themselves from the waiting-list, restarting the Ident will lead to a warning message.
    """
    ID_NOT_SUPPORTED = "ID_NOT_SUPPORTED"
    """User is using an ID document that is not supported for the online identification process."""
    ID_DAMAGED = "ID_DAMAGED"
    """User is using an ID document that is damaged and not fit for the online identification process."""
    ID_OTHER = "ID_OTHER"
    """Any other ID related issue not covered by other reasons."""
    DISAGREE_WITH_VIDEO_RECORDING = "DISAGREE_WITH_VIDEO_RECORDING"
    """User disagrees with Video Recording of the call."""
    INCORRECT_ID_NUMBER = "INCORRECT_ID_NUMBER"
    """ID number is wrongly entered during identification."""
    INCORRECT_NAME_IN_QES = "INCORRECT_NAME_IN_QES"
    """Only for eSigning. Name mismatch found after QES generation."""
    WRONG_PHONE_NUMBER = "WRONG_PHONE_NUMBER"
    """Only for eSigning. User entered wrong phone number."""
    USER_ID_NUMBER = "USER_ID_NUMBER"
    """User repeatedly reads the wrong ID document number."""
    USER_IDENT_CODE = "USER_IDENT_CODE"
    """Ident code repeatedly entered incorrectly."""
    USER_LANGUAGE = "USER_LANGUAGE"
    """User speaks unsupported language."""
    USER_NO_ID = "USER_NO_ID"
    """User has currently no ID card available."""
    USER_WRONG_PERSON = "USER_WRONG_PERSON"
    """The person of application and identification do not match. For example, husband has opened bank account, but wife is in the
    identification call. No suspicion of fraud.
    """
    INDECENT_BEHAVIOUR = "INDECENT_BEHAVIOUR"
    """User exhibited behavior towards agent that is indecent."""
    OTHER_ABUSE = "OTHER_ABUSE"
    """Abuse of the procedure. Inappropriate behavior."""
    OTHER_MISCELLANEOUS_PERMANENT = "OTHER_MISCELLANEOUS_PERMANENT"
    """Other error, which is not covered by specific error. Cannot be solved."""
    OTHER_MISCELLANEOUS_TEMPORARY = "OTHER_MISCELLANEOUS_TEMPORARY"
    """Other error, which is not covered by specific error. Can be solved by a retry."""
    OTHER_TEST = "OTHER_TEST"
    """Identification was a test call."""
    OTHER_ERROR = "OTHER_ERROR"
    """Any other error, not further defined."""
    STALLED_TIMEOUT = "STALLED_TIMEOUT"
    """When an identification process is running for too long, then the identification request will be cancelled with this reason."""
    NO_SECURITY_QUESTION_ASKED = "NO_SECURITY_QUESTION_ASKED"
    """If enough security questions are not asked during an ident, reviewer/supervisor may cancel the ident with this reason."""
    SECURITY_QUESTION_NOT_CORRECT_ANSWERED = "SECURITY_QUESTION_NOT_CORRECT_ANSWERED"
    """If reviewer/supervisor is not satisfied with the answers to security question, they may cancel the ident with this reason."""
    SECURITY_QUESTION = "SECURITY_QUESTION"
    """If a supervisor is not satisfied with the answers to security question, they may cancel the ident with this reason."""
    CALL_QUALITY_FAIL = "CALL_QUALITY_FAIL"
    """During network pre-check; the network bandwidth is found to be lower than expected to conduct a successful video call."""
    NO_ESIGN_FRAUD = "NO_ESIGN_FRAUD"
    """For eSign transactions, agents must cancel a call if they believe it is fraudulent before it comes to the signing step. It will then
    be submitted for review with the status FRAUD_SUSPICION_PENDING.
    """


class BankidentErrorCode(_kit.OpenStrEnum):
    """Rejection reasons and error codes of Bankident, valid for Bankident+ too. They stand in error answers and, in lower case, in
    failure_reason of an identification.

    Source: bankident, Appendix III: Bankident rejection reasons and error codes (documented)
    """

    IBAN_USAGE_LIMIT_EXCEEDED = "IBAN_USAGE_LIMIT_EXCEEDED"
    """The provided IBAN has been blacklisted due to reaching the limit of failed attempts for this IBAN."""
    MOBILE_NUMBER_NOT_VERIFIED = "MOBILE_NUMBER_NOT_VERIFIED"
    """The customer does not have a verified mobile number."""
    IDENTIFICATION_ATTEMPTS_EXCEEDED = "IDENTIFICATION_ATTEMPTS_EXCEEDED"
    """The mobile number or the combination of first_name and last_name reached the limit of failed attempts to create an identification."""
    ALREADY_IDENTIFIED_SUCCESSFULLY = "ALREADY_IDENTIFIED_SUCCESSFULLY"
    """The customer has been successfully identified."""
    MATCH_FOR_PERSON_DATA_NOT_FOUND = "MATCH_FOR_PERSON_DATA_NOT_FOUND"
    """The customer's record could not be found in SCHUFA. Usually happens to customers who, for example, recently moved to Germany."""
    PERSON_ACCOUNT_MATCH_NOT_FOUND = "PERSON_ACCOUNT_MATCH_NOT_FOUND"
    """We could not establish a connection between the customer and the provided IBAN. The customer can try again with a different IBAN."""
    PREVIOUS_IDENT_NOT_FOUND = "PREVIOUS_IDENT_NOT_FOUND"
    """The customer did not meet the identification preconditions."""
    PERSON_MISSING_REQUIRED_DATA = "PERSON_MISSING_REQUIRED_DATA"
    """The customer is missing some of the required data. Der Person fehlen notwendige Daten."""
    DEPENDENCY_ERROR = "DEPENDENCY_ERROR"
    """External provider service failure."""
    INVALID_MODEL = "INVALID_MODEL"
    """Something went wrong, tech bug."""
    INTERNAL_REQUEST_ERROR = "INTERNAL_REQUEST_ERROR"
    """Something went wrong, tech bug."""
    GENERIC_ERROR = "GENERIC_ERROR"
    """Something went wrong, tech bug."""
    ACCESS_BY_ATHORIZED_HOLDER = "ACCESS_BY_ATHORIZED_HOLDER"
    """The customer is not the account holder of the account, but an authorized person on the account. This is not allowed for fraud
    protection reasons.
    """
    ACCESS_BY_AUTHORIZED_HOLDER = "ACCESS_BY_AUTHORIZED_HOLDER"
    """The customer is not the account holder of the account, but an authorized person on the account. This is not allowed for fraud
    protection reasons.
    """
    EXPIRED = "EXPIRED"
    """The identification has expired (happens after 30 days)."""
    ACCOUNT_SNAPSHOT_FAILED = "ACCOUNT_SNAPSHOT_FAILED"
    """The payment initiation (5 cent transfer) process failed. This process step is done by an external provider and failure could have
    various reasons.
    """
    JOINT_ACCOUNT = "JOINT_ACCOUNT"
    """The provided account for the identification is a joint account. This is not allowed for fraud protection reasons."""
    ACCOUNT_SNAPSHOT_EXPIRED = "ACCOUNT_SNAPSHOT_EXPIRED"
    """The payment initiation expired. After requesting the identification (i.e. starting the payment initiation), the user has 10 minutes
    to complete the 5 cent transfer. Afterward, the payment initiation is expired by our service provider.
    """


class ApiErrorCode(_kit.OpenStrEnum):
    """Codes any operation may answer. Written in lower case by the API, in upper case by the bankident table: compare without regard to
    case.

    Source: Solaris API reference, /api-reference/errors and the operation pages; expectation_mismatch: bankident, Appendix II: Testing data
        (referenced)
    """

    INVALID_MODEL = "invalid_model"
    """The body breaks a rule of the resource; source names the field."""
    INVALID_WEBHOOK_URL = "invalid_webhook_url"
    """The URL did not answer the ping that follows a subscription."""
    UNSAFE_WEBHOOK_URL = "unsafe_webhook_url"
    """The URL does not begin with https."""
    VALIDATION_ERROR = "validation_error"
    """A field has a value that is not allowed."""
    TYPE_ERROR = "type_error"
    """A field has a value of the wrong type."""
    INVALID_JSON = "invalid_json"
    """The body is not JSON."""
    BAD_REQUEST = "bad_request"
    """The request is malformed; source.field is a JSON path."""
    DEPRECATED_PARAMS = "deprecated_params"
    """The request uses parameters that are no longer taken."""
    INVALID_IBAN = "invalid_iban"
    """The IBAN is not well formed; the detail repeats it."""
    INVALID_TOKEN = "invalid_token"
    """The access token is malformed or has expired."""
    TOKEN_REQUIRED = "token_required"
    """The request has no access token."""
    UNAUTHORIZED_ACTION = "unauthorized_action"
    """The partner may not do this."""
    INVALID_TAN = "invalid_tan"
    """The one-time password is wrong."""
    MODEL_NOT_FOUND = "model_not_found"
    """There is no such object; the detail names its kind and identifier."""
    MOBILE_NUMBER_EXISTS = "mobile_number_exists"
    """The person has a mobile number already."""
    EXPECTATION_MISMATCH = "expectation_mismatch"
    """Bankident: the account is a joint account, or the payment initiation failed."""
    GENERIC_ERROR = "generic_error"
    """Something went wrong at Solaris."""


class IdnowTestPrefix(_kit.OpenStrEnum):
    """Set first_name or last_name of a person to a prefix, a hyphen and a test case (X-AUTOTEST-HAPPYPATH), and the video identification
    runs by itself. Sandbox only.

    Source: video-ident, Testing: Test scenarios (documented)
    """

    MANUAL = "X-MANUALTEST"
    """Performs a test where you can use the web or app, but the agent is automated."""
    AUTOMATIC = "X-AUTOTEST"
    """Both the user and the agent are automated. No user interaction required."""


class IdnowTestCase(_kit.OpenStrEnum):
    """What happens in a video identification of the sandbox; stands in the person's name, after the prefix and a hyphen.

    Source: video-ident, Testing: Test scenarios (documented)
    """

    HAPPYPATH = "HAPPYPATH"
    """Performs a happy path test. The identification is finished successfully and no changes are made."""
    CHANGEALL = "CHANGEALL"
    """Performs a successful identification, but changes all fields to new values. In addition, all allowed UTF-8 characters supported by
    IDnow are returned.
    """
    CHANGEALLREVIEW = "CHANGEALLREVIEW"
    """Performs a successful identification, but changes all fields during review (and not during the identification like CHANGEALL)."""
    ABORTIDENT = "ABORTIDENT"
    """The agent aborts during the identification (e.g. the video quality is not good enough)."""
    FRAUDOK = "FRAUDOK"
    """The agent reports fraud suspicion during the identification, but during the review the identification is marked as legit."""
    CANCELED = "CANCELED"
    """The agent performs a successful identification, but during the review it is detected that the ident was not performed correctly (e.g.
    the picture quality is not good enough).
    """
    LONGREVIEW = "LONGREVIEW"
    """Normally, the review of the test scenarios is performed right away (~1-2 Minutes delay). Using the LONGREVIEW scenario, the review is
    performed 24 hours later.
    """
    HOLDCERTIFICATE = "HOLDCERTIFICATE"
    """The agent performs a successful identification, but the system sends out the signed documents and the results after 10 minutes. This
    test is only performable with an eSigning identification.
    """
    FRAUDIDENT = "FRAUDIDENT"
    """The agent reports fraud suspicion during the identification and the fraud is confirmed in the review. This test case is not supported
    for eSigning.
    """


class BankidentTestIban(_kit.OpenStrEnum):
    """What an identification with the method bank comes to on the sandbox, by its IBAN.

    Source: bankident, Appendix II: Testing data (documented)
    """

    SUCCESS = "DE11110101010100000020"
    """Success from service provider & Swisscom."""
    AUTHORIZED_HOLDER = "DE43110101010000000010"
    """Success—Access by authorized holder."""
    PERSON_NOT_FOUND = "DE22110101010100000016"
    """User data not found in service provider DB: HTTP 412, MATCH_FOR_PERSON_DATA_NOT_FOUND."""
    NO_PREVIOUS_IDENT = "DE33110101010100000012"
    """User without QBit: HTTP 412, PREVIOUS_IDENT_NOT_FOUND."""
    ACCOUNT_NOT_MATCHED = "DE44110101010100000008"
    """Account check failed on Schufa: HTTP 412, PERSON_ACCOUNT_MATCH_NOT_FOUND."""
    JOINT_ACCOUNT = "DE55110101010100000004"
    """Account was JOINT: HTTP 409, expectation_mismatch."""
    SNAPSHOT_FAILED = "DE66110101010100000000"
    """Account snapshot failed: HTTP 409, expectation_mismatch."""
    SIGNATURE_FAILED = "DE77110101010100000093"
    """Success from service provider and unsuccessful in Swisscom. Every subsequent Authorize QES SMS TAN will invalidate the previous TAN."""


class PersonCreate(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """The guides list as mandatory: salutation, first_name, last_name, birth_date, nationality, address, mobile_number,
    data_terms_signed_at and terms_conditions_signed_at; "the mandatory data points for this endpoint depend on various factors", and the
    guides' own samples leave most of them out, so nothing is required here. Values must not begin or end with whitespace.

    Source: video-ident and bankident, POST Create person (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "salutation": "name",
        "title": "name",
        "first_name": "name",
        "last_name": "name",
        "email": "contact",
        "mobile_number": "contact",
        "birth_name": "name",
        "birth_date": "birth",
        "birth_city": "birth",
        "birth_country": "birth",
        "nationality": "birth",
        "employment_status": "economic",
        "job_title": "economic",
        "fatca_relevant": "compliance",
        "fatca_crs_confirmed_at": "compliance",
        "business_purpose": "economic",
        "industry": "economic",
        "industry_key": "economic",
        "own_economic_interest_signed_at": "compliance",
        "aml_confirmed_on": "compliance",
        "expected_monthly_revenue_cents": "economic",
        "vat_number": "document",
        "website_social_media": "contact",
        "business_trading_name": "name",
        "nace_code": "economic",
        "business_address_line_1": "address",
        "business_address_line_2": "address",
        "business_postal_code": "address",
        "business_city": "address",
        "business_country": "address",
        "business_state": "address",
        "annual_income_range": "economic",
        "birth_province": "birth",
        "birth_post_code": "birth",
        "socioprofessional_category": "economic",
        "purpose_of_account_opening": "economic",
        "main_income_source": "economic",
        "work_country": "address",
        "work_province": "address",
        "self_declared_as_pep": "compliance",
        "international_operativity_expectation": "economic",
        "registration_number": "document",
    }
    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("salutation"),
        _kit.Check("title"),
        _kit.Check(
            "first_name",
            pattern="^(?!\\s)[^\\u2600-\\u27bf\\ud83c-\\ud83e]*$",
            max_length=50,
            text=(
                ("en", "must not begin with a blank, nor hold emojis"),
                ("de", "darf nicht mit einem Leerzeichen beginnen und keine Emojis enthalten"),
            ),
        ),
        _kit.Check(
            "last_name",
            pattern="^(?!\\s)[^\\u2600-\\u27bf\\ud83c-\\ud83e]*$",
            max_length=50,
            text=(
                ("en", "must not begin with a blank, nor hold emojis"),
                ("de", "darf nicht mit einem Leerzeichen beginnen und keine Emojis enthalten"),
            ),
        ),
        _kit.Check("address", kind="object"),
        _kit.Check("contact_address", kind="object"),
        _kit.Check("email"),
        _kit.Check("mobile_number"),
        _kit.Check("birth_name"),
        _kit.Check("birth_date", kind="date"),
        _kit.Check("birth_city"),
        _kit.Check("birth_country"),
        _kit.Check(
            "nationality",
            pattern="^[A-Z]{2}$",
            text=(
                ("en", "must be a country code of two capital letters (ISO 3166-1), such as DE"),
                ("de", "muss ein Ländercode aus zwei Großbuchstaben sein (ISO 3166-1), etwa DE"),
            ),
        ),
        _kit.Check("employment_status"),
        _kit.Check("job_title"),
        _kit.Check("tax_information", kind="object"),
        _kit.Check("fatca_relevant", kind="boolean|string"),
        _kit.Check("fatca_crs_confirmed_at", kind="date-time"),
        _kit.Check("business_purpose"),
        _kit.Check("industry"),
        _kit.Check("industry_key"),
        _kit.Check("terms_conditions_signed_at", kind="date-time", normal="utc"),
        _kit.Check("own_economic_interest_signed_at", kind="date-time"),
        _kit.Check("aml_confirmed_on", kind="date"),
        _kit.Check("expected_monthly_revenue_cents", kind="integer"),
        _kit.Check("vat_number"),
        _kit.Check("website_social_media"),
        _kit.Check("business_trading_name"),
        _kit.Check("nace_code"),
        _kit.Check("business_address_line_1"),
        _kit.Check("business_address_line_2"),
        _kit.Check("business_postal_code"),
        _kit.Check("business_city"),
        _kit.Check("business_country"),
        _kit.Check("business_state"),
        _kit.Check("annual_income_range"),
        _kit.Check("data_terms_signed_at", kind="date-time", normal="utc"),
        _kit.Check("branch"),
        _kit.Check("birth_province"),
        _kit.Check("birth_post_code"),
        _kit.Check("socioprofessional_category"),
        _kit.Check("purpose_of_account_opening"),
        _kit.Check("main_income_source"),
        _kit.Check("work_country"),
        _kit.Check("work_province"),
        _kit.Check("self_declared_as_pep", kind="boolean"),
        _kit.Check("international_operativity_expectation", kind="array", items=_kit.Check("item")),
        _kit.Check("registration_number"),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="form",
            fields=("first_name", "last_name"),
            message="seems to hold symbols or emojis",
            pattern="^[^\\u0000-\\u001f!-&(-+/:-@\\[-`{-\\u00a9\\u00ab-\\u00b6\\u00b8\\u00b9\\u00bb-\\u00bf\\u00d7\\u00f7\\u2000-\\u200b\\u200e\\u200f\\u2012\\u2014-\\u2017\\u201a-\\u2bff\\u2e00-\\u3004\\u3008-\\u3020\\u3030-\\u303f\\u3200-\\u33ff\\ue000-\\uf8ff\\ufdfc-\\ufe0f\\ufeff\\uffe0-\\uffff\\ud834-\\ud835\\ud83c-\\ud83e\\udb40-\\udbff]*$",
            doubtful=True,
        ),
        _kit.Rule(
            kind="known",
            fields=("employment_status",),
            message="is none of the values in the sample of an error",
            values=(
                "EMPLOYED",
                "UNEMPLOYED",
                "PUBLIC_SECTOR_EMPLOYEE",
                "PROFESSIONAL_SOLDIER",
                "FREELANCER",
                "HOUSEWORK",
                "APPRENTICE",
                "MANAGEMENT",
                "RETIRED",
                "STUDENT",
                "SELF_EMPLOYED",
                "MILITARY_OR_COMMUNITY_SERVICE",
            ),
            doubtful=True,
        ),
        _kit.Rule(
            kind="country-alpha-2",
            fields=("nationality",),
            message="nationality must be a country code of ISO 3166-1 alpha-2",
            values=("XK",),
            text=(
                ("en", "must be a country code of two capital letters (ISO 3166-1), such as DE"),
                ("de", "muss ein Ländercode aus zwei Großbuchstaben sein (ISO 3166-1), etwa DE"),
            ),
        ),
        _kit.Rule(
            kind="country-alpha-2",
            fields=("birth_country",),
            message="birth_country is no country code of ISO 3166-1 alpha-2",
            values=("XK",),
            doubtful=True,
        ),
        _kit.Rule(
            kind="country-alpha-2",
            fields=("business_country",),
            message="business_country is no country code of ISO 3166-1 alpha-2",
            values=("XK",),
            doubtful=True,
        ),
        _kit.Rule(
            kind="country-alpha-2",
            fields=("work_country",),
            message="work_country is no country code of ISO 3166-1 alpha-2",
            values=("XK",),
            doubtful=True,
        ),
    )
    salutation: str | _kit.UnsetType = _kit.UNSET
    """MR or MS in the samples; other values are not documented."""
    title: str | _kit.UnsetType = _kit.UNSET
    """Academic title. The documents do not say more."""
    first_name: str | _kit.UnsetType = _kit.UNSET
    """With all middle names as printed on the identity document. At most 50 characters, must match
    `^(?!\\s)[^\\u2600-\\u27bf\\ud83c-\\ud83e]*$`.
    """
    last_name: str | _kit.UnsetType = _kit.UNSET
    """With all its parts as printed on the identity document. At most 50 characters, must match `^(?!\\s)[^\\u2600-\\u27bf\\ud83c-\\ud83e]*$`."""
    address: AddressData | _kit.UnsetType = _kit.UNSET
    """The person's address."""
    contact_address: AddressData | _kit.UnsetType = _kit.UNSET
    """A second address, for contact. The documents do not say more."""
    email: str | _kit.UnsetType = _kit.UNSET
    """E-mail address."""
    mobile_number: str | _kit.UnsetType = _kit.UNSET
    """The mobile number as given with the person."""
    birth_name: str | _kit.UnsetType = _kit.UNSET
    """Name at birth."""
    birth_date: date | _kit.UnsetType = _kit.UNSET
    """Date of birth."""
    birth_city: str | _kit.UnsetType = _kit.UNSET
    """City of birth."""
    birth_country: str | _kit.UnsetType = _kit.UNSET
    """Country of birth; a code of two letters in the sample."""
    nationality: str | _kit.UnsetType = _kit.UNSET
    """ISO 3166-1 alpha-2. Must match `^[A-Z]{2}$`."""
    employment_status: EmploymentStatus | _kit.UnsetType = _kit.UNSET
    """How the person is employed. A change to FREELANCER or SELF_EMPLOYED of a B2C customer takes nace_code, or industry and industry_key
    set to null.
    """
    job_title: str | _kit.UnsetType = _kit.UNSET
    """Occupation of the person. The documents do not say more."""
    tax_information: TaxInformationData | _kit.UnsetType = _kit.UNSET
    """Tax assessment and marital status."""
    fatca_relevant: bool | str | _kit.UnsetType = _kit.UNSET
    """A boolean; the sample of bankident sends the text "false"."""
    fatca_crs_confirmed_at: datetime | _kit.UnsetType = _kit.UNSET
    """When the person confirmed its tax declaration (FATCA and CRS). Text must have an offset such as +01:00."""
    business_purpose: str | _kit.UnsetType = _kit.UNSET
    """What the business is for. The documents do not say more."""
    industry: str | _kit.UnsetType = _kit.UNSET
    """Branch of industry. The documents do not say more."""
    industry_key: str | _kit.UnsetType = _kit.UNSET
    """Key of the branch of industry. The documents do not say more."""
    terms_conditions_signed_at: datetime | _kit.UnsetType = _kit.UNSET
    """When the customer consented to Solaris' Terms and Conditions (UTC). Text must have an offset such as +01:00."""
    own_economic_interest_signed_at: datetime | _kit.UnsetType = _kit.UNSET
    """When the person declared to act in its own economic interest. Text must have an offset such as +01:00."""
    aml_confirmed_on: date | _kit.UnsetType = _kit.UNSET
    """When the anti-money-laundering data were confirmed. For an update "only with today or tomorrow's date"; of a new person that is not
    said.
    """
    expected_monthly_revenue_cents: int | _kit.UnsetType = _kit.UNSET
    """In cents."""
    vat_number: str | _kit.UnsetType = _kit.UNSET
    """VAT number."""
    website_social_media: str | _kit.UnsetType = _kit.UNSET
    """Website or social media page of the business. The documents do not say more."""
    business_trading_name: str | _kit.UnsetType = _kit.UNSET
    """Name that the business trades under."""
    nace_code: str | _kit.UnsetType = _kit.UNSET
    """NACE code of the economic activity; collecting it is recommended for the sake of data quality."""
    business_address_line_1: str | _kit.UnsetType = _kit.UNSET
    """Street of the business."""
    business_address_line_2: str | _kit.UnsetType = _kit.UNSET
    """House number of the business. The documents do not say more."""
    business_postal_code: str | _kit.UnsetType = _kit.UNSET
    """Postal code of the business."""
    business_city: str | _kit.UnsetType = _kit.UNSET
    """City of the business."""
    business_country: str | _kit.UnsetType = _kit.UNSET
    """Country of the business. The documents do not say more; ISO 3166-1 alpha-2 is assumed."""
    business_state: str | _kit.UnsetType = _kit.UNSET
    """State of the business."""
    annual_income_range: str | _kit.UnsetType = _kit.UNSET
    """Range of the annual income. The values are not documented."""
    data_terms_signed_at: datetime | _kit.UnsetType = _kit.UNSET
    """When the customer consented to data processing (UTC). Text must have an offset such as +01:00."""
    branch: str | _kit.UnsetType = _kit.UNSET
    """Branch of Solaris. Countries of residence may be restricted for it."""
    birth_province: str | _kit.UnsetType = _kit.UNSET
    """Province of birth. The documents do not say more."""
    birth_post_code: str | _kit.UnsetType = _kit.UNSET
    """Postal code of the place of birth. The documents do not say more."""
    socioprofessional_category: str | _kit.UnsetType = _kit.UNSET
    """Socioprofessional category. The documents do not say more."""
    purpose_of_account_opening: str | _kit.UnsetType = _kit.UNSET
    """What the account is opened for. The documents do not say more."""
    main_income_source: str | _kit.UnsetType = _kit.UNSET
    """Main source of income. The documents do not say more."""
    work_country: str | _kit.UnsetType = _kit.UNSET
    """Country of work. The documents do not say more; ISO 3166-1 alpha-2 is assumed."""
    work_province: str | _kit.UnsetType = _kit.UNSET
    """Province of work. The documents do not say more."""
    self_declared_as_pep: bool | _kit.UnsetType = _kit.UNSET
    """Whether the person says it is politically exposed."""
    international_operativity_expectation: list[str] | _kit.UnsetType = _kit.UNSET
    """What international business is expected. The documents do not say more."""
    registration_number: str | _kit.UnsetType = _kit.UNSET
    """Registration number of the business. The documents do not say more."""


class Person(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """ "The person resource represents the customer's personal and financial data at Solaris." What is mandatory depends on product,
    customer type and country. What nobody gave is null.

    Source: video-ident, POST Create person: response example (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "salutation": "name",
        "title": "name",
        "first_name": "name",
        "last_name": "name",
        "email": "contact",
        "mobile_number": "contact",
        "birth_name": "name",
        "birth_date": "birth",
        "birth_city": "birth",
        "birth_country": "birth",
        "nationality": "birth",
        "employment_status": "economic",
        "job_title": "economic",
        "fatca_relevant": "compliance",
        "fatca_crs_confirmed_at": "compliance",
        "business_purpose": "economic",
        "industry": "economic",
        "industry_key": "economic",
        "own_economic_interest_signed_at": "compliance",
        "aml_follow_up_date": "compliance",
        "aml_confirmed_on": "compliance",
        "flagged_by_compliance": "compliance",
        "expected_monthly_revenue_cents": "economic",
        "vat_number": "document",
        "website_social_media": "contact",
        "business_trading_name": "name",
        "nace_code": "economic",
        "business_address_line_1": "address",
        "business_address_line_2": "address",
        "business_postal_code": "address",
        "business_city": "address",
        "business_country": "address",
        "business_state": "address",
        "screening_progress": "compliance",
        "risk_classification_status": "compliance",
        "customer_vetting_status": "compliance",
        "annual_income_range": "economic",
        "birth_province": "birth",
        "birth_post_code": "birth",
        "socioprofessional_category": "economic",
        "purpose_of_account_opening": "economic",
        "main_income_source": "economic",
        "work_country": "address",
        "work_province": "address",
        "self_declared_as_pep": "compliance",
        "international_operativity_expectation": "economic",
        "registration_number": "document",
        "legitimation_valid_until": "compliance",
    }
    id: str
    """The person_id: 32 hexadecimal digits and `cper`."""
    salutation: str | None = None
    """MR or MS in the samples."""
    title: str | None = None
    """Academic title. The documents do not say more."""
    first_name: str | None = None
    """With all middle names as printed on the identity document."""
    last_name: str | None = None
    """With all its parts as printed on the identity document."""
    address: Address | None = None
    """The person's address."""
    contact_address: Address | None = None
    """A second address, for contact. The documents do not say more."""
    email: str | None = None
    """E-mail address."""
    mobile_number: str | None = None
    """The number given with the person. It is not the verified number of the mobile number resource."""
    birth_name: str | None = None
    """Name at birth."""
    birth_date: _kit.Lenient[date | str] | None = None
    """Date of birth."""
    birth_city: str | None = None
    """City of birth."""
    birth_country: str | None = None
    """Country of birth; a code of two letters in the samples (DE)."""
    nationality: str | None = None
    """ISO 3166-1 alpha-2."""
    employment_status: EmploymentStatus | None = None
    """How the person is employed. A change to FREELANCER or SELF_EMPLOYED of a B2C customer takes nace_code, or industry and industry_key
    set to null.
    """
    job_title: str | None = None
    """Occupation of the person. The documents do not say more."""
    tax_information: TaxInformation | None = None
    """Tax assessment and marital status."""
    fatca_relevant: _kit.Lenient[bool] | None = None
    """Whether the person is liable to tax in the United States."""
    fatca_crs_confirmed_at: _kit.Lenient[datetime | str] | None = None
    """When the person confirmed its tax declaration (FATCA and CRS)."""
    business_purpose: str | None = None
    """What the business is for. The documents do not say more."""
    industry: str | None = None
    """Branch of industry. The documents do not say more."""
    industry_key: str | None = None
    """Key of the branch of industry. The documents do not say more."""
    terms_conditions_signed_at: _kit.Lenient[datetime | str] | None = None
    """When the person consented to Solaris' Terms and Conditions (UTC)."""
    own_economic_interest_signed_at: _kit.Lenient[datetime | str] | None = None
    """When the person declared to act in its own economic interest."""
    aml_follow_up_date: _kit.Lenient[date | str] | None = None
    """When the anti-money-laundering data are due to be confirmed again. The documents do not say more."""
    aml_confirmed_on: _kit.Lenient[date | str] | None = None
    """When the anti-money-laundering data were confirmed; "only with today or tomorrow's date"."""
    flagged_by_compliance: _kit.Lenient[bool] | None = None
    """Whether the compliance department has flagged the person. The documents do not say more."""
    expected_monthly_revenue_cents: _kit.Lenient[int] | None = None
    """In cents."""
    vat_number: str | None = None
    """VAT number."""
    website_social_media: str | None = None
    """Website or social media page of the business. The documents do not say more."""
    business_trading_name: str | None = None
    """Name that the business trades under."""
    nace_code: str | None = None
    """NACE code of the economic activity; collecting it is recommended for the sake of data quality."""
    business_address_line_1: str | None = None
    """Street of the business."""
    business_address_line_2: str | None = None
    """House number of the business. The documents do not say more."""
    business_postal_code: _kit.Lenient[str] | None = None
    """Postal code of the business."""
    business_city: str | None = None
    """City of the business."""
    business_country: str | None = None
    """Country of the business. The documents do not say more."""
    business_state: str | None = None
    """State of the business."""
    screening_progress: ScreeningProgress | None = None
    """How far the screening of the person has come. The documents do not say more."""
    risk_classification_status: RiskClassificationStatus | None = None
    """The person's risk class. The documents do not say more."""
    customer_vetting_status: CustomerVettingStatus | None = None
    """How far the vetting of the person has come. The documents do not say more."""
    annual_income_range: str | None = None
    """Range of the annual income. The values are not documented."""
    data_terms_signed_at: _kit.Lenient[datetime | str] | None = None
    """When the person consented to data processing (UTC)."""
    branch: str | None = None
    """Solaris may restrict the countries of residence for a branch."""
    birth_province: str | None = None
    """Province of birth. The documents do not say more."""
    birth_post_code: _kit.Lenient[str] | None = None
    """Postal code of the place of birth. The documents do not say more."""
    socioprofessional_category: str | None = None
    """Socioprofessional category. The documents do not say more."""
    purpose_of_account_opening: str | None = None
    """What the account is opened for. The documents do not say more."""
    main_income_source: str | None = None
    """Main source of income. The documents do not say more."""
    work_country: str | None = None
    """Country of work. The documents do not say more."""
    work_province: str | None = None
    """Province of work. The documents do not say more."""
    self_declared_as_pep: _kit.Lenient[bool] | None = None
    """Whether the person says it is politically exposed."""
    international_operativity_expectation: list[str] | None = None
    """What international business is expected. The documents do not say more."""
    registration_number: str | None = None
    """Registration number of the business. The documents do not say more."""
    legitimation_valid_until: str | None = None
    """Until when the identification counts. Always null in the samples."""


class ErrorList(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """One answer may tell several errors.

    Source: video-ident, Note about branching: example; Solaris API reference, /api-reference/errors (documented)
    """

    errors: list[ErrorItem] | None = None
    """What is wrong, one entry each."""


class PersonUpdate(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Only these properties can be updated; all others "can only be updated via Customer Support". A property that is left out stays as it
    is, null clears it.

    Source: video-ident and bankident, PATCH Update person (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "title": "name",
        "salutation": "name",
        "employment_status": "economic",
        "job_title": "economic",
        "email": "contact",
        "fatca_relevant": "compliance",
        "fatca_crs_confirmed_at": "compliance",
        "business_purpose": "economic",
        "industry": "economic",
        "industry_key": "economic",
        "own_economic_interest_signed_at": "compliance",
        "aml_confirmed_on": "compliance",
        "expected_monthly_revenue_cents": "economic",
        "vat_number": "document",
        "website_social_media": "contact",
        "business_trading_name": "name",
        "nace_code": "economic",
        "business_address_line_1": "address",
        "business_address_line_2": "address",
        "business_postal_code": "address",
        "business_city": "address",
        "business_country": "address",
        "annual_income_range": "economic",
        "birth_province": "birth",
        "birth_post_code": "birth",
        "socioprofessional_category": "economic",
        "purpose_of_account_opening": "economic",
        "main_income_source": "economic",
        "work_country": "address",
        "work_province": "address",
        "self_declared_as_pep": "compliance",
        "international_operativity_expectation": "economic",
        "registration_number": "document",
    }
    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("title", nullable=True),
        _kit.Check("salutation", nullable=True),
        _kit.Check("address", kind="object", nullable=True),
        _kit.Check("contact_address", kind="object", nullable=True),
        _kit.Check("employment_status", nullable=True),
        _kit.Check("job_title", nullable=True),
        _kit.Check("email", nullable=True),
        _kit.Check("tax_information", kind="object", nullable=True),
        _kit.Check("fatca_relevant", kind="boolean", nullable=True),
        _kit.Check("fatca_crs_confirmed_at", kind="date-time", nullable=True),
        _kit.Check("business_purpose", nullable=True),
        _kit.Check("industry", nullable=True),
        _kit.Check("industry_key", nullable=True),
        _kit.Check("own_economic_interest_signed_at", kind="date-time", nullable=True),
        _kit.Check("aml_confirmed_on", kind="date", nullable=True),
        _kit.Check("expected_monthly_revenue_cents", kind="integer", nullable=True),
        _kit.Check("vat_number", nullable=True),
        _kit.Check("website_social_media", nullable=True),
        _kit.Check("business_trading_name", nullable=True),
        _kit.Check("nace_code", nullable=True),
        _kit.Check("business_address_line_1", nullable=True),
        _kit.Check("business_address_line_2", nullable=True),
        _kit.Check("business_postal_code", nullable=True),
        _kit.Check("business_city", nullable=True),
        _kit.Check("business_country", nullable=True),
        _kit.Check("annual_income_range", nullable=True),
        _kit.Check("data_terms_signed_at", kind="date-time", nullable=True, normal="utc"),
        _kit.Check("branch", nullable=True),
        _kit.Check("birth_province", nullable=True),
        _kit.Check("birth_post_code", nullable=True),
        _kit.Check("socioprofessional_category", nullable=True),
        _kit.Check("purpose_of_account_opening", nullable=True),
        _kit.Check("main_income_source", nullable=True),
        _kit.Check("work_country", nullable=True),
        _kit.Check("work_province", nullable=True),
        _kit.Check("self_declared_as_pep", kind="boolean", nullable=True),
        _kit.Check("international_operativity_expectation", kind="array", items=_kit.Check("item"), nullable=True),
        _kit.Check("registration_number", nullable=True),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="known",
            fields=("employment_status",),
            message="is none of the values in the sample of an error",
            values=(
                "EMPLOYED",
                "UNEMPLOYED",
                "PUBLIC_SECTOR_EMPLOYEE",
                "PROFESSIONAL_SOLDIER",
                "FREELANCER",
                "HOUSEWORK",
                "APPRENTICE",
                "MANAGEMENT",
                "RETIRED",
                "STUDENT",
                "SELF_EMPLOYED",
                "MILITARY_OR_COMMUNITY_SERVICE",
            ),
            doubtful=True,
        ),
        _kit.Rule(
            kind="country-alpha-2",
            fields=("business_country",),
            message="business_country is no country code of ISO 3166-1 alpha-2",
            values=("XK",),
            doubtful=True,
        ),
        _kit.Rule(
            kind="country-alpha-2",
            fields=("work_country",),
            message="work_country is no country code of ISO 3166-1 alpha-2",
            values=("XK",),
            doubtful=True,
        ),
        _kit.Rule(
            kind="days-ahead",
            fields=("aml_confirmed_on",),
            message="aml_confirmed_on must be today or tomorrow",
            limit=1,
            text=(("en", "must be today or tomorrow"), ("de", "muss heute oder morgen sein")),
        ),
        _kit.Rule(
            kind="requires-one-of",
            fields=("employment_status",),
            message="changing to FREELANCER or SELF_EMPLOYED takes nace_code, or industry and industry_key set to null, in the same request",
            values=("FREELANCER", "SELF_EMPLOYED"),
            alternatives=((("nace_code", "given"),), (("industry", "null"), ("industry_key", "null"))),
            doubtful=True,
        ),
    )
    title: str | None | _kit.UnsetType = _kit.UNSET
    """Academic title. The documents do not say more."""
    salutation: str | None | _kit.UnsetType = _kit.UNSET
    """MR or MS in the samples; other values are not documented."""
    address: AddressData | None | _kit.UnsetType = _kit.UNSET
    """The person's address."""
    contact_address: AddressData | None | _kit.UnsetType = _kit.UNSET
    """A second address, for contact. The documents do not say more."""
    employment_status: EmploymentStatus | None | _kit.UnsetType = _kit.UNSET
    """How the person is employed. A change to FREELANCER or SELF_EMPLOYED of a B2C customer takes nace_code, or industry and industry_key
    set to null.
    """
    job_title: str | None | _kit.UnsetType = _kit.UNSET
    """Occupation of the person. The documents do not say more."""
    email: str | None | _kit.UnsetType = _kit.UNSET
    """E-mail address."""
    tax_information: TaxInformationData | None | _kit.UnsetType = _kit.UNSET
    """Tax assessment and marital status."""
    fatca_relevant: bool | None | _kit.UnsetType = _kit.UNSET
    """Whether the person is liable to tax in the United States."""
    fatca_crs_confirmed_at: datetime | None | _kit.UnsetType = _kit.UNSET
    """When the person confirmed its tax declaration (FATCA and CRS). Text must have an offset such as +01:00."""
    business_purpose: str | None | _kit.UnsetType = _kit.UNSET
    """What the business is for. The documents do not say more."""
    industry: str | None | _kit.UnsetType = _kit.UNSET
    """Branch of industry. The documents do not say more."""
    industry_key: str | None | _kit.UnsetType = _kit.UNSET
    """Key of the branch of industry. The documents do not say more."""
    own_economic_interest_signed_at: datetime | None | _kit.UnsetType = _kit.UNSET
    """When the person declared to act in its own economic interest. Text must have an offset such as +01:00."""
    aml_confirmed_on: date | None | _kit.UnsetType = _kit.UNSET
    """Only with today's or tomorrow's date."""
    expected_monthly_revenue_cents: int | None | _kit.UnsetType = _kit.UNSET
    """In cents."""
    vat_number: str | None | _kit.UnsetType = _kit.UNSET
    """VAT number."""
    website_social_media: str | None | _kit.UnsetType = _kit.UNSET
    """Website or social media page of the business. The documents do not say more."""
    business_trading_name: str | None | _kit.UnsetType = _kit.UNSET
    """Name that the business trades under."""
    nace_code: str | None | _kit.UnsetType = _kit.UNSET
    """Recommended for data quality."""
    business_address_line_1: str | None | _kit.UnsetType = _kit.UNSET
    """Street of the business."""
    business_address_line_2: str | None | _kit.UnsetType = _kit.UNSET
    """House number of the business. The documents do not say more."""
    business_postal_code: str | None | _kit.UnsetType = _kit.UNSET
    """Postal code of the business."""
    business_city: str | None | _kit.UnsetType = _kit.UNSET
    """City of the business."""
    business_country: str | None | _kit.UnsetType = _kit.UNSET
    """Country of the business. The documents do not say more; ISO 3166-1 alpha-2 is assumed."""
    annual_income_range: str | None | _kit.UnsetType = _kit.UNSET
    """Range of the annual income. The values are not documented."""
    data_terms_signed_at: datetime | None | _kit.UnsetType = _kit.UNSET
    """When the person consented to data processing (UTC). Text must have an offset such as +01:00."""
    branch: str | None | _kit.UnsetType = _kit.UNSET
    """Branch of Solaris. Countries of residence may be restricted for it."""
    birth_province: str | None | _kit.UnsetType = _kit.UNSET
    """Province of birth. The documents do not say more."""
    birth_post_code: str | None | _kit.UnsetType = _kit.UNSET
    """Postal code of the place of birth. The documents do not say more."""
    socioprofessional_category: str | None | _kit.UnsetType = _kit.UNSET
    """Socioprofessional category. The documents do not say more."""
    purpose_of_account_opening: str | None | _kit.UnsetType = _kit.UNSET
    """What the account is opened for. The documents do not say more."""
    main_income_source: str | None | _kit.UnsetType = _kit.UNSET
    """Main source of income. The documents do not say more."""
    work_country: str | None | _kit.UnsetType = _kit.UNSET
    """Country of work. The documents do not say more; ISO 3166-1 alpha-2 is assumed."""
    work_province: str | None | _kit.UnsetType = _kit.UNSET
    """Province of work. The documents do not say more."""
    self_declared_as_pep: bool | None | _kit.UnsetType = _kit.UNSET
    """Whether the person says it is politically exposed."""
    international_operativity_expectation: list[str] | None | _kit.UnsetType = _kit.UNSET
    """What international business is expected. The documents do not say more."""
    registration_number: str | None | _kit.UnsetType = _kit.UNSET
    """Registration number of the business. The documents do not say more."""


class PersonUpdateResult(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """The person after the update or, where Solaris wants the customer to authorize the change, a change request (HTTP 202): then `id` is
    the change request's, `status` is set, and nothing has changed yet.

    Source: Solaris API reference, /api-reference/onboarding/persons (referenced)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "salutation": "name",
        "title": "name",
        "first_name": "name",
        "last_name": "name",
        "email": "contact",
        "mobile_number": "contact",
        "birth_name": "name",
        "birth_date": "birth",
        "birth_city": "birth",
        "birth_country": "birth",
        "nationality": "birth",
        "employment_status": "economic",
        "job_title": "economic",
        "fatca_relevant": "compliance",
        "fatca_crs_confirmed_at": "compliance",
        "business_purpose": "economic",
        "industry": "economic",
        "industry_key": "economic",
        "own_economic_interest_signed_at": "compliance",
        "aml_follow_up_date": "compliance",
        "aml_confirmed_on": "compliance",
        "flagged_by_compliance": "compliance",
        "expected_monthly_revenue_cents": "economic",
        "vat_number": "document",
        "website_social_media": "contact",
        "business_trading_name": "name",
        "nace_code": "economic",
        "business_address_line_1": "address",
        "business_address_line_2": "address",
        "business_postal_code": "address",
        "business_city": "address",
        "business_country": "address",
        "business_state": "address",
        "screening_progress": "compliance",
        "risk_classification_status": "compliance",
        "customer_vetting_status": "compliance",
        "annual_income_range": "economic",
        "birth_province": "birth",
        "birth_post_code": "birth",
        "socioprofessional_category": "economic",
        "purpose_of_account_opening": "economic",
        "main_income_source": "economic",
        "work_country": "address",
        "work_province": "address",
        "self_declared_as_pep": "compliance",
        "international_operativity_expectation": "economic",
        "registration_number": "document",
        "legitimation_valid_until": "compliance",
        "url": "secret",
    }
    id: str
    """The person_id: 32 hexadecimal digits and `cper`."""
    salutation: str | None = None
    """MR or MS in the samples."""
    title: str | None = None
    """Academic title. The documents do not say more."""
    first_name: str | None = None
    """With all middle names as printed on the identity document."""
    last_name: str | None = None
    """With all its parts as printed on the identity document."""
    address: Address | None = None
    """The person's address."""
    contact_address: Address | None = None
    """A second address, for contact. The documents do not say more."""
    email: str | None = None
    """E-mail address."""
    mobile_number: str | None = None
    """The number given with the person. It is not the verified number of the mobile number resource."""
    birth_name: str | None = None
    """Name at birth."""
    birth_date: _kit.Lenient[date | str] | None = None
    """Date of birth."""
    birth_city: str | None = None
    """City of birth."""
    birth_country: str | None = None
    """Country of birth; a code of two letters in the samples (DE)."""
    nationality: str | None = None
    """ISO 3166-1 alpha-2."""
    employment_status: EmploymentStatus | None = None
    """How the person is employed. A change to FREELANCER or SELF_EMPLOYED of a B2C customer takes nace_code, or industry and industry_key
    set to null.
    """
    job_title: str | None = None
    """Occupation of the person. The documents do not say more."""
    tax_information: TaxInformation | None = None
    """Tax assessment and marital status."""
    fatca_relevant: _kit.Lenient[bool] | None = None
    """Whether the person is liable to tax in the United States."""
    fatca_crs_confirmed_at: _kit.Lenient[datetime | str] | None = None
    """When the person confirmed its tax declaration (FATCA and CRS)."""
    business_purpose: str | None = None
    """What the business is for. The documents do not say more."""
    industry: str | None = None
    """Branch of industry. The documents do not say more."""
    industry_key: str | None = None
    """Key of the branch of industry. The documents do not say more."""
    terms_conditions_signed_at: _kit.Lenient[datetime | str] | None = None
    """When the person consented to Solaris' Terms and Conditions (UTC)."""
    own_economic_interest_signed_at: _kit.Lenient[datetime | str] | None = None
    """When the person declared to act in its own economic interest."""
    aml_follow_up_date: _kit.Lenient[date | str] | None = None
    """When the anti-money-laundering data are due to be confirmed again. The documents do not say more."""
    aml_confirmed_on: _kit.Lenient[date | str] | None = None
    """When the anti-money-laundering data were confirmed; "only with today or tomorrow's date"."""
    flagged_by_compliance: _kit.Lenient[bool] | None = None
    """Whether the compliance department has flagged the person. The documents do not say more."""
    expected_monthly_revenue_cents: _kit.Lenient[int] | None = None
    """In cents."""
    vat_number: str | None = None
    """VAT number."""
    website_social_media: str | None = None
    """Website or social media page of the business. The documents do not say more."""
    business_trading_name: str | None = None
    """Name that the business trades under."""
    nace_code: str | None = None
    """NACE code of the economic activity; collecting it is recommended for the sake of data quality."""
    business_address_line_1: str | None = None
    """Street of the business."""
    business_address_line_2: str | None = None
    """House number of the business. The documents do not say more."""
    business_postal_code: _kit.Lenient[str] | None = None
    """Postal code of the business."""
    business_city: str | None = None
    """City of the business."""
    business_country: str | None = None
    """Country of the business. The documents do not say more."""
    business_state: str | None = None
    """State of the business."""
    screening_progress: ScreeningProgress | None = None
    """How far the screening of the person has come. The documents do not say more."""
    risk_classification_status: RiskClassificationStatus | None = None
    """The person's risk class. The documents do not say more."""
    customer_vetting_status: CustomerVettingStatus | None = None
    """How far the vetting of the person has come. The documents do not say more."""
    annual_income_range: str | None = None
    """Range of the annual income. The values are not documented."""
    data_terms_signed_at: _kit.Lenient[datetime | str] | None = None
    """When the person consented to data processing (UTC)."""
    branch: str | None = None
    """Solaris may restrict the countries of residence for a branch."""
    birth_province: str | None = None
    """Province of birth. The documents do not say more."""
    birth_post_code: _kit.Lenient[str] | None = None
    """Postal code of the place of birth. The documents do not say more."""
    socioprofessional_category: str | None = None
    """Socioprofessional category. The documents do not say more."""
    purpose_of_account_opening: str | None = None
    """What the account is opened for. The documents do not say more."""
    main_income_source: str | None = None
    """Main source of income. The documents do not say more."""
    work_country: str | None = None
    """Country of work. The documents do not say more."""
    work_province: str | None = None
    """Province of work. The documents do not say more."""
    self_declared_as_pep: _kit.Lenient[bool] | None = None
    """Whether the person says it is politically exposed."""
    international_operativity_expectation: list[str] | None = None
    """What international business is expected. The documents do not say more."""
    registration_number: str | None = None
    """Registration number of the business. The documents do not say more."""
    legitimation_valid_until: str | None = None
    """Until when the identification counts. Always null in the samples."""
    status: ChangeRequestStatus | None = None
    """Where it stands."""
    updated_at: _kit.Lenient[datetime | str] | None = None
    """When the change request changed last."""
    url: str | None = None
    """Where the customer authorizes the change."""


class MobileNumber(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """The mobile number of a person, used for one-time passwords once it is verified. A person has at most one.

    Source: bankident, POST Create mobile number: response example (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"number": "contact"}
    id: str
    """32 hexadecimal digits and `cmno`."""
    number: str
    """As Solaris keeps it: without blanks, dashes, underscores and slashes."""
    verified: _kit.Lenient[bool]
    """Whether the number was confirmed with a one-time password."""


class MobileNumberCreate(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Mobile number to be created.

    Source: bankident, POST Create mobile number; FAQs (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"number": "contact", "device_data": "secret"}
    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check(
            "number",
            required=True,
            pattern="^(?!(?:\\+|00)[ _/\\-]*(?:9[ _/\\-]*8|8[ _/\\-]*5[ _/\\-]*0))",
            text=(
                ("en", "is a number of Iran or North Korea, which are not supported"),
                ("de", "ist eine Nummer aus Iran oder Nordkorea, die nicht unterstützt werden"),
            ),
        ),
        _kit.Check("device_data"),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="form",
            fields=("number",),
            message="is not in E.164 form, such as +49 160 1234567",
            pattern="^\\+[ _/\\-]*[1-9](?:[ _/\\-]*[0-9]){1,14}$",
            doubtful=True,
        ),
    )
    number: str
    """In E.164 form with the leading plus; blanks, dashes, underscores and slashes are stripped by Solaris. For Bankident all country codes
    are supported "except for Iran and North Korea". On the sandbox +15550101 is the number for tests. Must match `^(?!(?:\\+|00)[
    _/\\-]*(?:9[ _/\\-]*8|8[ _/\\-]*5[ _/\\-]*0))`.
    """
    device_data: str | _kit.UnsetType = _kit.UNSET
    """Device fingerprint."""


class MobileNumberDelete(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Mobile number to be deleted.

    Source: Solaris API reference, DELETE mobile number (referenced)
    """

    _pii: ClassVar[Mapping[str, str]] = {"number": "contact"}
    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("number", required=True),)
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="form",
            fields=("number",),
            message="is not in E.164 form, such as +49 160 1234567",
            pattern="^\\+[ _/\\-]*[1-9](?:[ _/\\-]*[0-9]){1,14}$",
            doubtful=True,
        ),
    )
    number: str
    """The mobile number, as given when it was created."""


class MobileNumberDeletion(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """An unverified number is gone at once (HTTP 200). For a verified one Solaris opens a change request (HTTP 202): `status` is set, and
    the number stays until the customer has authorized the change.

    Source: Solaris API reference, DELETE mobile number (referenced)
    """

    _pii: ClassVar[Mapping[str, str]] = {"url": "secret", "number": "contact"}
    id: str | None = None
    """The change request's identifier (202) or the number's (200)."""
    status: ChangeRequestStatus | None = None
    """Where it stands."""
    updated_at: _kit.Lenient[datetime | str] | None = None
    """When the change request changed last."""
    url: str | None = None
    """Where the customer authorizes the change."""
    number: str | None = None
    """The deleted number."""
    verified: _kit.Lenient[bool] | None = None
    """Whether the number was verified."""


class MobileNumberAuthorize(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Mobile number to be authorized.

    Source: bankident, POST Authorize mobile number (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"number": "contact"}
    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("number", required=True),)
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="form",
            fields=("number",),
            message="is not in E.164 form, such as +49 160 1234567",
            pattern="^\\+[ _/\\-]*[1-9](?:[ _/\\-]*[0-9]){1,14}$",
            doubtful=True,
        ),
    )
    number: str
    """The mobile number, as given when it was created."""


class MobileNumberConfirm(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Mobile number to be confirmed.

    Source: bankident, POST Confirm mobile number; Testing static values (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"number": "contact", "token": "secret"}
    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("number", required=True), _kit.Check("token", required=True))
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="form",
            fields=("number",),
            message="is not in E.164 form, such as +49 160 1234567",
            pattern="^\\+[ _/\\-]*[1-9](?:[ _/\\-]*[0-9]){1,14}$",
            doubtful=True,
        ),
    )
    number: str
    """The mobile number, as given when it was created."""
    token: str
    """The six-digit one-time password of the SMS; on the sandbox 212212."""


class EligibilityCheckCreate(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Eligibility check.

    Source: bankident, POST Check identification eligibility (documented)
    """

    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("method", required=True),)
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="known", fields=("method",), message="is no method that can be checked, as far as we know", values=("bank",), doubtful=True
        ),
    )
    method: EligibilityMethod
    """The method to check."""


class EligibilityCheck(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Eligibility of a person for a method.

    Source: bankident, POST Check identification eligibility: response example; Solaris API reference, same operation (documented)
    """

    method: IdentificationMethod
    """The method checked."""
    eligible: _kit.Lenient[bool]
    """Whether the person may identify by the method."""
    failure_reason: str | None = None
    """Why the person is not eligible. The text "null" when it is."""
    reasons: list[str] | None = None
    """Why the person is not eligible, in the form of the API reference."""


class IbanLookupCreate(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """IBAN to be looked up.

    Source: bankident, POST Validate IBAN (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"iban": "bank"}
    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("iban", required=True, normal="iban"),)
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="iban",
            fields=("iban",),
            message="is no IBAN, its check digits do not fit",
            text=(("en", "is no IBAN, its check digits do not fit"), ("de", "ist keine IBAN, die Prüfziffern passen nicht")),
        ),
    )
    iban: str
    """IBAN of the account. Blanks and small letters are put right."""


class IbanLookup(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Information about the account's bank. The document does not say in which properties, so these are a guess and any may be missing;
    what else comes is in the content of the response.

    Source: bankident, POST Validate IBAN (inferred)
    """

    _pii: ClassVar[Mapping[str, str]] = {"iban": "bank", "bic": "bank"}
    iban: str | None = None
    """The IBAN that was looked up."""
    bic: str | None = None
    """BIC of the bank."""
    bank_name: str | None = None
    """Name of the bank."""


class Identification(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Identification.

    Source: video-ident and bankident, samples of identifications (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"reference": "secret", "url": "secret", "iban": "bank"}
    id: str
    """32 hexadecimal digits and `cidt`."""
    reference: str | None = None
    """IDnow: the identification token with which the customer begins in IDnow's app (TST-KCCEY)."""
    url: str | None = None
    """Where the customer identifies. IDnow: valid for 14 days."""
    status: IdentificationStatus
    """Where it stands."""
    completed_at: _kit.Lenient[datetime | str] | None = None
    """When the identification was completed."""
    method: IdentificationMethod | None = None
    """Method of identification."""
    proof_of_address_type: ProofOfAddressType | None = None
    """Kind of the proof of address."""
    proof_of_address_issued_at: _kit.Lenient[date | str] | None = None
    """When the proof of address was issued."""
    language: IdentificationLanguage | None = None
    """Language of the video identification."""
    person_id: str | None = None
    """The person's identifier."""
    address: Address | None = None
    """The address the customer identified with."""
    documents: list[Document] | None = None
    """Only with include_documents."""
    failure_reason: str | None = None
    """IDnow: a code of IdnowFailureCode, given for aborted and canceled, never for failed. Bankident: a code of BankidentErrorCode, in
    lower case on the wire.
    """
    iban: str | None = None
    """IBAN of the account that identifies (Bankident)."""
    terms_and_conditions_signed_at: _kit.Lenient[datetime | str] | None = None
    """When the customer consented to the terms and conditions."""
    authorization_expires_at: _kit.Lenient[datetime | str] | None = None
    """Until when identifications.authorize is possible."""
    confirmation_expires_at: _kit.Lenient[datetime | str] | None = None
    """Until when identifications.confirm is possible."""
    provider_status_code: _kit.Lenient[str] | None = None
    """Status code of the identification provider."""
    estimated_waiting_time: _kit.Lenient[int] | None = None
    """In seconds; the unit is not stated."""
    current_reference_token: str | None = None
    """The reference shown in the SMS, so that the customer can tell which one-time password belongs to it (1234-5678)."""


class IdentificationCreate(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """ "This endpoint does not send a request to the identification provider to start the identification process".

    Source: video-ident, POST Create identification; bankident, Happy path test scenario, 3, and FAQs (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"iban": "bank", "device_data": "secret"}
    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("method", required=True),
        _kit.Check("language", allowed=("DE", "EN")),
        _kit.Check("reference"),
        _kit.Check("proof_of_address_type"),
        _kit.Check("proof_of_address_issued_at", kind="date"),
        _kit.Check("iban", normal="iban"),
        _kit.Check("terms_and_conditions_signed_at", kind="date-time"),
        _kit.Check("device_data"),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="known",
            fields=("method", "proof_of_address_type"),
            message="is no value that we know of",
            values=(
                "bank",
                "bank_id",
                "bank_plus",
                "fourthline",
                "idnow",
                "idnow_autoident",
                "idnow_custom",
                "manual",
                "postident",
                "BANK_ACCOUNT_STATEMENT",
                "CERTIFICATE_OF_REGISTRATION",
                "ELECTRICITY_BILL",
                "GAS_BILL",
                "HEATING_BILL",
                "INTERNET_BILL",
                "TELEPHONE_BILL",
                "WATER_BILL",
            ),
            doubtful=True,
        ),
        _kit.Rule(
            kind="requires",
            fields=("proof_of_address_type", "proof_of_address_issued_at"),
            message="proof_of_address_type and proof_of_address_issued_at go together",
            text=(("en", "a proof of address needs both its kind and its date"), ("de", "zu einem Adressnachweis gehören Art und Datum")),
            doubtful=True,
        ),
        _kit.Rule(
            kind="requires",
            fields=("proof_of_address_issued_at", "proof_of_address_type"),
            message="proof_of_address_type and proof_of_address_issued_at go together",
            text=(("en", "a proof of address needs both its kind and its date"), ("de", "zu einem Adressnachweis gehören Art und Datum")),
            doubtful=True,
        ),
        _kit.Rule(
            kind="max-age-months",
            fields=("proof_of_address_issued_at",),
            message="the proof of address must not be older than 6 months",
            limit=6,
            text=(
                ("en", "the proof of address must not be older than 6 months"),
                ("de", "der Adressnachweis darf nicht älter als 6 Monate sein"),
            ),
        ),
        _kit.Rule(
            kind="requires-one-of",
            fields=("method",),
            message="bank takes an iban",
            values=("bank",),
            alternatives=((("iban", "given"),),),
            text=(("en", "an IBAN is required for this method"), ("de", "für dieses Verfahren ist eine IBAN erforderlich")),
        ),
        _kit.Rule(
            kind="requires-one-of",
            fields=("method",),
            message="bank_id takes an iban",
            values=("bank_id",),
            alternatives=((("iban", "given"),),),
            doubtful=True,
        ),
        _kit.Rule(
            kind="iban",
            fields=("iban",),
            message="is no IBAN, its check digits do not fit",
            text=(("en", "is no IBAN, its check digits do not fit"), ("de", "ist keine IBAN, die Prüfziffern passen nicht")),
        ),
        _kit.Rule(
            kind="iban",
            fields=("iban",),
            message="bank takes German IBANs only",
            values=("DE",),
            when=(("method", ("bank",)),),
            text=(("en", "must be a German IBAN"), ("de", "muss eine deutsche IBAN sein")),
        ),
        _kit.Rule(
            kind="iban",
            fields=("iban",),
            message="bank_id and bank_plus may take German IBANs only",
            values=("DE",),
            when=(("method", ("bank_id", "bank_plus")),),
            text=(("en", "must be a German IBAN"), ("de", "muss eine deutsche IBAN sein")),
            doubtful=True,
        ),
    )
    method: IdentificationMethod
    """Method of identification."""
    language: IdentificationLanguage | _kit.UnsetType = _kit.UNSET
    """Language of the video identification."""
    reference: str | _kit.UnsetType = _kit.UNSET
    """A reference of your own."""
    proof_of_address_type: ProofOfAddressType | _kit.UnsetType = _kit.UNSET
    """Mandatory where the customer's identity document does not include the address (see DocumentWithAddress)."""
    proof_of_address_issued_at: date | _kit.UnsetType = _kit.UNSET
    """When the proof of address was issued; "must NOT be older than 6 months"."""
    iban: str | _kit.UnsetType = _kit.UNSET
    """Mandatory for bank and bank_id; Bankident supports German IBANs only. Blanks and small letters are put right. On the sandbox one of
    BankidentTestIban.
    """
    terms_and_conditions_signed_at: datetime | _kit.UnsetType = _kit.UNSET
    """When the customer consented to the terms and conditions. Text must have an offset such as +01:00."""
    device_data: str | _kit.UnsetType = _kit.UNSET
    """Device fingerprint."""


class IdentificationRequest(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Request of an identification.

    Source: Solaris API reference, PATCH identifications request (referenced)
    """

    _pii: ClassVar[Mapping[str, str]] = {"secret": "secret", "device_data": "secret"}
    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("secret"), _kit.Check("device_data"))
    secret: str | _kit.UnsetType = _kit.UNSET
    """Not explained by the API reference."""
    device_data: str | _kit.UnsetType = _kit.UNSET
    """Device fingerprint."""


class IdentificationConfirm(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Confirmation of a signature.

    Source: bankident, Happy path test scenario, 6.2; github.com/Solarisbank/identhub-android (ContractSignApi) (inferred)
    """

    _pii: ClassVar[Mapping[str, str]] = {"token": "secret"}
    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("token"),)
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(kind="given", fields=("token",), message="the one-time password is missing", doubtful=True),
    )
    token: str | _kit.UnsetType = _kit.UNSET
    """The one-time password of the SMS."""


class IdentificationSessionCreate(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Identification session to be created.

    Source: bankident, POST Create person identification session (documented)
    """

    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("callback_url", required=True),
        _kit.Check("identification_methods", required=True, kind="array", items=_kit.Check("item")),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="known",
            fields=("identification_methods",),
            message="has a method that we do not know of",
            values=("bank", "bank_id", "fourthline", "idnow"),
            doubtful=True,
        ),
        _kit.Rule(
            kind="https",
            fields=("callback_url",),
            message="the callback URL begins with https://",
            text=(("en", "the address must begin with https://"), ("de", "die Adresse muss mit https:// beginnen")),
        ),
    )
    callback_url: str
    """For the end of the flow, "with the proper format with HTTPS://"."""
    identification_methods: list[SessionMethod]
    """Methods among which the customer may identify."""


class IdentificationSession(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """One webview in which the customer goes through all steps of an identification.

    Source: bankident, POST Create person identification session: response example (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"url": "secret"}
    id: str
    """32 hexadecimal digits and `ises`."""
    url: str | None = None
    """Where to redirect the customer."""
    callback_url: str | None = None
    """Where the customer goes at the end of the flow."""
    identification_methods: list[IdentificationMethod] | None = None
    """Methods among which the customer may identify."""
    status: IdentificationSessionStatus
    """Where it stands."""


class Document(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Document.

    Source: video-ident and bankident, samples of identifications with documents (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"name": "document"}
    id: str
    """32 hexadecimal digits and `cdoc`."""
    name: str | None = None
    """File name."""
    content_type: str | None = None
    """Media type of the file."""
    document_type: DocumentType | None = None
    """What the document is."""
    size: _kit.Lenient[int] | None = None
    """In bytes."""
    customer_accessible: _kit.Lenient[bool] | None = None
    """Whether the customer may see the document."""
    created_at: _kit.Lenient[datetime | str] | None = None
    """When the document was made."""
    deleted_at: _kit.Lenient[datetime | str] | None = None
    """When the document was deleted."""


class DocumentsListHeaders(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Headers of an answer."""

    total: int | None = None
    """Number of all documents."""
    per_page: int | None = None
    """Documents on a page."""


class ContentDispositionHeaders(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Headers of an answer."""

    _pii: ClassVar[Mapping[str, str]] = {"content_disposition": "document"}
    content_disposition: str | None = msgspec.field(default=None, name="content-disposition")
    """attachment; filename=…."""


class Webhook(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Webhook subscription.

    Source: Solaris API reference, /api-reference/webhooks and /api-reference/onboarding/webhooks/webhook-subscription (referenced)
    """

    _pii: ClassVar[Mapping[str, str]] = {"secret": "secret"}
    id: str
    """32 hexadecimal digits."""
    event_type: WebhookEventType | None = None
    """The event subscribed to."""
    url: str | None = None
    """Where the deliveries go."""
    secret: str | None = None
    """Key of the deliveries' signatures."""


class WebhooksListHeaders(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Headers of an answer."""

    total: int | None = None
    """Number of all subscriptions."""
    per_page: int | None = None
    """Subscriptions on a page."""


class WebhookCreate(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """One subscription for each event type; it cannot be changed, only deleted and created again. Solaris sends an empty POST with the
    event type WEBHOOK-SUBSCRIPTION to the URL at once and refuses the subscription when that is not answered with 2xx.

    Source: Solaris API reference, /api-reference/webhooks; /api-reference/errors (unsafe_webhook_url) (referenced)
    """

    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("event_type", required=True), _kit.Check("url", required=True))
    event_type: str
    """IDENTIFICATION and so on."""
    url: str
    """With https, else unsafe_webhook_url."""


class SupportedDocument(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A type of identity document with which the customer may identify, and the countries it may come from.

    Source: video-ident, GET List supported documents for a person identification (documented)
    """

    type: str | None = None
    """The values are not documented."""
    issuing_countries: list[str] | None = None
    """ISO 3166-1 alpha-2."""


class TokenGrant(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Request for an access token.

    Source: Solaris API reference, /api-reference/authentication (referenced)
    """

    grant_type: str
    """"client_credentials"."""
    scope: str
    """Scope of the token."""


class AddressData(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A postal address, as sent. A part that is left out stays as it is, null clears it.

    Source: video-ident, POST Create person; PATCH Update person (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "line_1": "address",
        "line_2": "address",
        "postal_code": "address",
        "city": "address",
        "country": "address",
        "state": "address",
    }
    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("line_1", nullable=True),
        _kit.Check("line_2", nullable=True),
        _kit.Check("postal_code", nullable=True),
        _kit.Check("city", nullable=True),
        _kit.Check("country", nullable=True),
        _kit.Check("state", nullable=True),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="country-alpha-2",
            fields=("country",),
            message="country is no country code of ISO 3166-1 alpha-2",
            values=("XK",),
            doubtful=True,
        ),
    )
    line_1: str | None | _kit.UnsetType = _kit.UNSET
    """Street."""
    line_2: str | None | _kit.UnsetType = _kit.UNSET
    """House number."""
    postal_code: str | None | _kit.UnsetType = _kit.UNSET
    """Postal code."""
    city: str | None | _kit.UnsetType = _kit.UNSET
    """City."""
    country: str | None | _kit.UnsetType = _kit.UNSET
    """Country; a code of two letters in all samples, also in the list of allowed countries of a refusal (["DE", "FR"])."""
    state: str | None | _kit.UnsetType = _kit.UNSET
    """State; null in the samples."""


class TaxInformationData(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Tax information to be sent.

    Source: video-ident, PATCH Update person (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"tax_assessment": "economic", "marital_status": "economic"}
    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("tax_assessment", nullable=True), _kit.Check("marital_status", nullable=True))
    tax_assessment: str | None | _kit.UnsetType = _kit.UNSET
    """How the person is assessed for tax. The values are not documented."""
    marital_status: str | None | _kit.UnsetType = _kit.UNSET
    """UNKNOWN in the samples; the other values are not documented."""


class Address(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A postal address, as answered. An address nobody gave has all its lines null.

    Source: video-ident, POST Create person: response example (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "line_1": "address",
        "line_2": "address",
        "postal_code": "address",
        "city": "address",
        "country": "address",
        "state": "address",
    }
    line_1: str | None = None
    """Street."""
    line_2: str | None = None
    """House number."""
    postal_code: _kit.Lenient[str] | None = None
    """Postal code."""
    city: str | None = None
    """City."""
    country: str | None = None
    """Country; a code of two letters in the samples (DE)."""
    state: str | None = None
    """State; null in the samples."""


class TaxInformation(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Tax information.

    Source: video-ident, POST Create person: response example (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"tax_assessment": "economic", "marital_status": "economic"}
    tax_assessment: str | None = None
    """How the person is assessed for tax. The values are not documented."""
    marital_status: str | None = None
    """UNKNOWN in the samples; the other values are not documented."""


class ErrorItem(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Error.

    Source: video-ident, Note about branching: example (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"detail": "echo"}
    id: str | None = None
    """Identifier to tell Solaris' support."""
    status: _kit.Lenient[int] | None = None
    """HTTP status."""
    code: str | None = None
    """Written in lower case by the API, in upper case by the table of Bankident: compare without regard to case."""
    title: str | None = None
    """Name of the kind of error ("Invalid Model")."""
    detail: str | None = None
    """What is wrong, in Solaris' words; may repeat a value of the request."""
    source: ErrorSource | None = None
    """The field that is to blame."""


class IdentificationMetadata(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Account opened in an identification.

    Source: Solaris API reference, webhook event IDENTIFICATION (referenced)
    """

    _pii: ClassVar[Mapping[str, str]] = {"account_bic": "bank", "iban": "bank"}
    account_bic: str | None = None
    """BIC of the new account."""
    account_currency: str | None = None
    """Currency of the new account."""
    account_id: str | None = None
    """Identifier of the new account."""
    iban: str | None = None
    """IBAN of the new account."""


class ErrorSource(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Source of an error.

    Source: video-ident, Note about branching: example (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"message": "echo"}
    field: str | None = None
    """Name of the field, or a JSON path."""
    message: str | None = None
    """What is wrong with it; may repeat a value of the request."""


class AccessToken(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Access token.

    Source: Solaris API reference, /api-reference/authentication (referenced)
    """

    _pii: ClassVar[Mapping[str, str]] = {"access_token": "secret"}
    access_token: str
    """The token to send as Bearer."""
    expires_in: _kit.Lenient[int]
    """Seconds; 3599 in the sample."""
    scope: str | None = None
    """Scope of the token."""
    token_type: str | None = None
    """"bearer"."""


class PersonCreateParams(TypedDict, total=False):
    """What is taken where a `PersonCreate` is sent, as a dictionary."""

    salutation: str
    title: str
    first_name: str
    last_name: str
    address: AddressData | AddressDataParams
    contact_address: AddressData | AddressDataParams
    email: str
    mobile_number: str
    birth_name: str
    birth_date: date | str
    birth_city: str
    birth_country: str
    nationality: str
    employment_status: EmploymentStatusInput | str
    job_title: str
    tax_information: TaxInformationData | TaxInformationDataParams
    fatca_relevant: bool | str
    fatca_crs_confirmed_at: datetime | str
    business_purpose: str
    industry: str
    industry_key: str
    terms_conditions_signed_at: datetime | str
    own_economic_interest_signed_at: datetime | str
    aml_confirmed_on: date | str
    expected_monthly_revenue_cents: int
    vat_number: str
    website_social_media: str
    business_trading_name: str
    nace_code: str
    business_address_line_1: str
    business_address_line_2: str
    business_postal_code: str
    business_city: str
    business_country: str
    business_state: str
    annual_income_range: str
    data_terms_signed_at: datetime | str
    branch: str
    birth_province: str
    birth_post_code: str
    socioprofessional_category: str
    purpose_of_account_opening: str
    main_income_source: str
    work_country: str
    work_province: str
    self_declared_as_pep: bool
    international_operativity_expectation: Sequence[str]
    registration_number: str


class PersonUpdateParams(TypedDict, total=False):
    """What is taken where a `PersonUpdate` is sent, as a dictionary."""

    title: str | None
    salutation: str | None
    address: AddressData | AddressDataParams | None
    contact_address: AddressData | AddressDataParams | None
    employment_status: EmploymentStatusInput | str | None
    job_title: str | None
    email: str | None
    tax_information: TaxInformationData | TaxInformationDataParams | None
    fatca_relevant: bool | None
    fatca_crs_confirmed_at: datetime | str | None
    business_purpose: str | None
    industry: str | None
    industry_key: str | None
    own_economic_interest_signed_at: datetime | str | None
    aml_confirmed_on: date | str | None
    expected_monthly_revenue_cents: int | None
    vat_number: str | None
    website_social_media: str | None
    business_trading_name: str | None
    nace_code: str | None
    business_address_line_1: str | None
    business_address_line_2: str | None
    business_postal_code: str | None
    business_city: str | None
    business_country: str | None
    annual_income_range: str | None
    data_terms_signed_at: datetime | str | None
    branch: str | None
    birth_province: str | None
    birth_post_code: str | None
    socioprofessional_category: str | None
    purpose_of_account_opening: str | None
    main_income_source: str | None
    work_country: str | None
    work_province: str | None
    self_declared_as_pep: bool | None
    international_operativity_expectation: Sequence[str] | None
    registration_number: str | None


class AddressDataParams(TypedDict, total=False):
    """What is taken where a `AddressData` is sent, as a dictionary."""

    line_1: str | None
    line_2: str | None
    postal_code: str | None
    city: str | None
    country: str | None
    state: str | None


class TaxInformationDataParams(TypedDict, total=False):
    """What is taken where a `TaxInformationData` is sent, as a dictionary."""

    tax_assessment: str | None
    marital_status: str | None
