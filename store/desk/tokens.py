"""Tokens by which programs read for a person, with that person's rights and no more. Made and
revoked by the person; only their hash is kept.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from store.desk.desk import Desk
from store.desk.users import USER_COLUMNS, User, user_of
from store.instants import to_text
from store.privacy.logs import READS_WITH
from store.rows import records

MOST = 10  # of one person


@dataclass(frozen=True, slots=True)
class Token:
    """`used_on`: the last day of use, "" where it was never used."""

    id: int
    name: str
    made_at: datetime
    used_on: str


def make_token(desk: Desk, user: int, name: str, now: datetime) -> str | None:
    """The token, told this once; None where the person has as many as one may have."""
    token = f"{READS_WITH}{secrets.token_urlsafe(32)}"
    with desk.writing() as connection:
        made = connection.execute(
            """INSERT INTO token (user, name, token_hash, made_at, used_on)
               SELECT ?1, ?2, ?3, ?4, '' WHERE (SELECT count(*) FROM token WHERE user = ?1) < ?5""",
            (user, name, _hash(token), to_text(now), MOST),
        )
        return token if made.rowcount else None


def tokens_of(desk: Desk, user: int) -> list[Token]:
    """Oldest first."""
    with desk.reading() as connection:
        rows = connection.execute(
            "SELECT id, name, made_at, used_on FROM token WHERE user = ? ORDER BY id", (user,)
        ).fetchall()
    return list(records(Token, rows))


def revoke_token(desk: Desk, user: int, token: int) -> bool:
    """Whether this person had such a token; from here on it opens nothing."""
    with desk.writing() as connection:
        gone = connection.execute("DELETE FROM token WHERE id = ? AND user = ?", (token, user))
        return gone.rowcount > 0


def token_user(desk: Desk, token: str, now: datetime) -> User | None:
    """Whose token this is; None where it was revoked or never was. The day of its use is noted once
    a day, so that reading does not write.
    """
    today = to_text(now)[:10]
    with desk.reading() as connection:
        row = connection.execute(
            f"""SELECT {USER_COLUMNS}, token.id, used_on FROM token
                JOIN user ON user.id = token.user WHERE token_hash = ?""",
            (_hash(token),),
        ).fetchone()
    if row is None:
        return None
    *of_user, number, used_on = row
    if used_on != today:
        with desk.writing() as connection:
            connection.execute("UPDATE token SET used_on = ? WHERE id = ?", (today, number))
    return user_of(tuple(of_user))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
