"""What a person asks of the list of findings again and again, under a name of their own."""

from dataclasses import dataclass

from store.desk.desk import Desk
from store.rows import records

MOST = 20  # of one person


@dataclass(frozen=True, slots=True)
class SavedView:
    """`query`: of the address line of /findings; "" asks for all that is open."""

    id: int
    name: str
    query: str


def save_view(desk: Desk, user: int, name: str, query: str) -> bool:
    """Under a name that the person has already, it takes the other's place; False where there are
    as many as one may have.
    """
    with desk.writing() as connection:
        saved = connection.execute(
            """INSERT INTO saved_view (user, name, query) SELECT ?1, ?2, ?3
               WHERE (SELECT count(*) FROM saved_view WHERE user = ?1 AND name <> ?2) < ?4
               ON CONFLICT (user, name) DO UPDATE SET query = excluded.query""",
            (user, name, query, MOST),
        )
        return saved.rowcount > 0


def views_of(desk: Desk, user: int) -> list[SavedView]:
    """By name."""
    with desk.reading() as connection:
        rows = connection.execute(
            "SELECT id, name, query FROM saved_view WHERE user = ? ORDER BY name", (user,)
        ).fetchall()
    return list(records(SavedView, rows))


def forget_view(desk: Desk, user: int, view: int) -> bool:
    """Whether this person had such a view."""
    with desk.writing() as connection:
        gone = connection.execute("DELETE FROM saved_view WHERE id = ? AND user = ?", (view, user))
        return gone.rowcount > 0
