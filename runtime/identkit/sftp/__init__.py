"""Files that a provider delivers by SFTP: `pip install identkit[sftp]`. Knows no provider.

    with Sftp("sftp.example", username="bank", private_key=Path("id_ed25519"), host_keys=["SHA256:…"]) as sftp:
        for entry in sftp.list("out"):
            saved = sftp.fetch(entry.path, to="/srv/recordings")

The host's key is pinned, nothing is read from `~/.ssh` or an agent. A file is written whole or not at all, readable by its owner only; one
that was cut off goes on where it ended, also in another process, a day later.
"""

from identkit.sftp._client import AsyncSftp, Sftp
from identkit.sftp._errors import HostKeyRefused, LoginRefused, RemoteFileRefused
from identkit.sftp._session import Entry

__all__ = ["AsyncSftp", "Entry", "HostKeyRefused", "LoginRefused", "RemoteFileRefused", "Sftp"]
