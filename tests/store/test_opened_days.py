"""When a subject's problems began."""

from dataclasses import replace
from datetime import date

from store.findings import Change, FindingTurn, apply, opened_days
from tests.monitor.report.sample import STALE
from tests.store.nights import City

MAY, JUNE, JULY = date(2012, 5, 2), date(2012, 6, 3), date(2012, 7, 4)
RULES = (STALE.rule,)


def turn(city: City, what: FindingTurn, day: date, number: int = 0, **more: object) -> int:
    run = city.begin((day - date(2012, 3, 2)).days)
    found = replace(STALE, id=number, opened=day, last_confirmed=day, **more)  # type: ignore[arg-type]
    [change] = apply(city.ledger, [Change(what, found, run.id, day)])
    return change.id


def test_every_beginning_counts_and_no_end(city: City) -> None:
    number = turn(city, FindingTurn.OPENED, MAY)
    turn(city, FindingTurn.CLOSED, JUNE, number, state="closed", closed=JUNE)
    turn(city, FindingTurn.REOPENED, JULY, number, reopened=1)
    assert opened_days(city.ledger, STALE.unit, RULES, JULY) == {STALE.subject: (MAY, JULY)}
    assert opened_days(city.ledger, STALE.unit, RULES, JUNE) == {STALE.subject: (MAY,)}


def test_of_other_rules_and_other_units_nothing_is_told(city: City) -> None:
    turn(city, FindingTurn.OPENED, MAY)
    assert opened_days(city.ledger, STALE.unit, ("vanished_item",), JULY) == {}
    assert opened_days(city.ledger, "another", RULES, JULY) == {}
