"""What goes wrong with stores."""

from identkit.core import IdentkitError


class StoreFailed(IdentkitError):
    """A store could not be read or written. The message has the kind of the failure, never a value: it may be a token."""


class LeaseLost(IdentkitError):
    """A lease was not renewed in time (the process was stopped, the store was down), so that somebody else may hold it by now."""
