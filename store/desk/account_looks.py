"""What people saw when they looked at a unit's accounts (政务新媒体). Rows are added, nothing is
edited.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from store.desk.desk import Desk
from store.instants import day_text, from_text, maybe_day, to_text


class AccountState(StrEnum):
    SEEN = "seen"  # `newest` is the day of its newest post
    EMPTY = "empty"  # it is there, and shows no post
    GONE = "gone"
    RENAMED = "renamed"  # `note` is the name it bears


@dataclass(frozen=True, slots=True)
class AccountLook:
    unit: str
    account: str  # its id in the unit's file
    what: AccountState
    newest: date | None
    note: str
    by_login: str
    by_name: str
    at: datetime


def add_look(desk: Desk, look: AccountLook) -> None:
    """Raises StoreFailed, OutOfSpace."""
    one = look
    with desk.writing() as connection:
        connection.execute(
            "INSERT INTO account_look (unit, account, what, newest, note, by_login, by_name, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(one.unit, one.account, one.what.value, day_text(one.newest) or "", one.note),
                *(one.by_login, one.by_name, to_text(one.at)),
            ),
        )


def account_looks(desk: Desk, unit: str | None = None) -> list[AccountLook]:
    """Of one unit, or of all; oldest first. Raises StoreFailed."""
    with desk.reading() as connection:
        rows = connection.execute(
            "SELECT unit, account, what, newest, note, by_login, by_name, at FROM account_look WHERE unit = coalesce(?, unit) ORDER BY id",
            (unit,),
        ).fetchall()
    return [
        AccountLook(
            of, account, AccountState(what), maybe_day(newest), note, login, name, from_text(at)
        )
        for of, account, what, newest, note, login, name, at in rows
    ]
