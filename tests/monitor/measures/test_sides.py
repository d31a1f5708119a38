"""Which documents count for a side, and when too little was seen."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.dossier.facts import MentionDocument
from monitor.measures.sides import sides_of, too_little_was_seen
from store.records import Mention
from tests.monitor.notation import dossier

NIGHT = dossier({"day": date(2026, 11, 23)})


def document(url: str, *sides: str, sha256: str = "") -> MentionDocument:
    mentions = tuple(Mention(side, "词", "句") for side in sides)
    return MentionDocument(url, "", None, sha256, mentions)


def test_a_document_counts_once_however_often_it_was_put_up() -> None:
    twice = document("a", "fees", "powers", sha256="x"), document("b", "powers", sha256="x")
    night = replace(NIGHT, mentions=(*twice, document("c", "duties"), document("d", "powers")))
    found = sides_of(night)
    assert [each.url for each in found["powers"]] == ["b", "d"]
    assert [each.url for each in found["duties"]] == ["c"]


def test_powers_and_fees_add_up() -> None:
    night = replace(NIGHT, mentions=(document("a", "fees", "powers"), document("b", "fees")))
    found = sides_of(night)
    assert [[each.url for each in found[side]] for side in ("powers", "fees")] == [["a"], ["b"]]


def test_a_decision_on_a_penalty_is_no_basis_of_it() -> None:
    decision = replace(document("a", "powers", "rights"), title="环保局行政处罚决定书（2026）3号")
    found = sides_of(replace(NIGHT, mentions=(decision,)))
    assert [len(found[side]) for side in ("powers", "fees", "duties", "rights")] == [0, 0, 0, 1]


@pytest.mark.parametrize(
    ("pages", "share", "too_little"),
    [(30, 0.8, False), (29, 1.0, True), (100, 0.79, True)],
)
def test_too_little_was_seen(pages: int, share: float, too_little: bool) -> None:
    coverage = replace(NIGHT.coverage, pages_captured=pages, pages_open_share=share)
    assert too_little_was_seen(replace(NIGHT, coverage=coverage)) is too_little
