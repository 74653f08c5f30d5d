"""What a provider's document says about a status (`x-lifecycle`): facts, not our reading of them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, TypeAlias

import msgspec
from msgspec import field

from identkit.core._types import OpenStrEnum

__all__ = ["Actor", "Meaning", "Signals", "State", "StatusEnum", "state_of"]

Actor: TypeAlias = Literal["user", "provider", "partner", "nobody"]


class Signals(msgspec.Struct, frozen=True, kw_only=True):
    """What goes out, or is there to fetch, when an object reaches a status. `conditions` has, by field, the document's "only if"."""

    methods: tuple[str, ...] = ()
    """The methods this is said of; empty where it is said of all."""
    kind: str = ""
    """What the provider calls the status: `preliminary`, `final`, ..."""
    webhook: bool = False
    email: bool = False
    redirect: bool = False
    result_pdf: bool = False
    images: bool = False
    recording: bool = False
    conditions: Mapping[str, str] = field(default_factory=dict[str, str])


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the document's table of a status: its words, and what they are said of."""

    methods: tuple[str, ...] = ()
    """The methods this is said of; empty where it is said of all."""
    codes: tuple[str, ...] = ()
    """The reasons (and sub statuses) that the row lists; empty where it lists none."""
    text: str

    def fits(self, method: str | None, codes: Iterable[str]) -> bool:
        """Whether the row is said of this method, and lists all of these codes."""
        return (not self.methods or (method is not None and str(method) in self.methods)) and set(map(str, codes)) <= set(self.codes)


class State(msgspec.Struct, frozen=True, kw_only=True):
    """One status. The defaults are those of a status that no document explains: it promises nothing, and the partner has to look."""

    final: bool = False
    """The provider will not change it any more."""
    next: Actor = "partner"
    """Who has to act."""
    may_restart: bool = False
    """The same object can be tried again."""
    may_serve: bool | tuple[str, ...] = False
    """The customer may be served; or the methods for which the document says so."""
    signalled: tuple[Signals, ...] = ()
    meanings: tuple[Meaning, ...] = ()

    def serves(self, method: str | None) -> bool:
        """Whether the customer may be served. False when the document names methods and this is none of them, or unknown."""
        return self.may_serve if isinstance(self.may_serve, bool) else method is not None and str(method) in self.may_serve

    def signals(self, method: str | None = None) -> Signals:
        """What the document says is sent for a method; nothing where it does not say."""
        for each in self.signalled:
            if not each.methods or (method is not None and str(method) in each.methods):
                return each
        return _SILENT

    def meaning(self, method: str | None = None, *codes: str) -> str:
        """The document's words for a method and its codes; "" where it has none, or several that the codes do not tell apart."""
        texts = {each.text for each in self.meanings if each.fits(method, codes)}
        return texts.pop() if len(texts) == 1 else ""


_SILENT: Final = Signals()
_BLANK: Final = State()


class StatusEnum(OpenStrEnum):
    """An open enum of statuses, each with what the document says of it."""

    @property
    def state(self) -> State:
        """The facts; those of a status that nobody explains for a value the document does not have."""
        states: Mapping[str, State] = getattr(type(self), "_states", {})
        return states.get(self.value, _BLANK)

    def signals(self, method: str | None = None) -> Signals:
        """What is sent, or is there to fetch, once an object of this method has the status."""
        return self.state.signals(method)

    def meaning(self, method: str | None = None, *codes: str) -> str:
        """The document's words for this status of this method, with these codes of sub status and reason; "" where it has none."""
        return self.state.meaning(method, *codes)


def state_of(status: Any) -> State:
    """The facts of a status, whatever it is."""
    return status.state if isinstance(status, StatusEnum) else _BLANK
