"""The consent page of the GoPay sandbox: plain HTML, no script, nothing loaded from elsewhere."""

from collections.abc import Mapping
from html import escape
from string import Template

from identkit.sandbox.gopay.people import SCENARIOS

_PAGE = Template("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
  body { font: 16px/1.5 sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; color: #222 }
  label { display: block; margin: .8rem 0 }
  input, select { display: block; width: 100%; box-sizing: border-box; padding: .4rem; font: inherit }
  button { font: inherit; padding: .5rem 1.2rem; margin: 1rem .5rem 0 0 }
  small { color: #666 }
</style>
</head>
<body>
<h1>$title</h1>
$content
<p><small>identkit sandbox: not GoPay, nothing here is real.</small></p>
</body>
</html>
""")

_FIELDS = (
    ("first_name", "First name", "Pavel"),
    ("last_name", "Last name", "Novák"),
    ("email", "E-mail (your login)", "pavel.novak@example.com"),
    ("phone_number", "Phone number", ""),
    ("address", "Address", ""),
    ("domestic_bank_account", "Bank account", ""),
    ("iban", "IBAN", ""),
    ("bic", "BIC", ""),
)


def consent(request: Mapping[str, str], prefill: Mapping[str, str]) -> str:
    """The page that asks for consent.

    Args:
        request: What travels on with the decision: client_id, redirect_uri, state.
        prefill: Values of the fields, from `clients.prefill`; the rest has values of its own, so that one click is enough.
    """
    inputs = "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">\n' for name, value in request.items())
    fields = "".join(
        f'<label>{text}<input name="{name}" value="{escape(prefill.get(name, default))}"></label>\n' for name, text, default in _FIELDS
    )
    scenarios = "".join(f"<option>{escape(name)}</option>" for name in SCENARIOS)
    content = f"""\
<p>The subscriber <b>{escape(request["client_id"])}</b> asks to read your identification.</p>
<form method="post" action="/consent">
{inputs}{fields}<label>How shall the identification end?<select name="scenario">{scenarios}</select></label>
<button id="accept" name="decision" value="accept">I consent</button>
<button id="refuse" name="decision" value="refuse">I refuse</button>
</form>"""
    return _PAGE.substitute(title="Consent", content=content)


def message(title: str, text: str) -> str:
    """A page with one sentence."""
    return _PAGE.substitute(title=escape(title), content=f"<p>{escape(text)}</p>")
