"""Every way a visit can end has a cause and a remedy in both languages, and no two are told alike."""

import pytest

from store.outcome_words import cause_of, our_cause, remedy_of, unread_words
from store.outcomes import Ours, Outcome


def test_every_outcome_is_told_in_both_languages() -> None:
    for outcome in Outcome:
        assert all((*cause_of(outcome), *remedy_of(outcome))), outcome
    causes = [cause_of(outcome) for outcome in Outcome]
    assert len(set(causes)) == len(causes)


def test_every_reason_of_ours_names_us() -> None:
    said = [our_cause(reason) for reason in Ours]
    assert len(set(said)) == len(said)
    assert all("检查" in words.zh for words in said)
    assert our_cause("something new") == cause_of(Outcome.NOT_JUDGED)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("image_only: 1 of 1 pages are pictures without words", "以图片形式公开"),
        ("image_only: recognised (OCR), for reference only: its sums do not prove it", "仅供参考"),
        ("picture_of_table: a picture stands where the table should", "是图片"),
        ("garbled pdf: its font names other characters than it prints", "错乱"),
        ("附件1.doc: encrypted", "已加密"),
        ("rar or 7z: no program here unpacks it (install unar)", "不能读取"),
    ],
)
def test_why_a_document_was_not_read_is_said_in_words(why: str, said: str) -> None:
    assert said in unread_words(why).zh
    assert unread_words("something new") == ("something new", "something new")
