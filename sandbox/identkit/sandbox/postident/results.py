"""What POSTIDENT answers about a case: chapter 8 of the guide, by identification class."""

import base64
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from identkit.sandbox._engine import pdf
from identkit.sandbox.postident.cases import Case, CaseIdentification, moment
from identkit.sandbox.postident.pictures import mosaic

ACCOUNTING_NUMBER = "7777777173701"

_PRODUCTS = {"video": "Postident Video", "eid": "Postident eID", "photo": "Postident Photo", "basic": "Postident Basic"}
_CLASSES = frozenset({"GwG", "TKG", "Standard", "Mobility"})
# Which classes get a field of the identification document; the others get it always.
_AVAILABLE: Mapping[str, frozenset[str]] = {
    "number": frozenset({"GwG", "TKG"}),
    "dateIssued": frozenset({"GwG", "TKG"}),
    "authority": frozenset({"GwG", "TKG"}),
    "birthName": _CLASSES - {"TKG"},
    "nationality": _CLASSES - {"TKG"},
    "birthPlace": frozenset({"GwG"}),
    "placeOfIssue": frozenset({"GwG"}),
}
# Erika Mustermann of the specimen identity card: whoever is identified here without data of his own is she.
_CONTACT = {
    "firstName": "Erika",
    "lastName": "Mustermann",
    "mobilePhone": "+49160123456",
    "email": "erika.mustermann@deutschepost.de",
}
_ADDRESS = {"streetAddress": "Heidestr. 17", "postalCode": "51147", "city": "Köln", "country": "DEU"}
_DOCUMENT = {
    "type": "1",
    "number": "T01012148",
    "firstName": "Erika",
    "lastName": "Mustermann",
    "birthName": "Gabler",
    "birthDate": "1964-08-12",
    "birthPlace": "Berlin",
    "nationality": "DEU",
    "dateIssued": "2020-11-01",
    "dateOfExpiry": "2030-10-31",
    "authority": "Stadt Köln",
    "placeOfIssue": "",
    "countryOfDocument": "DEU",
}
_LICENCE = {
    "number": "B072RRE2I55",
    "firstName": "Erika",
    "lastName": "Mustermann",
    "birthDate": "1964-08-12",
    "dateOfExpiry": "2033-01-19",
    "countryOfDocument": "DEU",
    "restrictions": "Corrective lenses.",
}
_DKK = "BB30E18C3428F73891DCF8D5C9FB9223D0F8AB8159127D6CD43C4420CEB175CA"
# The record status that a sub status of photo puts on the records.
_INVALID = {
    "11": "fraud suspicion",
    "15": "abuse",
    "31": "document not supported",
    "32": "document expired",
    "33": "document not identifiable",
    "34": "too blurry",
}


@frozen(kw_only=True)
class Depth:
    """How much of a case a call shows."""

    every: bool = False
    """All identifications instead of the primary one."""
    status_only: bool = False
    binary: bool = False
    result_pdf: bool = False


@frozen
class Reporter:
    """Writes answers for an account of one identification class."""

    identification_class: str
    username: str

    def case(self, case: Case, depth: Depth) -> dict[str, Any]:
        """CaseResult."""
        body: dict[str, Any] = {"caseId": case.case_id, "caseStatus": status(case)}
        order = {"customData": case.order["customData"]} if depth.status_only and "customData" in case.order else case.order
        if order and (not depth.status_only or "customData" in case.order):
            body["orderData"] = order
        primary = case.primary
        if primary is not None:
            body["accountingData"] = {"accountingNumber": ACCOUNTING_NUMBER, "accountingProduct": _PRODUCTS[primary.method]}
            if case.closed is not None and not depth.status_only:
                body["contactData"] = _contact(case.order)
            if depth.every:
                body["identifications"] = [self._identification(case, one, depth) for one in case.identifications]
            else:
                body["primaryIdent"] = self._identification(case, primary, depth)
        return body

    def _identification(self, case: Case, one: CaseIdentification, depth: Depth) -> dict[str, Any]:
        body: dict[str, Any] = {"identificationMethod": one.method, "identificationStatus": _status(one)}
        if depth.status_only:
            return body
        complete = one.status in {"success", "declined"} and one.state.sub_status in {None, "11", "16"}
        if one.method == "basic":
            body["additionalDataBasic"] = _basic(one)
        if one.method == "eid" and complete:
            body["additionalDataEid"] = {"dkk": _DKK}
        if one.method == "video" and complete:
            body["additionalDataVideo"] = _video(one, self.identification_class)
        if complete:
            body["identificationDocument"] = self._document(case.order.get("identificationDocumentProvided", {}))
        if one.method == "photo" and complete and self.identification_class == "Mobility":
            body["drivingLicence"] = {name: {"value": value, "status": "new"} for name, value in _LICENCE.items()}
        for owner, record in self._records(case, one, depth):
            place = body if owner == "method" else body.setdefault(_HOLDERS[owner], {})
            place.setdefault("records", []).append(record)
        return body

    def _document(self, data: Mapping[str, Any]) -> dict[str, Any]:
        fields = {
            name: _compared(data.get(name), str(data.get(name, value)))
            for name, value in _DOCUMENT.items()
            if self.identification_class in _AVAILABLE.get(name, _CLASSES)
        }
        return {**fields, "address": _address(data.get("address", {}))}

    def _records(self, case: Case, one: CaseIdentification, depth: Depth) -> Iterator[tuple[str, dict[str, Any]]]:
        """Owner and record, result PDF first."""
        final = one.status in {"success", "declined"}
        if final and depth.result_pdf:
            name = f"{case.case_id}_result_{one.method}.pdf"
            lines = ["POSTIDENT result (sandbox)", f"Case {case.case_id}", f"Method {one.method}", f"Status {one.status}"]
            yield "method", _record(name, "method", "result", "application/pdf", pdf.document(lines) if depth.binary else None)
        for number, (owner, kind) in enumerate(_pictures(one)):
            name = f"{case.case_id}_{kind}.jpg"
            visible = depth.binary and self._delivers(one, owner)
            content = mosaic(name, black=owner == "identificationdocument" and self.identification_class == "TKG") if visible else None
            record = _record(name, owner, kind, "image/jpeg", content, number)
            yield owner, record | (_validation(one) if one.method == "photo" else {})
        has_recording = (
            one.status == "success" or one.state.sub_status == "11"
        )  # documented: when declined, only in case of fraud suspicion
        if one.method == "video" and has_recording and self.identification_class == "GwG":
            name = f"VIDEOCHATRECORDING_{self.username}_{ACCOUNTING_NUMBER}_{case.case_id}.webm"
            yield "method", _record(name, "method", "videochatrecording", "video/webm", None)  # its content comes by SFTP only

    def _delivers(self, one: CaseIdentification, owner: str) -> bool:
        """Whether this account gets the content of such a record (notes at RecordResult, and "Images" of the status tables)."""
        match owner:
            case "drivinglicence":
                return self.identification_class in {"GwG", "Mobility"}
            case "identificationdocument":
                return one.method != "photo" and self.identification_class in {"GwG", "TKG"}
            case _:
                return self.identification_class == "GwG"


_HOLDERS = {"identificationdocument": "identificationDocument", "drivinglicence": "drivingLicence"}


def status(case: Case) -> dict[str, Any]:
    """CaseStatus."""
    return {
        "created": moment(case.created),
        "modified": moment(case.modified),
        "archived": case.archived,
        "validUntil": moment(case.valid_until),
        "status": case.status,
    }


def _status(one: CaseIdentification) -> dict[str, Any]:
    body: dict[str, Any] = {"created": moment(one.created), "modified": moment(one.modified), "status": one.status}
    if one.status in {"success", "declined"} and one.state.sub_status not in {"12", "13"}:
        body["identificationTime"] = moment(one.modified)
    for name, code in (("subStatus", one.state.sub_status), ("subStatusReason", one.state.reason)):
        if code is not None:
            body[name] = {"code": int(code), "description": one.state.texts[code]}
    return body


def _compared(data: Any, value: str) -> dict[str, str]:
    return {"value": value, "status": "new" if data is None else "match"}


def _address(data: Mapping[str, Any]) -> dict[str, Any]:
    address = data or _ADDRESS
    return {name: _compared(data.get(name), address[name]) if name in address else {} for name in (*_ADDRESS, "appendix")}


def _contact(order: Mapping[str, Any]) -> dict[str, Any]:
    data = order.get("contactDataProvided", {})
    fields = {name: _compared(data.get(name), str(data.get(name, value))) for name, value in _CONTACT.items()}
    return {"title": {}, **fields, "epost": {}, "address": _address(data.get("address", {}))}


def _video(one: CaseIdentification, identification_class: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "identificationServiceCenter": "1 DP CSC GmbH, Location Flensburg",
        "identificationAgentAlias": "agent",
        "videoRecordingAccepted": moment(one.created),
    }
    match identification_class:
        case "GwG":
            body["tanChannel"] = "sms"
        case "TKG":
            body["identReviews"] = [{"reviewed": moment(one.modified)}]  # the form of a review is not documented
        case _:
            pass
    return body


def _basic(one: CaseIdentification) -> dict[str, Any]:
    if one.status == "started":
        return {"couponDownloadCount": 0}
    body: dict[str, Any] = {"couponDownloadCount": 1, "couponDownloadLastTimestamp": moment(one.created)}
    if one.status != "coupon requested" and one.state.sub_status not in {"12", "13"}:
        body |= {
            "postOffice": "227208750",
            "postOfficeStreetAddress": "Musterstr. 1",
            "postOfficeCity": "12345 Musterstadt",
            "checkoutNote": "85014869 3013",
        }
    return body


def _pictures(one: CaseIdentification) -> Iterator[tuple[str, str]]:
    """Owner and type of the pictures that exist."""
    if one.method == "photo":  # its records have a status of their own
        visible = one.status in {"review pending", "incomplete", "success", "declined"} and one.state.sub_status not in {"12", "13"}
    else:
        visible = one.state.row.images
    if not visible:
        return
    yield "identificationdocument", "idfrontside"
    yield "identificationdocument", "idbackside"
    if one.method == "photo":
        yield "drivinglicence", "dlfrontside"
        yield "drivinglicence", "dlbackside"
    yield "method", "usersignature" if one.method == "basic" else "userface"


def _record(name: str, owner: str, kind: str, media_type: str, content: bytes | None, number: int = 0) -> dict[str, Any]:
    body = {"recordId": str(63352000 + number), "belongsTo": owner, "type": kind, "mimeType": media_type, "fileName": name}
    return body | ({"documentData": base64.b64encode(content).decode("ascii")} if content is not None else {})


def _validation(one: CaseIdentification) -> dict[str, str]:
    if one.status == "review pending":
        return {"validationStatus": "unchecked"}
    invalid = _INVALID.get(one.state.sub_status or "")
    return {"validationStatus": "invalid", "validationSubStatus": invalid} if invalid else {"validationStatus": "valid"}
