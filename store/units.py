"""The ledger's own list of units and sites: history must stay readable after the office has removed
a file.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from config.unit import Unit
from store.instants import to_text
from store.rows import places
from store.urls import canonical


def sync(db: Database, configured: Iterable[Unit], now: datetime) -> None:
    """New units are entered, changed ones amended, absent ones retired as of today (UTC), returning
    ones taken back.
    """
    kept, today = list(configured), to_text(now)[:10]
    for unit in kept:
        _enter_unit(db, unit, now)
        _enter_sites(db, unit, now)
        _retire_absent(db, "site", [site.id for site in unit.sites], today, "unit = ?", [unit.id])
    _retire_absent(db, "unit", [unit.id for unit in kept], today, "1", [])


def _enter_unit(db: Database, unit: Unit, now: datetime) -> None:
    db.conn.execute(
        """INSERT INTO unit (id, name, short, kind, parent, first_at, retired_on) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET name = excluded.name, short = excluded.short, kind = excluded.kind,
             parent = excluded.parent, retired_on = excluded.retired_on""",
        (
            unit.id,
            unit.name,
            unit.short,
            unit.kind,
            unit.parent,
            to_text(now),
            unit.retired.isoformat() if unit.retired else None,
        ),
    )


def _enter_sites(db: Database, unit: Unit, now: datetime) -> None:
    for site in unit.sites:
        db.conn.execute(
            """INSERT INTO site (unit, id, kind, url, name, first_at, retired_on) VALUES (?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (unit, id) DO UPDATE SET kind = excluded.kind, url = excluded.url, name = excluded.name,
                 retired_on = excluded.retired_on""",
            (
                unit.id,
                site.id,
                site.kind,
                canonical(site.url),
                site.name,
                to_text(now),
                site.until.isoformat() if site.until else None,
            ),
        )


def _retire_absent(
    db: Database, table: str, present: list[str], today: str, where: str, values: list[str]
) -> None:
    db.conn.execute(
        f"UPDATE {table} SET retired_on = ? WHERE retired_on IS NULL AND {where} AND id NOT IN ({places(len(present))})",
        [today, *values, *present],
    )
