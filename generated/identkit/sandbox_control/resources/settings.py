# Generated from specs/sandbox_control.yaml (sha256 1301d58c6558fa32d937f931b8df3949a7e110ce2974e80677d65c607b182e53). Do not edit: change the spec, then `make generate`.
"""How a provider's account is set up."""

# fmt: off
import builtins
from typing import Any
from identkit.core import _kit
from identkit.sandbox_control.models import Refusal, Setting, SettingChange

__all__ = ["AsyncSettings", "Settings"]

_PROVIDER_2 = _kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True))
_SETTINGS_LIST = _kit.Operation[list[Setting]](
    "settings.list", "GET", "/v1/providers/{provider}/settings", list[Setting], _kit.Retry.SAFE, params=(_PROVIDER_2,), auth="token",
    errors={0: Refusal},
)
_SETTINGS_CHANGE = _kit.Operation[Setting](
    "settings.change", "PUT", "/v1/providers/{provider}/settings/{name}", Setting, _kit.Retry.SAFE,
    params=(_PROVIDER_2, _kit.Param("name", "name", _kit.Place.PATH, _kit.Check("name", required=True))), body=SettingChange, auth="token",
    errors={0: Refusal},
)


class Settings(_kit.Resource["SettingsWithResponse"]):
    """How a provider's account is set up."""

    def list(self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> builtins.list[Setting]:
        """List the settings of a provider's account.

        Args:
            provider: Name of a provider, such as the package of its client.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/providers/{provider}/settings
        """
        return self._core.call(_SETTINGS_LIST, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    def change(
        self, provider: str, name: str, *, value: Any, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Setting:
        """Change a setting of a provider's account.

        Args:
            provider: Name of a provider, such as the package of its client.
            name: Name of the setting.
            value: The value.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). PUT /v1/providers/{provider}/settings/{name}
        """
        return self._core.call(
            _SETTINGS_CHANGE, {"provider": provider, "name": name}, body={"value": value}, timeout=timeout, extra_headers=extra_headers,
        )


class SettingsWithResponse(_kit.View[Settings]):
    """The calls of `Settings`, each answering a `Response`."""

    list = _kit.raw(Settings.list)
    change = _kit.raw(Settings.change)


class AsyncSettings(_kit.AsyncResource["AsyncSettingsWithResponse"]):
    """How a provider's account is set up."""

    list = _kit.awaited(Settings.list)
    change = _kit.awaited(Settings.change)


class AsyncSettingsWithResponse(_kit.View[AsyncSettings]):
    """The calls of `AsyncSettings`, each answering a `Response`."""

    list = _kit.async_raw(Settings.list)
    change = _kit.async_raw(Settings.change)
