"""What was judged, as people read it."""

import pytest

from monitor.report.subjects import LONGEST_ADDRESS, address_text, subject_text


@pytest.mark.parametrize(
    ("subject", "zh", "en"),
    [
        ("unit", "整个单位", "the unit"),
        ("site:main", "主网站", "the main site"),
        ("site:old", "网站 old", "site old"),
        ("channel:http://a.example/tzgg/", "http://a.example/tzgg/", "http://a.example/tzgg/"),
        ("spending:final_accounts:2011:30299", "支出 2011年决算·30299", ""),
        ("disclosure:budget:2026", "2026年预算", "budget of 2026"),
        ("spending:budget:unknown", "支出 budget:unknown", "spending budget:unknown"),
        ("owed:guide", "政府信息公开指南", "guide to disclosure"),
        (
            "owed:annual_report:2025",
            "2025年政府信息公开工作年度报告",
            "annual report on disclosure of 2025",
        ),
        ("owed:wuyefei", "wuyefei", "wuyefei"),
        ("owed:common_platform_unread", "应公开事项（多项）", "several items that are owed"),
        ("something else", "something else", "something else"),
    ],
)
def test_a_key_is_said(subject: str, zh: str, en: str) -> None:
    assert subject_text(subject, "zh") == zh
    assert not en or subject_text(subject, "en") == en


def test_a_long_address_is_cut_in_its_middle() -> None:
    assert len(address_text("http://a.example/" + "x" * 200)) < LONGEST_ADDRESS
