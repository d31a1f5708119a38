"""Who may come in to the console, and the sessions they hold. Passwords come here hashed; tokens
are hashed here.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from store.desk.desk import Desk
from store.instants import to_text


class Role(StrEnum):
    LEADER = (
        "leader"  # reads, acknowledges, sets deadlines; own units only where units are assigned
    )
    ANALYST = "analyst"  # reads everything, asks the ledger, remarks
    OFFICE = "office"  # everything
    UNIT = "unit"  # answers for its own units and those below them; sees nothing else


@dataclass(frozen=True, slots=True)
class User:
    id: int
    login: str
    name: str
    role: Role
    person: str = ""
    units: tuple[str, ...] = ()


def add_user(
    desk: Desk,
    *,
    login: str,
    name: str,
    role: Role,
    person: str,
    units: Sequence[str],
    password_hash: str,
    now: datetime,
) -> bool:
    """Whether the user was added; a login that is taken stays as it is. Raises StoreFailed."""
    with desk.writing() as connection:
        added = connection.execute(
            """INSERT INTO user (login, name, role, person, units, password_hash, created_at, password_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (login) DO NOTHING""",
            (
                login,
                name,
                role.value,
                person,
                json.dumps(list(units)),
                password_hash,
                to_text(now),
                to_text(now),
            ),
        )
        return added.rowcount > 0


def users(desk: Desk) -> list[User]:
    with desk.reading() as connection:
        return [
            user_of(row)
            for row in connection.execute(f"SELECT {USER_COLUMNS} FROM user ORDER BY login")
        ]


def user_and_hash(desk: Desk, login: str) -> tuple[User, str] | None:
    with desk.reading() as connection:
        row = connection.execute(
            f"SELECT {USER_COLUMNS}, password_hash FROM user WHERE login = ?", (login,)
        ).fetchone()
    return (user_of(row[:-1]), row[-1]) if row else None


def set_password(desk: Desk, login: str, password_hash: str, now: datetime) -> bool:
    """Whether there is such a user. Every session and token of theirs ends: whoever knew the old
    password is out.
    """
    with desk.writing() as connection:
        connection.execute(
            "DELETE FROM session WHERE user = (SELECT id FROM user WHERE login = ?)", (login,)
        )
        connection.execute(
            "DELETE FROM token WHERE user = (SELECT id FROM user WHERE login = ?)", (login,)
        )
        changed = connection.execute(
            "UPDATE user SET password_hash = ?, password_at = ? WHERE login = ?",
            (password_hash, to_text(now), login),
        )
        return changed.rowcount > 0


def renew_hash(desk: Desk, login: str, password_hash: str) -> None:
    """The same password under today's parameters; sessions stay."""
    with desk.writing() as connection:
        connection.execute(
            "UPDATE user SET password_hash = ? WHERE login = ?", (password_hash, login)
        )


def remove_user(desk: Desk, login: str) -> bool:
    """Whether there was such a user. What they wrote stays."""
    with desk.writing() as connection:
        return connection.execute("DELETE FROM user WHERE login = ?", (login,)).rowcount > 0


def begin_session(desk: Desk, user: User, token: str, *, now: datetime, lasts: timedelta) -> None:
    with desk.writing() as connection:
        connection.execute("DELETE FROM session WHERE ends_at <= ?", (to_text(now),))
        connection.execute(
            "INSERT INTO session VALUES (?, ?, ?, ?)",
            (_hash(token), user.id, to_text(now), to_text(now + lasts)),
        )


def session_user(desk: Desk, token: str, now: datetime) -> User | None:
    """Whose session this is; None where it has ended or never was."""
    with desk.reading() as connection:
        row = connection.execute(
            f"SELECT {USER_COLUMNS} FROM session JOIN user ON user.id = session.user WHERE token_hash = ? AND ends_at > ?",
            (_hash(token), to_text(now)),
        ).fetchone()
    return user_of(row) if row else None


def end_session(desk: Desk, token: str) -> None:
    with desk.writing() as connection:
        connection.execute("DELETE FROM session WHERE token_hash = ?", (_hash(token),))


def note_refusal(desk: Desk, login: str, address: str, now: datetime) -> None:
    """A login that failed; older ones than a day are forgotten."""
    with desk.writing() as connection:
        connection.execute("DELETE FROM refusal WHERE at < ?", (to_text(now - timedelta(days=1)),))
        connection.execute("INSERT INTO refusal VALUES (?, ?, ?)", (to_text(now), login, address))


def forget_refusals(desk: Desk, login: str, address: str) -> None:
    """After a login that succeeded: a person's own typing errors are no attack."""
    with desk.writing() as connection:
        connection.execute("DELETE FROM refusal WHERE login = ? AND address = ?", (login, address))


def refusals(desk: Desk, login: str, address: str, since: datetime) -> int:
    """How many logins of this login from this address failed since then."""
    with desk.reading() as connection:
        row = connection.execute(
            "SELECT count(*) FROM refusal WHERE login = ? AND address = ? AND at >= ?",
            (login, address, to_text(since)),
        ).fetchone()
    return int(row[0])


USER_COLUMNS = "user.id, user.login, user.name, user.role, user.person, user.units"


def user_of(row: Sequence[Any]) -> User:
    """Of a row of `USER_COLUMNS`."""
    user_id, login, name, role, person, units = row
    return User(user_id, login, name, Role(role), person, tuple(json.loads(units)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
