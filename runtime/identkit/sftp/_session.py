"""One connection to an SFTP server, and our errors for theirs."""

import asyncio
import os
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from posixpath import join
from stat import S_ISREG
from typing import Any

from attrs import field, frozen

from identkit.core import ConfigurationError, ConnectionFailed
from identkit.sftp._errors import HostKeyRefused, LoginRefused, RemoteFileRefused

try:
    import asyncssh
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError(f"identkit.sftp needs identkit[sftp]: there is no {missing.name}", name=missing.name) from None

_REGULAR = 1  # SSH_FILEXFER_TYPE_REGULAR
# Without host certificates: a key is pinned, not an authority.
_HOST_KEY_ALGORITHMS = {
    "ssh-ed25519": ("ssh-ed25519",),
    "ecdsa-sha2-nistp256": ("ecdsa-sha2-nistp256",),
    "ecdsa-sha2-nistp384": ("ecdsa-sha2-nistp384",),
    "ecdsa-sha2-nistp521": ("ecdsa-sha2-nistp521",),
    "ssh-rsa": ("rsa-sha2-512", "rsa-sha2-256"),
}


@frozen
class Entry:
    """A regular file on the server. `size` is in bytes."""

    path: str
    size: int
    modified: datetime

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]


@frozen
class Login:
    """Whom to connect to, as whom. Neither key nor password is shown."""

    host: str
    port: int
    username: str
    pins: frozenset[str]
    """Fingerprints."""
    algorithms: tuple[str, ...]
    client_keys: Sequence[Any] = field(repr=False)
    password: str | None = field(repr=False)
    timeout: float = 30.0
    """Seconds to connect and log in, and of silence while a file is read."""


def login(
    host: str,
    username: str,
    host_keys: Sequence[str],
    private_key: "str | os.PathLike[str] | bytes | None",
    private_key_password: str | None,
    password: str | None,
    port: int,
    timeout: float,
) -> Login:
    """Check what was given. Raises ConfigurationError, naming the argument."""
    if not host or not username:
        raise ConfigurationError(f"{'username' if host else 'host'}: is missing")
    if (private_key is None) == (password is None):
        raise ConfigurationError("private_key, password: give one of them")
    if isinstance(host_keys, str) or not host_keys:
        raise ConfigurationError("host_keys: a list of the server's public keys (ssh-ed25519 AAAA…) or fingerprints (SHA256:…)")
    pins, algorithms = _pins(host_keys)
    keys = [] if private_key is None else [_private_key(private_key, private_key_password)]
    return Login(host, port, username, pins, algorithms, keys, password, timeout)


@asynccontextmanager
async def connected(to: Login) -> "AsyncGenerator[asyncssh.SFTPClient]":
    """A session; closed at the end of the block."""
    reasons: list[str] = []

    class Pinned(asyncssh.SSHClient):
        """Trusts a key that is pinned."""

        def validate_host_public_key(self, host: str, addr: str, port: int, key: "asyncssh.SSHKey") -> bool:
            del host, addr, port
            fingerprint = key.get_fingerprint()
            if fingerprint not in to.pins:
                reasons.append(fingerprint)
            return fingerprint in to.pins

    with failing(to, reasons):
        connection = await asyncssh.connect(
            to.host,
            to.port,
            client_factory=Pinned,
            config=None,
            known_hosts=([], [], []),
            server_host_key_algs=to.algorithms,
            x509_trusted_certs=None,
            agent_path=None,
            client_keys=to.client_keys or None,
            password=to.password,
            preferred_auth="password" if to.password is not None else "publickey",
            username=to.username,
            connect_timeout=to.timeout,
            login_timeout=to.timeout,
            keepalive_interval=to.timeout / 2,
            disable_trivial_auth=True,
        )
        async with connection, connection.start_sftp_client() as session:
            yield session


async def entries(session: "asyncssh.SFTPClient", folder: str) -> list[Entry]:
    """The regular files of a folder, oldest first."""
    result: list[Entry] = []
    async for item in session.scandir(folder):
        name, attributes = item.filename, item.attrs
        regular = attributes.type == _REGULAR or (attributes.permissions is not None and S_ISREG(attributes.permissions))
        if isinstance(name, str) and "/" not in name and regular:
            result.append(entry(join(folder, name), attributes))
    return sorted(result, key=lambda item: (item.modified, item.path))


async def look(session: "asyncssh.SFTPClient", path: str) -> Entry:
    """What the server says about a file. Raises RemoteFileRefused for anything but a regular file."""
    attributes = await session.stat(path)
    if attributes.type != _REGULAR:
        raise RemoteFileRefused("kind", "what is asked for is not a regular file")
    return entry(path, attributes)


def entry(path: str, attributes: "asyncssh.SFTPAttrs") -> Entry:
    """An entry from attributes."""
    return Entry(path, attributes.size or 0, datetime.fromtimestamp(attributes.mtime or 0, UTC))


@contextmanager
def failing(to: Login, reasons: Sequence[str] = ()) -> Generator[None]:
    """Errors of the library as ours, without their texts, which have names of files."""
    try:
        yield
    except asyncssh.HostKeyNotVerifiable:
        raise HostKeyRefused(to.host, reasons[-1] if reasons else "(a certificate)") from None
    except asyncssh.PermissionDenied:
        raise LoginRefused(f"{to.host}: the server refuses user {to.username!r} with this {'password' if to.password else 'key'}") from None
    except asyncssh.SFTPNoSuchFile:
        raise RemoteFileRefused("missing", "the server has no such file or folder") from None
    except asyncssh.SFTPPermissionDenied:
        raise RemoteFileRefused("forbidden", "the server does not let this file or folder be read") from None
    except (asyncssh.Error, TimeoutError, asyncio.IncompleteReadError) as error:
        raise ConnectionFailed(f"{to.host}: {type(error).__name__}") from None
    except OSError as error:
        if isinstance(error, ConnectionError) or error.filename is None:
            raise ConnectionFailed(f"{to.host}: {type(error).__name__}") from None
        raise


def _pins(host_keys: Sequence[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Fingerprints, and the algorithms the server may prove itself with: with whole keys theirs only."""
    pins: set[str] = set()
    algorithms: list[str] = []
    for number, line in enumerate(host_keys):
        text = str(line).strip()
        if text.startswith("SHA256:") and len(text.rstrip("=")) == 50:
            pins.add(text.rstrip("="))
            algorithms += [name for names in _HOST_KEY_ALGORITHMS.values() for name in names]
            continue
        parts = text.split()
        start = next(
            (index for index, part in enumerate(parts) if part in _HOST_KEY_ALGORITHMS), None
        )  # before it: host names, as in known_hosts
        try:
            key = None if start is None else asyncssh.import_public_key(" ".join(parts[start : start + 2]))
        except (asyncssh.KeyImportError, ValueError):
            key = None
        if key is None or start is None:
            raise ConfigurationError(f"host_keys[{number}]: neither a public key (ssh-ed25519 AAAA…) nor a fingerprint (SHA256:…)")
        pins.add(key.get_fingerprint())
        algorithms += _HOST_KEY_ALGORITHMS[parts[start]]
    return frozenset(pins), tuple(dict.fromkeys(algorithms))


def _private_key(key: "str | os.PathLike[str] | bytes", password: str | None) -> Any:
    if isinstance(key, bytes):
        text = key
    elif isinstance(key, str) and "-----BEGIN" in key:
        text = key.encode()
    else:
        try:
            text = Path(key).read_bytes()
        except OSError as error:
            raise ConfigurationError(f"private_key: the file cannot be read ({type(error).__name__})") from None
    try:
        return asyncssh.import_private_key(text, password)
    except asyncssh.KeyEncryptionError:
        encrypted = True
    except (asyncssh.KeyImportError, ValueError) as error:
        encrypted = b"ENCRYPTED" in text or "assphrase" in str(error)
    if not encrypted:
        raise ConfigurationError("private_key: not a private key in OpenSSH or PEM form")
    raise ConfigurationError(f"private_key_password: {'is wrong' if password else 'is missing, the key is encrypted'}")
