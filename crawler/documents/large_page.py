"""A page of more than a quarter of a megabyte, read by a child with limits: 5 s of parsing and 250
MB (docs/faults.md §2, W19).

Such a page may be honest, and then its facts are the same; or it is made to cost its reader minutes
and half a gigabyte, and then the worker that carries thirty units must not be the one who pays.
"""

import json
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import BinaryIO, Literal

from pydantic import TypeAdapter, ValidationError

from config.rulebook import Rulebook
from crawler.documents.sandbox import places, read_by_child
from crawler.extract.reader import EXTRACTOR, ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from store.outcomes import Outcome
from store.records import PageFacts, PageKind

# bytes; real pages of public offices have 26 to 131 kB (docs/stack.md §4). Twice as much, in 8,200
# dated rows, held the worker's loop for 1.5 s a page, and its neighbours were not judged.
LARGE = 256 * 1024
WITHIN = "not read within 5 s and 250 MB"
# bytes of JSON; the links and words that a page's facts keep are limited by themselves
MOST_FACTS = 32 << 20


def is_large(body: bytes) -> bool:
    """Longer than `LARGE`: not to be read in this process."""
    return len(body) > LARGE


def read_large_page(answer: ReceivedAnswer, context: ReadingContext) -> PageFacts:
    """As `crawler.extract.page.read_page`; a page that cannot be read within the limits is a
    `parse_anomaly`. Never raises. Blocks.
    """
    sent, why = _by_child("facts", answer, context)
    try:
        return _facts().validate_json(sent) if not why else too_much(WITHIN)
    except ValidationError:
        return too_much("its reader sent nothing that can be read")


def lines_of_large_page(answer: ReceivedAnswer, context: ReadingContext) -> list[str]:
    """As `crawler.documents.page_lines.page_lines`; none where the limits do not suffice."""
    sent, _ = _by_child("lines", answer, context)
    return sent.decode("utf-8", "replace").split("\n") if sent else []


def look_of_large_page(answer: ReceivedAnswer) -> str | None:
    """As `crawler.documents.sanitizing.sanitized`; None where the limits do not suffice."""
    sent, _ = _by_child("look", answer, ReadingContext(date.min))
    return sent.decode("utf-8", "replace") if sent else None


def _by_child(
    what: Literal["facts", "lines", "look"], answer: ReceivedAnswer, context: ReadingContext
) -> tuple[bytes, str]:
    given, child = to_child(answer, context), "crawler.documents.large_page_child"
    with places, tempfile.TemporaryDirectory(prefix="page-", ignore_cleanup_errors=True) as folder:
        return read_by_child(Path(folder), child, given, what, most=MOST_FACTS)


def to_child(answer: ReceivedAnswer, context: ReadingContext) -> bytes:
    """What the child is given: a line of JSON, then the page."""
    about = {
        "url": answer.url,
        "status": answer.status,
        "headers": dict(answer.headers),
        "content_type": answer.content_type,
        "linked_from_encoding": answer.linked_from_encoding,
        "is_rendered": answer.is_rendered,
    }
    by = {
        "as_of": context.as_of.isoformat(),
        "rulebook": context.rulebook and context.rulebook.model_dump(mode="json"),
        "masks": sorted(context.masks),
        "key": context.key.hex(),
    }
    return json.dumps([about, by]).encode() + b"\n" + answer.body


def from_parent(given: BinaryIO) -> tuple[ReceivedAnswer, ReadingContext]:
    """What `to_child` wrote."""
    about, by = json.loads(given.readline())
    return ReceivedAnswer(given.read(), **about), ReadingContext(
        date.fromisoformat(by["as_of"]),
        Rulebook.model_validate_json(json.dumps(by["rulebook"])) if by["rulebook"] else None,
        frozenset(by["masks"]),
        bytes.fromhex(by["key"]),
    )


def facts_to(facts: PageFacts) -> bytes:
    """The facts as the child sends them."""
    return json.dumps(_facts().dump_python(facts, mode="json")).encode()


def too_much(why: str) -> PageFacts:
    """What is said of a page that could not be read: nothing but that."""
    return PageFacts(
        PageKind.OTHER,
        "not read",
        Outcome.PARSE_ANOMALY,
        f"too much to read ({why})",
        extractor=EXTRACTOR,
    )


@cache
def _facts() -> TypeAdapter[PageFacts]:
    return TypeAdapter(PageFacts)
