"""The hand-written kernel of identkit: what a caller may catch, and the value types that calls answer.

Generated clients import the modules of this package directly; users need the names below and `identkit.core.status`.
"""

from identkit.core.errors import (
    AmbiguousOutcome,
    ApiError,
    BadRequest,
    ConfigurationError,
    Conflict,
    ConnectionFailed,
    ConsentLost,
    DecodeError,
    DecryptionError,
    FileRefused,
    Forbidden,
    IdentkitError,
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
from identkit.core.types import UNSET

__all__ = [
    "UNSET",
    "AmbiguousOutcome",
    "ApiError",
    "BadRequest",
    "ConfigurationError",
    "Conflict",
    "ConnectionFailed",
    "ConsentLost",
    "DecodeError",
    "DecryptionError",
    "FileRefused",
    "Forbidden",
    "IdentkitError",
    "NoProgress",
    "NotAcceptable",
    "NotFound",
    "PreconditionFailed",
    "RateLimited",
    "RequestInvalid",
    "ServerError",
    "Unauthorized",
    "UnprocessableEntity",
    "WaitTimeout",
    "WebhookRejected",
]
