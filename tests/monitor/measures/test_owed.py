"""Which year a report is of, whose it is, and who is bound at all: titles as sites write them."""

from collections.abc import Mapping
from datetime import date

import pytest

from config.rulebook import OwedItem
from monitor.judging.judge import judge_by
from monitor.judging.registry import rules
from monitor.measures.disclosure import plain_words
from monitor.measures.owed import Title, has_group, naming, titles_of
from store.queries.disclosed_titles import DisclosedTitle
from tests.monitor.notation import dossier

DAY = date(2026, 6, 5)
OTHERS = ["u1 - 公开指南", "u1 - 公开目录", "u1 - 机构职能"]


def answer(title: str, unit: Mapping[str, object], year: int = 2025) -> str:
    """What is said of the report of that year where `title` is all that there is."""
    case = {
        "day": DAY,
        "unit": {"id": "u1", "kind": "department", **unit},
        "read": {"government": unit.get("kind") != "government"},
        "limits": {"missing_item": {"years": 0}},
        "titles": OTHERS,
        "sites": [{"channels": [{"name": "信息公开年报", "class": "annual", "items": [title]}]}],
    }
    verdicts = judge_by(rules()["missing_item"], dossier(case))
    told = {verdict.subject: str(verdict.answer) for verdict in verdicts}
    return told[f"owed:annual_report:{year}"]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("2026-01-20 岚水县水利局2025年政府信息公开工作年度报告", "clear"),
        ("2026-01-20 岚水县水利局２０２５年度政府信息公开年报", "clear"),
        ("2026-01-20 二〇二五年政府信息公开年度报告", "clear"),
        ("- 水利局2025年度政府信息公开工作报告", "clear"),
        ("2026-01-20 年度报告", "clear"),
        ("2026-01-20 水利局2025年政府信息公开年度工作报告", "clear"),
        ("2026-01-20 岚水县水利局关于2025年政府信息公开工作情况的报告", "clear"),
        ("2026-02-20 关于2025年全县政府信息公开工作情况的通报", "problem"),
        ("2026-01-20 2026年政府信息公开工作年度报告", "clear"),
        ("2025-01-20 2024年政府信息公开工作年度报告", "problem"),
        ("2025-01-20 2025年政府信息公开工作年度报告", "problem"),
        ("2026-01-05 关于报送2025年政府信息公开工作年度报告的通知", "problem"),
        ("2026-01-15 2025年法治政府建设情况", "problem"),
        ("- 年度报告", "cannot_tell"),
        ("2026-01-20 岚水县河务局2025年政府信息公开工作年度报告", "cannot_tell"),
    ],
)
def test_the_report_of_a_bureau(title: str, said: str) -> None:
    assert answer(title, {"name": "岚水县水利局", "short": "水利局"}) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("2026-03-20 岚水县人民政府2025年政府信息公开工作年度报告", "clear"),
        ("2026-03-20 岚水县人民政府办公室2025年政府信息公开工作年度报告", "clear"),
        ("2026-03-20 2025年政府信息公开工作年度报告", "clear"),
        ("2026-01-20 岚水县教育局2025年政府信息公开工作年度报告", "problem"),
        ("2026-01-20 城关镇人民政府2025年政府信息公开工作年度报告", "problem"),
        ("2026-01-20 岚水县城东街道办事处2025年政府信息公开工作年度报告", "problem"),
    ],
)
def test_the_report_of_a_government_among_those_of_its_bureaus_and_towns(
    title: str, said: str
) -> None:
    unit = {"name": "岚水县人民政府", "short": "县政府", "kind": "government"}
    assert answer(title, unit) == said


@pytest.mark.parametrize(
    "name",
    ["中共岚水县委宣传部", "岚水县总工会", "岚水县政协办公室", "共青团岚水县委员会", "岚水县妇联"],
)
def test_party_congress_and_peoples_organisations_owe_nothing(name: str) -> None:
    case = {"day": DAY, "unit": {"name": name}, "read": {}, "sites": [{}]}
    [verdict] = judge_by(rules()["missing_item"], dossier(case))
    assert verdict.kind == "not_an_organ"


def of_every_kind(item: OwedItem) -> list[str]:
    """Titles of its own words, each alone and with others, and words of nothing."""
    words = [*item.short_titles, *item.channels, *(" ".join(item.titles).split())]
    groups = ["的".join(group.split()) for group in item.titles]
    return [
        *words,
        *groups,
        *(f"关于２０２５年{one}的通知" for one in groups),
        "2025年",
        "今天下雨",
    ]


def test_no_title_that_names_an_item_is_left_out() -> None:
    case = {"day": DAY, "unit": {"id": "u1", "kind": "department"}, "sites": [{"channels": []}]}
    items = dossier(case).rulebook.owed.owed_items
    said = sorted({title for item in items for title in of_every_kind(item)})
    kept = {title.found.title for title in titles_of(dossier({**case, "titles": titles(said)}))}
    every = [
        Title(DisclosedTitle("u1", one, ""), plain_words(one), "", False, True) for one in said
    ]
    named = {title.found.title for item in items for title in naming(item, every)}
    assert named and named <= kept and "今天下雨" not in kept


def titles(said: list[str]) -> list[str]:
    return [f"u1 - {one}" for one in said]


@pytest.mark.parametrize(
    ("groups", "title", "has"),
    [
        (["年度 报告"], "报告年度", True),
        (["年度 报告"], "年度总结", False),
        (["公开 目录", "指南"], "办事指南", True),
        ([], "年度报告", False),
    ],
)
def test_all_words_of_one_group(groups: list[str], title: str, has: bool) -> None:
    assert has_group(groups, title) is has
