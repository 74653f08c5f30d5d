"""Which of the alternatives that a document allows a call uses, and several schemes on one request."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from identkit.core._auth.authentication import AuthContext, Authentication, NoAuthentication
from identkit.core._calling.description import Api, Operation, Scheme
from identkit.core._calling.steps import advanced
from identkit.core._errors import ConfigurationError

if TYPE_CHECKING:
    from identkit.core._calling.steps import Send, Steps
    from identkit.core._received.reading import Reply


def choose(operation: Operation[Any], auths: Mapping[str, Authentication], api: Api) -> Authentication:
    """The authentication of a call: the first alternative whose credentials were given. Raises ConfigurationError for none."""
    alternatives = operation.auth
    if not alternatives:
        return NoAuthentication()
    if isinstance(alternatives, str):
        if alternatives in auths:
            return auths[alternatives]
        alternatives = ((alternatives,),)
    # An alternative that needs nothing comes last whatever the document's order: credentials that were given are meant to be used.
    for names in sorted(alternatives, key=lambda names: not names):
        if all(name in auths for name in names):
            parts = [auths[name] for name in names]
            return parts[0] if len(parts) == 1 else Together(parts) if parts else NoAuthentication()
    raise ConfigurationError(f"{api.title}: {operation.name} needs {_wanted(alternatives, api)}")


def _wanted(alternatives: Sequence[tuple[str, ...]], api: Api) -> str:
    each = [" and ".join(argument for name in names for argument in arguments(api.schemes[name])) for names in alternatives]
    return f"{' or '.join(each)}; pass {each[0].replace(' and ', '= and ')}="


def arguments(scheme: Scheme) -> tuple[str, ...]:
    """The constructor arguments that hold a scheme's credentials."""
    return (scheme.argument,) if scheme.argument else scheme.credentials


def given(scheme: Scheme, credentials: Mapping[str, object]) -> bool:
    """Whether everything that a scheme needs was given."""
    return all(credentials.get(name) not in {None, ""} for name in arguments(scheme))


def apart(scheme: Scheme, context: AuthContext) -> tuple[Scheme, AuthContext]:
    """A scheme with one argument for all its credentials, as if it had one for each."""
    if not scheme.argument or scheme.credentials == (scheme.argument,):
        return scheme, context
    value = cast("Any", context.credentials.get(scheme.argument))
    if isinstance(value, str) and scheme.kind == "client-credentials":  # a token that somebody else asked for
        return Scheme("bearer", (scheme.argument,)), context
    if not isinstance(value, tuple | list) or len(cast("tuple[Any, ...]", value)) != len(scheme.credentials):
        parts = ", ".join(name.rpartition(".")[2] for name in scheme.credentials)
        raise ConfigurationError(f"{context.api.title}: {scheme.argument} must be a tuple ({parts})")
    values: dict[str, object] = dict(zip(scheme.credentials, cast("tuple[Any, ...]", value), strict=True))
    return scheme, replace(context, credentials={**context.credentials, **values})


class Together:
    """Several schemes, each of which puts its credentials on the request."""

    def __init__(self, parts: Sequence[Authentication]) -> None:
        self._parts = parts

    def __repr__(self) -> str:
        return f"Together({', '.join(map(repr, self._parts))})"

    def exchange(self, send: "Send") -> "Steps[Reply]":
        """Send the request with the credentials of all: the moment at which one sends it is when the next has its turn."""
        return self._through(send, 0)

    def _through(self, send: "Send", index: int) -> "Steps[Reply]":
        if index == len(self._parts):
            reply: Reply = yield send
            return reply
        steps = self._parts[index].exchange(send)
        try:
            step = next(steps)
            while True:
                result, failure = None, None
                try:
                    result = (yield from self._through(send, index + 1)) if step is send else (yield step)
                except Exception as error:  # noqa: BLE001  # told to the scheme, which decides
                    failure = error
                step = advanced(steps, result, failure)
        except StopIteration as stop:
            answer: Reply = stop.value
            return answer
        finally:
            steps.close()
