"""Which of several links in one line are entries."""

import pytest

from tests.extract.rows.lists import TITLES, entries, link


@pytest.mark.parametrize(
    "beside",
    [
        ["<a href=/jz/>[讲座]</a>", "<a href=/zl/>[展览]</a>", "<a href=/jz/>[讲座]</a>", "<a href=/se/>[少儿]</a>"],
        ["<a href=/dept.asp?id=7>县水利局办公室</a>"] * 3 + ["<a href=/dept.asp?id=9>县文化和旅游局</a>"],
        ["<a href=/a/>动态</a>"] * 4,
        ["<a href=/search?k=1>校企</a><a href=/search?k=2>竞赛</a>"] * 4,
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["{0}{1}<i>{2}</i>", "<p>{0}</p><p>{1}</p><i>{2}</i>"])
def test_channels_and_offices_beside_the_title_are_none(beside: list[str], form: str) -> None:
    days = ("2012-06-18", "2012-06-11", "2012-06-03", "2012-05-29")
    rows = [
        f"<li>{form.format(other, link(place), day)}</li>"
        for place, (other, day) in enumerate(zip(beside, days, strict=True))
    ]
    assert entries(f"<ul>{''.join(rows)}</ul>") == [*zip(TITLES, days, strict=False)]


def test_a_day_that_is_a_link_is_no_title() -> None:
    rows = [
        f"<li>{link(place, '标题短')}{link(place, day)}</li>"
        for place, day in enumerate(("18 六月，2012", "11 六月，2012", "3 五月，2012"))
    ]
    assert [title for title, _ in entries(f"<ul>{''.join(rows)}</ul>")] == ["标题短"] * 3
