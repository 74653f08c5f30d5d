"""What generated resource classes are made of: a core, and the cast behind `with_response`."""

from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, Self, TypeVar, cast

from identkit.core._calling.loops import AsyncCore, Core
from identkit.core._received.response import Response

P = ParamSpec("P")
T = TypeVar("T")


class Resource:
    """Some of a provider's operations, under one name."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def raw(self) -> Self:
        """A twin whose methods answer `Response` objects, whatever their signatures say; `raw` below puts the types right."""
        return type(self)(self._core.raw())


class AsyncResource:
    """Some of a provider's operations, under one name."""

    def __init__(self, core: AsyncCore) -> None:
        self._core = core

    def raw(self) -> Self:
        """A twin whose methods answer `Response` objects, whatever their signatures say; `async_raw` puts the types right."""
        return type(self)(self._core.raw())


def raw(method: Callable[P, T]) -> Callable[P, Response[T]]:
    """Type a method of a raw twin as what it is: the same arguments, a `Response` as answer."""
    return cast("Callable[P, Response[T]]", method)


def async_raw(method: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, Response[T]]]:
    """Type a coroutine method of a raw twin as what it is."""
    return cast("Callable[P, Coroutine[Any, Any, Response[T]]]", method)
