"""What there is to do for each field of a model that is sent."""

from functools import cache
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from identkit.core._calling.description import Check
from identkit.core._lenient import fields_of
from identkit.core._sent import checks, looks
from identkit.core._types import Model, extra_field, limits


class FieldPlan(msgspec.Struct, frozen=True):
    """What there is to do for one field of a model that is sent."""

    name: str
    wire: str
    required: bool
    nullable: bool
    clears: bool  # None is sent as null; otherwise None means "not given"
    read_only: bool
    mandatory: bool  # the class cannot be made without it
    test: checks.Test | None
    inside: Check | None  # where it limits what a list or map holds, or is one of several
    kind: Any
    is_text_or_file: bool
    normal: str = ""  # see `Check`


@cache
def plan(cls: type[Model]) -> tuple[FieldPlan, ...]:
    """The fields of a model, prepared once."""
    by_name = {check.name: check for check in limits(cls)[0]}
    extra = extra_field(cls)
    return tuple(_field(info, by_name.get(info.name)) for info in fields_of(cls) if info.name != extra)


def _field(info: msgspec.structs.FieldInfo, check: Check | None) -> FieldPlan:
    kinds = looks.members(info.type)
    if check is not None and bytes in kinds and check.kind != "byte":
        others = set(kinds) - {bytes, type(None), UnsetType}
        check = msgspec.structs.replace(check, kind="any" if others else "binary")
    read_only = check is not None and check.read_only
    return FieldPlan(
        name=info.name,
        wire=info.encode_name,
        required=not read_only and (info.required or (check is not None and check.required)),
        nullable=type(None) in kinds or Any in kinds,
        clears=info.required or info.default is UNSET or UnsetType in kinds,
        read_only=read_only,
        mandatory=info.required,
        test=checks.test(check) if check is not None else None,
        inside=check if check is not None and (check.items is not None or check.one_of) else None,
        kind=info.type,
        is_text_or_file=check is not None and check.kind == "byte",
        normal=check.normal if check is not None else "",
    )
