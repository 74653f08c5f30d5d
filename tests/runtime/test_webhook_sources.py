"""Where nothing is signed, a delivery is believed for where it comes from, or for the credentials that were agreed."""

from ipaddress import ip_address
from typing import Any

import pytest

from identkit.core._errors import ConfigurationError, WebhookRejected
from identkit.core._webhooks.deliveries import Event, RawEvent, parse
from tests.runtime.webhook_support import CASE, CASES, PLAIN, SOURCED, CaseEvent

BASIC = {"Authorization": "Basic dXNlcjpwYXNz"}  # user:pass


@pytest.mark.parametrize(
    "address", ["165.72.200.13", "199.40.127.49", "::ffff:165.72.200.13", " 165.72.200.13 ", ip_address("165.72.200.13")]
)
def test_the_documented_addresses_are_believed(address: Any) -> None:
    event = parse(SOURCED, CASES, {}, CASE, source_ip=address)
    assert isinstance(event, CaseEvent)
    assert (event.case_id, event.reference_id) == ("YR9W91GEZK24", "r1")


@pytest.mark.parametrize(
    "address", ["165.72.200.14", "127.0.0.1", "", "165.72.200.13, 1.2.3.4", "::1", "165.72.200.13.evil.test", "0xa548c80d"]
)
def test_other_addresses_are_not(address: str) -> None:
    with pytest.raises(WebhookRejected):
        parse(SOURCED, CASES, {"X-Forwarded-For": "165.72.200.13"}, CASE, source_ip=address)


def test_basic_credentials_are_checked_when_agreed() -> None:
    assert isinstance(parse(SOURCED, CASES, BASIC, CASE, any_source=True, username="user", password="pass"), Event)
    with pytest.raises(ConfigurationError, match="source_ip is missing"):
        parse(SOURCED, CASES, BASIC, CASE, username="user", password="pass")
    with pytest.raises(ConfigurationError, match="source_ip is missing"):
        parse(SOURCED, CASES, BASIC, CASE, any_source=True)
    assert isinstance(parse(SOURCED, CASES, BASIC, CASE, source_ip="165.72.200.13", username="user", password="pass"), Event)
    with pytest.raises(WebhookRejected):
        parse(SOURCED, CASES, BASIC, CASE, source_ip="1.2.3.4", username="user", password="pass")


@pytest.mark.parametrize("given", [None, "", "Basic", "Basic !!!", "Bearer dXNlcjpwYXNz", "Basic dXNlcjpvdGhlcg==", "Basic dXNlcg=="])
def test_wrong_basic_credentials_are_rejected(given: str | None) -> None:
    with pytest.raises(WebhookRejected, match="Basic"):
        parse(SOURCED, CASES, {} if given is None else {"authorization": given}, CASE, any_source=True, username="user", password="pass")


def test_without_anything_to_verify_by_nothing_is_believed() -> None:
    with pytest.raises(ConfigurationError, match="source_ip"):
        parse(SOURCED, CASES, {}, CASE)
    with pytest.raises(ConfigurationError, match="belong together"):
        parse(SOURCED, CASES, {}, CASE, source_ip="165.72.200.13", password="pass")


def test_where_nothing_is_documented_nothing_is_checked() -> None:
    event = parse(PLAIN, {}, {}, b'{"clientProfileId": 1}')
    assert isinstance(event, RawEvent)
