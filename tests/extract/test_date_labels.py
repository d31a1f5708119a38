"""What the words before a day say that it is."""

import pytest

from crawler.extract.date_labels import label_of, role_of


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("发布时间:", "labelled"), ("发 布 日 期 :", "labelled"), ("来源:水利局 | 公开日期:", "labelled"), ("发布 ", "labelled"), ("教育局 发布 ", "labelled"), ("公开:", "labelled"), ("刊登于", "labelled"), ("公示日期:", "labelled"), ("Published by A. Clerk on Sunday", "labelled"), ("issued:", "labelled"), ("时间:", "labelled"),
        ("成文日期:", "signed"), ("成文 ", "signed"), ("更新时间:", "updated"), ("更新发布时间:", "labelled"), ("截止日期[", "deadline"), ("截止:", "deadline"), ("公示时间:", "deadline"), ("首次公告日期:", "deadline"), ("施行日期:", "effective"), ("今天是", "clock"), ("欢迎光临!", "clock"),
        # a verb within words is none, and nor are other things' times
        ("经县政府公布", None), ("审核时间:", None), ("来信时间:", None), ("水利局", None), ("", None),
    ],
)  # fmt: skip
def test_roles(before: str, role: str | None) -> None:
    assert role_of(before) == role


@pytest.mark.parametrize(
    ("first", "second"),
    [("发布时间:", "录入时间:"), ("公开日期:", "添加时间:"), ("发布:", "发文日期:"), ("录入时间:", "发文日期:"), ("发布时间:", "公告日期:")],
)  # fmt: skip
def test_of_two_days_of_publication_that_put_before_readers_speaks(first: str, second: str) -> None:
    one, other = label_of(first), label_of(second)
    assert one is not None
    assert other is not None
    assert (one.role, one.rank < other.rank) == (other.role, True)
