"""GoPay in the sandbox.

The consent page is a real page: open `gopay.consent.url(...)` in a browser, or let `visit` click it through. What the document does not
say is assumed, and marked so in the code: how a refused code or refresh token is answered, and how long an application token lives.
"""

from identkit.sandbox._engine.provider import ProviderContext
from identkit.sandbox.gopay.people import SCENARIOS
from identkit.sandbox.gopay.provider import GoPaySandbox
from identkit.sandbox.gopay.visitor import visit

__all__ = ["SCENARIOS", "GoPaySandbox", "build", "visit"]


def build(context: ProviderContext) -> GoPaySandbox:
    """GoPay, with nobody registered."""
    return GoPaySandbox(context)
