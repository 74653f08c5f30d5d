# Generated from specs/gopay.yaml (sha256 8072d4ad4cf5a7a499e8995523fb834d0672b498e0fc191d1983e77b5f635b25). Do not edit: change the spec, then `make generate`.
"""Data of a future client."""

# fmt: off
from identkit.core import _kit
from identkit.gopay.models import InternationalBankAccount, InternationalBankAccountParams, Prefill, PrefillRequest

__all__ = ["AsyncClients", "Clients"]

_CLIENTS_PREFILL = _kit.Operation[Prefill](
    "clients.prefill", "POST", "/v1/client/prefill-client-data", Prefill, _kit.Retry.NEVER, body=PrefillRequest, auth="applicationToken",
)


class Clients(_kit.Resource["ClientsWithResponse"]):
    """Data of a future client."""

    def prefill(
        self, *, first_name: str | _kit.UnsetType = _kit.UNSET, last_name: str | _kit.UnsetType = _kit.UNSET,
        email: str | _kit.UnsetType = _kit.UNSET, phone_number: str | _kit.UnsetType = _kit.UNSET,
        domestic_bank_account: str | _kit.UnsetType = _kit.UNSET,
        international_bank_account: InternationalBankAccount | InternationalBankAccountParams | _kit.UnsetType = _kit.UNSET,
        address: str | _kit.UnsetType = _kit.UNSET, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Prefill:
        """Leave data of a future client for registration and identification.

        The answered `prefill_id` goes into the consent URL; the person finds the data filled in and may change them.

        Args:
            first_name: First name.
            last_name: Last name.
            email: Valid e-mail address. Must match `^.+@.+$`.
            phone_number: Phone number with country code.
            domestic_bank_account: Domestic form of the bank account.
            international_bank_account: International form of a bank account.
            address: Address.

        Raises:
            Forbidden: 403. Not-authorized access.
            NotFound: 404. Service does not exist.
            Conflict: 409. Validation errors.
            ServerError: 500. Calling ended with error.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: GoPay Identification service, Prefill (documented). POST /v1/client/prefill-client-data
        """
        return self._core.call(
            _CLIENTS_PREFILL,
            body={
                "first_name": first_name, "last_name": last_name, "email": email, "phone_number": phone_number,
                "domestic_bank_account": domestic_bank_account, "international_bank_account": international_bank_account,
                "address": address,
            },
            timeout=timeout, extra_headers=extra_headers,
        )


class ClientsWithResponse(_kit.View[Clients]):
    """The calls of `Clients`, each answering a `Response`."""

    prefill = _kit.raw(Clients.prefill)


class AsyncClients(_kit.AsyncResource["AsyncClientsWithResponse"]):
    """Data of a future client."""

    prefill = _kit.awaited(Clients.prefill)


class AsyncClientsWithResponse(_kit.View[AsyncClients]):
    """The calls of `AsyncClients`, each answering a `Response`."""

    prefill = _kit.async_raw(Clients.prefill)
