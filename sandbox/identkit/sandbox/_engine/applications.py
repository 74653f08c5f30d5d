"""Applications under test behind the test clients of their frameworks. None of these is imported here: their classes are known by name."""

from collections.abc import Mapping
from typing import Any

from identkit.sandbox._engine.courier import Receive


def receiver(client: Any, path: str) -> Receive:
    """A function that posts to `path` of the application behind a test client, in the clock's thread."""
    kinds = {f"{kind.__module__}.{kind.__qualname__}" for kind in type(client).__mro__}
    if "django.test.client.Client" in kinds:

        def django(content: bytes, headers: Mapping[str, str]) -> int:
            by_name = {name: value for name, value in headers.items() if name.lower() != "content-type"}
            kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "application/octet-stream")
            return int(client.generic("POST", path, content, kind, headers=by_name).status_code)

        return django
    if "werkzeug.test.Client" in kinds:
        return lambda content, headers: int(client.post(path, data=content, headers=dict(headers)).status_code)
    return lambda content, headers: int(client.post(path, content=content, headers=dict(headers)).status_code)
