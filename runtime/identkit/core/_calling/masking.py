"""What a traceback with locals may show of a call: nothing of what was passed in or came back.

Error trackers and `rich` show the local variables of every frame. The frames of a call hold one-time tokens, personal data and bodies. So
public methods are wrapped: their arguments go through an object whose `repr` shows none of them, and an error of ours begins its
traceback there, without the frames below. Errors that are not ours keep all frames: they are bugs.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from identkit.core._errors import IdentkitError


class _Arguments:
    """Arguments of a call, not to be shown."""

    __slots__ = ("by_name", "by_place")

    def __init__(self, by_place: tuple[Any, ...], by_name: dict[str, Any]) -> None:
        self.by_place = by_place
        self.by_name = by_name

    def __repr__(self) -> str:
        return "<arguments>"


class Masked:
    """Base of classes whose public methods are called with what must not be shown."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for name, method in list(vars(cls).items()):
            if not name.startswith("_") and inspect.isfunction(method):
                setattr(cls, name, masked(method))


def untraced(error: IdentkitError) -> IdentkitError:
    """The error without the frames that it and those of ours behind it came through: they hold what was asked and answered."""
    link: BaseException | None = error
    for _ in range(16):
        if isinstance(link, IdentkitError):
            link.__traceback__ = None
        link = link and (link.__cause__ or link.__context__)
    return error


def masked(method: Callable[..., Any]) -> Callable[..., Any]:
    """The same method; a traceback through it shows neither its arguments nor anything below."""
    if inspect.iscoroutinefunction(method):

        @wraps(method)
        async def wait(*args: Any, **kwargs: Any) -> Any:
            arguments = _Arguments(args, kwargs)
            del args, kwargs
            try:
                return await method(*arguments.by_place, **arguments.by_name)
            except IdentkitError as error:
                failure = error
            raise untraced(failure)

        return wait

    @wraps(method)
    def call(*args: Any, **kwargs: Any) -> Any:
        arguments = _Arguments(args, kwargs)
        del args, kwargs
        try:
            return method(*arguments.by_place, **arguments.by_name)
        except IdentkitError as error:
            failure = error
        raise untraced(failure)

    return call
