"""A unit's accounts on other people's platforms (政务新媒体), as people looked at them; and which of
them are to be looked at this month. Pure.

Nothing is fetched: the platforms are closed, and only a person's word is judged.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from zlib import crc32

from config.unit import Account, Unit
from monitor.measures.days import chinese_day
from store.desk.account_looks import AccountLook, AccountState

Key = tuple[str, str]  # unit, account


def latest_looks(looks: Iterable[AccountLook]) -> dict[Key, AccountLook]:
    """`looks` oldest first."""
    return {(look.unit, look.account): look for look in looks}


def accounts_of(unit: Unit, day: date) -> list[Account]:
    """On record on that day."""
    return [
        account
        for account in unit.accounts
        if (account.since is None or account.since <= day)
        and (account.until is None or day <= account.until)
    ]


def due_this_month(
    units: Iterable[Unit], latest: Mapping[Key, AccountLook], day: date, every_months: int
) -> list[tuple[Unit, Account]]:
    """The sampling plan: every account once in so many months, spread evenly by its name; besides
    those that nobody looked at yet, and those of which the last look was not good. One that was
    looked at this month is done.
    """
    month = day.year * 12 + day.month
    return [
        (unit, account)
        for unit in units
        for account in accounts_of(unit, day)
        if not _is_done(latest.get((unit.id, account.id)), day)
        and (
            (month + crc32(f"{unit.id}/{account.id}".encode())) % every_months == 0
            or _asks_again(latest.get((unit.id, account.id)))
        )
    ]


def _is_done(look: AccountLook | None, day: date) -> bool:
    at = chinese_day(look.at) if look else None
    return at is not None and (at.year, at.month) == (day.year, day.month)


def _asks_again(look: AccountLook | None) -> bool:
    return look is None or look.what is not AccountState.SEEN
