"""A time stamp authority of our own on loopback: `openssl ts` behind HTTP, with a root of its own."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography.x509 import (
    Certificate,
    load_pem_x509_certificate,
    load_pem_x509_certificates,
)

SETTINGS = """
[ tsa ]
default_tsa = it
[ it ]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
{chain}
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
ess_cert_id_chain = no
[ of_tsa ]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
basicConstraints = CA:FALSE
"""


@dataclass
class Authority:
    """`mood`: what it answers with instead of stamps; "" is a good day."""

    folder: Path
    mood: str = ""
    asked: int = 0
    port: int = field(default=0, init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/tsr"

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def openssl(self, *words: str | Path, given: bytes = b"") -> bytes:
        done = subprocess.run(
            ["openssl", *map(str, words)], input=given, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    @property
    def roots(self) -> list[Certificate]:
        return load_pem_x509_certificates(self.root.read_bytes())

    @property
    def certificate(self) -> Certificate:
        """Its own, by which it signs."""
        return load_pem_x509_certificate((self.folder / "tsa.pem").read_bytes())

    def list_whole_chain(self) -> None:
        """As OpenSSL does it: in no order."""
        _settings(self, f"certs = {self.root}")

    def stamp(self, question: bytes) -> bytes:
        (self.folder / "question.tsq").write_bytes(question)
        answer = self.folder / "answer.tsr"
        self.openssl(
            *("ts", "-reply", "-config", self.folder / "tsa.cnf"),
            *("-queryfile", self.folder / "question.tsq", "-out", answer),
        )
        return answer.read_bytes()


@contextmanager
def an_authority(folder: Path) -> Iterator[Authority]:
    folder.mkdir()
    authority = Authority(folder)
    _found(authority)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(authority))
    authority.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield authority
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _found(authority: Authority) -> None:
    """A root, and a certificate for time stamps that it signed."""
    here, make = authority.folder, authority.openssl
    _settings(authority)
    (here / "serial").write_text("01\n")
    key = ("-newkey", "rsa:2048", "-nodes")
    make(
        *("req", "-x509", *key, "-subj", "/CN=root", "-days", "3650"),
        *("-keyout", here / "root.key", "-out", here / "root.pem"),
    )
    make(
        *("req", "-new", *key, "-subj", "/CN=tsa"),
        *("-keyout", here / "tsa.key", "-out", here / "tsa.csr"),
    )
    make(
        *("x509", "-req", "-in", here / "tsa.csr", "-days", "3650", "-CAcreateserial"),
        *("-CA", here / "root.pem", "-CAkey", here / "root.key", "-out", here / "tsa.pem"),
        *("-extfile", here / "tsa.cnf", "-extensions", "of_tsa"),
    )


def _settings(authority: Authority, chain: str = "") -> None:
    text = SETTINGS.format(folder=authority.folder, chain=chain)
    (authority.folder / "tsa.cnf").write_text(text)


def _handler(authority: Authority) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            authority.asked += 1
            question = self.rfile.read(int(self.headers["Content-Length"]))
            status, body = _answer(authority, question)
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    return Handler


def _answer(authority: Authority, question: bytes) -> tuple[int, bytes]:
    if authority.mood == "down":
        return 503, b"maintenance"
    if authority.mood == "a page":
        return 200, b"<html>welcome</html>"
    if authority.mood == "endless":
        return 200, b"\x30" * 200_000
    if authority.mood == "of another text":
        other = authority.folder / "other.tsq"
        authority.openssl("ts", "-query", "-digest", "00" * 32, "-sha256", "-cert", "-out", other)
        return 200, authority.stamp(other.read_bytes())
    return 200, authority.stamp(question)
