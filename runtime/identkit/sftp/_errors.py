"""What goes wrong with SFTP. No message has a name of a file: it may say whose it is."""

from identkit.core import IdentkitError


class HostKeyRefused(IdentkitError):
    """The server's key is none of the pinned ones. `fingerprint` is what it showed: ask the provider whether that is theirs."""

    def __init__(self, host: str, fingerprint: str) -> None:
        super().__init__(f"{host}: its host key {fingerprint} is not among host_keys; nothing was sent")
        self.fingerprint = fingerprint


class LoginRefused(IdentkitError):
    """The server does not accept the user name with this key or password."""


class RemoteFileRefused(IdentkitError):
    """The server has no such file, does not let it be read, or it is not what was expected. `reason` is one word for which."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
