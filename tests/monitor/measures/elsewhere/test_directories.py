"""Which owed items a directory by unit may hold, by the name that the government gives it."""

from collections.abc import Sequence

import pytest

from config.rulebook_files import shipped_rulebook
from monitor.measures.elsewhere.directories import is_in_a_directory
from store.queries.read_elsewhere import ReadElsewhere

OWED = shipped_rulebook().owed
ITEMS = {item.id: item for item in OWED.owed_items}
ASKED = {"annual_report", "guide", "catalogue", "functions", "duties", "powers_list", "penalties"}


def held(*names: str, of_others: Sequence[str] = ()) -> set[str]:
    read = ReadElsewhere(directories=frozenset(names), of_others=frozenset(of_others))
    return {item for item in ASKED if is_in_a_directory(ITEMS[item], read, OWED)}


@pytest.mark.parametrize(
    "name",
    [
        "部门信息公开",
        "部门信息公开目录",
        "县直部门法定主动公开内容",
        "各部门（机构）信息公开",
        "政府信息公开平台",
        "乡镇（街道）信息公开",
        "部门信息公开指南和公开目录",
        "部门频道",
    ],
)
def test_a_directory_of_what_units_publish_may_hold_all_of_it(name: str) -> None:
    assert held(name) == ASKED


@pytest.mark.parametrize(
    ("name", "items"),
    [
        ("部门信息公开年报", {"annual_report"}),
        ("部门政府信息公开工作年度报告", {"annual_report"}),
        ("部门信息公开指南", {"guide"}),
        ("部门机构职能公开", {"functions", "duties"}),
        ("部门权责清单公开", {"powers_list"}),
        ("部门行政执法信息公开", {"penalties"}),
    ],
)
def test_one_that_names_an_item_holds_that_alone(name: str, items: set[str]) -> None:
    assert held(name) == items


@pytest.mark.parametrize(
    "name",
    [
        "部门依申请公开",
        "部门信息公开意见箱",
        "部门办事公开指引",
        "部门预决算公开",
        "公共企事业单位信息公开",
        "城镇住房保障信息公开",
        "部门动态信息公开",
    ],
)
def test_one_that_names_another_matter_holds_none(name: str) -> None:
    assert not held(name)


def test_one_that_holds_all_is_enough() -> None:
    assert held("部门预算公开", "部门信息公开年报", "部门信息公开") == ASKED
    assert not held()


def test_a_list_of_others_reports_holds_none_of_the_units_and_a_directory_of_all_may() -> None:
    reports, everything = "部门信息公开年报", "部门信息公开"
    assert held(reports, of_others=[reports]) == set()
    assert held(everything, of_others=[everything]) == ASKED
