"""Whatever arrives, only the announced errors leave."""

import base64
import json
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from identkit.core._auth import endpoint
from identkit.core._errors import DecodeError, DecryptionError, WebhookRejected
from identkit.core._received.reading import Reply
from identkit.core._webhooks.deliveries import RawEvent, parse
from identkit.overrides.postident.jwe import CONTENT_ALGORITHMS, KEY_ALGORITHMS, PostidentJwe
from tests.runtime import fuzz
from tests.runtime.webhook_support import CASES, EVENTS, SECRET, SIGNED, SOURCED, signature

CODEC = PostidentJwe([rsa.generate_private_key(65537, 2048)], "password")

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
headers = st.dictionaries(st.sampled_from(["alg", "enc", "zip", "crit", "cty", "typ", "epk"]), json_values) | st.fixed_dictionaries(
    {"alg": st.sampled_from(KEY_ALGORITHMS), "enc": st.sampled_from(sorted(CONTENT_ALGORITHMS))}, optional={"cty": json_values}
)


numbers = json_values | st.sampled_from([float("nan"), float("inf"), -float("inf"), 10**400])


def encoded(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_no_encrypted_answer(content: bytes) -> None:
    with pytest.raises(DecryptionError):
        CODEC.decode(content)


@settings(deadline=None)
@given(headers, st.binary(min_size=256, max_size=256) | st.binary(), st.binary(max_size=20), st.binary(), st.binary(max_size=40))
def test_any_five_parts_are_no_encrypted_answer(header: Any, key: bytes, iv: bytes, ciphertext: bytes, tag: bytes) -> None:
    parts = (json.dumps(header).encode(), key, iv, ciphertext, tag)
    with pytest.raises(DecryptionError):
        CODEC.decode(b".".join(encoded(part) for part in parts))


@settings(deadline=None)
@given(st.lists(st.tuples(st.text() | st.binary(), st.text() | st.binary())), st.binary())
def test_any_delivery_is_rejected_unless_it_is_proven(pairs: list[tuple[str | bytes, str | bytes]], body: bytes) -> None:
    with pytest.raises(WebhookRejected):
        parse(SIGNED, EVENTS, pairs, body, secret=SECRET)
    with pytest.raises(WebhookRejected):
        parse(SOURCED, CASES, pairs, body, any_source=True, username="user", password="pass")


@settings(deadline=None)
@given(json_values, st.sampled_from([*EVENTS, "OTHER"]))
def test_any_proven_body_is_an_event(value: Any, event: str) -> None:
    body = json.dumps(value).encode()
    given_headers = {"Solaris-Webhook-Event-Type": event, "Solaris-Webhook-Signature": signature(body)}
    parsed = parse(SIGNED, EVENTS, given_headers, body, secret=SECRET)
    assert parsed.delivery is not None
    if event == "OTHER" or not isinstance(value, dict):
        assert isinstance(parsed, RawEvent)


@settings(deadline=None)
@given(st.binary() | json_values.map(lambda value: json.dumps(value).encode()))
def test_any_answer_of_a_token_endpoint_is_a_token_or_no_token(content: bytes) -> None:
    with pytest.raises(DecodeError):
        endpoint.read("token", Reply(200, httpx.Headers(), content), 0.0)


@settings(deadline=None)
@given(numbers, numbers, numbers)
def test_a_lifetime_is_always_a_positive_number(told: Any, ends: Any, begins: Any) -> None:
    token = b".".join([encoded(b"{}"), encoded(json.dumps({"exp": ends, "iat": begins}).encode()), b"x"]).decode()
    assert 0 < endpoint.lifetime(token, told, 1_700_000_000.0) < float("inf")


@pytest.mark.parametrize("seed", range(4))
def test_mutated_input_gives_typed_errors_only(seed: int) -> None:
    ends = fuzz.fuzz(600, 60, seed)  # `make fuzz` feeds a million
    assert sum(ends.values()) == 600
