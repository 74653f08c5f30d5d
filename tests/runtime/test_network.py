"""A company's network: its own certificate authority, client certificates, and a proxy, all real and on loopback."""

import asyncio
import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from identkit.core import ConnectionFailed
from identkit.identplus import AsyncIdentplus, Identplus

NAME = "kyc.company.test"
NOW = dt.datetime.now(dt.UTC)


class Authority:
    """Signs certificates. `ca.pem` is its own; `issue` writes a certificate with its key into one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "company")])
        self.path = folder / "ca.pem"
        self.path.write_bytes(self._sign(self.name, self.key, authority=True).public_bytes(Encoding.PEM))

    def issue(self, name: str) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._sign(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]), key, authority=False)
        path = self.folder / f"{name}.pem"
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(secret + certificate.public_bytes(Encoding.PEM))
        return path

    def _sign(self, subject: x509.Name, key: ec.EllipticCurvePrivateKey, *, authority: bool) -> x509.Certificate:
        day = dt.timedelta(days=1)
        names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName(NAME)])
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(key.public_key())
        builder = builder.serial_number(x509.random_serial_number()).not_valid_before(NOW - day).not_valid_after(NOW + day)
        builder = builder.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        return builder.add_extension(names, critical=False).sign(self.key, hashes.SHA256())


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.connection, ssl.SSLSocket)
        shown: Any = self.connection.getpeercert() or {}
        subject = dict(pair for part in shown.get("subject", ()) for pair in part)
        seen = subject.get("commonName", "nobody").encode()
        body = b'{"id": "1", "process_status": "SCT_ACCEPTED", "created_at": "2026-01-01T00:00:00Z", "seen": "%s"}' % seen
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a client that does not trust us

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.server_port}"


class Proxy:
    """Connects its callers to where they ask for, and notes where that was."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.leads_to: int | None = None  # a port, whatever was asked for
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _run(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._connect, args=(client,), daemon=True).start()

    def _connect(self, client: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += client.recv(65536)
        target = head.split(b" ")[1].decode()
        self.asked.append(target)
        port = self.leads_to or int(target.rpartition(":")[2])
        with client, socket.create_connection(("127.0.0.1", port)) as server:
            client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            back = threading.Thread(target=_copy, args=(server, client), daemon=True)
            back.start()
            _copy(client, server)
            back.join(30)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def server(authority: Authority) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.issue("server"))
    context.load_verify_locations(authority.path)
    context.verify_mode = ssl.CERT_OPTIONAL
    with Server(context) as running:
        yield running
        running.shutdown()


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    running = Proxy()
    yield running
    running.close()


def read(server: Server, **options: Any) -> str:
    """What the server says of us: the name in our certificate."""
    with httpx.Client(**options) as http, Identplus(token="secret", base_url=server.url, http_client=http, max_retries=0) as identplus:
        return str(identplus.identchecks.with_response.get_status("1").content)


def test_a_certificate_of_nobody_is_refused(server: Server) -> None:
    with Identplus(token="secret", base_url=server.url, max_retries=0) as identplus, pytest.raises(ConnectionFailed, match="ertificate"):
        identplus.identchecks.get_status("1")


def test_an_authority_of_ones_own(server: Server, authority: Authority) -> None:
    assert "nobody" in read(server, verify=ssl.create_default_context(cafile=authority.path))


def test_a_client_certificate(server: Server, authority: Authority) -> None:
    context = ssl.create_default_context(cafile=authority.path)
    context.load_cert_chain(authority.issue("bank"))
    assert "bank" in read(server, verify=context)


def test_a_proxy(server: Server, authority: Authority, proxy: Proxy) -> None:
    assert "nobody" in read(server, verify=ssl.create_default_context(cafile=authority.path), proxy=proxy.url)
    assert proxy.asked == [server.url.removeprefix("https://")]


def test_a_proxy_for_tasks(server: Server, authority: Authority, proxy: Proxy) -> None:
    async def ask() -> str | None:
        context = ssl.create_default_context(cafile=authority.path)
        async with (
            httpx.AsyncClient(verify=context, proxy=proxy.url) as http,
            AsyncIdentplus(token="secret", base_url=server.url, http_client=http) as identplus,
        ):
            return (await identplus.identchecks.get_status("1")).id

    assert asyncio.run(ask()) == "1"
    assert proxy.asked == [server.url.removeprefix("https://")]


def test_proxy_and_authority_from_the_environment(
    server: Server, authority: Authority, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.path))
    proxy.leads_to = server.server_port
    with Identplus(token="secret", base_url=f"https://{NAME}") as identplus:
        assert identplus.identchecks.get_status("1").id == "1"
    assert proxy.asked == [f"{NAME}:443"]


def test_authorities_are_read_once_and_anew_when_the_file_is_another(
    server: Server, authority: Authority, proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bool] = []
    offered: list[list[str]] = []
    make, offer = httpx.create_ssl_context, ssl.SSLContext.set_alpn_protocols

    def counted(**options: Any) -> ssl.SSLContext:
        if options.get("verify", True) is True:
            made.append(options["trust_env"])
        return make(**options)

    def noted(context: ssl.SSLContext, protocols: list[str]) -> None:
        offered.append(protocols)
        offer(context, protocols)

    async def ask() -> str | None:
        async with AsyncIdentplus(token="secret", base_url=url) as identplus:
            return (await identplus.identchecks.get_status("1")).id

    url = f"https://{NAME}"
    proxy.leads_to = server.server_port
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    trusted = tmp_path / "trusted.pem"
    trusted.write_bytes(authority.path.read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    monkeypatch.setattr(httpx, "create_ssl_context", counted)
    monkeypatch.setattr(ssl.SSLContext, "set_alpn_protocols", noted)
    for _ in range(2):
        with Identplus(token="secret", base_url=url) as identplus:
            assert identplus.identchecks.get_status("1").id == "1"
        assert asyncio.run(ask()) == "1"
    assert made == [True]
    assert offered == [["http/1.1"]], "to say it again while another thread shakes hands is a use of memory that was freed"
    (tmp_path / "others").mkdir()
    trusted.write_bytes(Authority(tmp_path / "others").path.read_bytes())
    with Identplus(token="secret", base_url=url, max_retries=0) as identplus, pytest.raises(ConnectionFailed, match="ertificate"):
        identplus.identchecks.get_status("1")
    assert made == [True, True]
