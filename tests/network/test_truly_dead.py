"""N4, N5: canaries fine. What is dead is named, each in its class, and nobody else; one dead
platform is one incident.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.report.gathering.gather import gather
from store.outcomes import Outcome
from tests.network.small_city import (
    DEAD,
    SmallCity,
    fails,
    is_empty,
    judged_looks,
    messages,
    not_judged,
    reachability,
    resets,
    silent,
)

WAYS = {
    "u01": "dns_nxdomain",
    "u03": "tcp_refused",
    "u05": "tcp_timeout",
    "u07": "http_5xx",
    "u09": "tcp_reset",
}
ELEVEN = {
    **WAYS,
    "u11": "dns_nxdomain",
    "u13": "tcp_refused",
    "u15": "tcp_timeout",
    "u17": "http_5xx",
    "u19": "tcp_reset",
    "u21": "empty_200",
}


@pytest.fixture
def city(tmp_path: Path) -> Iterator[SmallCity]:
    city = SmallCity(tmp_path).start()
    yield city
    city.stop()


def die(city: SmallCity, unit: str, way: str) -> None:
    """From the next night on nobody can open the unit's site; the way is on the site's own side."""
    names = {"dns_nxdomain": "nxdomain", "tcp_refused": f"127.9.9.{int(unit[1:])}"}
    servers = {"tcp_timeout": silent, "http_5xx": fails, "tcp_reset": resets, "empty_200": is_empty}
    if way in names:
        city.dns[f"{unit}.example"] = names[way]
    else:
        city.behaviours[unit] = servers[way]


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_n4_eleven_of_thirty_four_are_dead_in_five_ways(city: SmallCity) -> None:
    assert reachability(city.night(0)) == {}
    for unit, way in ELEVEN.items():
        die(city, unit, way)
    assert reachability(city.night(1)) == {}, "one night is no outage"
    city.night(2)
    night = city.night(3)
    assert reachability(night) == dict.fromkeys(ELEVEN, "unreachable_site")
    outcomes = {
        f.unit: {piece.get("outcome") for piece in f.evidence}
        for f in night.inspection.findings
        if f.rule == "unreachable_site"
    }
    assert outcomes == {unit: {way} for unit, way in ELEVEN.items()}
    assert judged_looks(city.config(), ()) | ELEVEN == judged_looks(city.config(), ())
    assert not_judged(night) == 0 or all(
        unit.unit in ELEVEN for unit in night.inspection.units if not unit.counts.judged
    )


@pytest.mark.parametrize(
    ("units", "nights"), [(12, 1), pytest.param(34, 3, marks=pytest.mark.soak)]
)
def test_n5_all_but_one_behind_one_dead_address(tmp_path: Path, units: int, nights: int) -> None:
    """Thirty-three of thirty-four; a dead address is asked two questions at a time, so that fewer
    show the same sooner.
    """
    city = SmallCity(tmp_path, units=units).start()
    try:
        all_behind_one_dead_address(city, nights)
    finally:
        city.stop()


def all_behind_one_dead_address(city: SmallCity, nights: int) -> None:
    behind = [unit for _, unit in city.numbered()][:-1]
    city.dns |= {f"{unit}.example": "127.20.0.1" for unit in behind}
    assert reachability(city.night(0)) == {}
    city.dns |= {f"{unit}.example": DEAD for unit in behind}
    for number in range(1, 1 + nights):
        night = city.night(number)
        assert reachability(night) == {}
        (incident,) = gather(night.inspection, city.config(), night.run.day).incidents.items()
        assert incident[0] == DEAD
        assert len(incident[1]) == len(behind)
    looks = judged_looks(city.config(), behind)
    assert [looks[unit] for unit in behind] == [Outcome.TCP_REFUSED] * len(behind), (
        "observations, no accusations"
    )
    assert [person for person, _ in messages(city.config(), night.run.id)] == ["operator"]
