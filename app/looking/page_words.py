"""The crawler's reader, lent to the console: kept bytes as words, through the same eyes that judged
them.
"""

from dataclasses import dataclass
from datetime import date

from config.rulebook import Rulebook
from crawler.documents.answers import is_document, lines_of_answer, look_of
from crawler.extract.encoding import decode
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer


@dataclass(frozen=True, slots=True)
class PageWords:
    """A `monitor.console.reader.CaptureReader`."""

    rulebook: Rulebook | None = None

    def lines(
        self, body: bytes, *, url: str, content_type: str, status: int | None, day: date
    ) -> list[str]:
        answer = ReceivedAnswer(body, url, status, content_type=content_type)
        return lines_of_answer(answer, ReadingContext(day, self.rulebook))

    def look(self, body: bytes, *, url: str, content_type: str) -> str | None:
        return look_of(ReceivedAnswer(body, url, content_type=content_type))

    def source(self, body: bytes, *, content_type: str) -> str:
        return decode(body, content_type).text

    def is_document(self, body: bytes, *, url: str, content_type: str) -> bool:
        return is_document(ReceivedAnswer(body, url, content_type=content_type))
