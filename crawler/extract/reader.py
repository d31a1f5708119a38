"""How a reader of answers is called, so that a crawl, a reread and their tests can be given another
one.
"""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from config.rulebook import Rulebook
from store.records import PageFacts


class Read(Protocol):
    """`crawler.documents.answers.read_answer`, which reads pages and documents, or a stand-in."""

    def __call__(
        self,
        body: bytes,
        *,
        url: str,
        headers: Mapping[str, str],
        status: int | None,
        content_type: str,
        as_of: date,
        rulebook: Rulebook | None,
        masks: frozenset[str],
    ) -> PageFacts: ...
