"""What the clients cost beyond the libraries they stand on."""

import gc
import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benchmarks.measure import Row, children, fastest, middle, python
from identkit.core._lenient import dec_hook
from identkit.identplus import Identplus
from identkit.identplus.models import Identcheck
from identkit.overrides.postident.jwe import PostidentJwe
from identkit.postident import Postident
from identkit.postident.models import CaseResult

FIXTURES = Path(__file__).resolve().parents[1] / "tests" / "fixtures"
Handler = Callable[[httpx.Request], httpx.Response]


def rows() -> Iterator[Row]:
    """All rows of this module."""
    yield decoding()
    yield calling()
    yield from importing()
    yield decrypting()
    yield draining()


def _postident(handler: Handler) -> Postident:
    http = httpx.Client(transport=httpx.MockTransport(handler))
    return Postident(client_id="1234ABCD", username="u", password="p", base_url="https://postident.example/api/scr/v1", http_client=http)


def _always(content: bytes) -> Handler:
    return lambda _: httpx.Response(200, content=content, headers={"content-type": "application/json"})


def _cases(count: int) -> bytes:
    case = json.loads((FIXTURES / "postident" / "video_success.json").read_text("utf-8"))
    return json.dumps([{**case, "caseId": f"CASE{number:08}"} for number in range(count)], ensure_ascii=False).encode()


def decoding() -> Row:
    """1,000 cases through the client, HTTP and all, against the same bytes into the same type with nothing around."""
    content = _cases(1000)
    client = _postident(_always(content))
    bare = msgspec.json.Decoder(list[CaseResult], dec_hook=dec_hook)
    ours, theirs = fastest([client.cases.list, lambda: bare.decode(content)], rounds=15)
    note = f"{len(content) / 1e6:.1f} MB"
    return Row("decode 1,000 cases through the client", "bare msgspec into the same type", ours * 1e3, theirs * 1e3, "ms", 1.1, note)


def calling() -> Row:
    """One small call over a mock transport, against what a person would write with httpx and msgspec."""
    content = b'{"id":"x","process_status":"SCT_ACCEPTED","sct_type":"INSTANT","created_at":"2020-10-01T11:00:29.041Z"}'
    answers = httpx.MockTransport(_always(content))
    base, token = "https://identplus.example", "t"
    client = Identplus(token=token, base_url=base, http_client=httpx.Client(transport=answers))
    http = httpx.Client(transport=answers, base_url=base, headers={"authorization": f"Bearer {token}", "accept": "application/json"})
    decoder = msgspec.json.Decoder(Identcheck)

    def bare() -> Identcheck:
        answer = http.get("/api/v1/identchecks/status/x.json")
        answer.raise_for_status()
        return decoder.decode(answer.content)

    ours, theirs = fastest([lambda: client.identchecks.get_status("x"), bare], rounds=30, inner=200)
    return Row("one call, mock transport", "bare httpx request + msgspec decode", ours * 1e6, theirs * 1e6, "µs", 0.75)


# What httpx imports where they happen to be installed: its import would be slower than a user's, which hides ours.
_ALONE = "import sys; sys.modules.update(click=None, rich=None, pygments=None)\n"
CLIENTS = ("postident import Postident", "identplus import Identplus", "solaris import Solaris", "gopay import GoPay")


def importing() -> Iterator[Row]:
    """A fresh interpreter that imports a client class, against one that imports the two libraries; both less a bare start."""
    sides = [*(f"from identkit.{client}" for client in CLIENTS), "import httpx, msgspec", "pass"]
    *ours, theirs, nothing = middle([python(_ALONE + side) for side in sides], rounds=15, clock=children)
    note = f"less the {nothing * 1e3:.0f} ms of a bare interpreter"
    for side, mine in zip(sides, ours, strict=False):
        yield Row(side, "import httpx, msgspec", (mine - nothing) * 1e3, (theirs - nothing) * 1e3, "ms", 1.2, note)


def decrypting() -> Row:
    """A 4 MB result out of its JWE, against base64 and the two decryptions with nothing around."""
    key = rsa.generate_private_key(65537, 2048)
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    plaintext = b'{"caseId":"' + b"x" * (4 * 1024 * 1024) + b'"}'
    token = _sealed(key, oaep, plaintext)
    codec = PostidentJwe([key], "password")
    decode = msgspec.json.Decoder(bytes).decode  # the fastest base64 there is: the comparison is not to be an easy one

    def part(text: bytes) -> bytes:
        return decode(b'"' + text.translate(bytes.maketrans(b"-_", b"+/")) + b"=" * (-len(text) % 4) + b'"')

    def bare() -> bytes:
        header, secret, iv, ciphertext, tag = token.split(b".")
        return AESGCM(key.decrypt(part(secret), oaep)).decrypt(part(iv), part(ciphertext) + part(tag), header)

    assert bare() == codec.decode(token) == plaintext
    ours, theirs = fastest([lambda: codec.decode(token), bare], rounds=20)
    return Row("JWE of a 4 MB result", "the bare cryptography calls", ours * 1e3, theirs * 1e3, "ms", 1.0)


def _sealed(key: rsa.RSAPrivateKey, oaep: padding.OAEP, plaintext: bytes) -> bytes:
    from base64 import urlsafe_b64encode

    def text(part: bytes) -> bytes:
        return urlsafe_b64encode(part).rstrip(b"=")

    header = text(b'{"alg":"RSA-OAEP-256","enc":"A256GCM"}')
    content_key, iv = bytes(32), bytes(12)
    content = AESGCM(content_key).encrypt(iv, plaintext, header)
    return b".".join([header, text(key.public_key().encrypt(content_key, oaep)), text(iv), text(content[:-16]), text(content[-16:])])


def draining(total: int = 100_000, page: int = 1000) -> Row:
    """What is held after the last page against after the second. Memory that grows with the number of cases would show as 50."""
    rest = total
    count = 0

    def provider(request: httpx.Request) -> httpx.Response:
        nonlocal rest, count
        if request.method != "GET":
            names: list[str] = msgspec.json.decode(request.content)
            count += len(names)
            rest -= len(names)
            return httpx.Response(200, json=[{"caseId": name, "caseStatus": {"status": "closed", "archived": True}} for name in names])
        first = total - rest
        cases = [{"caseId": f"CASE{number:08}", "caseStatus": {"status": "closed"}} for number in range(first, min(first + page, total))]
        return httpx.Response(200, json=cases, headers={"X-PARTIAL-DELIVERY": str(rest > page).lower()})

    client = _postident(provider)
    marks: dict[int, int] = {}
    tracemalloc.start()
    try:
        seen = 0
        for _ in client.cases.drain(archive_every=page):
            seen += 1
            if seen % page == 1:
                gc.collect()  # httpx leaves cycles behind; when Python collects them is not what is measured
            if seen == 2 * page + 1:  # the loop asked for more: the second page is archived
                marks[2] = tracemalloc.get_traced_memory()[1]
        marks[0] = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert seen == count == total, (seen, count)
    return Row("drain of 100,000 cases, peak memory", "the peak after the second page", marks[0] / 1e6, marks[2] / 1e6, "MB", 1.05)
