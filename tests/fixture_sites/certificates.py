"""Certificates of every kind of fault, made on the spot."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext, TLSVersion
from warnings import catch_warnings, simplefilter

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
TODAY = datetime(2026, 11, 23, tzinfo=UTC)
_AUTHORITY = ec.generate_private_key(ec.SECP256R1())


def context(
    folder: Path, host: str, *, days: int = 90, own: bool = False, key: Key | None = None
) -> SSLContext:
    """A server's context with a certificate for `host` that is valid for `days` more; `own`: signed
    by itself.
    """
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject, authority = _name(host), _name("某市证书中心")
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if own else authority)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(TODAY - timedelta(days=900))
        .not_valid_after(TODAY + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key if own else _AUTHORITY, SHA256())
    )
    path = folder / f"{host}.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    served = SSLContext(PROTOCOL_TLS_SERVER)
    served.set_ciphers("ALL:@SECLEVEL=0")
    served.load_cert_chain(path)
    return served


def only(served: SSLContext, version: TLSVersion) -> SSLContext:
    """`served`, speaking nothing but `version`."""
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)
        served.minimum_version = served.maximum_version = version
    return served


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, words)])
