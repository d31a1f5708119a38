"""Messages as comments."""

from crawler.extract.flat import flatten
from crawler.extract.labelled.comments import comments_of
from crawler.extract.safe_parse import parse

ANSWER = "<li class='comment bypostauthor'><time>2026-05-06</time><p>好。</p></li>"
WATER = "<li class=comment><b>甲</b><time>2026-05-01</time><p>供水</p><ol>{}</ol></li>"
POWER = "<li class=comment><b>乙</b><time>2026-05-02</time><p>供电</p></li>"


def told(html: str) -> list[tuple[str, str | None, str | None]]:
    """(line, day of the answer, its words) of each."""
    page = flatten(parse(f"<body><ol>{html}</ol></body>"))
    return [(line, shown.answered, shown.reply) for line, shown in comments_of(page, set())]


def test_an_answer_stands_within_its_comment() -> None:
    assert told(WATER.format(ANSWER) + POWER) == [
        ("供水", "2026-05-06", "好。"),
        ("供电", None, ""),
    ]


def test_an_answer_to_an_answer_is_the_comment_s() -> None:
    reader = f"<li class=comment><time>2026-05-03</time><p>同问</p><ol>{ANSWER}</ol></li>"
    assert told(WATER.format(reader)) == [("供水", "2026-05-06", "好。")]


def test_where_answers_stand_beside_the_comments_silence_says_nothing() -> None:
    assert told(WATER.format("") + POWER + ANSWER) == [("供水", None, None), ("供电", None, None)]
    assert told(POWER) == [("供电", None, None)]


def test_elements_of_other_names_are_no_comments() -> None:
    assert told("<li class=comments><time>2026-05-02</time><p>供电</p></li>") == []
