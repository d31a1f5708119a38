"""Counts of a quarter: made once, and the same wherever they are printed."""

from datetime import date, timedelta
from pathlib import Path

from monitor.quarterly.figures import Handling
from monitor.quarterly.sites import SiteResult
from tests.monitor.quarterly.city import NIGHT, Q4, figures, life, looked, office, problem

BEFORE = date(2026, 8, 3)


def test_by_superior_every_site_counts_once(tmp_path: Path) -> None:
    found = figures(office(tmp_path), seen=[looked("huanbao"), looked("jiaoyu")])
    lines = {one.label: (len(one.sites), one.checked) for one in found.superiors}
    assert lines == {"老河口市政务公开工作领导小组办公室": (2, 2), "教育局": (1, 0)}
    assert found.share == 2 / 3 and len(found.all.sites) == 3
    results = [found.all.count(result) for result in SiteResult]
    assert sum(results) == len(found.all.sites)
    assert (found.on_portals, found.not_government) == (1, ("法院",))


def test_what_became_of_each_problem_by_the_quarters_end(tmp_path: Path) -> None:
    mended, stands, late, after, unheard = (
        problem(number, "huanbao", "dead_link", subject=f"item:{number}") for number in range(1, 6)
    )
    found = [
        (mended, [life(mended, BEFORE, NIGHT)]),
        (stands, [life(stands, NIGHT)]),
        (problem(3, "huanbao", "dead_link", due=NIGHT), [life(late, NIGHT)]),
        (after, [life(after, NIGHT, Q4.last + timedelta(days=9))]),
        (unheard, [life(unheard, NIGHT)]),
    ]
    told = figures(office(tmp_path), found, told={1, 2, 3, 4})
    by_number = {one.finding.id: one.repair for one in told.all.problems}
    assert by_number == {
        1: Handling.VERIFIED,
        2: Handling.OVERDUE,
        3: Handling.OVERDUE,
        4: Handling.IN_TIME,
        5: Handling.UNTOLD,
    }
    assert sum(told.all.repaired(repair) for repair in Handling) == len(told.all.problems) == 5
    assert sum(len(kind.problems) for kind in told.kinds) == 5


def test_what_ended_before_or_was_withdrawn_or_is_a_courts_is_not_counted(tmp_path: Path) -> None:
    old, back, court = (
        problem(n, who, "dead_link") for n, who in enumerate(("huanbao", "huanbao", "fayuan"))
    )
    found = [
        (old, [life(old, BEFORE, BEFORE + timedelta(days=5))]),
        (back, [life(back, NIGHT, NIGHT + timedelta(days=2), withdrawn=True)]),
        (court, [life(court, NIGHT)]),
    ]
    told = figures(office(tmp_path), found)
    assert (len(told.all.problems), told.withdrawn) == (0, 1)


def test_a_relapse_is_one_problem_that_came_back(tmp_path: Path) -> None:
    found = problem(1, "huanbao", "dead_link")
    lives = [life(found, date(2026, 10, 3), date(2026, 10, 20)), life(found, NIGHT)]
    told = figures(office(tmp_path), [(found, lives)], told={1})
    [one] = told.all.problems
    assert one.came_back and one.repair is Handling.OVERDUE


def test_what_was_repaired_in_an_earlier_quarter_came_back_too(tmp_path: Path) -> None:
    found = problem(1, "huanbao", "dead_link")
    lives = [life(found, BEFORE, BEFORE + timedelta(days=5)), life(found, NIGHT)]
    [one] = figures(office(tmp_path), [(found, lives)]).all.problems
    assert one.came_back


def test_privacy_is_a_count_alone(tmp_path: Path) -> None:
    found = problem(1, "huanbao", "privacy_leak")
    told = figures(office(tmp_path), [(found, [life(found, NIGHT)])])
    assert (told.confidential, told.all.problems, told.kinds) == (1, (), ())
