"""`gongkai explain`: the chain of evidence, complete and in plain words, found by number or by
place.
"""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.looking.explaining import findings_named
from config.errors import NotFound
from config.folder import Config
from monitor.judging.withdrawal import Withdrawal, withdrawn
from monitor.report.explain import explain
from monitor.report.write import write_reports
from store.findings import Change, FindingTurn, apply
from store.ledger import open_ledger
from tests.monitor.report.sample import DAY, FINDINGS, STALE, config, inspection


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
        "结果：正常打开",
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
    assert "2012-12-01 复查确认已整改" in told
    assert told.count(FINDINGS[0].sentence_zh) == 2, "of its end the accusation is not repeated"
    assert "2012-12-01 整改\n" in told
    with pytest.raises(NotFound):
        findings_named("gongan:missing_site", setup)


@pytest.mark.parametrize(
    "named", ["99", "9" * 40, "nobody", "", ":", "zhangji:no_rule", "'; DROP TABLE finding; --"]
)
def test_what_is_not_there_is_said(setup: Config, named: str) -> None:
    with pytest.raises(NotFound):
        findings_named(named, setup)


def test_of_a_withdrawal_is_said_why_and_never_the_accusation_again(setup: Config) -> None:
    grounds = Withdrawal("exempt", "王主任", "职能已划转")
    gone = withdrawn(replace(STALE, id=5), grounds, date(2012, 12, 1))
    with closing(open_ledger(setup.data / "ledger.db")) as ledger:
        apply(ledger, [Change(FindingTurn.WITHDRAWN, gone, "2012-12-01", date(2012, 12, 1))])
    [told] = said("5", setup)
    assert told.count(STALE.sentence_zh) == 2
    by_the_files = "由检查单位的配置文件撤回：经王主任批准，不作此项检查（职能已划转）"
    assert f"2012-12-01 撤回：{by_the_files}" in told and "由王主任撤回" not in told


def test_a_unit_with_nothing_open_is_no_unit_that_is_not_there(setup: Config) -> None:
    with pytest.raises(NotFound) as nothing_open:
        findings_named("gongan", setup)
    assert "公安局没有未整改的问题" in nothing_open.value.words.zh
    with pytest.raises(NotFound) as nobody:
        findings_named("u999", setup)
    assert "名录中没有单位“u999”" in nobody.value.words.zh


def test_what_was_not_judged_is_said_where_nothing_is_open(setup: Config) -> None:
    write_reports(setup, inspection(()), DAY)
    with pytest.raises(NotFound) as nothing_open:
        findings_named("caizheng", setup)
    assert "有1项未能判断" in nothing_open.value.words.zh


def test_english(setup: Config) -> None:
    english = replace(setup, office=setup.office.model_copy(update={"language": "en"}))
    [told] = said("5", english)
    assert "this product's default, not law" in told and "214 checks" in told


def test_a_closed_door_is_told_with_its_cause_and_its_remedy(setup: Config) -> None:
    piece = {"url": "http://www.example.test/", "checks": 3, "outcome": "dns_nxdomain"}
    told = explain(replace(STALE, evidence=(piece,)), (), setup)
    assert "结果：域名无法解析\n" in told
    assert "建议：检查域名续费与解析设置" in told
    unknown = explain(replace(STALE, evidence=(piece | {"outcome": "of_another_age"},)), (), setup)
    assert "结果：of_another_age" in unknown
    assert "建议" not in unknown


def test_evidence_without_an_address_is_told_by_its_words(setup: Config) -> None:
    pieces: tuple[dict[str, object], ...] = (
        {"note_zh": "某某科核实", "note_en": "confirmed by a person"},
        {},
    )
    told = explain(replace(STALE, id=5, evidence=pieces), [], setup).splitlines()
    assert "  1. 某某科核实" in told and "  2. （没有网址）" in told
    assert told.count("  1. 某某科核实") == 1 and not [line for line in told if line.endswith(". ")]
