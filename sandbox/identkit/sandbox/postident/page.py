"""The page on which a person "is identified" in the sandbox: choose the method and how it ends."""

from html import escape

from identkit.sandbox.postident.tables import METHODS, Tables

_HEAD = '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>POSTIDENT (sandbox)</title></head><body>'


def choose(case_id: str, tables: Tables) -> str:
    """The form."""
    states = sorted({row.status for row in tables.rows})
    return (
        f"{_HEAD}<h1>Case {escape(case_id)}</h1><form method=post>"
        f'<input type=hidden name=caseId value="{escape(case_id)}">'
        f"<p>Method <select name=method>{_options(METHODS)}</select></p>"
        f"<p>Status <select name=status>{_options(states)}</select></p>"
        "<p>Sub status <input name=subStatus> Reason <input name=reason> (codes, may be empty)</p>"
        "<p><button>Identify</button></p></form></body></html>\n"
    )


def message(text: str) -> str:
    """A page that only says something."""
    return f"{_HEAD}<p>{escape(text)}</p></body></html>\n"


def _options(values: "list[str] | tuple[str, ...]") -> str:
    return "".join(f"<option>{escape(value)}</option>" for value in values)
