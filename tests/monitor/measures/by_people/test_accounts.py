"""Which accounts are due to be looked at."""

from datetime import UTC, date, datetime

from config.unit import Account, Unit
from monitor.measures.by_people.accounts import accounts_of, due_this_month, latest_looks
from store.desk.account_looks import AccountLook, AccountState

UNITS = [
    Unit(
        id=f"u{n}",
        name=f"单位{n}",
        kind="department",
        accounts=[Account(id="wx", platform="微信", name=f"账号{n}")],
    )
    for n in range(30)
]


def look(unit: str, day: date, what: AccountState = AccountState.SEEN) -> AccountLook:
    at = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    return AccountLook(unit, "wx", what, day, "", "li", "李某", at)


def due(looks: list[AccountLook], day: date) -> set[str]:
    return {unit.id for unit, _ in due_this_month(UNITS, latest_looks(looks), day, 3)}


def test_what_nobody_looked_at_is_due() -> None:
    assert len(due([], date(2026, 11, 3))) == 30


def test_every_account_is_due_once_in_three_months_and_never_all_at_once() -> None:
    looks = [look(unit.id, date(2026, 8, 1)) for unit in UNITS]
    months = [due(looks, date(2026, month, 3)) for month in (9, 10, 11)]
    assert set.union(*months) == {unit.id for unit in UNITS}
    assert sum(map(len, months)) == 30
    assert all(3 <= len(month) <= 20 for month in months)


def test_one_looked_at_this_month_is_done_and_a_bad_look_is_due_again() -> None:
    day = date(2026, 11, 20)
    looks = [look(unit.id, date(2026, 11, 2)) for unit in UNITS[1:]]
    assert due([look("u0", date(2026, 10, 2), AccountState.GONE), *looks], day) == {"u0"}


def test_an_account_is_on_record_between_its_days() -> None:
    account = Account(id="wx", platform="微信", name="甲", since=date(2026, 1, 1))
    unit = Unit(id="u", name="单位", kind="department", accounts=[account])
    assert accounts_of(unit, date(2025, 12, 31)) == []
    assert accounts_of(unit, date(2026, 1, 1)) == [account]
