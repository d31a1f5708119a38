"""Words for comparison: the same whether a line is worked on alone or with all others of its page."""

import pytest

from crawler.extract.stable import shape_of, shapes_of, stable_lines, stable_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("・通知　公告：第３期（2012年）", "通知公告:第3期(2012年)"),
        ("“意见”、《办法》……", '"意见",《办法》...'),
        ("Café  de\u3000la  Paix", "Cafe de la Paix"),
        ("Cafe\u0301 №1 ½", "Cafe No1 1/2"),
        ("\uff76\uff9e\u1100\u1161", "ガ가"),
        ("零点——十二点", "〇点-十二点"),
    ],
)
def test_what_looks_alike_is_alike(text: str, words: str) -> None:
    assert stable_words(text) == words


LINES = [
    "１．关于2012年　预算的公示",
    "",
    "e",
    "\u0301 after a mark",
    "Word ",
    " Word",
    "…",
    "..",
    "共１２人",
    "3-",
    "-4",
    "\uff9e",
]


@pytest.mark.parametrize("lines", [[], [""], LINES, [*LINES, "between \x01 lines"]])
def test_lines_do_not_touch_each_other(lines: list[str]) -> None:
    words = [stable_words(line) for line in lines]
    assert stable_lines(lines) == words
    assert shapes_of(words) == [shape_of(line) for line in words]
