"""What an authority's time stamp (RFC 3161) proves of a text: that these bytes existed at that
time, by whose word.

`openssl ts -verify -data manifest.json -in manifest.tsr -CAfile roots.pem` answers the same from
the files alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.x509 import Certificate, ExtendedKeyUsage, ExtensionNotFound
from cryptography.x509.oid import ExtendedKeyUsageOID
from rfc3161_client import TimeStampResponse, VerificationError, decode_timestamp_response
from rfc3161_client.verify import VerifierBuilder

from config.words import Words

SHA256 = "2.16.840.1.101.3.4.2.1"
GRANTED = (0, 1)  # RFC 3161 §2.4.2: granted, granted with modifications
REFUSED = Words("机构未予盖章（{cause}）", "the authority refused ({cause})")
OTHER_TEXT = Words(
    "时间戳所证明的不是这份清单", "the time stamp is of another text than this manifest"
)
NO_STAMP = Words("不是有效的时间戳（{cause}）", "no sound time stamp ({cause})")
NOT_VOUCHED_FOR = Words(
    "时间戳的签名与所给根证书不符（{cause}）",
    "no root certificate vouches for the time stamp ({cause})",
)


@dataclass(frozen=True, slots=True)
class StampCheck:
    """`is_vouched_for`: a root certificate was at hand, and its chain signed the stamp. `problem`
    is None where nothing speaks against it.
    """

    at: datetime | None = None
    authority: str = ""  # as its certificate names it
    is_vouched_for: bool = False
    problem: Words | None = None


def check_stamp(text: bytes, token: bytes, roots: Sequence[Certificate]) -> StampCheck:
    """`token`: the authority's answer in DER. Whatever it is, what is wrong is an answer.

    `roots` may hold the authority's own certificate too, for answers that do not carry it.
    """
    try:
        answer = decode_timestamp_response(token)
        if answer.status not in GRANTED:
            said = "; ".join(map(str, answer.status_string)) or f"status {answer.status}"
            return StampCheck(problem=REFUSED.filled(cause=said))
        info = answer.tst_info
        at, imprint = info.gen_time.astimezone(UTC), info.message_imprint
    except Exception as error:  # of a library in Rust: whatever it raises, it is no stamp
        return StampCheck(problem=NO_STAMP.filled(cause=type(error).__name__))
    name = str(info.name or "")
    is_of_text = imprint.message == sha256(text).digest()
    if imprint.hash_algorithm.dotted_string != SHA256 or not is_of_text:
        return StampCheck(at, name, problem=OTHER_TEXT)
    if not roots:
        return StampCheck(at, name)
    return _vouched_for(text, answer, roots, StampCheck(at, name))


def _vouched_for(
    text: bytes, answer: TimeStampResponse, roots: Sequence[Certificate], seen: StampCheck
) -> StampCheck:
    own = next((one for one in roots if _is_for_time_stamps(one)), None)
    carries_its_own = bool(answer.signed_data.certificates)
    builder = VerifierBuilder(roots=list(roots), tsa_certificate=None if carries_its_own else own)
    try:
        builder.build().verify_message(answer, text)
    except (VerificationError, ValueError) as error:
        return StampCheck(seen.at, seen.authority, problem=NOT_VOUCHED_FOR.filled(cause=error))
    return StampCheck(seen.at, seen.authority, is_vouched_for=True)


def _is_for_time_stamps(certificate: Certificate) -> bool:
    try:
        uses = certificate.extensions.get_extension_for_class(ExtendedKeyUsage).value
    except ExtensionNotFound:
        return False
    return ExtendedKeyUsageOID.TIME_STAMPING in uses
