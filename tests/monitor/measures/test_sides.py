"""Which documents count for a side, and when too little was seen."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.dossier.facts import MentionDocument
from monitor.measures.sides import documents_on, too_little_was_seen
from store.records import Mention
from tests.monitor.notation import dossier

NIGHT = dossier({"day": date(2026, 11, 23)})


def document(url: str, *sides: str, sha256: str = "") -> MentionDocument:
    mentions = tuple(Mention(side, "词", "句") for side in sides)
    return MentionDocument(url, "", None, sha256, mentions)


def test_a_document_counts_once_however_often_it_was_put_up() -> None:
    twice = document("a", "fees", "powers", sha256="x"), document("b", "powers", sha256="x")
    night = replace(NIGHT, mentions=(*twice, document("c", "duties"), document("d", "powers")))
    assert [each.url for each in documents_on(night, ("powers", "fees"))] == ["b", "d"]
    assert [each.url for each in documents_on(night, ("duties",))] == ["c"]


@pytest.mark.parametrize(
    ("pages", "share", "too_little"),
    [(30, 0.8, False), (29, 1.0, True), (100, 0.79, True)],
)
def test_too_little_was_seen(pages: int, share: float, too_little: bool) -> None:
    coverage = replace(NIGHT.coverage, pages_captured=pages, pages_open_share=share)
    assert too_little_was_seen(replace(NIGHT, coverage=coverage)) is too_little
