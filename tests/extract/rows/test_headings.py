"""Days that rows tell in part, completed by what stands above them."""

import pytest

from tests.extract.rows.lists import days, link


def under(*parts: str | tuple[int, str]) -> str:
    """Headings, and rows of (place, what stands before the link)."""
    return "".join(
        part if isinstance(part, str) else f"<ul><li><em>{part[1]}</em>{link(part[0])}</li></ul>"
        for part in parts
    )


def in_one_list(heading: str, *told: str) -> str:
    rows = "".join(f"<li><em>{day}</em>{link(place)}</li>" for place, day in enumerate(told))
    return f"{heading}<ul>{rows}</ul>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (under("<h5>2012年6月</h5>", (0, "18日"), (1, "3日"), "<h5>2011年12月</h5>", (2, "28日")), ["2012-06-18", "2012-06-03", "2011-12-28"]),
        (under("<h3>2012年</h3>", "<h4>6月</h4>", (0, "18日"), "<h4>5月</h4>", (1, "6日"), "<h3>2011年</h3>", "<h4>十二月</h4>", (2, "28")), ["2012-06-18", "2012-05-06", "2011-12-28"]),
        (under("<h3>2011年</h3>", (0, "12-25"), (1, "11-03"), "<h3>2010年</h3>", (2, "12-30")), ["2011-12-25", "2011-11-03", "2010-12-30"]),
        (under("<p>2012.6</p>", (0, "18"), (1, "3"), "<p>2012.5</p>", (2, "29")), ["2012-06-18", "2012-06-03", "2012-05-29"]),
        (under("<p>二〇一二年六月</p>", (0, "十八日"), "<p>二〇一二年五月</p>", (1, "六日")), ["2012-06-18", "2012-05-06"]),
        (under("<h4>2012-06-18</h4>", (0, ""), (1, ""), "<h4>2012-06-03</h4>", (2, "")), ["2012-06-18", "2012-06-18", "2012-06-03"]),
        (in_one_list("<h3>2011年</h3>", "12-25", "11-03", "02-01"), ["2011-12-25", "2011-11-03", "2011-02-01"]),
    ],
)  # fmt: skip
def test_a_heading_completes_what_the_rows_below_tell(body: str, expected: list[str]) -> None:
    assert days(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        # numbers of the rows
        in_one_list("<h3>2012年6月</h3>", "1", "2", "3"),
        under("<h3>2012年6月</h3>", (0, "1"), (1, "2"), "<h3>2012年5月</h3>", (2, "1"), (3, "2")),
        # another month than the heading's
        in_one_list("<h3>2012年6月</h3>", "05-18", "05-03"),
        # days that end what stands above them
        under((0, ""), "<h4>2012-06-18</h4>", (1, ""), "<h4>2012-06-03</h4>", (2, "")),
        # a day alone above a list is today's
        under("<h4>2012-06-20</h4>", (0, ""), (1, ""), (2, "")),
        # the year's tabs
        in_one_list("<div><b>2012年</b></div><div><b>2011年</b></div>", "18日", "11日", "3日"),
    ],
)  # fmt: skip
def test_what_heads_nothing_for_sure_dates_nothing(body: str) -> None:
    assert {*days(body)} <= {""}


def test_a_day_that_would_be_yet_to_come_is_none() -> None:
    assert days(in_one_list("<h3>2012年</h3>", "06-18", "12-25", "06-01")) == [
        "2012-06-18",
        "",
        "2012-06-01",
    ]
