"""Tokens through the whole client: which call uses which, when they are renewed, and that they are renewed once."""

import asyncio
import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from identkit.core import ConnectionFailed, ConsentLost, Forbidden, NotFound
from identkit.core.tokens import FileTokenStore, MemoryTokenStore, TokenStore
from identkit.gopay import AsyncGoPay, GoPay
from identkit.gopay.models import IdentificationState
from identkit.sandbox import Sandbox
from identkit.sandbox.gopay import visit
from tests.gopay.conftest import Make

BACK = "https://shop.example/back"
PROCESSES, THREADS = 4, 25


def consent(gopay: GoPay, **fields: str) -> int:
    back = visit(gopay.consent.url(redirect_uri=BACK, state="s1"), accept=True, **fields)
    return gopay.consent.complete(back, state="s1").client_profile_id


def calls(sandbox: Sandbox) -> Counter[str]:
    """How often each operation was called, refused calls included."""
    return Counter(line.operation for line in sandbox.gopay.requests)


def begin(sandbox: Sandbox) -> None:
    sandbox.gopay.requests.clear()


def test_which_token_each_call_uses(gopay: Make, identkit_sandbox: Sandbox, tmp_path: Path) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials)
    profile = consent(client)
    begin(identkit_sandbox)
    client.identifications.get_status(profile)
    assert calls(identkit_sandbox) == {"identifications.get_status": 1}
    client.identifications.get_pdf(profile, to=tmp_path / "one.pdf")
    client.clients.prefill(first_name="Pavel")
    assert calls(identkit_sandbox)["tokens.application"] == 1
    assert calls(identkit_sandbox)["tokens.client"] == 0


def test_an_access_token_is_renewed_before_it_ends(gopay: Make, identkit_sandbox: Sandbox) -> None:
    store = MemoryTokenStore()
    client = gopay(**identkit_sandbox.gopay.credentials, token_store=store)
    profile = consent(client)
    first = store.load(str(profile))
    for minutes in (30, 29.5, 60):
        identkit_sandbox.clock.advance(minutes=minutes)
        assert client.identifications.get_status(profile).state is IdentificationState.IDENTIFIED
    last = store.load(str(profile))
    assert first is not None
    assert last is not None
    assert first.refresh_token != last.refresh_token
    assert {line.status for line in identkit_sandbox.gopay.requests if line.operation == "identifications.get_status"} == {200}
    assert calls(identkit_sandbox)["tokens.client"] == 3  # the code and two refreshes


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_access_token_is_renewed_once_and_the_call_repeated_once(gopay: Make, identkit_sandbox: Sandbox, status: int) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials)
    profile = consent(client)
    begin(identkit_sandbox)
    identkit_sandbox.gopay.faults.add(status=status, match="identifications.get_status")
    assert client.identifications.get_status(profile).client_profile_id == profile
    assert calls(identkit_sandbox) == {"identifications.get_status": 2, "tokens.client": 1}

    begin(identkit_sandbox)
    identkit_sandbox.gopay.faults.add(status=403, times=5, match="identifications.get_status")
    with pytest.raises(Forbidden):
        client.identifications.get_status(profile)
    assert calls(identkit_sandbox) == {"identifications.get_status": 2, "tokens.client": 1}


def test_a_refused_application_token_is_renewed_once(gopay: Make, identkit_sandbox: Sandbox) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials)
    client.clients.prefill(first_name="Pavel")
    identkit_sandbox.gopay.faults.add(status=403, match="clients.prefill")
    assert client.clients.prefill(first_name="Pavel").prefill_id
    assert calls(identkit_sandbox) == {"tokens.application": 2, "clients.prefill": 3}


def test_a_refused_refresh_is_a_lost_consent(gopay: Make, identkit_sandbox: Sandbox) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials)
    profile = consent(client)
    tokens = identkit_sandbox.gopay.ledger
    identkit_sandbox.clock.advance(minutes=61)
    store = MemoryTokenStore()
    other = gopay(**identkit_sandbox.gopay.credentials, token_store=store)
    with pytest.raises(ConsentLost):  # the other store has never heard of the person
        other.identifications.get_status(profile)
    tokens.revoke(next(iter(tokens._refresh)))  # pyright: ignore[reportPrivateUsage]  # the person revokes at GoPay
    with pytest.raises(ConsentLost, match=str(profile)) as lost:
        client.identifications.get_status(profile)
    assert "consent.url" in str(lost.value)


def test_wrong_credentials_do_not_lose_the_consent(gopay: Make, identkit_sandbox: Sandbox) -> None:
    store = MemoryTokenStore()
    profile = consent(gopay(**identkit_sandbox.gopay.credentials, token_store=store))
    identkit_sandbox.clock.advance(minutes=61)
    wrong = gopay(**(identkit_sandbox.gopay.credentials | {"client_secret": "wrong"}), token_store=store)
    with pytest.raises(Exception, match="401"):
        wrong.identifications.get_status(profile)
    right = gopay(**identkit_sandbox.gopay.credentials, token_store=store)
    assert right.identifications.get_status(profile).client_profile_id == profile


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_a_restart_goes_on_with_the_stored_tokens(gopay: Make, identkit_sandbox: Sandbox, tmp_path: Path, kind: str) -> None:
    memory = MemoryTokenStore()

    def store() -> TokenStore:
        return memory if kind == "memory" else FileTokenStore(tmp_path / "tokens")

    profile = consent(gopay(**identkit_sandbox.gopay.credentials, token_store=store()))
    for _ in range(3):
        identkit_sandbox.clock.advance(minutes=61)
        client = gopay(**identkit_sandbox.gopay.credentials, token_store=store())
        assert client.identifications.get_status(profile).client_profile_id == profile
    if kind == "file":
        assert {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir() if path.name == "tokens"} == {"tokens": "0o600"}


def test_the_new_refresh_token_is_stored_before_the_access_token_is_used(identkit_sandbox: Sandbox) -> None:
    class Watched(MemoryTokenStore):
        """Notes which calls the sandbox had seen when something was stored."""

        def swap(self, subject, expected, new):  # type: ignore[no-untyped-def]
            seen.append((new is not None and new.access_token, dict(calls(identkit_sandbox))))
            return super().swap(subject, expected, new)

    seen: list[tuple[object, dict[str, int]]] = []
    with GoPay(**identkit_sandbox.gopay.credentials, token_store=Watched()) as client:
        profile = consent(client)
        identkit_sandbox.clock.advance(minutes=61)
        begin(identkit_sandbox)
        seen.clear()
        client.identifications.get_status(profile)
    tokens = [token for token, _ in seen]
    assert len(set(tokens)) == 2  # the old one, marked as being refreshed; the new one
    assert [seen_calls for _, seen_calls in seen] == [{}, {"tokens.client": 1}]


def test_threads_refresh_once(identkit_sandbox: Sandbox) -> None:
    with GoPay(**identkit_sandbox.gopay.credentials) as client:
        profile = consent(client)
        identkit_sandbox.clock.advance(minutes=61)
        begin(identkit_sandbox)
        with ThreadPoolExecutor(THREADS) as pool:
            states = [status.state for status in pool.map(client.identifications.get_status, [profile] * THREADS)]
    assert states == ["IDENTIFIED"] * THREADS
    assert calls(identkit_sandbox) == {"tokens.client": 1, "identifications.get_status": THREADS}


async def test_tasks_refresh_once(identkit_sandbox: Sandbox) -> None:
    """Also where two clients share a store."""
    store = MemoryTokenStore()
    login: dict[str, Any] = identkit_sandbox.gopay.credentials | {"token_store": store}
    async with AsyncGoPay(**login) as one, AsyncGoPay(**login) as other:
        back = await asyncio.to_thread(visit, one.consent.url(redirect_uri=BACK, state="s1"))
        profile = (await one.consent.complete(back, state="s1")).client_profile_id
        identkit_sandbox.clock.advance(minutes=61)
        begin(identkit_sandbox)
        found = await asyncio.gather(*(client.identifications.get_status(profile) for client in (one, other) for _ in range(THREADS)))
    assert [status.state for status in found] == ["IDENTIFIED"] * 2 * THREADS
    assert calls(identkit_sandbox) == {"tokens.client": 1, "identifications.get_status": 2 * THREADS}


@pytest.mark.slow
def test_processes_refresh_once(identkit_sandbox: Sandbox, tmp_path: Path) -> None:
    """Four processes with 25 threads each find the token in one file expired: one of the hundred refreshes."""
    store = tmp_path / "tokens"
    with GoPay(**identkit_sandbox.gopay.credentials, token_store=FileTokenStore(store)) as client:
        profile = consent(client)
    identkit_sandbox.clock.advance(minutes=61)
    begin(identkit_sandbox)
    login = identkit_sandbox.gopay.login
    worker = [sys.executable, str(Path(__file__).with_name("refresh_worker.py")), identkit_sandbox.gopay.base_url]
    numbers = (identkit_sandbox.clock.now(), store, profile, THREADS, PROCESSES)
    command = [*worker, login["client_id"], login["client_secret"], *map(str, numbers)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [{"IDENTIFIED": THREADS}] * PROCESSES
    assert calls(identkit_sandbox) == {"tokens.client": 1, "identifications.get_status": PROCESSES * THREADS}


def test_revocation(gopay: Make, identkit_sandbox: Sandbox) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials)
    profile = consent(client)
    client.consent.revoke(profile)
    with pytest.raises(ConsentLost):
        client.identifications.get_status(profile)
    with pytest.raises((ConsentLost, NotFound)):
        client.consent.revoke(profile)


def test_a_lost_consent_says_whether_a_refresh_was_cut_off(gopay: Make, identkit_sandbox: Sandbox) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials, max_retries=0)
    profiles = [consent(client, email=email) for email in ("a@example.com", "b@example.com")]
    identkit_sandbox.clock.advance(minutes=61)

    identkit_sandbox.gopay.faults.add(status=404, times=2, match="tokens.client")
    for _ in range(2):  # refused is not cut off, the second time neither
        with pytest.raises(ConsentLost) as refused:
            client.identifications.get_status(profiles[0])
        assert "revoked" in str(refused.value)
        assert "cut off" not in str(refused.value)
    assert client.identifications.get_status(profiles[0]).client_profile_id == profiles[0]  # it was a passing trouble

    identkit_sandbox.gopay.faults.add(cut="unanswered", match="tokens.client")
    with pytest.raises(ConnectionFailed):
        client.identifications.get_status(profiles[1])
    for _ in range(2):
        with pytest.raises(ConsentLost, match="cut off"):
            client.identifications.get_status(profiles[1])
