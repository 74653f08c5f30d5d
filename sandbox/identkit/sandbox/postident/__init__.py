"""POSTIDENT in the sandbox.

Cases are started through the API; what the user does is told to the sandbox: `sandbox.postident.walk(case_id, "video", "success")`, or on
the page that the answer to a start names. The states are those of the guide's tables, no others.

What no source says is assumed, and marked so in the code: the media type and the content encryption of encrypted answers, and what is
answered to a key that is unusable or not authentic, or missing where encryption is mandatory.
"""

from identkit.sandbox._engine.provider import ProviderContext
from identkit.sandbox.postident.provider import PostidentSandbox

__all__ = ["PostidentSandbox", "build"]


def build(context: ProviderContext) -> PostidentSandbox:
    """POSTIDENT, with an account that has no cases."""
    return PostidentSandbox(context)
