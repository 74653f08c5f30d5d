# Generated from specs/gopay.yaml (sha256 8072d4ad4cf5a7a499e8995523fb834d0672b498e0fc191d1983e77b5f635b25). Do not edit: change the spec, then `make generate`.
"""GoPay: the provider's tables of reasons and codes."""

from identkit.core import _kit

__all__ = [
    "IDENTIFICATION_REASONS",
]  # fmt: skip

IDENTIFICATION_REASONS = _kit.ReasonTable(
    (
        _kit.Reason(
            "EXPIRED_IDENTIFICATION",
            text="Expired identification",
            permanent=False,
            action="Ask the person to identify again.",
            category="expired",
        ),
        _kit.Reason(
            "EXPIRED_IDENT_DOCUMENT",
            text="Expired identification's document",
            permanent=False,
            action="Send the person to https://client.gopay.com/identification to add a valid document.",
            category="expired",
        ),
        _kit.Reason(
            "WAITING_IDENT_DOCUMENT",
            text="Waiting for identification's document",
            permanent=False,
            action="Send the person to https://client.gopay.com/identification to add the document.",
            category="waiting",
        ),
        _kit.Reason(
            "WAITING_ADDITIONAL_DOCUMENT",
            text="Waiting for additional document",
            permanent=False,
            action="Send the person to https://client.gopay.com/identification to add the document.",
            category="waiting",
        ),
        _kit.Reason("WAITING_ADDRESS", text="Waiting for address verification", permanent=False, category="waiting"),
        _kit.Reason("WAITING_BANK_ACCOUNT", text="Waiting for bank account verification", permanent=False, category="waiting"),
        _kit.Reason("DENIED_FRAUD", text="Denied - false document", permanent=True, caused_by_user=True, fraud=True, category="denied"),
        _kit.Reason("DENIED_FACEMATCH", text="Denied - disagreement of facematch process", permanent=True, category="denied"),
        _kit.Reason(
            "DENIED_BAD_QUALITY_DOCUMENT",
            text="Denied - bad quality of document",
            permanent=False,
            caused_by_user=True,
            action="Send the person to https://client.gopay.com/identification to add a better picture of the document.",
            category="denied",
        ),
    )
)
"""Why the process has failed or not finished yet."""
