"""Accounts are looked at by people: what is due, and what they enter."""

from dataclasses import replace
from datetime import timedelta

import pytest

from config.unit import Account
from monitor.console.context import Console
from store.desk.account_looks import AccountState, account_looks
from tests.monitor.console.conftest import Visitor

ACCOUNT = Account(id="wx", platform="微信公众号", name="交通之声", handle="gh_1")


@pytest.fixture
def unit(console: Console) -> str:
    return console.config().units[0].id


@pytest.fixture
def visitor(console: Console, unit: str) -> Visitor:
    """Of an office with one account on record."""
    config = console.config()
    units = [
        one.model_copy(update={"accounts": [ACCOUNT]}) if one.id == unit else one
        for one in config.units
    ]
    with_account = replace(config, units=tuple(units))
    made = Visitor(replace(console, config=lambda: with_account))
    made.come_in("wang")
    return made


def entered(visitor: Visitor, unit: str, **fields: str) -> int:
    said = {"unit": unit, "account": "wx", "what": "seen", "newest": "2012-01-02"} | fields
    return int(visitor.say("/accounts/say", **said).status_code)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"account": "wb"}, 404),
        ({"what": "liked"}, 400),
        ({"newest": ""}, 400),
        ({"newest": "yesterday"}, 400),
        ({"newest": "2999-01-01"}, 400),
    ],
)
def test_what_is_not_understood_is_refused(
    visitor: Visitor, console: Console, unit: str, fields: dict[str, str], status: int
) -> None:
    before = account_looks(console.desk)
    assert entered(visitor, unit, **fields) == status
    assert account_looks(console.desk) == before


def test_an_account_that_nobody_looked_at_is_due_until_somebody_did(
    visitor: Visitor, console: Console, unit: str
) -> None:
    assert 'name="newest"' in visitor.get("/accounts").text
    newest = console.today - timedelta(days=3)
    assert entered(visitor, unit, newest=newest.isoformat(), note="首页置顶除外") == 303
    look = account_looks(console.desk, unit)[-1]
    assert (look.account, look.what, look.newest) == ("wx", AccountState.SEEN, newest)
    assert look.by_name and look.note == "首页置顶除外"
    shown = visitor.get("/accounts").text
    assert 'name="newest"' not in shown and "交通之声" in shown


def test_of_an_account_that_is_gone_no_day_is_kept(
    visitor: Visitor, console: Console, unit: str
) -> None:
    assert entered(visitor, unit, what="gone") == 303
    assert account_looks(console.desk, unit)[-1].newest is None


def test_an_office_without_accounts_is_told_where_they_are_written(office: Visitor) -> None:
    assert "[[accounts]]" in office.get("/accounts").text
