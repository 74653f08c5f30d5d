"""Which providers there are: the folders beside the engine, whose names begin with no underscore."""

import pkgutil
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import identkit.sandbox

if TYPE_CHECKING:
    from identkit.sandbox._engine.provider import Provider, ProviderContext
    from identkit.sandbox._engine.story import Flow


@cache
def names() -> tuple[str, ...]:
    """The names of all providers, in alphabetical order."""
    modules = pkgutil.iter_modules(identkit.sandbox.__path__)
    return tuple(sorted(module.name for module in modules if module.ispkg and not module.name.startswith("_")))


def build(name: str, context: "ProviderContext") -> "Provider":
    """The provider of that name. Raises LookupError where there is none."""
    _known(name)
    provider: Provider = pkgutil.resolve_name(f"identkit.sandbox.{name}:build")(context)
    return provider


def flows(name: str) -> "Sequence[Flow]":
    """The demo flows of a provider; none where its folder has no `demo.py`."""
    _known(name)
    try:
        result: Sequence[Flow] = pkgutil.resolve_name(f"identkit.sandbox.{name}.demo:flows")
    except ModuleNotFoundError as missing:
        if missing.name != f"identkit.sandbox.{name}.demo":
            raise
        return ()
    return result


def samples(name: str) -> Sequence[str]:
    """Events with which a live demo begins: `samples` of the provider's `demo.py`, none where there is no such list."""
    try:
        result: Sequence[str] = pkgutil.resolve_name(f"identkit.sandbox.{name}.demo:samples")
    except (ModuleNotFoundError, AttributeError):
        return ()
    return result


def _known(name: str) -> None:
    if name not in names():
        message = f"no provider {name!r}; there are {', '.join(names())}"
        raise LookupError(message)
