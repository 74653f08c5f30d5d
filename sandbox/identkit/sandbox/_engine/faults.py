"""Faults that can be switched on: what providers do on bad days."""

import threading
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any, Literal

from attrs import define, field

GARBAGE = b"<!DOCTYPE html>\n<html><head><title>Temporarily unavailable</title></head><body><h1>We will be right back</h1></body></html>\n"


@define(kw_only=True)
class Fault:
    """One fault. See `Faults.add` for the fields."""

    status: int | None = None
    times: int | None = 1
    delay: float = 0.0
    cut: bool | Literal["unanswered"] = False
    garbage: bool = False
    retry_after: float | str | None = None
    match: str = "*"
    body: Any = None
    kind: str = ""
    headers: Mapping[str, str] = field(factory=dict[str, str])

    def __str__(self) -> str:
        marks = {"garbage": self.garbage, "cut": bool(self.cut), self.kind: bool(self.kind), f"{self.delay:g} s late": self.delay > 0}
        parts = [f"status {self.status}"] if self.status is not None else ["body"] if self.body is not None else []
        return ", ".join([*parts, *(mark for mark, there in marks.items() if there)]) or "none"

    @property
    def replaces(self) -> bool:
        """Does it answer in the provider's place? Otherwise the request is carried out and only its answer suffers."""
        return self.status is not None or self.garbage or self.body is not None

    def applies(self, method: str, path: str, operation: str) -> bool:
        """Does it concern this request?"""
        return any(fnmatchcase(name, self.match) for name in (operation, path, f"{method} {path}"))


class Faults:
    """The faults of one provider; each is used up after `times` requests."""

    def __init__(self, kinds: frozenset[str]) -> None:
        self._kinds = kinds
        self._lock = threading.Lock()
        self._queue: list[Fault] = []

    def add(
        self,
        *,
        status: int | None = None,
        times: int | None = 1,
        delay: float = 0.0,
        cut: bool | Literal["unanswered"] = False,
        garbage: bool = False,
        retry_after: float | str | None = None,
        match: str = "*",
        body: Any = None,
        kind: str = "",
    ) -> Fault:
        """Switch on a fault for the next `times` requests that match.

        Args:
            status: Answer with this status, and an empty body unless `body` or `garbage` says otherwise; nothing is carried out.
            times: How many requests it hits; None: all, until `clear`.
            delay: Real seconds before the answer. Without `status` the request is carried out first, so a client that gives up on it
                does not know that it took effect.
            cut: The request is carried out; True ends the connection in the middle of the answer, "unanswered" before it begins.
            garbage: An HTML page instead of JSON, with status 200 or `status`.
            retry_after: The header `Retry-After`, in seconds or as it stands; the status is 429 unless given.
            match: Which requests: "POST /v1/persons", a path, an operation ("persons.create"); `*` and `?` are wildcards.
            body: JSON to answer instead of the provider's.
            kind: A fault of the provider's own, such as a tampered ciphertext. See its page of the docs.
        """
        if times is not None and times < 1:
            raise ValueError("times must be 1 or more; None hits all requests")
        if kind and kind not in self._kinds:
            message = f"this provider knows no fault of the kind {kind!r}, only {', '.join(sorted(self._kinds)) or 'none'}"
            raise ValueError(message)
        headers: dict[str, str] = {}
        if retry_after is not None:
            status = 429 if status is None else status
            headers["retry-after"] = retry_after if isinstance(retry_after, str) else f"{retry_after:g}"
        fault = Fault(
            status=status,
            times=times,
            delay=delay,
            cut=cut,
            garbage=garbage,
            retry_after=retry_after,
            match=match,
            body=body,
            kind=kind,
            headers=headers,
        )
        with self._lock:
            self._queue.append(fault)
        return fault

    def active(self) -> list[Fault]:
        """The faults that are switched on."""
        with self._lock:
            return list(self._queue)

    def clear(self) -> None:
        """Switch all faults off."""
        with self._lock:
            self._queue.clear()

    def take(self, method: str, path: str, operation: str) -> Fault | None:
        """The first fault that hits this request, used up by one."""
        with self._lock:
            for fault in self._queue:
                if fault.applies(method, path, operation):
                    if fault.times is not None:
                        fault.times -= 1
                        if fault.times < 1:
                            self._queue.remove(fault)
                    return fault
        return None
