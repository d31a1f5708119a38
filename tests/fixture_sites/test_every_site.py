"""Every behaviour of the fixture sites gets its one outcome, from the probe and from the spider alike, by the
real reader.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.unit import Site, Unit
from crawler.plan import plan_crawl
from crawler.probing.probe import Probe, Prober
from crawler.workers.pool import crawl
from store.capture.file import CaptureFile, CrawlPlan
from store.clock import Clock
from store.outcomes import Ours, Outcome
from tests.crawler.conftest import NOW, office_of, visits_of
from tests.fixture_sites.sites import FIXTURE_SITES, FixtureSites, host


@pytest.fixture(scope="module")
def fixture_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixtureSites]:
    fixture_sites = FixtureSites(tmp_path_factory.mktemp("sites"))
    fixture_sites.open()
    yield fixture_sites
    fixture_sites.close()


@pytest.fixture(scope="module")
def probes(fixture_sites: FixtureSites) -> dict[str, Probe]:
    prober = Prober(office_of(fixture_sites.dns), Clock.set_to(NOW))
    with ThreadPoolExecutor(8) as threads:
        return dict(
            zip(
                FIXTURE_SITES,
                threads.map(lambda name: probed(prober, fixture_sites, name), FIXTURE_SITES),
                strict=True,
            )
        )


def probed(prober: Prober, fixture_sites: FixtureSites, name: str) -> Probe:
    return prober.probe(
        fixture_sites.url(name), is_same_host=lambda target: f"//{host(name)}" in target
    )


@pytest.fixture(scope="module")
def spider(
    fixture_sites: FixtureSites, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Outcome, str]]:
    """Home pages alone. A machine too busy to judge says so of itself (crawler.own_load): what it
    could not judge is asked again.
    """
    seen: dict[str, tuple[Outcome, str]] = {}
    for _ in range(3):
        left = [name for name in FIXTURE_SITES if seen.get(name, _TOO_BUSY) == _TOO_BUSY]
        seen |= crawled(fixture_sites, left, tmp_path_factory.mktemp("crawls")) if left else {}
    return seen


_TOO_BUSY = (Outcome.NOT_JUDGED, Ours.LOCAL_RESOURCES)


def crawled(
    fixture_sites: FixtureSites, names: list[str], folder: Path
) -> dict[str, tuple[Outcome, str]]:
    """A dozen sites a unit: as a second look, which discovers nothing."""
    office, units = office_of(fixture_sites.dns), {}
    for number in range(min(5, len(names))):
        sites = [
            Site(id=f"z{name}", kind="own", url=fixture_sites.url(name))
            for name in names[number::5]
        ]
        unit = Unit(id=f"u{number}", name="单位", kind="department", sites=sites)
        units[unit.id] = unit
        plan = CrawlPlan.new("2026-11-23", unit.id, "second_look", NOW, "office")
        CaptureFile.create(
            folder / f"{unit.id}.sqlite", plan, plan_crawl(unit, office, (), NOW)
        ).close()
    crawl(
        [folder / f"{unit}.sqlite" for unit in units],
        office,
        units,
        None,
        Clock.set_to(NOW),
        lambda _: None,
    )
    seen: dict[str, tuple[Outcome, str]] = {}
    for stored in (stored for unit in units for stored in visits_of(folder, unit)):
        seen.setdefault(stored.site.removeprefix("z"), (stored.visit.outcome, stored.visit.reason))
    return seen


def test_every_outcome_lives_in_the_zoo() -> None:
    assert {fixture_site.outcome for fixture_site in FIXTURE_SITES.values()} == set(Outcome)


@pytest.mark.parametrize("name", FIXTURE_SITES)
def test_the_probe_names_it(probes: dict[str, Probe], name: str) -> None:
    found = probes[name]
    assert found.outcome is FIXTURE_SITES[name].outcome, f"{found.reason} {found.stages}"


@pytest.mark.parametrize("name", FIXTURE_SITES)
def test_the_spider_names_it_too(spider: dict[str, tuple[Outcome, str]], name: str) -> None:
    outcome, reason = spider[name]
    assert outcome is FIXTURE_SITES[name].outcome, reason
