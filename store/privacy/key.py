"""The office's own key: what makes hashes of persons' numbers useless to whoever does not hold it.
There are few enough such numbers to try them all; without the key nobody can. It lies in desk.db,
which nobody but the office opens, and goes into its backups with it.
"""

import secrets
from functools import lru_cache
from pathlib import Path

from store.desk.desk import desk_path, open_desk

LENGTH = 32  # bytes
_NAME = "privacy"


@lru_cache(maxsize=8)
def office_key(data: Path) -> bytes:
    """The key of this data folder, made at first use. Raises StoreFailed, OutOfSpace."""
    with open_desk(data).writing() as connection:
        connection.execute(
            "INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
            (_NAME, secrets.token_bytes(LENGTH)),
        )
        (key,) = connection.execute("SELECT value FROM secret WHERE name = ?", (_NAME,)).fetchone()
    return bytes(key)


def key_at_hand(data: Path) -> bytes:
    """The office's own; at a vantage point that keeps no data one that nobody keeps: what it hashes
    can be compared with nothing, and nothing is left behind there.
    """
    return office_key(data) if desk_path(data).exists() else secrets.token_bytes(LENGTH)
