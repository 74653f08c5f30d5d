# Generated from specs/solaris (sha256 ad6e4aac8b2f205162fedf3dae8b0a1e7f23ee3e109f78123fb42d1843d54067). Do not edit: change the spec, then `make generate`.
"""Solaris: the provider's tables of reasons and codes."""

from identkit.core import _kit

__all__ = [
    "API_ERROR_REASONS", "BANKIDENT_REASONS", "IDNOW_REASONS",
]  # fmt: skip

IDNOW_REASONS = _kit.ReasonTable(
    (
        _kit.Reason(
            "DATA_APPLICATION_ADDRESS",
            text="Address from application does not match address from ID document and cannot be corrected.",
            permanent=True,
            caused_by_user=True,
            category="DATA",
        ),
        _kit.Reason(
            "DATA_APPLICATION_DATA",
            text="Data from application and data from the ID document do not match and cannot be corrected.",
            permanent=True,
            caused_by_user=True,
            category="DATA",
        ),
        _kit.Reason(
            "DATA_ID_EXPIRED",
            text="The validity date of the ID document has expired. User must use a different document.",
            permanent=False,
            caused_by_user=True,
            category="DATA",
        ),
        _kit.Reason(
            "TECH_AUDIO",
            text="Poor audio quality. Audio quality is poor or user/agent inaudible.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "TECH_DISCONNECTED_VIDEO",
            text="The video stream has disconnected during the identification.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "TECH_DISCONNECTED_WEBSOCKET",
            text="The websocket connection is disconnected during the identification. Normally caused by loss of internet connection by the user.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "TECH_HOLOGRAM",
            text="Security features not visible or broken. No suspicion of fraud.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "TECH_ID_TYPE",
            text="ID document is not allowed or is not supported.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "TECH_IDENT_CODE_DELIVERY",
            text="User was unable to receive the ident code SMS.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "TECH_INTERNAL_SERVER_ERROR", text="An error occurred on server.", permanent=False, caused_by_user=False, category="Technical"
        ),
        _kit.Reason(
            "TECH_INTERNET_CONNECTION",
            text="Internet connection of the user is not fast enough.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "TECH_LIGHTING",
            text="Poor lighting. Person or ID document not sufficiently visible.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "TECH_PHOTO",
            text="Poor photo quality. Person or ID document not sufficiently sharp and recognizable.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "TECH_TIMEOUT",
            text="The identification request was open too long. Identification requests get aborted after 30 minutes.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "TECH_VIDEO",
            text="Poor video quality or camera not good enough. Person or ID document not sufficiently sharp and recognizable.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "NO_VIDEO",
            text="Video call could not established. User and Agent do not see each other.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "BAD_VIDEO",
            text="Video call established, but is not of enough quality to continue.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "VIDEO_ENVIRONMENT",
            text="User is not in ideal conditions to perform the video call.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "VIDEO_OTHER",
            text="Any other problem with video not covered by other reasons.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "NO_AUDIO", text="No audio established between Agent and User.", permanent=False, caused_by_user=True, category="Technical"
        ),
        _kit.Reason(
            "BAD_AUDIO",
            text="Audio is not of enough quality to continue with the call.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "BAD_AUDIO_ENVIRONMENT", text="Audio disturabce in the call.", permanent=False, caused_by_user=True, category="Technical"
        ),
        _kit.Reason(
            "AUDIO_OTHER",
            text="Any other audio issues not covered by other reasons.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "BAD_PHOTO_QUALITY",
            text="ID and/or User photo is not of good quality to successfully conclude the identification.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason("PHOTO_OTHER", text="Other problems related to the photo.", permanent=False, caused_by_user=True, category="Technical"),
        _kit.Reason("CONNECTION_LOST", text="Call connection lost.", permanent=False, caused_by_user=True, category="Technical"),
        _kit.Reason(
            "CONNECTION_BAD", text="Connection is not good quality to continue.", permanent=False, caused_by_user=True, category="Technical"
        ),
        _kit.Reason(
            "NO_CONNECTION",
            text="Connection between Agent and User not established due to network issues.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "CONNECTION_OTHER",
            text="Any Other issues with connection not covered by other reasons.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "IDENT_CODE_NOT_RECEIVED",
            text="Ident code SMS/email not received by the user.",
            permanent=False,
            caused_by_user=False,
            category="Technical",
        ),
        _kit.Reason(
            "IDENT_CODE_REPEATEDLY_INCORRECT",
            text="User entered wrong Ident Id multiple times.",
            permanent=False,
            caused_by_user=True,
            category="Technical",
        ),
        _kit.Reason(
            "USER_ABORT_WHILE_WAITING",
            text="User has aborted the identification while he was waiting for an available agent.",
            permanent=False,
            caused_by_user=True,
            category="User",
        ),
        _kit.Reason(
            "USER_STARTED_NEW_REQUEST",
            text="User has started another ident attempt from different channel (web/app).",
            permanent=False,
            caused_by_user=True,
            category="User",
        ),
        _kit.Reason(
            "USER_CANCELLATION", text="User has aborted the identification.", permanent=False, caused_by_user=True, category="User"
        ),
        _kit.Reason(
            "ENROLLED_TO_WAITING_LIST",
            text="User has been put on the waiting-list. Depending on the configuration, this can be voluntary or mandatory, or a mix of both. Users cannot remove themselves from the waiting-list, restarting the Ident will lead to a warning message.",
            permanent=True,
            caused_by_user=True,
            category="User",
        ),
        _kit.Reason(
            "ID_NOT_SUPPORTED",
            text="User is using an ID document that is not supported for the online identification process.",
            permanent=False,
            caused_by_user=True,
            category="User",
        ),
        _kit.Reason(
            "ID_DAMAGED",
            text="User is using an ID document that is damaged and not fit for the online identification process.",
            permanent=False,
            caused_by_user=True,
            category="User",
        ),
        _kit.Reason(
            "ID_OTHER",
            text="Any other ID related issue not covered by other reasons.",
            permanent=False,
            caused_by_user=True,
            category="User",
        ),
        _kit.Reason(
            "DISAGREE_WITH_VIDEO_RECORDING",
            text="User disagrees with Video Recording of the call.",
            permanent=False,
            caused_by_user=True,
            category="User",
        ),
        _kit.Reason(
            "INCORRECT_ID_NUMBER",
            text="ID number is wrongly entered during identification",
            permanent=False,
            caused_by_user=False,
            category="User",
        ),
        _kit.Reason(
            "INCORRECT_NAME_IN_QES",
            text="Only for eSigning. Name mismatch found after QES generation.",
            permanent=False,
            caused_by_user=False,
            category="User",
        ),
        _kit.Reason(
            "WRONG_PHONE_NUMBER",
            text="Only for eSigning. User entered wrong phone number.",
            permanent=False,
            caused_by_user=True,
            category="User",
        ),
        _kit.Reason(
            "USER_ID_NUMBER",
            text="User repeatedly reads the wrong ID document number.",
            permanent=False,
            caused_by_user=True,
            category="User",
        ),
        _kit.Reason(
            "USER_IDENT_CODE", text="Ident code repeatedly entered incorrectly.", permanent=False, caused_by_user=True, category="User"
        ),
        _kit.Reason("USER_LANGUAGE", text="User speaks unsupported language.", permanent=True, caused_by_user=True, category="User"),
        _kit.Reason("USER_NO_ID", text="User has currently no ID card available.", permanent=False, caused_by_user=True, category="User"),
        _kit.Reason(
            "USER_WRONG_PERSON",
            text="The person of application and identification do not match. For example, husband has opened bank account, but wife is in the identification call. No suspicion of fraud.",
            permanent=False,
            caused_by_user=True,
            category="User",
        ),
        _kit.Reason(
            "INDECENT_BEHAVIOUR",
            text="User exhibited behavior towards agent that is indecent.",
            permanent=True,
            caused_by_user=True,
            category="User",
        ),
        _kit.Reason(
            "OTHER_ABUSE", text="Abuse of the procedure. Inappropriate behavior.", permanent=False, caused_by_user=True, category="Other"
        ),
        _kit.Reason(
            "OTHER_MISCELLANEOUS_PERMANENT",
            text="Other error, which is not covered by specific error. Cannot be solved.",
            permanent=True,
            category="Other",
        ),
        _kit.Reason(
            "OTHER_MISCELLANEOUS_TEMPORARY",
            text="Other error, which is not covered by specific error. Can be solved by a retry.",
            permanent=False,
            category="Other",
        ),
        _kit.Reason("OTHER_TEST", text="Identification was a test call.", permanent=False, caused_by_user=True, category="Other"),
        _kit.Reason("OTHER_ERROR", text="Any other error, not further defined.", permanent=False, caused_by_user=True, category="Other"),
        _kit.Reason(
            "STALLED_TIMEOUT",
            text="When an identification process is running for too long, then the identification request will be cancelled with this reason.",
            permanent=False,
            category="Other",
        ),
        _kit.Reason(
            "NO_SECURITY_QUESTION_ASKED",
            text="If enough security questions are not asked during an ident, reviewer/supervisor may cancel the ident with this reason.",
            permanent=False,
            category="Other",
        ),
        _kit.Reason(
            "SECURITY_QUESTION_NOT_CORRECT_ANSWERED",
            text="If reviewer/supervisor is not satisfied with the answers to security question, they may cancel the ident with this reason.",
            permanent=False,
            category="Other",
        ),
        _kit.Reason(
            "SECURITY_QUESTION",
            text="If a supervisor is not satisfied with the answers to security question, they may cancel the ident with this reason.",
            permanent=False,
            category="Other",
        ),
        _kit.Reason(
            "CALL_QUALITY_FAIL",
            text="During network pre-check; the network bandwidth is found to be lower than expected to conduct a successful video call.",
            permanent=False,
            caused_by_user=True,
            category="Other",
        ),
        _kit.Reason(
            "NO_ESIGN_FRAUD",
            text="For eSign transactions, agents must cancel a call if they believe it is fraudulent before it comes to the signing step. It will then be submitted for review with the status FRAUD_SUSPICION_PENDING",
            permanent=False,
            caused_by_user=True,
            fraud=True,
            category="Other",
        ),
    )
)
"""Why IDnow aborted or cancelled a video identification. "IDnow provides a reason for the canceled and aborted status. No reason can be
disclosed for the final failed status.".
"""


BANKIDENT_REASONS = _kit.ReasonTable(
    (
        _kit.Reason(
            "IBAN_USAGE_LIMIT_EXCEEDED",
            text="The provided IBAN has been blacklisted due to reaching the limit of failed attempts for this IBAN.",
            permanent=True,
            fraud=True,
            action="Potential Fraud attempt, onboarding should stop. Show generic message to the customer",
            http_status=412,
            customer_texts={
                "de": "Sie haben das Limit an Versuchen erreicht. Bitte fahren sie mit der Video-Identifizierung fort.",
                "en": "You have reached the limit of attempts. Please continue with the video identification.",
            },
        ),
        _kit.Reason(
            "MOBILE_NUMBER_NOT_VERIFIED",
            text="The customer does not have a verified mobile number.",
            permanent=False,
            action="Verify the mobile number and retry the call.",
            http_status=412,
        ),
        _kit.Reason(
            "IDENTIFICATION_ATTEMPTS_EXCEEDED",
            text="The mobile number or the combination of first_name and last_name reached the limit of failed attempts to create an identification.",
            permanent=True,
            fraud=True,
            action="Potential Fraud attempt, onboarding should stop. Show generic message to user",
            http_status=412,
            customer_texts={
                "de": "Diese Identifikations-methode steht nicht zur Verfügung. Bitte fahren sie mit der Video-Identifizierung fort.",
                "en": "This identification method is not available. Please continue with video identification.",
            },
        ),
        _kit.Reason(
            "ALREADY_IDENTIFIED_SUCCESSFULLY",
            text="The customer has been successfully identified.",
            permanent=True,
            action="Stop onboarding. Ask customer to use their existing account.",
            http_status=422,
            customer_texts={
                "de": "Sie haben sich bereits erfolgreich identifizert.",
                "en": "You have already successfully identified yourself.",
            },
        ),
        _kit.Reason(
            "MATCH_FOR_PERSON_DATA_NOT_FOUND",
            text="The customer's record could not be found in SCHUFA. Usually happens to customers who, for example, recently moved to Germany.",
            permanent=False,
            action="No action needed",
            http_status=412,
            customer_texts={
                "de": "Diese Identifikations-methode steht nicht zur Verfügung. Bitte fahren sie mit der Video-Identifizierung fort.",
                "en": "This identification method is not available. Please continue with video identification.",
            },
        ),
        _kit.Reason(
            "PERSON_ACCOUNT_MATCH_NOT_FOUND",
            text="We could not establish a connection between the customer and the provided IBAN. The customer can try again with a different IBAN.",
            permanent=False,
            action="No action needed",
            http_status=412,
            customer_texts={
                "de": "Für diese IBAN steht diese Identifikationsmethode nicht zur Verfügung. Bitte versuchen Sie es mit einer anderen IBAN oder fahren Sie mit Video-Identifizierung fort.",
                "en": "This identification method is not available for this IBAN. Please try another IBAN or continue with video identification.",
            },
        ),
        _kit.Reason(
            "PREVIOUS_IDENT_NOT_FOUND",
            text="The customer did not meet the identification preconditions.",
            permanent=False,
            action="The customer cannot be onboarded with this identification method.",
            http_status=412,
            customer_texts={
                "de": "Diese Identifikations-methode steht nicht zur Verfügung. Bitte fahren sie mit der Video-Identifizierung fort.",
                "en": "This identification method is not available. Please continue with video identification.",
            },
        ),
        _kit.Reason(
            "PERSON_MISSING_REQUIRED_DATA",
            text="The customer is missing some of the required data. Der Person fehlen notwendige Daten",
            permanent=False,
            action="Ask the customer to enter the missing data and retry the call.",
            http_status=412,
            customer_texts={
                "de": "Ein Fehler ist aufgetreten. Bitte kontaktieren Sie den Support.",
                "en": "An error has occurred. Please contact Solaris support.",
            },
        ),
        _kit.Reason(
            "DEPENDENCY_ERROR",
            text="External provider service failure",
            permanent=False,
            action="Contact Solaris.",
            http_status=412,
            customer_texts={
                "de": "Ein Fehler ist aufgetreten. Bitte kontaktieren Sie den Support.",
                "en": "An error has occurred. Please contact Solaris support.",
            },
        ),
        _kit.Reason(
            "INVALID_MODEL",
            text="Something went wrong, tech bug.",
            permanent=False,
            action="Check the request JSON body and retry the call. Contact Solaris if the issue is not solved.",
            http_status=412,
            customer_texts={
                "de": "Ein Fehler ist aufgetreten. Bitte kontaktieren Sie den Support.",
                "en": "An error has occurred. Please contact the support.",
            },
        ),
        _kit.Reason(
            "INTERNAL_REQUEST_ERROR",
            text="Something went wrong, tech bug",
            permanent=False,
            action="Contact Solaris.",
            http_status=412,
            customer_texts={
                "de": "Ein Fehler ist aufgetreten. Bitte kontaktieren Sie den Support.",
                "en": "An error has occurred. Please contact Solaris support.",
            },
        ),
        _kit.Reason(
            "GENERIC_ERROR",
            text="Something went wrong, tech bug.",
            permanent=False,
            action="Contact Solaris.",
            http_status=412,
            customer_texts={
                "de": "Ein Fehler ist aufgetreten. Bitte kontaktieren Sie den Support.",
                "en": "An error has occurred. Please contact Solaris support.",
            },
        ),
        _kit.Reason(
            "ACCESS_BY_ATHORIZED_HOLDER",
            text="The customer is not the account holder of the account, but an authorized person on the account. This is not allowed for fraud protection reasons.",
            permanent=False,
            action="The customer can try again with a bank account of which he is the account holder.",
            http_status=412,
            customer_texts={
                "de": "Sie sind nicht Kontoinhaber. Bitte nutzen sie eine andere IBAN oder fahren Sie mit der Video-Identifizierung fort.",
                "en": "You are not the account holder. Please use another IBAN or continue with the video identification.",
            },
        ),
        _kit.Reason(
            "ACCESS_BY_AUTHORIZED_HOLDER",
            text="The customer is not the account holder of the account, but an authorized person on the account. This is not allowed for fraud protection reasons.",
            permanent=False,
            action="The customer can try again with a bank account of which he is the account holder.",
            http_status=412,
            customer_texts={
                "de": "Sie sind nicht Kontoinhaber. Bitte nutzen sie eine andere IBAN oder fahren Sie mit der Video-Identifizierung fort.",
                "en": "You are not the account holder. Please use another IBAN or continue with the video identification.",
            },
        ),
        _kit.Reason(
            "EXPIRED",
            text="The identification has expired (happens after 30 days).",
            permanent=False,
            action="A new identification must be created for the customer to restart the process.",
            http_status=412,
            customer_texts={
                "de": "Ihr Identifizierungsprozess ist abgelaufen. Bitte versuchen Sie es erneut.",
                "en": "Your Identification attempt has expired. Please Try again.",
            },
        ),
        _kit.Reason(
            "ACCOUNT_SNAPSHOT_FAILED",
            text="The payment initiation (5 cent transfer) process failed. This process step is done by an external provider and failure could have various reasons.",
            permanent=False,
            action="The customer can try again process with a different IBAN.",
            http_status=412,
            customer_texts={
                "de": "Die Bankanmeldung oder Überweisung ist fehlgeschlagen. Bitte versuchen Sie es erneut.",
                "en": "The bank login or transfer has failed. Please try again.",
            },
        ),
        _kit.Reason(
            "JOINT_ACCOUNT",
            text="The provided account for the identification is a joint account. This is not allowed for fraud protection reasons.",
            permanent=False,
            action="The account that was used for the identification is a joint account, please make sure to connect an account solely owned by you.",
            http_status=412,
            customer_texts={
                "de": "Gemeinschaftskonten sind nicht unterstützt. Bitte nutzen sie eine andere IBAN oder fahren Sie mit der Video-Identifizierung fort.",
                "en": "Joint accounts are not supported. Please use a different IBAN or continue with video identification.",
            },
        ),
        _kit.Reason(
            "ACCOUNT_SNAPSHOT_EXPIRED",
            text="The payment initiation expired. After requesting the identification (i.e. starting the payment initiation), the user has 10 minutes to complete the 5 cent transfer. Afterward, the payment initiation is expired by our service provider.",
            permanent=False,
            action="It looks like you did not confirm the 5-cent transfer within the dedicated 10 minutes time frame. Please try to onboard again",
            http_status=412,
            customer_texts={
                "de": "Die Anmeldesitzung der Bank ist abgelaufen. Bitte versuchen Sie es erneut.",
                "en": "The bank login session has expired. Please try again.",
            },
        ),
    )
)
"""Rejection reasons and error codes of Bankident, valid for Bankident+ too. They stand in error answers and, in lower case, in
failure_reason of an identification.
"""


API_ERROR_REASONS = _kit.ReasonTable(
    (
        _kit.Reason("invalid_model", text="The body breaks a rule of the resource; source names the field.", http_status=400),
        _kit.Reason("invalid_webhook_url", text="The URL did not answer the ping that follows a subscription.", http_status=400),
        _kit.Reason("unsafe_webhook_url", text="The URL does not begin with https.", http_status=400),
        _kit.Reason("validation_error", text="A field has a value that is not allowed.", http_status=400),
        _kit.Reason("type_error", text="A field has a value of the wrong type.", http_status=400),
        _kit.Reason("invalid_json", text="The body is not JSON.", http_status=400),
        _kit.Reason("bad_request", text="The request is malformed; source.field is a JSON path.", http_status=400),
        _kit.Reason("deprecated_params", text="The request uses parameters that are no longer taken.", http_status=400),
        _kit.Reason("invalid_iban", text="The IBAN is not well formed; the detail repeats it.", http_status=400),
        _kit.Reason("invalid_token", text="The access token is malformed or has expired.", http_status=401),
        _kit.Reason("token_required", text="The request has no access token.", http_status=401),
        _kit.Reason("unauthorized_action", text="The partner may not do this.", http_status=403),
        _kit.Reason("invalid_tan", text="The one-time password is wrong.", http_status=403),
        _kit.Reason("model_not_found", text="There is no such object; the detail names its kind and identifier.", http_status=404),
        _kit.Reason("mobile_number_exists", text="The person has a mobile number already.", http_status=409),
        _kit.Reason(
            "expectation_mismatch", text="Bankident: the account is a joint account, or the payment initiation failed.", http_status=409
        ),
        _kit.Reason("generic_error", text="Something went wrong at Solaris.", http_status=500),
    )
)
"""Codes any operation may answer. Written in lower case by the API, in upper case by the bankident table: compare without regard to case."""
