"""Methods made of one method, that of the synchronous flavour: its code, signature and documentation.

What it hands to the core is the same in all of them; the core says what comes back. Overloads pass through each, in mypy and pyright,
where it is given a method that was written as such.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from functools import wraps
from inspect import signature
from types import GenericAlias
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, cast, get_args

if TYPE_CHECKING:
    from identkit.core._received.response import HeadedResponse, Response

__all__ = ["async_headed", "async_raw", "awaited", "headed", "iterated", "raw", "shared"]

P = ParamSpec("P")
T = TypeVar("T")
H = TypeVar("H")  # the headers of an answer


def awaited(method: Callable[Concatenate[Any, P], T]) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]:
    """The asynchronous twin of a method, to be awaited: the core of an asynchronous resource answers with something to await."""

    @wraps(method)
    async def twin(resource: Any, /, *arguments: P.args, **keywords: P.kwargs) -> T:
        return await cast("Coroutine[Any, Any, T]", method(resource, *arguments, **keywords))

    return twin


def iterated(method: Callable[Concatenate[Any, P], Iterator[T]]) -> Callable[Concatenate[Any, P], AsyncIterator[T]]:
    """The asynchronous twin of a method that iterates, for `async for`; it also says so itself, for `help` and `inspect`."""

    @wraps(method)
    def twin(resource: Any, /, *arguments: P.args, **keywords: P.kwargs) -> AsyncIterator[T]:
        return cast("AsyncIterator[T]", method(resource, *arguments, **keywords))

    shape = signature(method)
    returns = GenericAlias(AsyncIterator, get_args(shape.return_annotation))
    result: Any = twin
    result.__annotations__ = {**method.__annotations__, "return": returns}
    result.__signature__ = shape.replace(return_annotation=returns)
    return twin


def shared(method: Callable[Concatenate[Any, P], T]) -> Callable[Concatenate[Any, P], T]:
    """A method that waits for nothing, and so is the same in both flavours."""
    return method


def raw(method: Callable[Concatenate[Any, P], T]) -> Callable[Concatenate[Any, P], Response[T]]:
    """The method of a view: the same arguments, a `Response` as answer."""
    return cast("Callable[Concatenate[Any, P], Response[T]]", method)


def async_raw(method: Callable[Concatenate[Any, P], T]) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, Response[T]]]:
    """The method of an asynchronous view."""
    return cast("Callable[Concatenate[Any, P], Coroutine[Any, Any, Response[T]]]", awaited(method))


class _Headed(Generic[H]):
    """What `headed` returns, for type checkers: two steps, for in one overloads would not pass through."""

    def __call__(self, method: Callable[Concatenate[Any, P], T]) -> Callable[Concatenate[Any, P], HeadedResponse[T, H]]:
        raise NotImplementedError


class _AsyncHeaded(Generic[H]):
    def __call__(
        self, method: Callable[Concatenate[Any, P], T]
    ) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, HeadedResponse[T, H]]]:
        raise NotImplementedError


def headed(headers: type[H]) -> _Headed[H]:
    """As `raw`, for an operation whose answers have documented headers."""
    del headers
    return cast("_Headed[H]", raw)


def async_headed(headers: type[H]) -> _AsyncHeaded[H]:
    """The same for asynchronous views."""
    del headers
    return cast("_AsyncHeaded[H]", async_raw)
