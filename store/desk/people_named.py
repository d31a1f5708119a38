"""Everybody whom the desk knows by name or login, so that nothing of them leaves with what is
published.
"""

from store.desk.desk import Desk

_SIGNED = ("entry", "wording", "account_look", "private_look")


def logins_known(desk: Desk) -> frozenset[str]:
    """Logins that are nobody's name as well. Raises StoreFailed."""
    signed = " UNION ".join(f"SELECT by_login, by_name FROM {table}" for table in _SIGNED)
    with desk.reading() as connection:
        pairs = [*connection.execute(signed), *connection.execute("SELECT login, name FROM user")]
    return frozenset(login for login, _ in pairs if login) - {name for _, name in pairs}


def people_named(desk: Desk) -> frozenset[str]:
    """Logins and names of users, of whoever signed a word, and of whom a finding is in hand with.
    Raises StoreFailed.
    """
    signed = " UNION ".join(f"SELECT by_login, by_name FROM {table}" for table in _SIGNED)
    with desk.reading() as connection:
        pairs = [
            *connection.execute(signed),
            *connection.execute("SELECT login, name FROM user"),
            *connection.execute("SELECT person, person FROM user"),
            *connection.execute("SELECT value, value FROM entry WHERE what = 'person'"),
        ]
    return frozenset(name for pair in pairs for name in pair if name)
