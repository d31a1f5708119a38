"""87 living portals that turn a script away: not one of them is called missing or unreachable,
after however many nights.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from crawler.probing.probe import Prober
from monitor.judging.judge import judge_by
from monitor.judging.registry import rules
from monitor.judging.verdict import Answer
from store.clock import Clock
from store.outcomes import Outcome, OutcomeGroup
from tests.crawler.conftest import NOW, office_of
from tests.crawler.fixture_server import FixtureServer
from tests.fixture_sites.portals import SHAPES, behaviour
from tests.monitor.notation import dossier

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def portals() -> Iterator[dict[str, tuple[str, Outcome]]]:
    """Host: its shape, and how the probe's visit of it ended."""
    fixture_server, shapes = (
        FixtureServer(),
        [name for name, shape in SHAPES.items() for _ in range(shape.portals)],
    )
    hosts = {f"p{number:02}.example": name for number, name in enumerate(shapes)}
    fixture_server.pages = {(host, "*"): behaviour(SHAPES[name]) for host, name in hosts.items()}
    fixture_server.start(["127.21.0.1"])
    prober = Prober(office_of(dict.fromkeys(hosts, "127.21.0.1")), Clock.set_to(NOW))
    with ThreadPoolExecutor(8) as threads:
        ends = list(threads.map(lambda host: prober.probe(fixture_server.url(host)).outcome, hosts))
    yield {host: (name, outcome) for (host, name), outcome in zip(hosts.items(), ends, strict=True)}
    fixture_server.stop()


def test_there_are_87(portals: dict[str, tuple[str, Outcome]]) -> None:
    assert len(portals) == 87


def test_a_reply_is_a_wall_and_no_outage(portals: dict[str, tuple[str, Outcome]]) -> None:
    outages = {
        name for name, outcome in portals.values() if outcome.group is OutcomeGroup.UNREACHABLE
    }
    assert outages == {"silence"}


@pytest.mark.parametrize("nights", [1, 14, 60])
def test_none_is_called_missing(portals: dict[str, tuple[str, Outcome]], nights: int) -> None:
    for name, outcome in portals.values():
        since = date.fromordinal(DAY.toordinal() - nights + 1)
        seen = {"day": DAY, "sites": [{"seen": [f"{outcome.value} {since}..{DAY} x{nights}"]}]}
        for rule in ("missing_site", "unreachable_site", "intranet_only_site", "hijacked_site"):
            answers = {verdict.answer for verdict in judge_by(rules()[rule], dossier(seen))}
            assert Answer.PROBLEM not in answers, (name, outcome, rule)
