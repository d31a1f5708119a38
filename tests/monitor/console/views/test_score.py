"""The score's pages: the office sees all, a leader the lines of the own units; off unless asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from monitor.console.context import Console
from store.desk.users import Role
from tests.monitor.console.conftest import Visitor
from tests.monitor.console.office import OWN_UNITS, add_person

OTHERS = "shuiwu"


@contextmanager
def scored(console: Console) -> Iterator[Console]:
    """With scores on, and no share of the nights asked for: the demo has three weeks of them."""
    config = console.config()
    score = config.office.score.model_copy(
        update={"on": True, "least_nights": 0.0, "least_points": 0.0}
    )
    office = config.office.model_copy(update={"score": score})
    yield replace(console, config=lambda: replace(config, office=office))


def entered(console: Console, login: str) -> Visitor:
    visitor = Visitor(console)
    assert visitor.come_in(login).status_code == 303
    return visitor


def test_scores_are_off_until_the_office_turns_them_on(office: Visitor) -> None:
    page = office.get("/score").text
    assert "考核评分没有开启" in page
    assert 'href="/score"' not in page


@pytest.mark.parametrize(("login", "sees_others"), [("wang", True), ("zhao", False)])
def test_everybody_sees_the_lines_of_their_own_units(
    console: Console, login: str, sees_others: bool
) -> None:
    with scored(console) as on:
        visitor = entered(on, login)
        page = visitor.get("/score").text
        assert f"/score/{OWN_UNITS[0]}?" in page
        assert (f"/score/{OTHERS}?" in page) is sees_others
        assert visitor.get(f"/score/{OTHERS}").status_code == (200 if sees_others else 404)


def test_a_unit_s_page_explains_each_point(console: Console) -> None:
    with scored(console) as on:
        visitor = entered(on, "wang")
        page = visitor.get(f"/score/{OWN_UNITS[0]}").text
        assert "满分25分" in page and "夜 = " in page and "/findings/" in page
        assert visitor.get("/score/nobody").status_code == 404
        assert "nights" in english(visitor, f"/score/{OWN_UNITS[0]}")


def test_a_leader_of_a_parent_sees_below_it_only_what_is_theirs(console: Console) -> None:
    with scored(console) as on:
        config = on.config()
        units = tuple(
            unit.model_copy(update={"parent": OWN_UNITS[0]}) if unit.id == OTHERS else unit
            for unit in config.units
        )
        below = replace(on, config=lambda: replace(config, units=units))
        add_person(below, "qian", Role.LEADER, (OWN_UNITS[0],))
        assert entered(below, "qian").get(f"/score/{OTHERS}").status_code == 200


def test_a_quarter_that_has_not_begun_or_is_none_shows_the_last_one(console: Console) -> None:
    with scored(console) as on:
        visitor = entered(on, "wang")
        shown = visitor.get("/score").text
        for asked in ("2099Q1", "nonsense"):
            assert visitor.get(f"/score?quarter={asked}").text.count("第四季度") == shown.count(
                "第四季度"
            )


def english(visitor: Visitor, path: str) -> str:
    assert visitor.say("/language", to="en", next="/").status_code == 303
    return visitor.get(path).text
