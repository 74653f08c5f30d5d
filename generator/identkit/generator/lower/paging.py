"""Lists that come in pages: what `x-paging` says of one, and what can be told of one by its names.

Only names that mean one thing are taken: an answer that is a list or has exactly one, and what belongs together on both sides.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from attrs import frozen

from identkit.generator.lower.methods import Lowered
from identkit.generator.lower.models import Models
from identkit.generator.lower.operations import success
from identkit.generator.lower.shapes import Property, Shape
from identkit.generator.values import mapping

# Query parameter -> what the answer may call the value for the next page.
_CURSORS: Final[Mapping[str, tuple[str, ...]]] = {
    "cursor": ("next_cursor", "next"),
    "next_cursor": ("next_cursor",),
    "start_cursor": ("next_cursor",),
    "page_cursor": ("next_cursor", "next_page_cursor"),
    "page_token": ("next_page_token", "next_token"),
    "next_page_token": ("next_page_token",),
    "next_token": ("next_token",),
    "continuation_token": ("next_continuation_token", "continuation_token"),
    "marker": ("next_marker",),
    "after": ("next_cursor", "end_cursor", "next", "last_id"),
    "after_id": ("last_id",),
    "starting_after": ("next_cursor", "next", "last_id"),
    "page": ("next_page",),  # of the same type: else it is a URL
}
_MORE: Final = ("has_more", "has_next", "has_next_page")
# What else says whether a page is the last one; names that could count items are none of them.
_LAST: Final = ("last", "is_last", "is_last_page", "last_page")
_TOTALS: Final = ("total_pages", "page_count", "pages", "num_pages", "number_of_pages", "last_page")
# Where the URL of the next page stands; of `next` more has to be known.
_LINKS: Final = (
    *("next", "next_url", "next_link", "next_page_url", "next_uri", "next_href", "next_page_link", "next_page_uri"),
    "@odata.next_link",
)
_AROUND_LINKS: Final = ("links", "_links")
# What the list is called where an answer has several.
_ITEMS: Final = ("items", "data", "results", "result", "records", "entries", "values", "value", "rows", "content")
_OFFSETS: Final = ("offset", "skip")
_LIMITS: Final = ("limit", "take", "count", "per_page", "page_size", "top")
_PAGES: Final = ("page", "page_number", "page[number]")
_SIZES: Final = ("per_page", "page_size", "page[size]", "limit", "size")
MOST_FIELDS: Final = 5_000  # of an answer that are looked at: objects of hundreds inside each other have millions
_ASKED: Final = frozenset({*_CURSORS, *_OFFSETS, *_PAGES})
_FROM_ZERO: Final = re.compile(r"\b(zero|0)[- ]?(based|indexed)\b|\bstart(s|ing)? (at|from|with) (0|zero)\b", re.IGNORECASE)


@frozen
class _Asked:
    """What a list is asked for with: a query parameter, or a field of the body under its dotted wire name."""

    wire: str
    required: bool
    shape: Shape
    text: str


@frozen
class _Listing:
    """What an operation that answers a list is told by: parameters and scalar fields under their plain names."""

    asked: Mapping[str, _Asked]
    fields: Mapping[str, tuple[str, Property]]  # plain name -> dotted wire name
    all: tuple[tuple[str, Property], ...]  # dotted wire name and field, what stands higher first
    items: str
    item: Shape
    has_link: bool
    posted: bool  # a link would be followed without the body


def item(each: Lowered, models: Models, items: str) -> Shape | None:
    """The shape of one item of the list that an answer is, or has under the wire name `items`."""
    shape = each.success
    fields = models.schemas.objects.get(shape.model) if shape else None
    whole = any(prop.wire == items for prop in fields.properties) if fields else False  # a name may have dots
    for wire in [items] if whole else items.split(".") if items else ():
        model = models.schemas.objects.get(shape.model) if shape else None
        shape = next((prop.shape for prop in model.properties if prop.wire == wire), None) if model else None
    return shape.item if shape else None


def told(each: Lowered, models: Models, paging: Mapping[str, Any]) -> Mapping[str, str | int | None]:
    """`x-paging` in Python names. "" is not said, None not there."""
    model = each.success.model if each.success else ""
    items = item(each, models, str(paging.get("items") or ""))
    number = paging["kind"] == "page-number"
    first = paging.get("first", 1)
    return {
        "kind": "number" if number else str(paging["kind"]),
        **{key: models.python_path(model, str(paging[key])) for key in ("items", "next", "more", "last", "pages") if key in paging},
        **({"parameter": ""} if paging["kind"] == "link" else _parameter(each, models, str(paging.get("page" if number else "parameter")))),
        "identifier": models.python_path(items.model, str(paging["identifier"])) if items and "identifier" in paging else "",
        **({"first": first} if number and first != 1 else {}),
    }


def _parameter(each: Lowered, models: Models, wire: str) -> Mapping[str, str | None]:
    """Where the next page is asked for: a query parameter, else a field of the body."""
    if ("query", wire) in each.params or each.call.body is None:
        return {"parameter": each.params.get(("query", wire))}
    field = models.python_path(each.call.body.shape.model, wire)
    inside = next((shape for path, shape in _inside(each, models) if path == wire), None)
    return {"parameter": field, "place": "body-integer" if inside and inside.shape.kind == "integer" else "body"}


def recognised(each: Lowered, models: Models, name: str = "") -> Mapping[str, Any] | None:
    """The `x-paging` that an operation would have; None where it is not told by its names, or not of the kind that is wanted."""
    listing = _listing(each, models)
    if listing is None:
        return None
    kinds: tuple[Callable[[_Listing, Models], Mapping[str, Any] | None], ...] = (_cursor, _link, _offset, _page)
    for kind in kinds:
        paging = kind(listing, models)
        if paging is not None and name in ("", paging["kind"]):
            return {**paging, **({"items": listing.items} if listing.items else {})}
    return None


def _listing(each: Lowered, models: Models) -> _Listing | None:
    call, answer = each.call, each.success
    if each.method.kind != "call" or answer is None or answer.nullable or success(call).differ:
        return None
    asked = _asked(each, models)
    if call.method != "GET" and not (call.body and asked.keys() & _ASKED):
        return None
    if answer.item is not None and not answer.model:
        return _Listing(asked, {}, (), "", answer.item, _has_link(each, models), call.body is not None)
    order = sorted(_fields(answer.model, models), key=lambda each: each[0].count("."))
    items = _list([(path, prop) for path, prop in order if prop.shape.item and not prop.shape.model])
    if items is None or items[1].shape.item is None:
        return None
    fields = {_plain(prop.wire): (path, prop) for path, prop in reversed(order)}  # what stands higher wins
    return _Listing(asked, fields, tuple(order), items[0], items[1].shape.item, _has_link(each, models), call.body is not None)


def _asked(each: Lowered, models: Models) -> Mapping[str, _Asked]:
    """What a list is asked for with, under plain names; what stands in the query or higher in the body wins."""
    result: dict[str, _Asked] = {}
    for path, prop in sorted(_inside(each, models), key=lambda each: each[0].count(".")):
        result.setdefault(_plain(path.rpartition(".")[2]), _Asked(path, prop.required, prop.shape, prop.text))
    for each_ in each.call.arguments:
        if each_.place == "query":
            result[_plain(each_.wire)] = _Asked(each_.wire, each_.required, each_.shape, str(each_.data.get("description")))
    return result


def _inside(each: Lowered, models: Models) -> Iterator[tuple[str, Property]]:
    """The fields of a JSON body by dotted wire names, those of one object further inside among them."""
    body = each.call.body
    if body and body.encoding == "json" and not body.others:
        yield from ((path, prop) for path, prop in _fields(body.shape.model, models, depth=2) if not prop.read_only)


def _fields(model: str, models: Models, depth: int = 3) -> Iterator[tuple[str, Property]]:
    """The fields of an answer by dotted wire names, then those of the objects in it: as many as anybody could look for."""
    return islice(_all_fields(model, models, depth), MOST_FIELDS)


def _all_fields(model: str, models: Models, depth: int) -> Iterator[tuple[str, Property]]:
    level = [("", model)]
    for _ in range(depth):
        inner: list[tuple[str, str]] = []
        for prefix, name in level:
            shape = models.schemas.objects.get(name)
            props = [prop for prop in shape.properties if "." not in prop.wire or not prefix] if shape else []
            yield from ((prefix + prop.wire, prop) for prop in props)
            further = (prop for prop in props if "." not in prop.wire and prop.shape.model not in ("", name))
            inner += [(f"{prefix}{prop.wire}.", prop.shape.model) for prop in further]
        level = inner


def _list(lists: list[tuple[str, Property]]) -> tuple[str, Property] | None:
    """The one list of an answer: the only one on top, else the one with a usual name, else the only one further inside."""
    for depth in (0, 1):
        here = [(path, prop) for path, prop in lists if path.count(".") == depth]
        usual = [(path, prop) for path, prop in here if _plain(prop.wire) in _ITEMS]
        if here:
            return here[0] if len(here) == 1 else usual[0] if len(usual) == 1 else None
    return None


def _cursor(listing: _Listing, models: Models) -> Mapping[str, Any] | None:
    more = _more(listing)
    flag = more.get("more", "")
    for name, parameter in listing.asked.items():
        if name not in _CURSORS or parameter.required or parameter.shape.kind not in ("string", "integer"):
            continue
        paging = {"kind": "cursor", "parameter": parameter.wire}
        kinds = (parameter.shape.kind,) if name == "page" else ("string", "integer")
        field = next((path for field in _CURSORS[name] if (path := _field(listing, field, *kinds))), "") or _inside_next(listing, name)
        if field and (flag or not field.endswith(("last_id", "lastId"))):
            return {**paging, "next": field, **more}
        shape = models.schemas.objects.get(listing.item.model)
        identifier = shape and next((prop for prop in shape.properties if prop.wire == "id"), None)
        if flag and identifier and name == "starting_after" and identifier.shape.kind == parameter.shape.kind:
            return {**paging, "more": flag, "identifier": "id"}
    return None


def _inside_next(listing: _Listing, name: str) -> str:
    """The field of an object `next` that is called like the parameter: `paging.next.after`."""
    for path, prop in listing.all:
        steps = [_plain(step) for step in path.split(".")]
        if steps[-2:] == ["next", name] and prop.shape.kind in ("string", "integer"):
            return path
    return ""


def _more(listing: _Listing) -> Mapping[str, str]:
    """The flag that there is more, where the answer has one."""
    flag = next((path for name in _MORE if (path := _field(listing, name, "boolean"))), "")
    return {"more": flag} if flag else {}


def _ends(listing: _Listing) -> Mapping[str, Any]:
    """Everything by which an answer says whether there is more."""
    last = next((path for name in _LAST if (path := _field(listing, name, "boolean"))), "")
    path, prop = listing.fields.get("next", ("", None))
    # Only what is always there says by null that nothing follows.
    ends = prop is not None and prop.required and prop.shape.nullable and prop.shape.kind in ("string", "integer")
    return {**_more(listing), **({"last": last} if last else {}), **({"next": path} if ends else {})}


def _link(listing: _Listing, _models: Models) -> Mapping[str, Any] | None:
    if listing.posted:
        return None
    for name in _LINKS:
        for path, prop in listing.all:
            if prop.shape.kind == "string" and _leads_on(name, path, prop):
                return {"kind": "link", "next": path}
    return {"kind": "link"} if listing.has_link else None


def _leads_on(name: str, path: str, prop: Property) -> bool:
    """Whether a text is the URL of that name: it is said to be one, or stands among links (`links.next`, `_links.next.href`)."""
    *around, last = [_plain(step) for step in ([path] if prop.wire == path else path.split("."))]
    if last == "href":
        return len(around) > 1 and around[-1] == name and around[-2] in _AROUND_LINKS
    is_url = name != "next" or prop.shape.schema.get("format") in ("uri", "url", "uri-reference")
    return last == name and (is_url or (bool(around) and around[-1] in _AROUND_LINKS))


def _offset(listing: _Listing, _models: Models) -> Mapping[str, Any] | None:
    offset = next((each for name in _OFFSETS if (each := listing.asked.get(name))), None)
    if offset is None or offset.shape.kind != "integer" or not _sized(listing, _LIMITS):
        return None
    return {"kind": "offset", "parameter": offset.wire, **_ends(listing)}


def _page(listing: _Listing, _models: Models) -> Mapping[str, Any] | None:
    page = next((each for name in _PAGES if (each := listing.asked.get(name))), None)
    size = _sized(listing, _SIZES)
    if page is None or page.shape.kind != "integer" or not size:
        return None
    schema = page.shape.schema
    start = schema.get("default", schema.get("minimum"))
    if start is None and _FROM_ZERO.search(f"{page.text} {schema.get('description')}"):
        start = 0
    if start not in (0, 1) and size == "size":
        return None  # where `size` is usual, so is counting from nought
    total = next((path for name in _TOTALS if (path := _field(listing, name, "integer"))), "")
    counted = {"pages": total} if total else {}
    return {"kind": "page-number", "page": page.wire, "size": size, "first": 0 if start == 0 else 1, **_ends(listing), **counted}


def _sized(listing: _Listing, names: tuple[str, ...]) -> str:
    return next((each.wire for name in names if (each := listing.asked.get(name)) and each.shape.kind == "integer"), "")


def _field(listing: _Listing, name: str, *kinds: str) -> str:
    path, prop = listing.fields.get(name, ("", None))
    return path if prop and prop.shape.kind in kinds else ""


def _has_link(each: Lowered, models: Models) -> bool:
    """Whether a successful answer is described with the header `Link`."""
    for status, answer in mapping(each.call.data.get("responses")).items():
        headers = mapping(answer)
        if isinstance(reference := headers.get("$ref"), str):
            headers = mapping(models.schemas.find(reference))
        if str(status).startswith("2") and any(str(name).lower() == "link" for name in mapping(headers.get("headers"))):
            return True
    return False


def _plain(wire: str) -> str:
    """A name in small letters and underscores."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", wire).replace("-", "_").lower().removeprefix("$")
