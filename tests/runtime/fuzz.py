"""Mutated answers, deliveries, token files and encrypted answers: typed errors only. `make fuzz`, bounded by COUNT and SECONDS.

Every input is made from a sample by a few random changes; the seed is printed, so that a run can be had again.
"""

import argparse
import gzip
import hmac
import json
import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc import jwe
from joserfc.jwk import RSAKey

from identkit.core import IdentkitError
from identkit.core.tokens import FileTokenStore, Tokens
from identkit.gopay import GoPay
from identkit.identplus import Identplus
from identkit.overrides.postident.jwe import PostidentJwe
from identkit.postident import Postident
from identkit.solaris import Solaris

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
HOSTILE = (b"", b"null", b"\xff", b"\xed\xa0\x80", b"[" * 3000, b"1e999999", b'"' + b"\\ud800" + b'"', b"9" * 400, b"\x00", b"{}", b"-0")


def mutated(sample: bytes, chance: random.Random) -> bytes:
    """The sample with a few changes."""
    content = bytearray(sample)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content) + 1)
        match chance.randrange(5):
            case 0:
                content[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del content[at : at + chance.randrange(40)]
            case 2:
                content[at:at] = chance.choice(HOSTILE)
            case 3:
                content[at : at + chance.randrange(12)] = chance.choice(HOSTILE)
            case _:
                piece = bytes(content[at : at + chance.randrange(60)])
                content[at:at] = piece
    return bytes(content)


class _Answers:
    """A transport whose next answer is set from outside."""

    def __init__(self) -> None:
        self.next = httpx.Response(200)
        self.http = httpx.Client(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        token = request.url.path.endswith(("/oauth2/token", "/auth/login/app"))
        return httpx.Response(200, json={"access_token": "t", "accessToken": "t"}) if token else self.next


Target = tuple[str, list[bytes], Callable[[bytes], Any]]
"""What is fed: a name, samples, and what takes them."""


def _samples(provider: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((FIXTURES / provider).glob("*.json"))]


def answers(chance: random.Random) -> Iterator[Target]:
    """What providers answer, and what their token endpoints do."""
    transport = _Answers()
    options: dict[str, Any] = {"http_client": transport.http, "max_retries": 0}
    key = rsa.generate_private_key(65537, 2048)
    login: dict[str, Any] = {"client_id": "A", "username": "u", "password": "p"}
    postident = Postident(**login, **options)
    encrypted = Postident(**login, private_key=_pem(key), data_password="password", **options)
    solaris = Solaris(client_id="c", client_secret="s", **options)
    identplus = Identplus(token="t", base_url="https://identplus.example", **options)
    gopay = GoPay(client_id="c", client_secret="s", **options)

    def answering(call: Callable[[], Any], change: Callable[[bytes], bytes] = bytes) -> Callable[[bytes], Any]:
        def feed(content: bytes) -> Any:
            content = change(content)
            status = chance.choice((200, 200, 200, 201, 204, 206, 302, 400, 412, 422, 500, 502))
            headers = {"content-type": chance.choice(("application/json", "text/html", "", "application/pdf", "application/jose"))}
            if chance.random() < 0.1:
                headers["content-encoding"] = chance.choice(("gzip", "deflate", "br", "aws-chunked", "gzip, gzip"))
                content = gzip.compress(content)[: chance.randrange(400)] if chance.random() < 0.5 else content
            transport.next = httpx.Response(status, headers=headers, stream=httpx.ByteStream(content))
            return call()

        return feed

    yield "postident cases", _samples("postident"), answering(lambda: postident.cases.get("YR9W91GEZK24"))
    yield "postident lists", _samples("postident"), answering(postident.cases.list)
    sealed = partial(_sealed, key.public_key())
    yield "postident cases, sealed", _samples("postident"), answering(lambda: encrypted.cases.get("YR9W91GEZK24"), sealed)
    yield "solaris persons", _samples("solaris"), answering(lambda: solaris.persons.get("p"))
    yield "solaris identifications", _samples("solaris"), answering(lambda: solaris.identifications.list("p"))
    yield "solaris documents", _samples("solaris"), answering(lambda: solaris.documents.download("p", "d"))
    check = b'{"id":"x","process_status":"SCT_ACCEPTED","sct_type":"INSTANT","created_at":"2020-10-01T11:00:29.041Z"}'
    yield "identplus checks", [check], answering(lambda: identplus.identchecks.get_status("x"))
    token = b'{"accessToken":"a.b.c","refreshToken":"r","clientProfileId":123,"expires_in":3600}'

    def consent(content: bytes) -> Any:
        transport.next = httpx.Response(200, content=content)
        return gopay.consent.complete(f"https://a.example/?code={chance.random()}&state=s", state="s")

    consent(token)
    yield "token answers", [token], consent
    yield "gopay identifications", _samples("gopay"), answering(lambda: gopay.identifications.get_status(123))


def deliveries(chance: random.Random) -> Iterator[Target]:
    """What a webhook receiver is sent: with a genuine signature, and with mutated headers."""
    solaris = Solaris(client_id="c", client_secret="s")
    postident = Postident(client_id="A", username="u", password="p")
    kinds = ("IDENTIFICATION", "PERSON_DELETED", "PERSON_CHANGED", "BOOKING", "")

    def told(body: bytes) -> dict[str, str]:
        signature = hmac.digest(b"s", body, "sha256").hex()
        return {"solaris-webhook-event-type": chance.choice(kinds), "solaris-webhook-signature": f"sha256={signature}"}

    def headers(content: bytes) -> Any:
        pairs = [line.partition(b": ")[::2] for line in content.split(b"\r\n")]
        return solaris.webhooks.parse([(name.decode("latin-1"), value.decode("latin-1")) for name, value in pairs], b"{}", secret="s")

    yield "solaris deliveries", _samples("solaris"), lambda body: solaris.webhooks.parse(told(body), body, secret="s")
    lines = "\r\n".join(f"{name}: {value}" for name, value in told(b"{}").items())
    yield "solaris headers", [lines.encode()], headers
    yield "postident deliveries", _samples("postident"), lambda body: postident.webhooks.parse({}, body, source_ip="165.72.200.13")


def files(folder: Path) -> Iterator[Target]:
    """Token files that were not written to their end, and damaged ones."""
    path = folder / "tokens.json"
    store = FileTokenStore(path)
    store.swap("p1", None, Tokens("p1", "a", "r", 1.0))
    whole = path.read_bytes()

    def torn(content: bytes) -> Any:
        path.write_bytes(whole)
        path.with_name("tokens.json.next").write_bytes(content)
        if store.load("p1") is None:
            raise AssertionError("the tokens are gone")

    def damaged(content: bytes) -> Any:
        path.write_bytes(content)
        return store.load("p1")

    yield "torn token files", [whole], torn
    yield "damaged token files", [whole], damaged


def tokens() -> Iterator[Target]:
    """Encrypted answers of other libraries, for a key that opens them."""
    vectors = json.loads((FIXTURES / "jose" / "npm.json").read_text("utf-8"))
    key: Any = RSAKey.import_key(vectors["key"]).private_key
    codec = PostidentJwe([key], "password")
    yield "encrypted answers", [each["jwe"].encode() for each in vectors["tokens"]], codec.decode


def _pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _sealed(key: rsa.RSAPublicKey, plaintext: bytes) -> bytes:
    header = {"alg": "RSA-OAEP-256", "enc": "A256GCM"}
    return jwe.encrypt_compact(header, plaintext, RSAKey(key, key), [*header.values()]).encode()


def targets(folder: Path, chance: random.Random) -> Iterator[Target]:
    """Everything that reads."""
    yield from answers(chance)
    yield from deliveries(chance)
    yield from files(folder)
    yield from tokens()


def fuzz(count: int, seconds: float, seed: int) -> Counter[str]:
    """Feed all targets in turn. Raises whatever is no IdentkitError; answers how often each end was seen."""
    chance = random.Random(seed)
    ends: Counter[str] = Counter()
    until = time.monotonic() + seconds
    with TemporaryDirectory() as folder:
        all_targets = list(targets(Path(folder), chance))
        for turn in range(count):
            if time.monotonic() > until:
                break
            name, samples, feed = all_targets[turn % len(all_targets)]
            content = mutated(chance.choice(samples), chance)
            try:
                feed(content)
            except IdentkitError as error:
                ends[f"{name}: {type(error).__name__}"] += 1
            except BaseException:
                sys.stderr.write(f"{name}: input {turn} of seed {seed}: {content[:2000]!r}\n")
                raise
            else:
                ends[f"{name}: taken"] += 1
    return ends


def main() -> None:
    """From the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.runtime.fuzz", description="Feed mutated input to everything that reads.")
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    chosen = parser.parse_args()
    sys.stdout.write(f"seed {chosen.seed}\n")
    sys.stdout.flush()
    logging.getLogger("identkit").setLevel(logging.CRITICAL)  # each departure from a document would be a line
    for end, times in sorted(fuzz(chosen.count, chosen.seconds, chosen.seed).items()):
        sys.stdout.write(f"{times:8} {end}\n")


if __name__ == "__main__":
    main()
