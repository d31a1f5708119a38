"""Any answer read: pages by the reader in this process, documents and very large pages by a child
in its sandbox.
"""

import re
from hashlib import sha256
from urllib.parse import unquote

from config.rulebook import Rulebook
from config.rulebook_files import shipped_rulebook
from crawler.documents.large_page import (
    is_large,
    lines_of_large_page,
    look_of_large_page,
    read_large_page,
)
from crawler.documents.page_lines import lines_of, page_lines
from crawler.documents.reading import DocumentReading
from crawler.documents.sandbox import read_document
from crawler.documents.sanitizing import sanitized
from crawler.documents.scans.judgeable import IMAGE_ONLY, as_recognised
from crawler.documents.scans.recognising import recognise
from crawler.documents.shown_numbers import document_surfaces, was_read_whole
from crawler.extract import money
from crawler.extract.blocks import MAX_TEXT, text_blocks
from crawler.extract.document_kind import GONE, document_kind, path_of
from crawler.extract.fingerprint import fingerprint_of
from crawler.extract.mentions import find_mentions
from crawler.extract.money.promised import why_no_table
from crawler.extract.page import read_page
from crawler.extract.privacy.shown_numbers import unread, with_numbers
from crawler.extract.reader import EXTRACTOR, ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from crawler.extract.sentences.fee_lines import fee_lines
from crawler.extract.sentences.fee_rows import fee_rows, may_list_fees
from store.outcomes import Outcome
from store.records import Block, Mention, PageFacts, PageKind, SpendTable

_MAX_LINES = 3_000  # of a document's text, told apart when it changes
_MAX_TITLE = 120
# Files that hold no words for citizens; they are named and not opened.
_NOT_OPENED = frozenset({"image", "media", "gzip"})
_MAY_BE_SCANS = frozenset({"pdf"})


def read_answer(answer: ReceivedAnswer, context: ReadingContext) -> PageFacts:
    """As `crawler.extract.page.read_page`, and documents of every format with it. Never raises,
    whatever the bytes.

    For a document or a large page this waits for a child, up to 30 s: not to be called where a
    reactor turns (`takes_a_child`).
    """
    if not is_document(answer):
        return (read_large_page if is_large(answer.body) else read_page)(answer, context)
    name = unquote(path_of(answer.url)).rsplit("/", 1)[-1]
    kind = document_kind(answer.body, answer.url, answer.declared_type)
    hint = f"{name}.csv" if kind == "csv" and not name.lower().endswith(".csv") else name
    reading = read_document(answer.body, hint)
    facts = facts_of(reading, answer.body, name, context.rulebook or shipped_rulebook())
    return _with_numbers(facts, reading, name, context)


def is_scan(answer: ReceivedAnswer, facts: PageFacts) -> bool:
    """Whether it is a picture of words, or a document whose pages are: what a recogniser may read."""
    if answer.status_read_as != 200 or len(answer.body) <= GONE:
        return False
    kind = document_kind(answer.body, answer.url, answer.declared_type)
    return kind == "image" or (kind in _MAY_BE_SCANS and IMAGE_ONLY in facts.document_unreadable)


def read_scan(answer: ReceivedAnswer, context: ReadingContext) -> PageFacts:
    """The facts of a scan, as they are recognised in it (`crawler.documents.scans`): its tables are
    marked, and none is weighed whose rows do not add up to its printed total. Never raises; blocks
    for seconds a page.
    """
    name = unquote(path_of(answer.url)).rsplit("/", 1)[-1]
    rulebook = context.rulebook or shipped_rulebook()
    reading = recognise(answer.body)
    facts = facts_of(reading, answer.body, name, rulebook, is_recognised=True)
    return _with_numbers(as_recognised(facts), reading, name, context)


def lines_of_answer(answer: ReceivedAnswer, context: ReadingContext) -> list[str]:
    """The meaningful lines of what `read_answer` reads, with its bounds; none where they do not
    suffice. Never raises; may wait for a child.
    """
    if is_document(answer):
        return lines_of(read_answer(answer, context))
    return (lines_of_large_page if is_large(answer.body) else page_lines)(answer, context)


def look_of(answer: ReceivedAnswer) -> str | None:
    """The page as markup that is harmless to look at (`crawler.documents.sanitizing`); None where
    the bounds do not suffice. Never raises; may wait for a child.
    """
    if is_large(answer.body):
        return look_of_large_page(answer)
    return sanitized(answer.body, answer.declared_type)


def takes_a_child(answer: ReceivedAnswer) -> bool:
    """Whether reading this answer waits for another process."""
    return is_large(answer.body) or is_document(answer)


def is_document(answer: ReceivedAnswer) -> bool:
    """Whether the sandbox opens it: a document, no page, no picture, no file that is gone."""
    if answer.status_read_as != 200 or len(answer.body) <= GONE:
        return False
    kind = document_kind(answer.body, answer.url, answer.declared_type)
    return bool(kind) and kind not in _NOT_OPENED


def facts_of(
    reading: DocumentReading,
    body: bytes,
    name: str,
    rulebook: Rulebook,
    *,
    is_recognised: bool = False,
) -> PageFacts:
    """The facts of a document; what could not be read stands in `document_unreadable`. Of a picture
    (`is_recognised`) no cell is said to be empty.
    """
    title = reading.title if _says_what_it_is(reading.title) else name
    tables = _tables(reading, title, rulebook)
    text = reading.text
    unreadable = reading.unreadable or _why_no_table(reading, title, name, tables)
    lines = [line for line in text.split("\n") if line.strip()]
    blocks = (
        text_blocks("", lines[:_MAX_LINES], ())
        if lines
        else (Block(sha256(body).hexdigest()[:16], f"{len(body)} bytes"),)
    )
    return PageFacts(
        kind=PageKind.ATTACHMENT,
        kind_reason=reading.kind,
        outcome=Outcome.OPEN,
        extractor=EXTRACTOR,
        title=title[:_MAX_TITLE],
        tables=tables,
        document_unreadable=unreadable,
        blocks=blocks,
        fingerprint=fingerprint_of(block.hash for block in blocks),
        text=text[:MAX_TEXT],
        text_length=len(text),
        mentions=(
            *(find_mentions(title, text[:MAX_TEXT], rulebook.lexicon) if text else ()),
            *(() if is_recognised else _fees(reading, title)),
        ),
        anomalies=reading.remarks,
    )


def _with_numbers(
    facts: PageFacts, reading: DocumentReading, name: str, context: ReadingContext
) -> PageFacts:
    """Where not all of it could be read, it is not known that no number stands in it."""
    facts = with_numbers(facts, document_surfaces(reading, name), context)
    return facts if facts.personal_numbers or was_read_whole(reading) else unread(facts)


def _tables(reading: DocumentReading, title: str, rulebook: Rulebook) -> tuple[SpendTable, ...]:
    return money.read_grids(
        reading.grids,
        text=reading.prose,
        title=title,
        tolerance=rulebook.limits.vague_expense.sum_tolerance,
        vague=rulebook.lexicon.vague,
    )


def _fees(reading: DocumentReading, title: str) -> tuple[Mention, ...]:
    if not may_list_fees(title, reading.text):
        return ()
    rows = fee_rows(title, reading.prose, reading.grids)
    return rows or fee_lines(title, reading.prose)


def _why_no_table(
    reading: DocumentReading, title: str, name: str, tables: tuple[SpendTable, ...]
) -> str:
    """What was promised and not read, and what was read in part."""
    return next(
        filter(
            None,
            (
                why_no_table(
                    words,
                    tables,
                    has_pictures=any("pictures: " in remark for remark in reading.remarks),
                )
                for words in dict.fromkeys((title, name))
            ),
        ),
        "",
    )


_TITLE_WORDS = re.compile("预算|决算|預算|決算|支出|收支|经费|年|报告|目录|清单|指南|情况")


def _says_what_it_is(title: str) -> bool:
    """A title's words, not 附件1 or a unit's name: a title speaks of money or a year."""
    return bool(_TITLE_WORDS.search(title))
