# Generated from specs/solaris (sha256 ad6e4aac8b2f205162fedf3dae8b0a1e7f23ee3e109f78123fb42d1843d54067). Do not edit: change the spec, then `make generate`.
"""IBANs."""

# fmt: off
from identkit.core import _kit
from identkit.solaris.models import ErrorList, IbanLookup, IbanLookupCreate

__all__ = ["AsyncIbans", "Ibans"]

_IBANS_LOOKUP = _kit.Operation[IbanLookup](
    "ibans.lookup", "POST", "/v1/iban_lookups", IbanLookup, _kit.Retry.REPEATABLE, body=IbanLookupCreate, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 500: ErrorList},
)


class Ibans(_kit.Resource["IbansWithResponse"]):
    """IBANs."""

    def lookup(self, *, iban: str, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> IbanLookup:
        """Validate an IBAN and look up its bank.

        Args:
            iban: IBAN of the account. Blanks and small letters are put right.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: bankident, POST Validate IBAN (documented). POST /v1/iban_lookups
        """
        return self._core.call(_IBANS_LOOKUP, body={"iban": iban}, timeout=timeout, extra_headers=extra_headers)


class IbansWithResponse(_kit.View[Ibans]):
    """The calls of `Ibans`, each answering a `Response`."""

    lookup = _kit.raw(Ibans.lookup)


class AsyncIbans(_kit.AsyncResource["AsyncIbansWithResponse"]):
    """IBANs."""

    lookup = _kit.awaited(Ibans.lookup)


class AsyncIbansWithResponse(_kit.View[AsyncIbans]):
    """The calls of `AsyncIbans`, each answering a `Response`."""

    lookup = _kit.async_raw(Ibans.lookup)
