"""All pages of a list of whatever kind: by number, by offset, by cursor, by the link to the next one. No I/O."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import msgspec
from msgspec import UNSET

from identkit.core._calling.description import Operation, Paging
from identkit.core._errors import NoProgress
from identkit.core._sent.rules import lookup

if TYPE_CHECKING:
    from identkit.core._received.response import Response


MOST_EMPTY = 100  # pages without anything, one after the other


class Following:
    """What to ask for next, and when to stop: when the answer says that there is no more; where it never does, on an empty page.

    Of a URL only the query is taken. Where to send credentials is not for an answer to say.
    """

    def __init__(self, operation: Operation[Any], paging: Paging, params: Mapping[str, Any], body: Any, leave_out: frozenset[str]) -> None:
        self._operation = operation
        self._paging = paging
        self._number = 0 if paging.kind == "offset" else paging.first
        self._before: Sequence[Any] = ()
        self._trail: set[str] = set()
        self._empty = 0
        self.params = params
        """The parameters of the next call."""
        self.body = body
        """Its body."""
        self.query: str | None = None
        """The query of the next call, where it is the provider's."""
        self._leave_out = leave_out  # of a URL: the authentication adds these
        self.more = True
        if paging.kind in ("number", "offset"):
            self._ask(self._number)

    def _ask(self, value: str | int) -> None:
        """Ask for the next page by a value."""
        if self._paging.place:
            self.body = _placed(self.body, self._paging.parameter, value)
        else:
            self.params = {**self.params, self._paging.parameter: value}

    def turn(self, answer: "Response[Any]") -> Sequence[Any]:
        """Take a page and return its items.

        Raises NoProgress when a cursor, a link or a counted page comes again: going on would never end.
        """
        data: Any = answer.data
        value: Any = lookup(data, self._paging.items) if self._paging.items else data
        items = cast("Sequence[Any]", value) if isinstance(value, list | tuple) else ()
        self._empty = 0 if items else self._empty + 1
        if self._paging.kind in ("number", "offset"):
            self._count(items, data)
        else:
            self._go_on(self._next(answer, items), empty=not items)
        if self.more and self._empty > MOST_EMPTY:
            raise NoProgress(f"{self._operation.name}: {MOST_EMPTY} pages without anything, and always one more")
        return items

    def _count(self, items: Sequence[Any], data: Any) -> None:
        going_on = self._goes_on(data)
        self.more = bool(items) if going_on is None else going_on
        if not self.more:
            return
        if self._before == items and (items or self._paging.kind == "offset"):
            raise NoProgress(f"{self._operation.name}: a page is the same as the page before")
        self._before = items
        self._number += len(items) if self._paging.kind == "offset" else 1
        self._ask(self._number)

    def _goes_on(self, data: Any) -> bool | None:
        """Whether the answer says that there is more; None where it says nothing of it."""
        paging = self._paging
        more, last, pages = (lookup(data, name) if name else None for name in (paging.more, paging.last, paging.pages))
        if isinstance(more, bool):
            return more
        if isinstance(last, bool):
            return not last
        if isinstance(pages, int):
            return self._number - paging.first + 1 < pages
        following = lookup(data, paging.next) if paging.next else UNSET
        return None if following is UNSET else following is not None

    def _next(self, answer: "Response[Any]", items: Sequence[Any]) -> str:
        """The next cursor or URL, "" for none."""
        paging = self._paging
        more = lookup(answer.data, paging.more) if paging.more else True
        if more is False or (paging.identifier and (more is not True or not items)):
            return ""
        if paging.kind == "link" and not paging.next:
            return _linked(answer.headers)
        value = lookup(items[-1], paging.identifier) if paging.identifier else lookup(answer.data, paging.next)
        return "" if value is UNSET or value is None else str(value)

    def _go_on(self, target: str, *, empty: bool) -> None:
        self.more = bool(target)
        if target in self._trail and empty:  # a place at which there is nothing yet, and which stays where it is
            self.more = False
            return
        if target in self._trail:
            raise NoProgress(f"{self._operation.name}: what leads to the next page has led to one before")
        self._trail.add(target)
        if not target:
            return
        name = "" if self._paging.place else self._paging.parameter
        param = next((each for each in self._operation.params if each.name == name), None)
        query = _query(target, self._leave_out)
        if self._paging.kind == "link" or (param is not None and param.wire in dict(query)):
            self.query = urlencode(query)
            if not query:
                raise NoProgress(f"{self._operation.name}: the link to the next page has no query")
        else:
            is_number = self._paging.place == "body-integer" or (param is not None and param.check.kind == "integer")
            self.query = None
            self._ask(int(target) if is_number and target.lstrip("-").isdecimal() else target)


def _placed(body: Any, path: str, value: str | int) -> Any:
    """A body with a value under a dotted name."""
    head, _, rest = path.partition(".")
    if rest:
        inner = lookup(body, head)
        item: Any = _placed(None if inner is UNSET else inner, rest, value)
    else:
        item = value
    if isinstance(body, msgspec.Struct):
        return msgspec.structs.replace(body, **{head: item})
    return {**(cast("Mapping[str, Any]", body) if isinstance(body, Mapping) else {}), head: item}


def _query(url: str, leave_out: frozenset[str]) -> list[tuple[str, str]]:
    """The query of a URL; none where the text is no URL at all."""
    try:
        pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    except ValueError:
        return []
    return [(name, value) for name, value in pairs if name not in leave_out]


def _linked(headers: httpx.Headers) -> str:
    """The URL of `Link: <...>; rel=next`."""
    links = httpx.Response(200, headers={"link": headers.get("link", "")}).links.values()
    return next((str(each.get("url", "")) for each in links if "next" in str(each.get("rel", "")).lower().split()), "")
