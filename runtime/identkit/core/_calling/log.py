"""What the kernel tells Python's logging, under the name `identkit`. Nothing is configured here.

An entry names the operation, never a URL, a header, a body or a value.
"""

import logging
from collections.abc import Callable

logger = logging.getLogger("identkit")


def answered(operation: str, method: str, status_code: int, seconds: float, request_id: Callable[[], str | None], attempt: int) -> None:
    """An attempt was answered."""
    if logger.isEnabledFor(logging.DEBUG):
        shown = request_id() or "-"
        logger.debug(
            "%s %s: HTTP %d in %.0f ms, request %s, attempt %d", method, operation, status_code, seconds * 1000, shown, attempt + 1
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
    """A value breaks a rule that we only assume. It is sent: the provider decides."""
    logger.warning("%s: %s: %s (an assumption of identkit, not the provider's document; sent all the same)", operation, field, message)
