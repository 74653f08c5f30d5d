"""A small API made by hand, with every kind of thing the kernel handles."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar

import msgspec

from identkit.core._calling.description import Api, Check, Draining, ErrorShape, Operation, Param, Place, Polling, Retry, Rule, Scheme
from identkit.core._calling.paging import Page
from identkit.core._received.reasons import Reason, ReasonTable
from identkit.core._types import UNSET, Model, OpenStrEnum, UnsetType
from identkit.overrides import auth

TOKEN = "canary-token-5d1c"
TABLE = ReasonTable((Reason("E1", "the first reason", permanent=True),))
API = Api(
    name="acme",
    title="Acme",
    servers={"production": "https://api.acme.example", "sandbox": "https://sandbox.acme.example", "tenant": ""},
    environment="production",
    authenticate=auth.build,
    schemes={"bearer": Scheme("bearer", ("token",))},
    error=ErrorShape(("errors", 0, "code"), lambda: (TABLE,)),
    required=("token",),
    from_env=("token", "base_url"),
)


class Status(OpenStrEnum):
    NEW = "new"
    GOING = "going"
    ALMOST = "almost"
    DONE = "done"


class Address(Model, frozen=True, kw_only=True, omit_defaults=True):
    _pii: ClassVar[Mapping[str, str]] = {"street": "address"}
    _checks: ClassVar[tuple[Check, ...]] = (Check("street", required=True, max_length=20), Check("city", max_length=10))

    street: str = msgspec.field(name="streetAddress")
    city: str | UnsetType = UNSET


class Person(Model, frozen=True, kw_only=True, omit_defaults=True):
    _pii: ClassVar[Mapping[str, str]] = {"last_name": "name", "born": "birth", "addresses": "address"}
    _checks: ClassVar[tuple[Check, ...]] = (
        Check("ident_code", required=True, pattern="^[a-z0-9]+$", min_length=6, max_length=15),
        Check("last_name", min_length=2),
        Check("born", kind="date"),
        Check("seen", kind="date-time", nullable=True),
        Check("terms", kind="boolean", allowed=(True,)),
        Check("size", kind="integer", minimum=1, maximum=300),
        Check("kind", allowed=("A", "B")),
        Check("address", kind="object"),
        Check("addresses", kind="array", max_items=2),
        Check("by_name", kind="object"),
        Check("note", nullable=True),
        Check("scan", max_length=5),
    )
    _rules: ClassVar[tuple[Rule, ...]] = (
        Rule("joined-length", ("last_name", "address.city"), "is too long together", limit=30, separator=" "),
        Rule("requires", ("size", "kind"), "needs kind"),
    )

    ident_code: str = msgspec.field(name="identCode")
    last_name: str | UnsetType = msgspec.field(name="lastName", default=UNSET)
    born: date | UnsetType = UNSET
    seen: datetime | UnsetType | None = UNSET
    terms: bool | UnsetType = UNSET
    size: int | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    address: Address | UnsetType = UNSET
    addresses: list[Address] | UnsetType = UNSET
    by_name: dict[str, Address] | UnsetType = msgspec.field(name="byName", default=UNSET)
    note: str | UnsetType | None = UNSET
    scan: bytes | UnsetType = UNSET


class Case(Model, frozen=True, kw_only=True, omit_defaults=True):
    _pii: ClassVar[Mapping[str, str]] = {"name": "name"}

    case_id: str = msgspec.field(name="caseId")
    status: Status | None = None
    name: str | None = None
    count: int | None = None


class Failure(Model, frozen=True, kw_only=True, omit_defaults=True):
    errors: list[dict[str, Any]]


class CasePage(Page[Case]):
    """One page of cases."""


ID = Param("case_id", "caseId", Place.PATH, Check("case_id", required=True))
CREATE = Operation[Case](
    name="cases.create",
    method="POST",
    path="/v1/cases",
    returns=Case,
    retry=Retry.NEVER,
    body=Person,
    auth="bearer",
    errors={422: dict[str, list[str]], 4: Failure},
    carries=("ident_code",),
)
GET = Operation[Case](
    name="cases.get", method="GET", path="/v1/cases/{caseId}", returns=Case, retry=Retry.SAFE, params=(ID,), auth="bearer"
)
SEARCH = Operation[list[Case]](
    name="cases.search",
    method="GET",
    path="/v1/cases",
    returns=list[Case],
    retry=Retry.SAFE,
    params=(
        Param("since", "closedFrom", Place.QUERY, Check("since", kind="date-time")),
        Param("open", "open", Place.QUERY, Check("open", kind="boolean")),
        Param("on", "on", Place.QUERY, Check("on", kind="date")),
        Param("tags", "tags", Place.QUERY, Check("tags", kind="array")),
        Param("page_number", "page[number]", Place.QUERY, Check("page_number", kind="integer", minimum=1)),
        Param("page_size", "page[size]", Place.QUERY, Check("page_size", kind="integer")),
        Param("language", "X-Language", Place.HEADER, Check("language", max_length=5), default="en"),
    ),
    rules=(Rule("requires", ("open", "on"), "needs on"),),
    auth="bearer",
)
LIST = Operation[CasePage](
    name="cases.list",
    method="GET",
    path="/v1/closed",
    returns=list[Case],
    retry=Retry.SAFE,
    params=(Param("new", "new", Place.QUERY, Check("new", kind="boolean")),),
    auth="bearer",
    page=CasePage,
    partial_header="X-PARTIAL-DELIVERY",
)
ARCHIVE = Operation[Any](
    name="cases.archive", method="PATCH", path="/v1/archive", returns=None, retry=Retry.REPEATABLE, body=list[str], auth="bearer"
)
DOCUMENT = Operation[bytes](
    name="cases.document",
    method="GET",
    path="/v1/cases/{caseId}/pdf",
    returns=bytes,
    retry=Retry.SAFE,
    params=(ID,),
    auth="bearer",
    accept="application/pdf",
    max_bytes=1000,
)
FORM = Operation[None](
    name="forms.send", method="POST", path="/form", returns=None, retry=Retry.NEVER, body=Address, encoding="form", auth="bearer"
)
WAIT = Polling(
    operation=GET, status="status", go_on=frozenset({"going", "almost"}), early={"may_serve": frozenset({"almost"})}, first=1, longest=10
)
DRAIN = Draining(listing=LIST, archive=ARCHIVE, identifier="case_id", refuse=("new",))


def pages(items: Sequence[str], *, partial: bool) -> tuple[Any, dict[str, str]]:
    """Body and headers of one page of cases."""
    return [{"caseId": item} for item in items], {"X-Partial-Delivery": "true" if partial else "false"}
