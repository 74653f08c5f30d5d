"""Lists that come in pages: one page, all pages by number, and all pages by archiving what has been read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Generic, Self, TypeGuard, TypeVar, get_args, get_origin, overload

from msgspec import UNSET

from identkit.core._calling.description import Draining, Operation
from identkit.core._errors import NoProgress, RequestInvalid

T = TypeVar("T")


class Page(Sequence[T], Generic[T]):
    """One page of a list: a sequence that also knows whether there is more."""

    __slots__ = ("_items", "partial")

    def __init__(self, items: Sequence[T], *, partial: bool = False) -> None:
        self._items = items
        self.partial = partial
        """The provider has more than it delivered here."""

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        if not _is_page(other):
            return NotImplemented
        return list(self) == list(other) and self.partial == other.partial

    def to_dict(self, *, redact: bool = False, use_api_names: bool = True) -> dict[str, Any]:
        """The page as plain data: `items`, as their own `to_dict` gives them, and `partial`."""
        from identkit.core import _objects

        items: list[Any] = _objects.plain(list(self._items), redact=redact, use_api_names=use_api_names)
        return {"items": items, "partial": self.partial}

    def to_json(self, *, redact: bool = False, indent: int | None = None) -> str:
        """The page as JSON."""
        from identkit.core import _objects

        return _objects.text(self, redact=redact, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The page that `to_dict` made the data of. Raises DecodeError."""
        from identkit.core import _objects

        (base,) = (each for each in getattr(cls, "__orig_bases__", ()) if get_origin(each) is Page)
        kind: Any = get_args(base)[0]
        items = _objects.made(list[kind], data.get("items"))
        return cls(items, partial=data.get("partial") is True)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The page that `to_json` made the text of. Raises DecodeError."""
        from identkit.core import _objects

        return cls.from_dict(_objects.made_from_text(dict[str, Any], text))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from identkit.core import _objects

        return _objects.pydantic_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        from identkit.core import _objects

        return _objects.pydantic_json_schema(cls)

    __hash__ = None  # type: ignore[assignment]  # a page compares by its items, which may be lists

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} items{', partial' if self.partial else ''}>"


def _is_page(value: object) -> TypeGuard[Page[Any]]:
    return isinstance(value, Page)


class Numbers:
    """All pages of a list by page number: what to ask for next, and when to stop. No I/O."""

    def __init__(self, operation: Operation[Any], params: Mapping[str, Any], names: tuple[str, str]) -> None:
        self._operation = operation
        self._name = names[0]
        first = params.get(self._name)
        self._number = first if isinstance(first, int) and first > 0 else 1
        self._params = params
        self._before: Sequence[Any] | None = None
        self.more = True

    @property
    def params(self) -> Mapping[str, Any]:
        """The parameters of the next call."""
        return {**self._params, self._name: self._number}

    def turn(self, items: Sequence[Any]) -> Sequence[Any]:
        """Take a page. It is the last one when it is empty.

        A short page proves nothing: a provider may deliver less than was asked for, or leave items out after it has counted the page.
        Raises NoProgress when a page is the same as the one before: the provider does not look at the number.
        """
        before, self._before = self._before, items
        if before is not None and items and before == items:
            raise NoProgress(f"{self._operation.name}: page {self._number} is the same as the page before")
        self.more = bool(items)
        self._number += 1
        return items


class Drain:
    """All items of a list that advances by archiving: what to hand out, what to archive, and when to stop. No I/O.

    An item is finished when the loop asks for the next one; only finished items are archived.
    """

    def __init__(self, draining: Draining, params: Mapping[str, Any], archive_every: int) -> None:
        wrong = [name for name in draining.refuse if params.get(name, UNSET) not in (UNSET, None)]
        if wrong:
            reason = "is not possible here: archiving would not advance such a list"
            raise RequestInvalid(draining.listing.name, {name: [reason] for name in wrong})
        if archive_every < 1:
            raise RequestInvalid(draining.listing.name, {"archive_every": ["is too small, minimum is 1"]})
        self.listing, self.archive, self.params = draining.listing, draining.archive, params
        self._identifier = draining.identifier
        self._every = archive_every
        self._backlog: list[str] = []
        self._page: frozenset[str] = frozenset()
        self.more = True

    def turn(self, page: Sequence[Any]) -> list[Any]:
        """Take a page and return what is to be handed out of it.

        An item of the page before is archived already and still listed: it is not handed out again. Raises NoProgress when there
        is nothing else, although the provider says there is more.
        """
        by_id = {self._id(item): item for item in page}
        fresh = [item for key, item in by_id.items() if key not in self._page]
        self._page = frozenset(by_id)
        self.more = bool(getattr(page, "partial", False))
        if self.more and not fresh:
            raise NoProgress(f"{self.listing.name}: archived items are still listed, there would be no end")
        return fresh

    def finished(self, item: Any) -> bool:
        """The loop is done with an item. True when archiving is due."""
        self._backlog.append(self._id(item))
        return len(self._backlog) >= self._every

    def take(self) -> list[str]:
        """The identifiers to archive now."""
        names, self._backlog = self._backlog, []
        return names

    def _id(self, item: Any) -> str:
        from identkit.core._sent.rules import lookup  # a page needs no rules

        return str(lookup(item, self._identifier))
