"""The client runtime of identkit: what a caller may catch, and the value types that calls take and answer.

Generated clients import the modules of this package directly; users need the names below and `identkit.core.status`.
"""

from typing import TYPE_CHECKING

from identkit.core._errors import (
    AmbiguousOutcome,
    ApiError,
    BadRequest,
    ConfigurationError,
    Conflict,
    ConnectionFailed,
    ConsentLost,
    ConsentRefused,
    DecodeError,
    DecryptionError,
    FileRefused,
    Forbidden,
    IdentkitError,
    MissingValue,
    NoProgress,
    NotAcceptable,
    NotFound,
    PreconditionFailed,
    RateLimited,
    RequestInvalid,
    ServerError,
    Unauthorized,
    UnprocessableEntity,
    WaitTimeout,
    WebhookRejected,
)
from identkit.core._types import UNSET, jsonable, need

if TYPE_CHECKING:
    from identkit.core._calling.hooks import AnswerInfo, FailureInfo, Hooks, RequestInfo, RetryInfo, TokenInfo
    from identkit.core._received.response import HeadedResponse, Response

    __version__: str

__all__ = [
    "UNSET",
    "AmbiguousOutcome",
    "AnswerInfo",
    "ApiError",
    "BadRequest",
    "ConfigurationError",
    "Conflict",
    "ConnectionFailed",
    "ConsentLost",
    "ConsentRefused",
    "DecodeError",
    "DecryptionError",
    "FailureInfo",
    "FileRefused",
    "Forbidden",
    "HeadedResponse",
    "Hooks",
    "IdentkitError",
    "MissingValue",
    "NoProgress",
    "NotAcceptable",
    "NotFound",
    "PreconditionFailed",
    "RateLimited",
    "RequestInfo",
    "RequestInvalid",
    "Response",
    "RetryInfo",
    "ServerError",
    "TokenInfo",
    "Unauthorized",
    "UnprocessableEntity",
    "WaitTimeout",
    "WebhookRejected",
    "__version__",
    "jsonable",
    "need",
]


if not TYPE_CHECKING:  # for type checkers any name would be there

    def __getattr__(name):
        if name == "__version__":
            from importlib.metadata import version  # slow, and seldom asked for

            return version("identkit")
        if name in {"AnswerInfo", "FailureInfo", "Hooks", "RequestInfo", "RetryInfo", "TokenInfo"}:
            from identkit.core._calling import hooks

            return getattr(hooks, name)
        if name in {"HeadedResponse", "Response"}:  # need httpx
            from identkit.core._received import response

            return vars(response)[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
