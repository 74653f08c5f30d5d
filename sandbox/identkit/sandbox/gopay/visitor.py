"""A person on the consent page, for tests and the demo: reads the page's form, fills it in and clicks."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx


class _Form(HTMLParser):
    """The fields of the page's form with their values; of a select, the first option."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = attributes["action"]
        elif tag == "input":
            self.fields[attributes["name"]] = attributes.get("value", "")
        elif tag == "select":
            self._select = attributes["name"]

    def handle_data(self, data: str) -> None:
        if self._select:
            self.fields.setdefault(self._select, data)


def visit(url: str, *, accept: bool = True, **fields: str) -> str:
    """Go to the consent page, fill in `fields`, and consent or refuse.

    Args:
        url: From `gopay.consent.url(...)`.
        accept: Consent; False refuses.
        fields: Values of the page's fields, such as `email`, `first_name` and `scenario`. Others keep what the page has.

    Returns:
        The URL that the browser is sent on to: the argument of `gopay.consent.complete`.

    Raises:
        httpx.HTTPStatusError: The page says no (unknown client_id or prefill_id).
    """
    with httpx.Client() as browser:
        page = browser.get(url)
        if page.is_redirect:  # sent on at once, with an error
            return page.headers["location"]
        page.raise_for_status()
        form = _Form()
        form.feed(page.text)
        unknown = fields.keys() - form.fields.keys()
        if unknown:
            message = f"the page has no field {', '.join(sorted(unknown))}"
            raise LookupError(message)
        decision = {"decision": "accept" if accept else "refuse"}
        answer = browser.post(urljoin(url, form.action), data=form.fields | fields | decision)
        if not answer.is_redirect:
            answer.raise_for_status()
        return answer.headers["location"]
