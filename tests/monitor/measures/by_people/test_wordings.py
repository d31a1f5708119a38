"""Old names parted by what people said of them."""

from dataclasses import replace
from datetime import date

from monitor.measures.by_people.wordings import old_name_hits
from store.desk.wording import WordingAnswer
from tests.monitor.notation import dossier

BUILT = dossier({"day": date(2026, 11, 23), "sites": [{}], "old_names": ["confirmed 国土资源部"]})


def test_the_latest_word_counts() -> None:
    (said,) = BUILT.wording
    later = replace(said, what=WordingAnswer.DISMISSED)
    (hit,) = old_name_hits(replace(BUILT, wording=(said, later)))
    assert not hit.is_confirmed


def test_another_sentence_is_another_question() -> None:
    (said,) = BUILT.wording
    (hit,) = old_name_hits(replace(BUILT, wording=(replace(said, sentence="另一句"),)))
    assert hit.said is None


def test_a_page_that_is_gone_is_not_spoken_of() -> None:
    gone = tuple(replace(document, is_there=False) for document in BUILT.mentions)
    assert old_name_hits(replace(BUILT, mentions=gone)) == []
