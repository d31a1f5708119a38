"""Views for people who ask the ledger questions in SQL: `store/sql/views.sql`. They hold nothing;
what each is for stands in store/schema_docs/descriptions.toml.

A view is made anew when its text there differs from the one in the ledger.
"""

from sqlite_utils import Database

from store.sql import queries

VIEWS = queries("views")


def refresh(db: Database) -> None:
    """Make every view of the ledger say what it says in the file of views."""
    existing = dict(
        db.conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
    )
    for name, select in VIEWS.items():
        text = f"CREATE VIEW {name} AS {select}"
        if existing.get(name) != text:
            db.conn.execute(f"DROP VIEW IF EXISTS {name}")
            db.conn.execute(text)
