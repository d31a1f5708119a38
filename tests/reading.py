"""The product's readers, asked in one line: an answer's parts and the day, by keyword."""

from collections.abc import Mapping
from datetime import date

from config.rulebook import Rulebook
from crawler.documents import answers
from crawler.extract import page
from crawler.extract.reader import Reader, ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from store.records import PageFacts


def read_page(body: bytes, **how: object) -> PageFacts:
    """As `crawler.extract.page.read_page`."""
    return _read(page.read_page, body, **how)  # type: ignore[arg-type]


def read_answer(body: bytes, **how: object) -> PageFacts:
    """As `crawler.documents.answers.read_answer`."""
    return _read(answers.read_answer, body, **how)  # type: ignore[arg-type]


def _read(
    read: Reader,
    body: bytes,
    *,
    url: str,
    as_of: date,
    status: int | None = 200,
    headers: Mapping[str, str] | None = None,
    content_type: str = "",
    rulebook: Rulebook | None = None,
    masks: frozenset[str] = frozenset(),
) -> PageFacts:
    answer = ReceivedAnswer(body, url, status, headers or {}, content_type)
    return read(answer, ReadingContext(as_of, rulebook, masks))
