"""Who took bytes in which persons' numbers stand: each time a row, nothing is edited."""

from dataclasses import dataclass
from datetime import datetime

from store.desk.desk import Desk
from store.instants import to_text
from store.rows import records


@dataclass(frozen=True, slots=True)
class PrivateLook:
    """`sha256` of the bytes, or an export's seal; `what` the page's address as it is kept, or the
    export's name; `by_login` is "" at the machine itself, where there are no logins.
    """

    sha256: str
    what: str
    by_login: str
    by_name: str
    at: datetime


def add_look(desk: Desk, look: PrivateLook) -> None:
    """Raises StoreFailed, OutOfSpace: then nothing may be shown."""
    with desk.writing() as connection:
        connection.execute(
            "INSERT INTO private_look (sha256, what, by_login, by_name, at) VALUES (?, ?, ?, ?, ?)",
            (look.sha256, look.what, look.by_login, look.by_name, to_text(look.at)),
        )


def looks_at(desk: Desk, sha256: str) -> list[PrivateLook]:
    """Everybody who took these bytes, oldest first."""
    with desk.reading() as connection:
        rows = connection.execute(
            "SELECT sha256, what, by_login, by_name, at FROM private_look WHERE sha256 = ? ORDER BY id",
            (sha256,),
        ).fetchall()
    return list(records(PrivateLook, rows))
