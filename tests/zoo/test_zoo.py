"""Every behaviour of the zoo gets its one outcome, from the probe and from the spider alike, by the
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
from tests.zoo.animals import ANIMALS, Zoo, host


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zoo]:
    zoo = Zoo(tmp_path_factory.mktemp("zoo"))
    zoo.open()
    yield zoo
    zoo.close()


@pytest.fixture(scope="module")
def probes(zoo: Zoo) -> dict[str, Probe]:
    prober = Prober(office_of(zoo.dns), Clock.set_to(NOW))
    with ThreadPoolExecutor(8) as threads:
        return dict(
            zip(ANIMALS, threads.map(lambda name: probed(prober, zoo, name), ANIMALS), strict=True)
        )


def probed(prober: Prober, zoo: Zoo, name: str) -> Probe:
    return prober.probe(zoo.url(name), is_same_host=lambda target: f"//{host(name)}" in target)


@pytest.fixture(scope="module")
def spider(zoo: Zoo, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Outcome, str]]:
    """Home pages alone. A machine too busy to judge says so of itself (crawler.own_load): what it
    could not judge is asked again.
    """
    seen: dict[str, tuple[Outcome, str]] = {}
    for _ in range(3):
        left = [name for name in ANIMALS if seen.get(name, _TOO_BUSY) == _TOO_BUSY]
        seen |= crawled(zoo, left, tmp_path_factory.mktemp("crawls")) if left else {}
    return seen


_TOO_BUSY = (Outcome.NOT_JUDGED, Ours.LOCAL_RESOURCES)


def crawled(zoo: Zoo, names: list[str], folder: Path) -> dict[str, tuple[Outcome, str]]:
    """A dozen sites a unit: as a second look, which discovers nothing."""
    office, units = office_of(zoo.dns), {}
    for number in range(min(5, len(names))):
        sites = [Site(id=f"z{name}", kind="own", url=zoo.url(name)) for name in names[number::5]]
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
    assert {animal.outcome for animal in ANIMALS.values()} == set(Outcome)


@pytest.mark.parametrize("name", ANIMALS)
def test_the_probe_names_it(probes: dict[str, Probe], name: str) -> None:
    found = probes[name]
    assert found.outcome is ANIMALS[name].outcome, f"{found.reason} {found.stages}"


@pytest.mark.parametrize("name", ANIMALS)
def test_the_spider_names_it_too(spider: dict[str, tuple[Outcome, str]], name: str) -> None:
    outcome, reason = spider[name]
    assert outcome is ANIMALS[name].outcome, reason
