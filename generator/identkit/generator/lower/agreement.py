"""Whether the operations that become methods are those of the document, as a second reader has them.

openapi-python-client reads the document itself (see `adapters.openapi_client`). What it finds and our reading does not have, or has
otherwise, is lost on our way, and stops the build.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import evolve

from identkit.generator.adapters import openapi_client as second
from identkit.generator.adapters.openapi_client import Reading
from identkit.generator.lower.http import Endpoint
from identkit.generator.values import mapping

RULE: Final = "operation-lost"
ONE_READER: Final = "one-reader"


def problems(calls: Iterable[Endpoint], data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Pointer, message and rule of everything that both readers do not agree on."""
    readings = second.read(data)
    ours = {call.pointer: call for call in calls}
    for pointer, reason in readings.refusals.items():
        what = "this operation" if pointer else "this document"
        yield pointer, f"{what} is read by one reader only: openapi-python-client cannot ({reason})", ONE_READER
    for pointer, theirs in readings.read.items():
        call = ours.get(pointer)
        if difference := second.difference(_reading(call) if call else None, _calls(call, theirs)):
            yield pointer, f"openapi-python-client reads another operation: {difference}", RULE
    if "" not in readings.refusals:
        for pointer in ours.keys() - readings.read.keys() - readings.refusals.keys():
            yield pointer, "openapi-python-client sees no such operation", RULE


def _calls(call: Endpoint | None, theirs: Reading) -> Reading:
    """Of a call that authentication makes itself, bodies and answers are not ours to read."""
    return evolve(theirs, bodies=frozenset(), statuses=frozenset()) if call and call.internal else theirs


def _reading(call: Endpoint) -> Reading:
    return Reading(
        frozenset(
            (each.place, each.wire, each.required)
            for each in call.parameters
            if each.place != "querystring"
            if each.place != "header" or each.wire.lower() not in second.NO_PARAMETERS
        ),
        frozenset(map(str, mapping(call.body.data.get("content")))) if call.body else frozenset(),
        frozenset(answer.status for answer in call.answers),
    )
