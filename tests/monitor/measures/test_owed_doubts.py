"""Where what was not found may stand all the same, one way at a time: each turns the accusation of an
otherwise bare site into a reason.
"""

from datetime import date
from typing import Any

import pytest

from monitor.dossier.facts import Dossier
from monitor.judging.verdict import Why
from monitor.measures.owed import naming, owed_by, titles_of
from monitor.measures.owed_doubts import was_watched_when_due, watched, why_in_doubt
from tests.monitor.notation import HOST, dossier

DAY = date(2026, 6, 5)
SCRIPTED: dict[str, Any] = {"seen": [f"needs_browser {DAY}..{DAY} x1"], "page_kind": ""}


def bare(**more: object) -> Dossier:
    return dossier({"day": DAY, "read": {}, "sites": [{}], **more})


def doubt(found: Dossier, item: str = "guide") -> Why | None:
    owed = next(each for each in owed_by(found) if each.item.id == item)
    return why_in_doubt(owed, naming(owed.item, titles_of(found)), found)


def channel(name: str, of: str = "other", **more: object) -> list[dict[str, object]]:
    return [{"channels": [{"name": name, "class": of, **more}]}]


def test_a_bare_site_that_was_read_leaves_none() -> None:
    assert doubt(bare()) is None


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"sites": [{"seen": [f"tcp_timeout {DAY}..{DAY} x1"]}]}, Why.SITE_DOWN),
        ({"coverage": {"open": 0.79}}, Why.COVERAGE_LOW),
        ({"coverage": {"state": "partial"}}, Why.COVERAGE_LOW),
        ({"menus": []}, Why.PARSE_ANOMALY),
        ({"menus": [f"closed {HOST}/zn.htm 公开指南"]}, Why.SITE_DOWN),
        ({"menus": [f"unknown {HOST}/zn.htm 公开指南"]}, Why.NOT_VISITED),
        ({"menus": ["elsewhere http://a.example.cn/ 政务公开"]}, Why.EXTERNAL_PLATFORM),
        ({"menus": ["elsewhere http://xxgk.example.cn/ 县政府"]}, Why.EXTERNAL_PLATFORM),
        ({"sites": channel("数据", **SCRIPTED)}, Why.NEEDS_BROWSER),
        ({"sites": channel("公开指南", jumps_to="http://x.example.cn/")}, Why.EXTERNAL_PLATFORM),
        ({"sites": channel("公开指南", anomalies=["list_cut"])}, Why.PARSE_ANOMALY),
        ({"read": {"government": False}}, Why.COMMON_PLATFORM_UNREAD),
        ({"read": {"directories": ["部门信息公开"]}}, Why.COMMON_PLATFORM_UNREAD),
        ({"unit": {"parent": "gongan"}}, Why.COMMON_PLATFORM_UNREAD),
        ({"sites": [{"kind": "portal_channel"}]}, Why.COMMON_PLATFORM_UNREAD),
        ({"shown": {"guide": [2, 3]}}, Why.COMMON_PLATFORM_UNREAD),
        ({"sites": [{"seen": ["open 2026-05-23..2026-06-05 x14"]}]}, Why.WATCHED_TOO_SHORT),
    ],
)
def test_each_of_these_is_one(more: dict[str, object], why: Why) -> None:
    assert doubt(bare(**more)) is why


@pytest.mark.parametrize(
    "more",
    [
        {"menus": ["elsewhere http://www.news.example.cn/ 新华网"]},
        {"menus": [f"closed {HOST}/x.htm 工作动态"]},
        {"menus": ["elsewhere http://www.gov.cn/1.htm 国务院办公厅关于推进政务公开工作的通知"]},
        {"sites": channel("工作动态", "news", **SCRIPTED)},
        {"unit": {"parent": "zhengfu"}},
        {"read": {"directories": ["部门信息公开年报"]}},
        {"menus": ["elsewhere http://a.example.cn/ 政务公开"], "read": {"hosts": ["a.example.cn"]}},
    ],
)
def test_and_none_of_these(more: dict[str, object]) -> None:
    assert doubt(bare(**more)) is None


def test_a_government_needs_no_other_site_but_is_asked_whether_anybody_shows_it() -> None:
    unit = {"id": "zhengfu", "name": "某县人民政府", "kind": "government"}
    nobody = {"units": [], "government": False}
    assert doubt(bare(unit=unit, read=nobody)) is None
    assert doubt(bare(unit=unit, read=nobody, shown={"guide": [1, 1]})) is not None
    assert doubt(bare(unit=unit, read=nobody, shown={"interaction": [0, 0]}), "interaction") is None


def test_how_long_it_was_watched_and_since_before_its_day() -> None:
    found = bare(sites=[{"seen": ["open 2026-01-20..2026-06-05 x100"]}])
    report = next(each for each in owed_by(found) if each.year == 2025)
    older = next(each for each in owed_by(found) if each.year == 2024)
    assert watched(found) == (DAY - date(2026, 1, 20)).days
    assert was_watched_when_due(report, found)
    assert not was_watched_when_due(older, found)
