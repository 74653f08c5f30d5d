"""What the runtime tells Python's logging, under the name `identkit`. Nothing is configured here, unless `IDENTKIT_LOG=debug` asks for it.

An entry names the operation, never a URL, a header, a body or a value.
"""

import logging
import os
from collections.abc import Callable

logger = logging.getLogger("identkit")


def from_environment() -> None:
    """Write to standard error what `IDENTKIT_LOG` asks for (debug, info, warning); for a look, without touching the application."""
    level = os.environ.get("IDENTKIT_LOG", "").upper()
    if level in {"DEBUG", "INFO", "WARNING"} and not any(isinstance(handler, _ToStandardError) for handler in logger.handlers):
        handler = _ToStandardError()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(level)


class _ToStandardError(logging.StreamHandler):  # type: ignore[type-arg]  # generic for type checkers only
    pass


def answered(operation: str, method: str, status_code: int, seconds: float, request_id: Callable[[], str | None], attempt: int) -> None:
    """An attempt was answered."""
    if logger.isEnabledFor(logging.DEBUG):
        identifier = request_id() or "-"
        logger.debug(
            "%s %s: HTTP %d in %.0f ms, request %s, attempt %d", method, operation, status_code, seconds * 1000, identifier, attempt + 1
        )


def failed(operation: str, method: str, cause: str, seconds: float, attempt: int) -> None:
    """An attempt ended without an answer."""
    logger.info("%s %s: %s after %.0f ms, attempt %d", method, operation, cause, seconds * 1000, attempt + 1)


def again(operation: str, method: str, seconds: float, attempt: int) -> None:
    """Another attempt follows."""
    logger.info("%s %s: attempt %d follows in %.1f s", method, operation, attempt + 2, seconds)


def not_archived(operation: str, error: Exception) -> None:
    """A loop was left and what it had finished could not be archived; it will come again."""
    logger.warning("%s: the items finished last could not be archived and will be listed again (%s)", operation, type(error).__name__)


def doubtful(operation: str, field: str, message: str) -> None:
    """A value breaks a rule that the provider's document does not have. It is sent: the provider decides."""
    logger.warning("%s: %s: %s (not certain from the provider's document; sent all the same)", operation, field, message)
