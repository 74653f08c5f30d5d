"""Makes Starlette (and FastAPI) hand a receiver the requests to the very path it was mounted on.

`app.mount("/webhooks/acme", ...)` matches what lies below that path; a request to the path itself is answered with a redirect, and
so is one to `/webhooks/acme/` where the path was added as a route. Browsers follow, senders of webhooks do not. Starlette offers no
other place to say so, so its two kinds of routes are taught to try a receiver's path both ways. Routes of anything else are as before.
"""

import functools
from collections.abc import Callable
from typing import Any


def take_both_paths(receiver: type) -> None:
    """Let routes to instances of `receiver` match with and without a slash at the end. Does nothing without Starlette."""
    try:
        from starlette.routing import Match, Mount, Route
    except ImportError:
        return

    def both(kind: Any) -> None:
        matches: Callable[[Any, Any], tuple[Any, Any]] = kind.matches
        if getattr(matches, "takes_both_paths", False):
            return

        @functools.wraps(matches)
        def tried_both_ways(self: Any, scope: Any) -> tuple[Any, Any]:
            match = matches(self, scope)
            app = getattr(self, "_base_app", None) or getattr(self, "app", None)
            if match[0] is not Match.NONE or scope["type"] != "http" or not isinstance(app, receiver):
                return match
            path = scope["path"]
            return matches(self, {**scope, "path": path.rstrip("/") if path.endswith("/") else f"{path}/"})

        tried_both_ways.takes_both_paths = True  # type: ignore[attr-defined]
        kind.matches = tried_both_ways

    both(Mount)
    both(Route)
