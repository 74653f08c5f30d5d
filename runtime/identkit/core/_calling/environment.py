"""What the environment says about connections: proxies and certificates. What cannot be used is named."""

import os
import ssl
from pathlib import Path
from typing import Any

import httpx

from identkit.core._errors import ConfigurationError


def configured(title: str, make: Any) -> Any:
    """An httpx client as the environment wants it. Raises ConfigurationError naming the variable that cannot be used."""
    try:
        folders = "" if os.environ.get("SSL_CERT_FILE") else os.environ.get("SSL_CERT_DIR", "")
        if folders and not any(Path(folder).is_dir() for folder in folders.split(os.pathsep)):
            raise NotADirectoryError  # OpenSSL says nothing, and then trusts nobody
        return make()
    except (ImportError, OSError, ValueError, httpx.InvalidURL, ssl.SSLError) as error:
        problem = error
    raise ConfigurationError(f"{title}: {_culprit(problem)}")


_contexts: dict[bool, tuple[object, ssl.SSLContext]] = {}  # by trust_env: what it was made from, and what was made


def certificates(*, trust_env: bool) -> ssl.SSLContext:
    """What servers are verified with, as httpx makes it: the authorities that the environment names, or certifi's.

    To read a file of them takes some 20 ms of processor time, so the clients of a process share what was read until the file or the
    environment is another. Raises OSError and ssl.SSLError.
    """
    file = os.environ.get("SSL_CERT_FILE") if trust_env else None
    if not file and trust_env and os.environ.get("SSL_CERT_DIR"):
        return _made(trust_env)  # of a folder only what a server needs is read, and only then
    if not file:
        import certifi

        file = certifi.where()
    status = Path(file).stat()
    made_by = (ssl.create_default_context, ssl.SSLContext)  # others where truststore, say, has put its own
    key = (made_by, file, status.st_ino, status.st_size, status.st_mtime_ns, os.environ.get("SSLKEYLOGFILE"))
    entry = _contexts.get(trust_env)
    if entry is None or entry[0] != key:
        entry = _contexts[trust_env] = (key, _made(trust_env))
    return entry[1]


def _made(trust_env: bool) -> ssl.SSLContext:
    context = httpx.create_ssl_context(trust_env=trust_env)
    context.set_alpn_protocols(["http/1.1"])
    # httpcore says the same before each connection. A handshake that begins in another thread would read what is being freed:
    # https://github.com/python/cpython/issues/141012
    context.set_alpn_protocols = _said  # type: ignore[method-assign]
    return context


def _said(alpn_protocols: Any) -> None:
    """It is said already."""


def _culprit(problem: Exception) -> str:
    proxies = [name for name in os.environ if name.lower() in {"http_proxy", "https_proxy", "all_proxy"}]
    if isinstance(problem, ImportError):
        names = [name for name in proxies if os.environ[name].lower().startswith("socks")]
        return f"the environment variable {names[0] if names else 'ALL_PROXY'} wants a SOCKS proxy; install httpx[socks] or clear it"
    if isinstance(problem, OSError):
        if problem.filename and problem.filename == os.environ.get("SSLKEYLOGFILE"):
            return "the environment variable SSLKEYLOGFILE names a file that cannot be written"
        names = [name for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if os.environ.get(name)]
        return f"the environment variable {names[0] if names else 'SSL_CERT_FILE'} names certificates that cannot be read"
    for name in proxies:
        try:
            httpx.Proxy(os.environ[name] if "://" in os.environ[name] else f"http://{os.environ[name]}")
        except (ValueError, httpx.InvalidURL):
            return f"the environment variable {name} is not the URL of a proxy"
    name = next((name for name in os.environ if name.lower() == "no_proxy"), "NO_PROXY")
    return f"the environment variable {name} holds an entry that cannot be used; such as an address in brackets"
