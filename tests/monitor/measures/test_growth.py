"""How far a row rose in a year, and when that is worth a warning."""

import pytest

from config.rulebook import VagueExpense
from monitor.measures.growth import Growth, growth_of, has_grown_unexplained
from tests.monitor.measures.papers import other, row

LIMITS = VagueExpense()


def test_a_row_is_held_against_the_same_code_a_year_before() -> None:
    before = {"spending:budget:2025": [row(other(0.5, "30201"), 2025), row(other(0.1), 2025)]}
    growth = growth_of(row(other(0.25)), before)
    assert growth and (growth.share, growth.amount) == (0.1, 1e5)
    assert (round(growth.points, 6), round(growth.times, 6)) == (0.15, 2.5)
    assert growth_of(row(other(0.25, "30207")), before) is None
    assert growth_of(row(other(0.25), 2027), before) is None


@pytest.mark.parametrize(
    ("share", "points", "times", "warned"),
    [
        (0.15, 0.10, 1.0, True),
        (0.15, 0.099, 1.9, False),
        (0.05, 0.01, 2.0, True),
        (0.049, 0.01, 9.0, False),
    ],
)
def test_the_limits_of_growth(share: float, points: float, times: float, warned: bool) -> None:
    growth, now = Growth(0.1, 1.0, points, times), row(other(share))
    assert has_grown_unexplained(now, growth, [now], LIMITS) is warned


def test_what_is_explained_named_or_listed_in_parts_is_not_warned_of() -> None:
    growth = Growth(0.1, 1.0, 0.5, 6.0)
    explained, named = row(other(0.6, explained="specific")), row(other(0.6, "30239"))
    whole, part = row(other(0.6, "302")), row(other(0.6, "30299"))
    assert not has_grown_unexplained(explained, growth, [explained], LIMITS)
    assert not has_grown_unexplained(named, growth, [named], LIMITS)
    assert not has_grown_unexplained(whole, growth, [whole, part], LIMITS)
    assert has_grown_unexplained(part, growth, [whole, part], LIMITS)
    assert not has_grown_unexplained(part, None, [part], LIMITS)
