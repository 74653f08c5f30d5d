"""What a provider's tables say about a code."""

from collections.abc import Mapping

import msgspec
from msgspec import field

from identkit.core._types import Portable


class Reason(Portable, frozen=True):
    """One row of a provider's table of reasons, error codes or sub-statuses (`x-reasons`). None: the table does not say."""

    code: str
    text: str = ""
    permanent: bool | None = None
    caused_by_user: bool | None = None
    fraud: bool = False
    action: str | None = None
    category: str | None = None
    http_status: int | None = None
    customer_texts: Mapping[str, str] = field(default_factory=dict[str, str])  # language ("de", "en") -> text to show
    applies_to: tuple[Mapping[str, str], ...] = ()  # where the table uses the code: {"method": "video", "status": "declined"}

    def customer_text(self, language: str) -> str | None:
        """The text the provider wants the customer to read, in `language` ("de", "en"), or None if there is none."""
        return self.customer_texts.get(language.lower()[:2])


class ReasonTable(msgspec.Struct, frozen=True):
    """All rows of one table, looked up without regard to case."""

    rows: tuple[Reason, ...]

    def get(self, code: str | None) -> Reason | None:
        """The row of `code`, or None."""
        key = (code or "").casefold()
        return next((row for row in self.rows if row.code.casefold() == key), None)

    def for_code(self, code: str) -> Reason:
        """The row of `code`; a code the table does not have gives a Reason that knows only the code."""
        return self.get(code) or Reason(code)
