"""How a reader of answers is called, so that crawls, rereads and tests may be given another, and
which version ours has.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from config.rulebook import Rulebook
from crawler.extract.received_answer import ReceivedAnswer
from store.records import PageFacts

# Raised whenever the same bytes would give other facts; every fact row carries it.
EXTRACTOR = "reader-9"


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What a reading goes by beside the answer itself.

    `as_of` is the day of the look: nothing dated later than the day after it is believed.
    `rulebook` None is the shipped one. `masks` are block hashes known to be volatile on this page.
    `key` is the office's (`store.privacy.key`): readings that are kept are made with it.
    """

    as_of: date
    rulebook: Rulebook | None = None
    masks: frozenset[str] = frozenset()
    key: bytes = b""


Reader = Callable[[ReceivedAnswer, ReadingContext], PageFacts]
"""`crawler.documents.answers.read_answer`, which reads pages and documents, or a stand-in. Never
raises, whatever the bytes.
"""
