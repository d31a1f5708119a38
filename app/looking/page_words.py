"""The crawler's reader, lent to the console: kept bytes as words, through the same eyes that judged
them.
"""

from dataclasses import dataclass
from datetime import date

from app.looking.table_rows import in_rows
from config.rulebook import Rulebook
from crawler.documents.answers import is_document, read_answer
from crawler.extract.encoding import decode
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from store.records import PageKind


@dataclass(frozen=True, slots=True)
class PageWords:
    """A `monitor.console.reader.CaptureReader`."""

    rulebook: Rulebook | None = None

    def lines(
        self, body: bytes, *, url: str, content_type: str, status: int | None, day: date
    ) -> list[str]:
        answer = ReceivedAnswer(body, url, status, content_type=content_type)
        facts = read_answer(answer, ReadingContext(day, self.rulebook))
        lines = [line.strip() for line in facts.text.split("\n") if line.strip()]
        if facts.kind is not PageKind.ATTACHMENT:
            lines = in_rows(lines, decode(body, content_type).text)
        has_own_title = (
            facts.title and facts.kind is not PageKind.ATTACHMENT and facts.title not in lines[:2]
        )
        return [facts.title, *lines] if has_own_title else lines

    def source(self, body: bytes, *, content_type: str) -> str:
        return decode(body, content_type).text

    def is_document(self, body: bytes, *, url: str, content_type: str) -> bool:
        return is_document(ReceivedAnswer(body, url, content_type=content_type))
