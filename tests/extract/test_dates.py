"""Dates: every spelling of docs/field-notes.md §10.3 is read, and no number that only looks like a
date is.
"""

from datetime import date

import pytest

from crawler.extract.dates import (
    find_dates,
    read_date,
    read_month_day,
    read_relative,
    url_date,
    with_year,
)

AS_OF = date(2022, 4, 1)
SPRING = date(2022, 3, 28)

READ = [
    "2022-03-28", "2022-3-28", "2022/03/28", "2022/3/28", "2022.03.28", "2022.3.28", "2022-03-28 08:11", "2022-03-28 08:11:05", "2022-03-28T08:11:00+08:00",
    "2022年3月28日", "2022年03月28日", "2022 年 3 月 28 日", "2022年3月28号", "2022年3月28", "２０２２年３月２８日", "２０２２-０３-２８", "２０２２．３．２８", "2022—03—28 21∶37", "2022–03–28", "2022－03－28", "2022／03／28",
    "二〇二二年三月二十八日", "二○二二年三月二十八日", "二Ｏ二二年三月二十八日", "二O二二年三月二十八日", "二零二二年三月二十八日", "二0二二年三月二十八日", "二〇二二年三月廿八日", "二〇二二年三月二十八号", "二〇二二年 三月 二十八日", "二〇二二年3月28日",
    "[2022-03-28]", "(2022-03-28)", "（2022-03-28）", "【2022-03-28】", "〔2022-03-28〕", "时间：2022-03-28", "发布日期:2022-03-28 来源:本站", "2022-03-28来源：本站", "日期2022-03-28", "　2022-03-28　", "2022-03-28\u00a008:11", "22年3月28日", "2022-03-27T16:11:00Z", "2022-03-27T23:59:59.000Z",
    "2022 - 03 - 28", "2022 .3 .28", "于2022年3月28日召开", "2022年3月28日（星期一）", "2022年3月28日8时",
]  # fmt: skip

NOT_READ = [
    "赞政发〔2012〕15号", "国办发〔2012〕4号", "0722-2022032", "0710-8222022", "浏览次数：20220328", "20220328", "2022-02-30", "2022-13-01", "2022-00-10", "2021-02-29", "2022年2月30日", "二〇二二年十三月一日",
    "22-03-28", "12-03-05", "03-05-12", "壬寅年二月廿六", "©2012–2026", "2012-2026", "v2022.3.28.1", "1.2022.3.28", "SD2022-03-28-001", "2022-03-28-001", "2022年3月", "2022-03", "第2022期", "共2022条", "民国11年3月28日",
    "2022032", "420682202203281234", "http2022", "10.20.22.3", "9999-12-31", "0022-03-28", "1899-03-28", "2022:03:28", "2022年第3号", "3月28日", "15/16", "2022-3", "身份证号420682198203281234", "编号2022032801", "2022—2023学年",
]  # fmt: skip


YEAR_LAST = [
    "28 March 2022", "March 28, 2022", "28th March 2022", "Monday, March 28th, 2022 8:11", "28 Mar 2022", "Mar. 28, 2022", "28-Mar-2022", "28. März 2022", "28 mars 2022", "28 de marzo de 2022", "28.03.2022", "28. 3. 2022", "28/03/2022", "03/28/2022", "28-03-2022", "Mon, 28 Mar 2022 08:11:00 +0100", "28.03.2022, 08:11 Uhr", "28. März 2022 - 15:00",
]  # fmt: skip
NO_YEAR_LAST = [
    "03/05/2022", "26-28 March 2022", "version 28.3.2022.1", "10.28.3.2022", "March 2022", "30 Feb 2022", "31.02.2022", "28 Marx 2022", "Page 28 of 2022", "28 March 20221", "Room28 March 2022", "3/2022",
]  # fmt: skip


@pytest.mark.parametrize("text", YEAR_LAST)
def test_a_date_with_its_year_at_the_end_is_read(text: str) -> None:
    assert read_date(text) == SPRING


@pytest.mark.parametrize("text", NO_YEAR_LAST)
def test_what_two_readers_would_read_differently_is_refused(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("text", READ)
def test_a_date_is_read(text: str) -> None:
    assert read_date(text) == SPRING


@pytest.mark.parametrize("text", NOT_READ)
def test_what_only_looks_like_a_date_is_refused(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("发布日期:20220328", SPRING), ("20220328", SPRING), ("20220230", None), ("2022032", None), ("12345678", None), ("2022032811", None),
    ],
)  # fmt: skip
def test_the_compact_form_needs_a_label(text: str, day: date | None) -> None:
    assert read_date(text, is_labelled=True) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("一九九八年一月一日", date(1998, 1, 1)), ("二〇一〇年十月十日", date(2010, 10, 10)), ("二〇一〇年十一月三十一日", None), ("二〇一二年十二月卅一日", date(2012, 12, 31)), ("二〇一二年二月廿九日", date(2012, 2, 29)),
        ("二〇一一年二月廿九日", None), ("二〇一二年元月十日", date(2012, 1, 10)), ("二〇一二年正月初五", None), ("2012年10月31日", date(2012, 10, 31)), ("1987.11.5", date(1987, 11, 5)),
    ],
)  # fmt: skip
def test_numerals_and_calendar(text: str, day: date | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "month_day"),
    [
        ("[03-28]", (3, 28)), ("(03-28)", (3, 28)), ("03/28", (3, 28)), ("03-28", (3, 28)), ("3月28日", (3, 28)), ("[3.28]", (3, 28)), ("03-28 08:11", (3, 28)), ("（03-28）", (3, 28)), ("０３-２８", (3, 28)),
        ("02-30", None), ("13-01", None), ("[15/16]", None), ("1/6页", None), ("第3-28条", None), ("2022-03-28", None), ("", None),
    ],
)  # fmt: skip
def test_year_less_rows(text: str, month_day: tuple[int, int] | None) -> None:
    assert read_month_day(text) == month_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3小时前", AS_OF), ("25分钟前", AS_OF), ("刚刚", AS_OF), ("今天 08:30", AS_OF), ("昨天", date(2022, 3, 31)), ("昨天 18:20", date(2022, 3, 31)), ("前天", date(2022, 3, 30)), ("5天前", date(2022, 3, 27)),
        ("3小时前后", None), ("昨天的会议", None),
    ],
)  # fmt: skip
def test_relative_days_are_resolved_by_the_look(text: str, day: date | None) -> None:
    assert read_relative(text, AS_OF) == day


@pytest.mark.parametrize(
    ("month", "day", "not_after", "expected"),
    [
        (3, 28, date(2022, 4, 1), date(2022, 3, 28)), (4, 2, date(2022, 4, 1), date(2021, 4, 2)), (12, 30, date(2012, 1, 4), date(2011, 12, 30)), (2, 29, date(2023, 5, 1), date(2020, 2, 29)), (4, 1, date(2022, 4, 1), date(2022, 4, 1)),
    ],
)  # fmt: skip
def test_the_year_is_the_latest_possible(
    month: int, day: int, not_after: date, expected: date
) -> None:
    assert with_year(month, day, not_after) == expected


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.gov.cn/zwgk/202203/t20220328_12345.html", SPRING), ("http://a.gov.cn/art/2022/3/28/art_1_2.html", SPRING), ("http://a.gov.cn/html/2080/2022-03-28/content-1.html", SPRING), ("http://a.gov.cn/doc/2022/03/28/1.shtml", SPRING),
        ("http://a.gov.cn/columns/ab/202203/28/cd.html", SPRING), ("http://a.gov.cn/2022-03-28/1153543.html", SPRING), ("http://a.gov.cn/content/2022-03/28/content_5.htm", SPRING), ("http://a.gov.cn/20220328/1.html", SPRING), ("http://a.gov.cn/2022/0328/c1-2.html", SPRING),
        ("http://a.gov.cn/202203/t206701.html", None), ("http://a.gov.cn/col/c107449/202010/3f1c.shtml", None), ("http://a.gov.cn/info/1012/5671.htm", None), ("http://a.gov.cn/t20220230_1.html", None), ("http://a.gov.cn/show.asp?id=20220328", None),
    ],
)  # fmt: skip
def test_dates_in_addresses(url: str, day: date | None) -> None:
    assert url_date(url) == day


def test_all_dates_of_a_text_in_order() -> None:
    text = "自2012年3月5日起，至2012-06-30止，二〇一二年七月一日公布"
    assert [found.day for found in find_dates(text)] == [
        date(2012, 3, 5),
        date(2012, 6, 30),
        date(2012, 7, 1),
    ]
    assert all(text[f.start : f.end].strip() for f in find_dates(text))
