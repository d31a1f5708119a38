"""The shape that every paper has."""

import pytest

from config.words import Spoken, Words, word_table
from monitor.report.papers.paper import (
    PAPER_WORDS,
    Level,
    body,
    numbered,
    numbered_parts,
    numeral,
    part,
    section,
)

SAY = Spoken(word_table(PAPER_WORDS), "zh")


@pytest.mark.parametrize(
    ("place", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三")]
)
def test_headings_are_counted_past_ten(place: int, said: str) -> None:
    assert numeral(place, "zh") == said
    assert section(place, Words("甲", "a"), SAY).text == f"（{said}）甲"


def test_parts_without_anything_to_say_take_no_number() -> None:
    told = [*numbered_parts([[part("甲"), body("子")], [], [part("乙")]], SAY)]
    assert [one.text for one in told] == ["一、甲", "子", "二、乙"]
    assert [one.level for one in told] == [Level.PART, Level.BODY, Level.PART]


def test_one_line_alone_has_no_number() -> None:
    assert numbered(["甲"], SAY) == ["甲"]
    assert numbered(["甲", "乙"], SAY) == ["1.甲", "2.乙"]
