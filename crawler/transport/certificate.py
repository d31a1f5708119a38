"""What is wrong with a certificate: engine and probe accept every one (docs/stack.md §2.2)."""

from contextlib import suppress
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from ipaddress import ip_address
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from crawler.errnos import Settled
from store.outcomes import Outcome

LEAST_RSA_BITS = 2048
MOST_TOLD = 300  # characters; a certificate may hold a thousand names
# what the library raises at a part that is not as the standard has it, or that it does not know
UNREADABLE = (
    ValueError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
_BROKEN_HASHES = ("md5", "sha1")  # no browser of today takes a certificate signed with these


def fault_of(certificate: Any, host: str, now: datetime) -> Settled | None:
    """As `fault_of_leaf`, of a Scrapy response's certificate (None for plain http)."""
    if certificate is None:
        return None
    try:
        return fault_of_leaf(certificate.original.to_cryptography(), host, now)
    except UNREADABLE:  # none by today's rules: no reason not to look at the page
        return None


def fault_of_leaf(leaf: x509.Certificate, host: str, now: datetime) -> Settled | None:
    """The first fault of a server's certificate, with the words that prove it; None where a visitor
    would see none.

    Who signed it is not asked: the store of authorities is ours, and a Chinese authority that it
    lacks is no fault.
    """
    if now.astimezone(UTC) > leaf.not_valid_after_utc:
        return Outcome.TLS_EXPIRED, f"expired on {leaf.not_valid_after_utc:%Y-%m-%d}"
    if _is_its_own(leaf):
        return Outcome.TLS_SELF_SIGNED, f"issued by itself: {_told(leaf.subject.rfc4514_string())}"
    names = _names(leaf)
    if not any(_fits(name, host.lower()) for name in names):
        return Outcome.TLS_WRONG_HOST, f"made out to {_told(', '.join(names)) or 'nobody'}"
    return _weakness(leaf)


def _told(words: str) -> str:
    """A stranger's words as part of a reason: one line without marks that hide or turn it."""
    return "".join(c if c.isprintable() else "\ufffd" for c in words[:MOST_TOLD])


def _is_its_own(leaf: x509.Certificate) -> bool:
    with suppress(*UNREADABLE):
        return leaf.issuer == leaf.subject
    return False


def _weakness(leaf: x509.Certificate) -> Settled | None:
    try:
        key, signed_with = leaf.public_key(), leaf.signature_hash_algorithm
    except UNREADABLE:  # 国密 among them: what we cannot read is not called weak
        return None
    if isinstance(key, RSAPublicKey) and key.key_size < LEAST_RSA_BITS:
        return Outcome.TLS_LEGACY, f"RSA key of {key.key_size} bits"
    if signed_with is not None and signed_with.name in _BROKEN_HASHES:
        return Outcome.TLS_LEGACY, f"signed with {signed_with.name}"
    return None


def _names(leaf: x509.Certificate) -> list[str]:
    try:
        extension = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return [
            str(a.value).lower()
            for a in leaf.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        ]
    except UNREADABLE:
        return []
    addresses = [str(a) for a in extension.get_values_for_type(x509.IPAddress)]
    return [n.lower() for n in extension.get_values_for_type(x509.DNSName)] + addresses


def _fits(name: str, host: str) -> bool:
    """A star stands for one label."""
    try:
        return ip_address(name) == ip_address(host)
    except ValueError:
        return name == host or (
            name.startswith("*.") and fnmatchcase(host, name) and host.count(".") == name.count(".")
        )
