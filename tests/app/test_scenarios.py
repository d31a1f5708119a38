"""The whole product on the demo city: every night over real HTTP, from crawl to findings.

What a scenario hides is data (`City.truth`), written without sight of reader or rules; the product has to find
exactly that, no more and no less.
"""

import os
from pathlib import Path

import pytest

from app.demo_city import inspect_city
from demo.city import City

SEEDS = (1, 2, 3)


def silent(news: object) -> None:
    """Nobody watches a test's progress."""


class Silence:
    def __call__(self, news: object) -> None: ...
    def expect(self, steps: int) -> None: ...
    def step(self, title: str) -> None: ...


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("scenario", ["inspection-2012", "today"])
def test_the_scenario_ends_with_exactly_its_truth(scenario: str, seed: int, tmp_path: Path) -> None:
    with City(scenario, seed) as city:
        night, _ = inspect_city(city, tmp_path / "demo", Silence())
        truth = city.truth
    found = {(finding.unit, finding.rule, finding.subject) for finding in night.inspection.findings}
    assert found - truth.findings == set(), "named without cause"
    assert truth.findings - found == set(), "missed"
    assert not {finding.unit for finding in night.inspection.findings} & set(truth.clear_units)

    verdicts = {(unit.unit, verdict.rule, str(verdict.answer)) for unit in night.inspection.units for verdict in unit.verdicts}
    assert {(unit, rule) for unit, rule in truth.cannot_tell if (unit, rule, "cannot_tell") not in verdicts} == set()
    assert night.inspection.of == 34
    assert night.reports.circular_docx.stat().st_size > 10_000
    if scenario == "inspection-2012":
        assert_the_circular_of_2012(night, city)


def assert_the_circular_of_2012(night: object, city: City) -> None:
    """The lists that the circular of 2012 names, by the names it uses."""
    named: dict[str, set[str]] = {}
    for finding in night.inspection.findings:  # type: ignore[attr-defined]
        named.setdefault(finding.rule, set()).add(city.label(finding.unit))
    no_site = set("国土局 公安局 地税局 法院 质监局 安监局 卫生局 环保局 经济局 人防办 水利局".split())
    stale = set("张集镇 赞阳办 环保局 经济局 水利局 卫生局".split())
    assert named["missing_site"] == no_site
    assert named["intranet_only_site"] == {"检察院"}
    assert named.get("stale_homepage", set()) | named["stale_channel"] | named.get("empty_channel", set()) == stale
    for rule in ("vague_expense", "one_sided_disclosure", "vanished_item"):
        assert len(named[rule]) >= 3


os.environ.setdefault("NO_PROXY", "*")
