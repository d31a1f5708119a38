"""`gongkai explain`: the chain of evidence, complete and in plain words, found by number or by
place.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.looking.explaining import findings_named
from config.errors import NotFound
from config.folder import Config
from monitor.report.explain import explain
from store.findings import Change, FindingTurn, apply
from store.ledger import open_ledger
from tests.monitor.report.sample import DAY, FINDINGS, STALE, config


@pytest.fixture
def setup(tmp_path: Path) -> Config:
    made = config(tmp_path)
    made.data.mkdir()
    ledger = open_ledger(made.data / "ledger.db")
    apply(
        ledger,
        [
            Change(FindingTurn.OPENED, replace(finding, id=0), "2012-11-23", DAY)
            for finding in FINDINGS
        ],
    )
    apply(
        ledger,
        [
            Change(
                FindingTurn.CLOSED,
                replace(FINDINGS[0], state="closed", closed=date(2012, 12, 1)),
                "2012-12-01",
                date(2012, 12, 1),
            )
        ],
    )
    ledger.close()
    return made


def said(named: str, setup: Config) -> list[str]:
    return [explain(finding, events, setup) for finding, events in findings_named(named, setup)]


def test_every_link_of_the_chain_is_said(setup: Config) -> None:
    [told] = said("5", setup)
    for link in (
        STALE.sentence_zh,
        "测得：448天　标准：14天（本系统默认标准，非法定）",
        "依据：",
        "2012-11-23 首次发现",
        "2012-11-23 发现：",
        "规则说明：docs/rules.zh-CN.md#stale_channel",
        "尚未整改",
        "2012-03-06 02:00 至 2012-11-23 02:00，检查214次",
        "结果：正常打开 (open)",
        "ab" * 32,
        "列表最新一条",
        "http://www.example.test/zhangji/tzgg/",
    ):
        assert link in told


def test_a_finding_is_found_by_unit_rule_and_subject(setup: Config) -> None:
    assert (
        said("zhangji", setup)
        == said("zhangji:stale_channel", setup)
        == said(f"zhangji:stale_channel:{STALE.subject}", setup)
        == said("5", setup)
    )


def test_a_closed_one_is_found_by_number_only(setup: Config) -> None:
    [told] = said("1", setup)
    assert "2012-12-01 复查确认已整改" in told and "2012-12-01 整改：" in told
    with pytest.raises(NotFound):
        findings_named("gongan:missing_site", setup)


@pytest.mark.parametrize(
    "named", ["99", "9" * 40, "nobody", "", ":", "zhangji:no_rule", "'; DROP TABLE finding; --"]
)
def test_what_is_not_there_is_said(setup: Config, named: str) -> None:
    with pytest.raises(NotFound):
        findings_named(named, setup)


def test_english(setup: Config) -> None:
    english = replace(setup, office=setup.office.model_copy(update={"language": "en"}))
    [told] = said("5", english)
    assert "this product's default, not law" in told and "214 checks" in told


def test_a_closed_door_is_told_with_its_cause_and_its_remedy(setup: Config) -> None:
    piece = {"url": "http://www.example.test/", "checks": 3, "outcome": "dns_nxdomain"}
    told = explain(replace(STALE, evidence=(piece,)), (), setup)
    assert "结果：域名无法解析 (dns_nxdomain)" in told
    assert "建议：检查域名续费与解析设置" in told
    unknown = explain(replace(STALE, evidence=(piece | {"outcome": "of_another_age"},)), (), setup)
    assert "结果：of_another_age" in unknown
    assert "建议" not in unknown


def test_evidence_without_an_address_is_told_by_its_words(setup: Config) -> None:
    pieces = ({"note_zh": "某某科核实", "note_en": "confirmed by a person"}, {})
    told = explain(replace(STALE, id=5, evidence=pieces), [], setup).splitlines()
    assert "  1. 某某科核实" in told and "  2. （没有网址）" in told
    assert told.count("  1. 某某科核实") == 1 and not [line for line in told if line.endswith(". ")]


def test_a_unit_without_open_findings_is_no_unknown_unit(setup: Config) -> None:
    with pytest.raises(NotFound) as nothing_open:
        findings_named("xueji", setup)
    with pytest.raises(NotFound) as unknown:
        findings_named("nobody", setup)
    assert "薛集镇没有未整改的问题" in nothing_open.value.words.zh
    assert "没有与“nobody”相符的问题" in unknown.value.words.zh
