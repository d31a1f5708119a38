"""docs/schema.md, made from the live schema and the words of store.schema_docs.descriptions: python
-m store.schema_docs.schema_page
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database
from sqlite_utils.db import Column

from store.ledger import open_ledger
from store.queries.analysts.views import BESIDE, NOTHING_BESIDE, show
from store.schema_docs.descriptions import descriptions

HEAD = """# The ledger's schema

Made by `make docs` from the live schema and `store/schema_docs/descriptions.toml`; do not edit. `ledger.db` is SQLite and yours to query: open it read-only
(`sqlite3 'file:ledger.db?mode=ro'`), begin with the views. Instants are UTC (`2012-03-05T02:00:00Z`), days are the
office's (`2012-03-05`). `v_labels`, `v_people`, `v_repairs` and `v_said` are known at `/data` and to `gongkai export`, all but `v_people` in
the file that each night leaves ([analysis.md](analysis.md)); there nothing is told that is held to be secret. Raw bytes are in `archive.db`, by SHA-256; read them with `store.archive`, which verifies them.
"""


def schema_document() -> str:
    """The whole page."""
    with _fresh_ledger() as db:
        return HEAD + "".join(_section(db, name) for name in _names(db))


def undescribed() -> list[str]:
    """What is not told whole, as `table` or `table.column`: parts of the live schema without words
    in either language, and words for what is not there.
    """
    with _fresh_ledger() as db:
        live = {(name, column.name) for name in _names(db) for column in _columns(db, name)}
    said = descriptions()
    told = {(table, column) for table, words in said.items() for column in words.columns}
    wordless = [name for name, words in said.items() if not (words.about.zh and words.about.en)]
    wordless += [
        f"{table}.{column}"
        for table, described in said.items()
        for column, words in described.columns.items()
        if not (words.zh and words.en)
    ]
    return sorted(
        {*wordless, *({table for table, _ in live} ^ set(said))}
        | {f"{table}.{column}" for table, column in live ^ told}
    )


@contextmanager
def _fresh_ledger() -> Iterator[Database]:
    with TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "ledger.db")
        try:
            show(ledger.db.conn, NOTHING_BESIDE, only=BESIDE)
            yield ledger.db
        finally:
            ledger.close()


def _names(db: Database) -> list[str]:
    """Views first: that is where a reader begins; the program's own last."""
    tables = sorted(db.table_names(), key=lambda name: (name.startswith("_"), name))
    return [*sorted((*db.view_names(), *BESIDE)), *tables]


def _columns(db: Database, name: str) -> list[Column]:
    """Of temporary views too, which the library does not know."""
    return [Column(*row) for row in db.conn.execute(f"PRAGMA table_info([{name}])")]


def _section(db: Database, name: str) -> str:
    kind = "table" if name in db.table_names() else "view"
    words = descriptions()[name]
    points_to = (
        {key.column: f" → `{key.other_table}`" for key in db.table(name).foreign_keys}
        if kind == "table"
        else {}
    )
    rows = "".join(
        f"| `{column.name}` | {column.type or '–'}{' · key' if column.is_pk else ''}"
        f"{points_to.get(column.name, '')} |"
        f" {words.columns[column.name].en.replace('|', chr(92) + '|')} |\n"
        for column in _columns(db, name)
    )
    return (
        f"\n## {name} ({kind})\n{words.about.en}\n\n| column | type | says |\n|---|---|---|\n{rows}"
    )


if __name__ == "__main__":
    sys.stdout.write(schema_document())
