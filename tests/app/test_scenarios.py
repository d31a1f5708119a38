"""The whole product on the demo city: every night over real HTTP, from crawl to findings.

What a scenario hides is data (`City.truth`), written without sight of reader or rules; the product
has to find exactly that, no more and no less.
"""

from pathlib import Path

import pytest

from app.demo_city import inspect_city
from app.looking.what_if import judged_as
from app.nightly import NightResult
from config.folder import Config
from demo.city import City
from monitor.report.circular import EXAMPLES_A_THEME
from monitor.report.gathering.gather import gather
from monitor.report.material import Material
from store.judged import Extent, extent_of
from tests.app.nights import Silence, keys

NO_SITE = {
    "国土局",
    "公安局",
    "地税局",
    "法院",
    "质监局",
    "安监局",
    "卫生局",
    "环保局",
    "经济局",
    "人防办",
    "水利局",
}
NO_CHANNEL = {"国土局", "人防办", "公安局", "地税局"}
UNSEEN = {"公安局", "地税局", "质监局", "检察院", "国土局", "法院", "人防办"}  # no page of theirs
STALE = {"张集镇", "赞阳办", "环保局", "经济局", "水利局", "卫生局"}
KEPT_UP = {"财政局", "药监局", "供电局"}  # 及时更新网上内容
POSTS_REMEDIES = {"安监局"}  # 公示了举报电话和法定救济途径


@pytest.mark.parametrize(
    ("scenario", "seed"),
    [
        ("inspection-2012", 1),
        ("today", 1),
        pytest.param("today", 2, marks=pytest.mark.long),
        *(
            pytest.param(*again, marks=pytest.mark.soak)
            for again in (("inspection-2012", 2), ("inspection-2012", 3), ("today", 3))
        ),
    ],
)
def test_the_scenario_ends_with_exactly_its_truth(scenario: str, seed: int, tmp_path: Path) -> None:
    with City(scenario, seed) as city:
        night, config = inspect_city(city, tmp_path / "demo", Silence())
        truth = city.truth
        assert_no_more_no_less(night, truth.findings)
        verdicts = {
            (unit.unit, v.rule, v.answer.value)
            for unit in night.inspection.units
            for v in unit.verdicts
        }
        assert not [
            (unit, rule)
            for unit, rule in truth.cannot_tell
            if (unit, rule, "cannot_tell") not in verdicts
        ]
        assert not {f.unit for f in night.inspection.findings} & truth.clear_units
        stale = {
            f.unit
            for f in night.inspection.findings
            if f.rule in ("stale_homepage", "stale_channel", "empty_channel")
        }
        assert not stale & truth.good_examples
        assert night.inspection.judged_units.of == 34
        assert_other_law_names_others(scenario, config, city)
        if scenario == "inspection-2012":
            assert_the_lists_of_2012(night, city)
            assert_the_praise_of_2012(gather(night.inspection, config, night.run.day))


def assert_no_more_no_less(night: NightResult, truth: frozenset[tuple[str, str, str]]) -> None:
    found = keys(night)
    assert found - truth == set(), "named without cause"
    assert truth - found == set(), "missed"


def assert_the_lists_of_2012(night: NightResult, city: City) -> None:
    named: dict[str, set[str]] = {}
    for finding in night.inspection.findings:
        named.setdefault(finding.rule, set()).add(city.label(finding.unit))
    assert named["missing_site"] == NO_SITE
    whole = [unit for unit in night.inspection.units if extent_of(unit.counts) is Extent.WHOLLY]
    assert not {city.label(unit.unit) for unit in whole} & UNSEEN
    assert named["intranet_only_site"] == {"检察院"}
    assert (
        named["stale_homepage"] | named["stale_channel"] | named.get("empty_channel", set())
        == STALE
    )
    for rule in ("vague_expense", "one_sided_disclosure", "vanished_item"):
        assert len(named[rule]) >= 3


def assert_other_law_names_others(scenario: str, config: Config, city: City) -> None:
    """The night of 2012 by the law of today, and today's by that of 2012; the ledger is not touched."""
    ledger = (config.data / "ledger.db").read_bytes()
    law = {"inspection-2012": "2026-11-28", "today": "2012-10-15"}[scenario]
    other = judged_as(config, law, None)
    named = {city.label(f.unit) for f in other.findings if f.rule == "missing_site"}
    if scenario == "inspection-2012":
        assert named == NO_CHANNEL, (
            "since 2017 a channel on the portal suffices, and courts are free"
        )
    else:
        assert {f.clause.split(".")[0] for f in other.findings} == {"local2012"}
    assert (config.data / "ledger.db").read_bytes() == ledger


def assert_the_praise_of_2012(material: Material) -> None:
    """For the seed's reasons, among the at most five that are named."""
    kept_up = material.examples_of_theme(1)[:EXAMPLES_A_THEME]
    assert {one.label for one in kept_up} >= KEPT_UP
    assert all("近30天发布信息" in one.words_zh for one in kept_up)
    posting = material.examples_of_theme(2)[:EXAMPLES_A_THEME]
    assert {one.label for one in posting} >= POSTS_REMEDIES
    assert all("公布投诉举报方式和救济途径" in one.words_zh for one in posting)
