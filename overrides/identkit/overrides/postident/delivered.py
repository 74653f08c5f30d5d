"""What the name of a delivered file says. By SFTP, files come without their case (Guide 2, 8 RecordResult, fileName)."""

import re

from attrs import frozen

_CASE = r"(?P<case_id>[A-Z0-9]{12})"
_END = r"(?:_(?P<number>[0-9]+))?\.(?P<extension>[A-Za-z0-9]+)"
_RECORDING = re.compile(rf"(?P<type>VIDEOCHATRECORDING)_(?P<username>.+)_(?P<accounting_no>[^_]+)_{_CASE}{_END}")
_OTHER = re.compile(rf"{_CASE}_(?P<type>[A-Za-z]+)(?:_(?P<method>[A-Za-z][A-Za-z -]*))?{_END}")


@frozen
class DeliveredFile:
    """The parts of a file's name: `<caseId>_<type>.<extension>`, a result's with its method, a recording's with whose account it is."""

    case_id: str
    type: str
    """As in `RecordResult.type`: result, idfrontside, userface, videochatrecording ..."""
    extension: str
    method: str | None = None
    """Of a result PDF."""
    number: int | None = None
    """Added where names would be the same."""
    username: str | None = None
    accounting_no: str | None = None


def delivered_file(name: str) -> DeliveredFile | None:
    """What a file name says. None for a name that is not like the guide's."""
    match = _RECORDING.fullmatch(name) or _OTHER.fullmatch(name)
    if match is None:
        return None
    parts = match.groupdict()
    number = parts["number"]
    return DeliveredFile(
        case_id=parts["case_id"],
        type=parts["type"].lower(),
        extension=parts["extension"],
        method=parts.get("method"),
        number=None if number is None else int(number),
        username=parts.get("username"),
        accounting_no=parts.get("accounting_no"),
    )
