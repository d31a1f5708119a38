"""An authority that stamps the time (RFC 3161), asked over HTTP."""

from collections.abc import Sequence
from datetime import datetime
from time import monotonic

import requests
from cryptography.x509 import Certificate
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, decode_timestamp_response

from monitor.evidence.time_stamp import check_stamp

PATIENCE_S = 15
LARGEST_ANSWER = 64 * 1024


class NotStamped(Exception):
    """Why the authority gave no stamp that proves anything, in English."""

    def __init__(self, why: str, *, is_unreadable: bool = False) -> None:
        super().__init__(why)
        self.is_unreadable = is_unreadable


def asked(authority: str, text: bytes, roots: Sequence[Certificate]) -> tuple[bytes, datetime]:
    """The authority's answer in DER, and the time it vouches for. Raises NotStamped.

    OpenSSL up to 3.0 lists several certificates in no order, which strict readers refuse: then it
    is asked without them, and vouched for by those in the office's file.
    """
    try:
        return _asked(authority, text, roots, with_certificates=True)
    except NotStamped as error:
        if not error.is_unreadable:
            raise
        return _asked(authority, text, roots, with_certificates=False)


def _asked(
    authority: str, text: bytes, roots: Sequence[Certificate], *, with_certificates: bool
) -> tuple[bytes, datetime]:
    question = TimestampRequestBuilder().data(text).hash_algorithm(HashAlgorithm.SHA256)
    built = question.nonce(nonce=True).cert_request(cert_request=with_certificates).build()
    token = _answer(authority, built.as_bytes())
    checked = check_stamp(text, token, roots)
    if checked.problem or checked.at is None:
        said = checked.problem.en if checked.problem else "no time in the answer"
        raise NotStamped(said, is_unreadable=checked.at is None)
    if decode_timestamp_response(token).tst_info.nonce != built.nonce:
        raise NotStamped("the answer is to another question")
    return token, checked.at


def _answer(authority: str, question: bytes) -> bytes:
    try:
        with requests.post(
            authority,
            data=question,
            headers={"Content-Type": "application/timestamp-query"},
            timeout=PATIENCE_S,
            allow_redirects=False,
            stream=True,
        ) as response:
            body = _read(response)
    except (requests.RequestException, OSError) as error:
        raise NotStamped(type(error).__name__) from error
    if response.status_code != requests.codes.ok:
        raise NotStamped(f"HTTP {response.status_code}")
    return body


def _read(response: requests.Response) -> bytes:
    """The whole answer, however slowly it drips; a stamp has some six thousand bytes."""
    began, body = monotonic(), b""
    for part in response.iter_content(4096):
        body += part
        if len(body) > LARGEST_ANSWER or monotonic() - began > PATIENCE_S:
            raise NotStamped("the answer is too large or too slow")
    return body
