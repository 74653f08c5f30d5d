"""The page on which a person "is identified" in the sandbox: choose the method and how it ends."""

from functools import partial
from html import escape

from identkit.sandbox._engine import webpage
from identkit.sandbox._engine.provider import Answer
from identkit.sandbox.postident.tables import METHODS, Tables

message = partial(webpage.message, "POSTIDENT")


def choose(case_id: str, tables: Tables) -> Answer:
    """The form."""
    states = sorted({row.status for row in tables.rows}, key=lambda status: (status != "success", status))
    content = (
        "<form method=post>"
        f'<input type=hidden name=caseId value="{escape(case_id)}">'
        f"<label>Method <select name=method>{_options(METHODS)}</select></label>"
        f"<label>How it ends <select name=status>{_options(states)}</select></label>"
        "<label>Sub status (a code, may be empty) <input name=subStatus></label>"
        "<label>Reason (a code, may be empty) <input name=reason></label>"
        "<p><button>Identify</button></p></form>"
    )
    return webpage.webpage("POSTIDENT", f"Case {case_id}", content)


def _options(values: "list[str] | tuple[str, ...]") -> str:
    return "".join(f"<option>{escape(value)}</option>" for value in values)
