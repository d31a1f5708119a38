"""The crawler's reader, lent to the console: kept bytes as words, through the same eyes that judged
them.
"""

import re
from dataclasses import dataclass
from datetime import date

from config.rulebook import Rulebook
from crawler.documents.answers import lines_of_answer, look_of, read_answer
from crawler.extract.document_kind import document_kind
from crawler.extract.encoding import decode
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from store.privacy.markup import mask_markup
from store.privacy.numbers import FEWEST_PLACES, find
from store.queries.evidence import Private

_MAY_SPELL_ONE = re.compile(rb"\d{17}[\dXx]")


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
        look = look_of(ReceivedAnswer(body, url, content_type=content_type))
        return None if look is None else mask_markup(look)

    def source(self, body: bytes, *, content_type: str) -> str:
        return mask_markup(decode(body, content_type).text)

    def private(self, body: bytes, *, url: str, content_type: str, day: date) -> Private | None:
        if len(body) < FEWEST_PLACES:
            return None
        if self.spells_number(body, url=url, content_type=content_type):
            return Private.SHOWS_NUMBERS
        answer = ReceivedAnswer(body, url, content_type=content_type)
        numbers = read_answer(answer, ReadingContext(day, self.rulebook)).personal_numbers
        if numbers is None:
            return Private.UNREAD
        return Private.SHOWS_NUMBERS if numbers else None

    def spells_number(self, body: bytes, *, url: str, content_type: str) -> bool:
        """Whether a page's source holds what looks like one. In a script where nothing says so it
        is not counted, for it may be an entry's; it is masked all the same, and may be a person's.
        """
        if _MAY_SPELL_ONE.search(body) is None:
            return False
        return not self.is_document(body, url=url, content_type=content_type) and bool(
            find(decode(body, content_type).text, in_words=True)
        )

    def is_document(self, body: bytes, *, url: str, content_type: str) -> bool:
        return document_kind(body, url, content_type) != ""
