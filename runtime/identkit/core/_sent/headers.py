"""Headers that callers add to a request."""

import re

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
UNSAFE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]|[^\x00-\xff]")
# What the transport, the authentication and the codecs write themselves.
_OWN = frozenset({"accept-encoding", "authorization", "connection", "content-length", "host", "proxy-authorization", "transfer-encoding"})


def unusable(name: object, value: object, own: frozenset[str]) -> str | None:
    """Why a caller's header cannot be sent, without its value; None when it can. `fixed` are names that are not to be replaced."""
    if not isinstance(name, str) or not _TOKEN.fullmatch(name):
        return "has a name that is not a header"
    if name.lower() in _OWN or name.lower() in own:
        return f"must not replace {name}"
    if not isinstance(value, str) or UNSAFE.search(value) or value != value.strip():
        return f"has an unusable value for {name}"
    return None
