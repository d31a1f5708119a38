"""The truth is true: every subject answers as it claims, and what only looks like a fault is none."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from demo.city import City
from demo.limits import add_months, is_overdue
from tests.demo.asking import ask

_ELEVEN = {
    "guotu",
    "gongan",
    "dishui",
    "fayuan",
    "zhijian",
    "anjian",
    "weisheng",
    "huanbao",
    "jingji",
    "renfang",
    "shuili",
}
_DUTY_WORDS = [
    "责任清单",
    "责任事项",
    "追责情形",
    "职责",
    "服务承诺",
    "承诺时限",
    "办理时限",
    "办结时限",
    "首问负责",
    "限时办结",
    "一次性告知",
    "工作纪律",
    "便民措施",
    "廉洁",
]
_RIGHT_WORDS = [
    "权利",
    "救济",
    "行政复议",
    "行政诉讼",
    "申诉",
    "听证",
    "陈述申辩",
    "监督电话",
    "监督投诉",
    "投诉举报",
    "举报电话",
    "咨询电话",
    "依申请公开",
    "知情权",
    "国家赔偿",
    "减免",
    "免费",
    "不予收费",
]


@pytest.fixture(
    scope="module",
    params=[
        ("inspection-2012", 1),
        ("inspection-2012", 2),
        ("inspection-2012", 3),
        ("today", 1),
        ("today", 2),
        ("today", 3),
    ],
    ids=str,
)
def city(request: pytest.FixtureRequest) -> Iterator[City]:
    planted = City(*request.param)
    planted.set_now(planted.nights[-1])
    yield planted
    planted.stop()


def test_the_named_lists_of_2012(old_city: City) -> None:
    truth = old_city.truth
    assert truth.no_own_site == _ELEVEN
    assert truth.intranet_only == {"jianchayuan"}
    assert truth.stale_units == {"zhangji", "zanyang", "huanbao", "jingji", "shuili", "weisheng"}
    assert truth.good_examples == {"caizheng", "yaojian", "gongdian"}
    assert not truth.good_examples & (
        truth.stale_units | truth.no_own_site | truth.vague_units | truth.one_sided_units
    )
    assert not truth.clear_units & {unit for unit, _, _ in truth.findings}
    assert min(len(truth.vague_units), len(truth.one_sided_units), len(truth.losing_units)) >= 3
    assert len(truth.losing_units) == 17
    assert len(old_city.scenario.units) == 34


def test_today_has_all_nine_faults(city_of_today: City) -> None:
    rules = {rule for _, rule, _ in city_of_today.truth.findings}
    assert rules == {
        "missing_site",
        "intranet_only_site",
        "stale_homepage",
        "stale_channel",
        "empty_channel",
        "vague_expense",
        "missing_disclosure",
        "one_sided_disclosure",
        "vanished_item",
    }
    assert len(city_of_today.scenario.units) == 34


def test_a_vanished_item_was_there_and_is_gone_for_more_than_fourteen_days(city: City) -> None:
    end, early = city.nights[-1], city.nights[-1] - timedelta(days=15)
    for _, _, url in _of(city, "vanished_item"):
        seen = [night for night in city.nights if _is_there(city, url, night)]
        lost = [night for night in city.nights if night > seen[-1]]
        assert len(lost) >= 3
        assert lost[0] <= early
        assert lost[-1] == end


def test_every_item_that_is_not_named_still_opens(city: City) -> None:
    named = {url for _, _, url in _of(city, "vanished_item")}
    for unit in city.scenario.units:
        site = city._world.site_of(unit.id)
        if site and site.behaviour(city.now).value == "healthy":
            for channel in city._world.channels_of(unit.id):
                urls = set(city.item_urls(unit.id, channel.key)) - named
                assert [url for url in urls if not _is_there(city, url, city.nights[-1])] == []


def test_stale_and_empty_channels_answer_as_claimed(city: City) -> None:
    for _, _, url in _of(city, "stale_channel"):
        page = ask(city, url, city.nights[-1]).body
        newest = max(day for day in _dates(page) if day.year < 2027)
        assert (city.nights[-1].date() - newest).days > 14
    for _, _, url in _of(city, "empty_channel"):
        answer = ask(city, url, city.nights[-1])
        assert answer.status == 200
        assert _dates(answer.body) == []


def test_a_vague_line_is_heavy_and_every_other_one_is_light_or_explained(city: City) -> None:
    for unit, _, subject in _of(city, "vague_expense"):
        paper, _, line = subject.removeprefix("spending:").split(":")
        assert any(
            share > 0.2 for code, name, share in _shares(city, unit, paper) if line in (code, name)
        )
    named = {(unit, subject.rsplit(":", 1)[-1]) for unit, _, subject in _of(city, "vague_expense")}
    excused = {
        unit
        for unit, spending in city._world.faults.spending.items()
        if spending.style.startswith("explained")
    }
    for unit in (planned.id for planned in city.scenario.units):
        for paper in ("budget", "final_accounts"):
            for code, name, share in _shares(city, unit, paper):
                if name.startswith("其他") and code != "30239" and share > 0.03:
                    assert (unit, code or name) in named or unit in excused


def test_one_sided_units_are_silent_on_their_side(city: City) -> None:
    for unit, silence in city._world.faults.one_sided.items():
        said = "".join(
            channel.text + "".join(item.title + item.html for item in channel.items)
            for channel in city._world.channels_of(unit)
        )
        if "duties" in silence.value:
            assert [word for word in _DUTY_WORDS if word in said] == []
        if "rights" in silence.value:
            assert [word for word in _RIGHT_WORDS if word in said] == []
        powers = [
            item
            for channel in city._world.channels_of(unit)
            if channel.kind == "powers"
            for item in channel.items
            if item.is_out(city.nights[0])
        ]
        assert len(powers) >= 3


def test_a_one_sided_unit_has_pages_enough_to_be_judged(city: City) -> None:
    for unit in city._world.faults.one_sided:
        assert (
            sum(len(channel.items) for channel in city._world.channels_of(unit))
            + len(city._world.channels_of(unit))
            >= 30
        )


@pytest.mark.parametrize(
    ("kind", "newest", "as_of", "overdue"),
    [
        ("news", date(2012, 3, 1), date(2012, 3, 15), False),
        ("news", date(2012, 3, 1), date(2012, 3, 16), True),
        ("notice", date(2012, 8, 31), date(2013, 2, 28), False),
        ("notice", date(2012, 8, 31), date(2013, 3, 1), True),
        ("guide", date(2001, 1, 1), date(2012, 1, 1), False),
    ],
)
def test_limits_are_those_of_the_rulebook(
    kind: str, newest: date, as_of: date, overdue: bool
) -> None:
    assert is_overdue(kind, newest, as_of) is overdue
    assert add_months(date(2012, 2, 29), 12) == date(2013, 2, 28)


def _of(city: City, rule: str) -> list[tuple[str, str, str]]:
    return [
        (unit, name, subject.split(":", 1)[1] if rule != "vague_expense" else subject)
        for unit, name, subject in city.truth.findings
        if name == rule
    ]


def _is_there(city: City, url: str, night: datetime) -> bool:
    answer = ask(city, url, night)
    return (
        answer.status == 200
        and "页面不存在".encode() not in answer.body
        and "页面不存在".encode("gbk") not in answer.body
    )


def _dates(page: bytes) -> list[date]:
    found = re.findall(rb"(?:>|\[)(\d{4})-(\d{1,2})-(\d{1,2})(?:<|\])", page)
    return [date(*map(int, numbers)) for numbers in found]


def _shares(city: City, unit: str, paper: str) -> Iterator[tuple[str, str, float]]:
    """(code, name, share of the table's total) of every spending row of the unit's papers of that
    kind.
    """
    for channel in city._world.channels_of(unit):
        for item in channel.items if channel.kind == "budget" else ():
            if item.title.endswith("预算" if paper == "budget" else "决算"):
                for file in item.attachments:
                    yield from _sheet_shares(file.data)
                for table in re.findall(r"<table.*?</table>", item.html, re.S):
                    rows = [
                        re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)
                        for row in re.findall(r"<tr>(.*?)</tr>", table)
                    ]
                    yield from _table_shares(rows)


def _sheet_shares(data: bytes) -> Iterator[tuple[str, str, float]]:
    for sheet in load_workbook(BytesIO(data)).worksheets:
        yield from _table_shares(
            [
                [str(cell if cell is not None else "") for cell in row]
                for row in list(sheet.iter_rows(values_only=True))[2:]
            ]
        )


def _table_shares(rows: list[list[str]]) -> Iterator[tuple[str, str, float]]:
    head, *lines = rows
    if "收入" in head[0]:
        return
    has_codes = head[0] == "科目编码"
    amounts = [
        (
            row[0] if has_codes else "",
            row[1 if has_codes else 0].strip("　"),
            float(row[2 if has_codes else 1].replace(",", "")),
        )
        for row in lines
    ]
    total = amounts[0][2]
    for code, name, amount in amounts[1:]:
        yield code, name, amount / total
    leaves = [amount for code, _, amount in amounts[1:] if len(code) == 3]
    if leaves:
        assert abs(sum(leaves) - total) < 0.01
