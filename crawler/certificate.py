"""What is wrong with a certificate, read by ourselves: the engine accepts every one silently (stack.md §2.2)."""

from datetime import UTC, datetime
from fnmatch import fnmatchcase
from ipaddress import ip_address
from typing import Any

from cryptography import x509

from store.outcomes import Outcome


def fault_of(certificate: Any, host: str, now: datetime) -> tuple[Outcome, str] | None:
    """The first fault of a response's certificate (None for plain http), with the words that prove it."""
    if certificate is None:
        return None
    leaf: x509.Certificate = certificate.original.to_cryptography()
    if now.astimezone(UTC) > leaf.not_valid_after_utc:
        return Outcome.TLS_EXPIRED, f"expired on {leaf.not_valid_after_utc:%Y-%m-%d}"
    if leaf.issuer == leaf.subject:
        return Outcome.TLS_SELF_SIGNED, f"issued by itself: {leaf.subject.rfc4514_string()}"
    names = _names(leaf)
    if not any(_fits(name, host.lower()) for name in names):
        return Outcome.TLS_WRONG_HOST, f"made out to {', '.join(names) or 'nobody'}"
    return None


def _names(leaf: x509.Certificate) -> list[str]:
    try:
        extension = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return [str(a.value).lower() for a in leaf.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)]
    addresses = [str(a) for a in extension.get_values_for_type(x509.IPAddress)]
    return [n.lower() for n in extension.get_values_for_type(x509.DNSName)] + addresses


def _fits(name: str, host: str) -> bool:
    """A star stands for one label."""
    try:
        return ip_address(name) == ip_address(host)
    except ValueError:
        return name == host or (name.startswith("*.") and fnmatchcase(host, name) and host.count(".") == name.count("."))
