"""docs/schema.md, made from the live schema and the words of store.docs.descriptions: python -m
store.docs.schema_page
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from store.docs.descriptions import descriptions, of_column
from store.ledger import open_ledger

HEAD = """# The ledger's schema

Made by `make docs` from the live schema; do not edit. `ledger.db` is SQLite and yours to query: open it read-only
(`sqlite3 'file:ledger.db?mode=ro'`), begin with the views. Instants are UTC (`2012-03-05T02:00:00Z`), days are the
office's (`2012-03-05`). Raw bytes are in `archive.db`, by SHA-256; read them with `store.archive`, which verifies them.
"""


def schema_document() -> str:
    """The whole page."""
    with TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "ledger.db")
        try:
            return HEAD + "".join(_section(ledger.db, name) for name in _names(ledger.db))
        finally:
            ledger.close()


def undescribed() -> list[str]:
    """`table` or `table.column` of the live schema without words, and words without a table or
    column.
    """
    with TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "ledger.db")
        try:
            live = {
                name: [column.name for column in _columns(ledger.db, name)]
                for name in _names(ledger.db)
            }
        finally:
            ledger.close()
    said = descriptions()
    silent = [
        f"{table}.{column}"
        for table, columns in live.items()
        for column in columns
        if not of_column(table, column)
    ]
    strange = [
        f"{table}.{column}"
        for table, words in said.items()
        for column in words.columns
        if column not in live.get(table, ())
    ]
    return sorted([*(table for table in live if table not in said), *silent, *strange])


def _names(db: Database) -> list[str]:
    """Views first: that is where a reader begins."""
    tables = sorted(name for name in db.table_names() if not name.startswith("_"))
    return [
        *sorted(db.view_names()),
        *tables,
        *(name for name in db.table_names() if name.startswith("_")),
    ]


def _section(db: Database, name: str) -> str:
    kind = "view" if name in db.view_names() else "table"
    words = descriptions().get(name)
    rows = "".join(
        f"| `{column.name}` | {column.type or '–'}{' · key' if column.is_pk else ''}{_points_to(db, name, column.name)} | "
        f"{of_column(name, column.name).replace('|', chr(92) + '|')} |\n"
        for column in _columns(db, name)
    )
    return f"\n## {name} ({kind})\n{words.is_about if words else ''}\n\n| column | type | says |\n|---|---|---|\n{rows}"


def _points_to(db: Database, name: str, column: str) -> str:
    if name in db.view_names():
        return ""
    return "".join(
        f" → `{key.other_table}`" for key in db.table(name).foreign_keys if key.column == column
    )


def _columns(db: Database, name: str) -> list["_Column"]:
    return [
        _Column(row[1], row[2], bool(row[5]))
        for row in db.conn.execute(f'PRAGMA table_info("{name}")')
    ]


class _Column:
    def __init__(self, name: str, kind: str, is_pk: bool) -> None:
        self.name, self.type, self.is_pk = name, kind, is_pk


if __name__ == "__main__":
    sys.stdout.write(schema_document())
