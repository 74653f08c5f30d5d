"""Opens the JWE that POSTIDENT answers when it is given a public key. Fails closed.

Compact serialization only (RFC 7516): header, encrypted key, IV, ciphertext, tag. Parsing and limits are ours, so that a result of
many megabytes is neither refused (joserfc stops at 64 KiB) nor copied more often than needed; keys and contents are decrypted by
joserfc. What the algorithm may be is decided here, before any cryptography: see docs/design.
"""

import hmac
import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, cast

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc.errors import JoseError
from joserfc.jwe import CompactEncryption, JWERegistry, Recipient
from joserfc.jwk import RSAKey

from identkit.core._errors import ConfigurationError, DecryptionError
from identkit.overrides.postident import keys

ALGORITHM = "RSA-OAEP-256"  # what we ask for: the only value of x-scr-alg seen in use
KEY_ALGORITHMS = ("RSA-OAEP", "RSA-OAEP-256")
# All of RFC 7518's are authenticated; which of them POSTIDENT uses is not documented. (IV, tag) in bytes.
CONTENT_ALGORITHMS = {
    "A128GCM": (12, 16),
    "A192GCM": (12, 16),
    "A256GCM": (12, 16),
    "A128CBC-HS256": (16, 16),
    "A192CBC-HS384": (16, 24),
    "A256CBC-HS512": (16, 32),
}
MAX_BYTES = 64 * 1024 * 1024
MAX_HEADER = 4096
CHUNK = 1 << 20  # a multiple of 4

_TO_STANDARD = bytes.maketrans(b"-_+/=", b"+/   ")  # what does not belong into base64url becomes unreadable
_decode_base64 = msgspec.json.Decoder(bytes).decode  # twice as fast as binascii, and as strict about the alphabet
_ENDINGS = {2: b"AQgw", 3: b"AEIMQUYcgkosw048"}  # last characters that leave no stray bits, by length modulo 4


class PostidentJwe:
    """Asks for encrypted answers and opens them.

    Args:
        private_keys: The newest first. It is the one that is sent; all of them are tried, so that answers encrypted before a rotation
            can still be read.
        data_password: The "data password" that Deutsche Post gave out. It vouches for the key and is not sent itself.
        max_bytes: Longer encrypted answers are refused unread.
    """

    def __init__(self, private_keys: Sequence[RSAPrivateKey], data_password: str, *, max_bytes: int = MAX_BYTES) -> None:
        self._keys = tuple(RSAKey(key, key) for key in private_keys)
        self._sizes = tuple((key.key_size + 7) // 8 for key in private_keys)
        self._max_bytes = max_bytes
        # Passing algorithms= to a decrypt function as well would silently replace the registry; an empty list would mean the default.
        self._registry = JWERegistry(algorithms=[*KEY_ALGORITHMS, *CONTENT_ALGORITHMS], strict_check_header=False)
        public = private_keys[0].public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self._request_headers = {
            "x-scr-key": b64encode(public).decode("ascii"),
            "x-scr-keyhash": b64encode(hmac.digest(data_password.encode(), public, "sha256")).decode("ascii"),
            "x-scr-alg": ALGORITHM,
        }

    @property
    def request_headers(self) -> Mapping[str, str]:
        """The public key, what vouches for it, and the algorithm to use."""
        return self._request_headers

    @property
    def max_bytes(self) -> int:
        """Longer encrypted answers are refused unread."""
        return self._max_bytes

    def decode(self, content: bytes, content_type: str = "") -> bytes:
        """The JSON inside. Raises DecryptionError, which holds nothing of the content, of the plaintext or of the key."""
        del content_type  # which one encrypted answers have is not documented
        plaintext = self.decrypt(content)
        if plaintext[:64].lstrip(b" \t\r\n")[:1] in {b"{", b"["}:
            return plaintext
        raise DecryptionError("encrypted answer: what was encrypted is not JSON")  # above all: not another JWE

    def decrypt(self, content: bytes) -> bytes:
        """What was encrypted, whatever it is. Raises DecryptionError."""
        problem = "damaged, or not encrypted for our key"
        try:
            header, parts = self._parse(content)
            for key, size in zip(self._keys, self._sizes, strict=True):
                plaintext = self._open(key, header, parts) if len(parts[0]) == size else None
                if plaintext is not None:
                    return plaintext
        except _Refused as refused:
            problem = str(refused)
        # Raised here and not above: no exception with a plaintext in its frames hangs on this one.
        raise DecryptionError(f"encrypted answer: {problem}")

    def _parse(self, content: bytes) -> tuple[dict[str, str], tuple[bytes, bytes, bytes, bytes, bytes]]:
        """Header, encrypted key, IV, ciphertext, tag, and the header as it was sent, which is authenticated."""
        if len(content) > self._max_bytes:
            raise _Refused(f"longer than {self._max_bytes} bytes")
        start, end = _span(content)
        if start == end:
            raise _Refused("the answer is empty")
        if content[start : start + 1] in {b"{", b"[", b"<"}:
            raise _Refused("the answer came in clear although a private key is set")
        dots = [start - 1]
        for _ in range(4):
            dots.append(content.find(b".", dots[-1] + 1, end))
            if dots[-1] < 0:
                raise _Refused("not a JWE in compact serialization")
        if content.find(b".", dots[-1] + 1, end) >= 0:
            raise _Refused("not a JWE in compact serialization")
        bounds = list(zip(dots, [*dots[1:], end], strict=True))
        sealed_header = content[start : dots[1]]
        header = _header(sealed_header)
        iv_size, tag_size = CONTENT_ALGORITHMS[header["enc"]]
        encrypted_key, iv, ciphertext, tag = (_base64(content, before + 1, after) for before, after in bounds[1:])
        if len(iv) != iv_size or len(tag) != tag_size:
            raise _Refused("parts of the wrong length")
        return header, (encrypted_key, iv, ciphertext, tag, sealed_header)

    def _open(self, key: RSAKey, header: dict[str, str], parts: tuple[bytes, bytes, bytes, bytes, bytes]) -> bytes | None:
        encrypted_key, iv, ciphertext, tag, sealed_header = parts
        recipient = Recipient(CompactEncryption({**header}), None, key)
        recipient.encrypted_key = encrypted_key
        key_algorithm: Any = self._registry.get_alg(header["alg"])
        cipher = self._registry.get_enc(header["enc"])
        try:
            content_key: bytes = key_algorithm.decrypt_cek(recipient)
            if len(content_key) * 8 != cipher.cek_size:
                return None
            return cipher.decrypt(ciphertext, tag, content_key, iv, sealed_header)
        except (JoseError, ValueError, InvalidTag):  # the libraries' errors for junk, some of them bare ValueErrors
            return None

    def __repr__(self) -> str:
        return f"PostidentJwe({len(self._keys)} keys, ***)"


class _Refused(Exception):
    """Why a JWE was not even decrypted, in words that hold nothing of it."""


def postident(settings: Mapping[str, object]) -> PostidentJwe:
    """The codec from a client's arguments: private_key, private_key_password, data_password, max_encrypted_bytes."""
    private_keys = keys.load_all(settings.get("private_key"), settings.get("private_key_password"))
    data_password = settings.get("data_password")
    if data_password is None or data_password == "":
        raise ConfigurationError("POSTIDENT: data_password is missing; the private key is of no use without it")
    if not isinstance(data_password, str):
        raise ConfigurationError(f"POSTIDENT: data_password must be text (str), not {type(data_password).__name__}")
    if not data_password.isprintable():
        raise ConfigurationError("POSTIDENT: data_password must be text on one line; does it end in a line break?")
    limit = settings.get("max_encrypted_bytes")
    return PostidentJwe(private_keys, data_password, max_bytes=limit if isinstance(limit, int) else MAX_BYTES)


def _span(content: bytes) -> tuple[int, int]:
    """Where the content begins and ends when blanks around it are left out; a strip() would copy it."""
    start, end = 0, len(content)
    while start < end and content[start] in b" \t\r\n":
        start += 1
    while end > start and content[end - 1] in b" \t\r\n":
        end -= 1
    return start, end


def _header(token: bytes) -> dict[str, str]:
    """The protected header, if it is one that we allow: its algorithms, and nothing else of it."""
    if len(token) > MAX_HEADER:
        raise _Refused("its header is too long")
    try:
        content: Any = json.loads(_base64(token, 0, len(token)).decode(), object_pairs_hook=_unique)  # json would also take UTF-16
    except (ValueError, RecursionError):
        raise _Refused("its header cannot be read") from None
    if not isinstance(content, dict):
        raise _Refused("its header cannot be read")
    header = cast("dict[str, Any]", content)
    if header.get("alg") not in KEY_ALGORITHMS:
        raise _Refused("the key algorithm is not allowed")
    if header.get("enc") not in tuple(CONTENT_ALGORITHMS):
        raise _Refused("the content algorithm is not allowed")
    if "zip" in header:
        raise _Refused("compressed contents are not allowed")  # a bomb shows its size only when it is too late
    if "crit" in header:
        raise _Refused("it demands extensions that are not known here")
    if str(header.get("cty", "")).upper().removeprefix("APPLICATION/") in {"JWT", "JWE", "JOSE", "JOSE+JSON"}:
        raise _Refused("nested contents are not allowed")
    return {"alg": header["alg"], "enc": header["enc"]}  # unknown parameters are ignored (RFC 7516, 4)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError("a name twice")
    return record


def _base64(content: bytes, start: int, end: int) -> bytes:
    """Decode base64url without padding, piece by piece, so that a long ciphertext exists once and not four times."""
    length = end - start
    rest = length % 4
    if rest == 1 or (rest and content[end - 1] not in _ENDINGS[rest]):
        raise _Refused("a part is not base64url")
    buffer = BytesIO()
    try:
        for begin in range(start, end, CHUNK):
            piece = content[begin : min(begin + CHUNK, end)].translate(_TO_STANDARD)
            buffer.write(_decode_base64(b'"%b%b"' % (piece, b"=" * (-len(piece) % 4))))
    except msgspec.MsgspecError:
        raise _Refused("a part is not base64url") from None
    return buffer.getvalue()
