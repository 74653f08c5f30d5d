"""The consent page of the GoPay sandbox."""

from collections.abc import Mapping
from functools import partial
from html import escape

from identkit.sandbox._engine import webpage
from identkit.sandbox._engine.provider import Answer
from identkit.sandbox.gopay.people import SCENARIOS

message = partial(webpage.message, "GoPay")

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


def consent(request: Mapping[str, str], prefill: Mapping[str, str]) -> Answer:
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
    return webpage.webpage("GoPay", "Consent", content)
