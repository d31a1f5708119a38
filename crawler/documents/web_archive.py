"""A colleague's WARC, ARC or WACZ as the answers it holds, taken apart in a child process with
limits; each is then read as any answer is.
"""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from config.words import Words
from crawler.documents.sandbox import places, read_by_child
from crawler.extract.received_answer import ReceivedAnswer

MOST_RECORDS = 5_000
MOST_UNPACKED = 128 << 20  # bytes of all bodies together
MOST_RECORD = 32 << 20  # bytes of one body; the largest document that the crawler takes

WHY = {
    "no_archive": Words(
        "不是网页档案，或其中没有记录", "no archive of web pages, or no record in it"
    ),
    "cut_off": Words("档案不完整，在记录中间断开", "the archive is cut off within a record"),
    "broken": Words("档案已损坏", "the archive is broken"),
    "too_much": Words(
        f"超过 {MOST_RECORDS} 条记录、解开后超过 {MOST_UNPACKED >> 20} MB 或单条超过 {MOST_RECORD >> 20} MB",
        f"more than {MOST_RECORDS} records, {MOST_UNPACKED >> 20} MB unpacked or {MOST_RECORD >> 20} MB in one",
    ),
}
_NAMES = (".warc", ".warc.gz", ".arc", ".arc.gz", ".wacz")
_LENGTH = 4  # bytes that say how long a line of JSON is


@dataclass(frozen=True, slots=True)
class ArchivedAnswer:
    at: datetime | None  # when it was received, aware
    answer: ReceivedAnswer


@dataclass(frozen=True, slots=True)
class WebArchive:
    """`left_out` counts the records that are no page: requests, redirects, pictures, scripts,
    repeats. `why` is None where the archive was read to its end.
    """

    answers: tuple[ArchivedAnswer, ...] = ()
    left_out: int = 0
    why: Words | None = None


def is_web_archive(name: str, begin: bytes) -> bool:
    """By its name or its first bytes: nothing that is called so passes for a page."""
    return name.lower().endswith(_NAMES) or begin.startswith((b"WARC/", b"filedesc://"))


def read_web_archive(body: bytes) -> WebArchive:
    """What can be read of it, in its order. Never raises for what it holds. Blocks up to 30 s."""
    most = MOST_UNPACKED + MOST_RECORDS * 20_000
    with places, tempfile.TemporaryDirectory(prefix="warc-", ignore_cleanup_errors=True) as folder:
        sent, why = read_by_child(
            Path(folder), "crawler.documents.web_archive_child", body, most=most
        )
    return WebArchive(why=Words(why, why)) if why else _received(sent)


def packed(about: dict[str, object], body: bytes = b"") -> bytes:
    """A line of JSON and a body as the child sends them."""
    line = json.dumps({**about, "length": len(body)}).encode()
    return len(line).to_bytes(_LENGTH) + line + body


def _received(sent: bytes) -> WebArchive:
    answers: list[ArchivedAnswer] = []
    for about, body in _unpacked(sent):
        if "left_out" in about:
            return WebArchive(tuple(answers), about["left_out"], WHY.get(about["why"]))
        at = datetime.fromisoformat(about["at"]) if about["at"] else None
        answer = ReceivedAnswer(
            body, about["url"], about["status"], about["headers"], about["content_type"]
        )
        answers.append(ArchivedAnswer(at, answer))
    return WebArchive(tuple(answers), why=WHY["broken"])


def _unpacked(sent: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
    at = 0
    while at < len(sent):
        line = at + _LENGTH
        body = line + int.from_bytes(sent[at:line])
        about = json.loads(sent[line:body])
        at = body + about["length"]
        yield about, sent[body:at]
