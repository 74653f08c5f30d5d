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
