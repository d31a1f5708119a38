"""The certificates that strangers show: each a key of `Stranger.tls`."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

MARKUP = "<script>alert(1)</script>\r\nSet-Cookie: a=b\0\u202e=HYPERLINK()"


def contexts(folder: Path) -> dict[str, ssl.SSLContext]:
    """A server's context for each kind of certificate; the files are written into `folder`."""
    now = datetime.now(UTC)
    return {
        "plain": _context(folder / "plain.pem", "plain.example", [], now),
        "names": _context(
            folder / "names.pem", "other.example", (f"n{n}.other.example" for n in range(1000)), now
        ),
        "future": _context(folder / "future.pem", "x.example", [], now + timedelta(days=10950)),
        "evil": _context(folder / "evil.pem", MARKUP, ["a.example"], now),
        "garbage": _context(folder / "garbage.pem", MARKUP, None, now),
    }


def _context(
    path: Path, name: str, others: Iterable[str] | None, begins: datetime
) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name[:64]),
        ]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins - timedelta(days=1))
        .not_valid_after(begins + timedelta(days=90))
    )
    if others is None:  # names that are none, under another's signature
        made = made.issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "somebody")]))
        garbage = x509.UnrecognizedExtension(
            x509.OID_SUBJECT_ALTERNATIVE_NAME, b"\x30\x04\x82\x02\xff\xfe"
        )
        made = made.add_extension(garbage, critical=False)
    elif names := [x509.DNSName(other) for other in others]:
        made = made.add_extension(x509.SubjectAlternativeName(names), critical=False)
    if others is not None:
        made = made.issuer_name(who)
    signed = made.sign(key, hashes.SHA256())
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
