"""Solaris in the sandbox: video identification and Bankident, with the test values of both documents.

The customer's part is played by `sandbox.solaris.complete(...)`, `transfer(...)` and `complete_session(...)`, or in a browser on the url
of an identification or a session. What the documents do not say is assumed, and marked so in the code.
"""

from identkit.sandbox._engine.provider import ProviderContext
from identkit.sandbox.solaris.provider import SolarisSandbox

__all__ = ["SolarisSandbox", "build"]


def build(context: ProviderContext) -> SolarisSandbox:
    """Solaris, with nobody registered."""
    return SolarisSandbox(context)
