"""How far a row rose in a year, and when that is worth a warning."""

from dataclasses import replace

import pytest

from config.rulebook import VagueExpense
from monitor.measures.spending.growth import Growth, growth_of, growth_passed
from tests.monitor.measures.papers import other, row

LIMITS = VagueExpense()
BEFORE = row(other(0.1), 2025)


def test_a_row_is_held_against_the_same_code_a_year_before() -> None:
    before = {"spending:budget:2025": [row(other(0.5, "30201"), 2025), row(other(0.1), 2025)]}
    growth = growth_of(row(other(0.25)), before)
    assert growth and growth.before == before["spending:budget:2025"][1]
    assert (round(growth.points, 6), round(growth.times, 6)) == (0.15, 2.5)
    assert growth_of(row(other(0.25, "30207")), before) is None
    assert growth_of(row(other(0.25), 2027), before) is None


@pytest.mark.parametrize(
    ("share", "points", "times", "passed"),
    [
        (0.15, 0.10, 1.0, "growth_points"),
        (0.15, 0.099, 1.9, ""),
        (0.05, 0.01, 2.0, "growth_ratio"),
        (0.049, 0.01, 9.0, ""),
    ],
)
def test_the_limits_of_growth(share: float, points: float, times: float, passed: str) -> None:
    growth, now = Growth(BEFORE, points, times), row(other(share))
    assert growth_passed(now, growth, [now], LIMITS) == passed


def test_a_share_of_a_part_is_not_held_against_a_share_of_the_whole() -> None:
    """40 % of 基本支出 last year may be 4 % of the spending."""
    now = row(other(0.25))
    part = replace(now, table=replace(now.table, whole_yuan=4e6))
    growth = growth_of(part, {"spending:budget:2025": [BEFORE]})
    assert growth and (growth.points, round(growth.times, 6)) == (0.0, 2.5)


def test_nor_where_a_document_states_its_spending_two_ways() -> None:
    now = replace(row(other(0.25)), other_whole=9e5)
    growth = growth_of(now, {"spending:budget:2025": [BEFORE]})
    assert growth and (growth.points, growth.is_alike) == (0.0, False)


def test_what_is_explained_named_or_listed_in_parts_is_not_warned_of() -> None:
    growth = Growth(BEFORE, 0.5, 6.0)
    explained, named = row(other(0.6, explained="specific")), row(other(0.6, "30239"))
    whole, part = row(other(0.6, "302")), row(other(0.6, "30299"))
    assert not growth_passed(explained, growth, [explained], LIMITS)
    assert not growth_passed(named, growth, [named], LIMITS)
    assert not growth_passed(whole, growth, [whole, part], LIMITS)
    assert growth_passed(part, growth, [whole, part], LIMITS)
    assert not growth_passed(part, None, [part], LIMITS)
