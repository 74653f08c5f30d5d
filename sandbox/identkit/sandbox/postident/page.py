"""The page on which a person "is identified" in the sandbox: choose the method and how it ends."""

from html import escape

from identkit.sandbox.postident.tables import METHODS, Tables

_HEAD = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>POSTIDENT (sandbox)</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem }
  label { display: block; margin: .8rem 0 }
  input, select { display: block; width: 100%; box-sizing: border-box; padding: .4rem; font: inherit }
  button { font: inherit; padding: .5rem 1.2rem; margin: 1rem .5rem 0 0 }
</style>
</head>
<body>
"""


def choose(case_id: str, tables: Tables) -> str:
    """The form."""
    states = sorted({row.status for row in tables.rows}, key=lambda status: (status != "success", status))
    return (
        f"{_HEAD}<h1>Case {escape(case_id)}</h1><form method=post>"
        f'<input type=hidden name=caseId value="{escape(case_id)}">'
        f"<label>Method <select name=method>{_options(METHODS)}</select></label>"
        f"<label>How it ends <select name=status>{_options(states)}</select></label>"
        "<label>Sub status (a code, may be empty) <input name=subStatus></label>"
        "<label>Reason (a code, may be empty) <input name=reason></label>"
        "<p><button>Identify</button></p></form></body></html>\n"
    )


def message(text: str) -> str:
    """A page that only says something."""
    return f"{_HEAD}<p>{escape(text)}</p></body></html>\n"


def _options(values: "list[str] | tuple[str, ...]") -> str:
    return "".join(f"<option>{escape(value)}</option>" for value in values)
