"""The ledger as one who sees only some units may read it: every table cut to them, in one place.

Temporary views of the tables' own names stand before the tables, so that no query can forget whose
rows it may show. Nothing is shown of a table that is not named here.
"""

from collections.abc import Collection

from store.ledger import Ledger

# Whose unit stands in a column of its own.
_OF_A_UNIT = {
    "unit": "id",
    **dict.fromkeys(
        (
            *("site", "page", "channel", "finding", "verdict", "unit_run"),
            *("probe_sample", "second_visit", "reread_answer"),
        ),
        "unit",
    ),
}
# Whose row belongs to a row of another table: by its column of that name.
_OF_A_ROW = {
    **dict.fromkeys(("finding_event", "telling"), "finding"),
    **dict.fromkeys(("span", "capture", "facts", "page_links"), "page"),
    **dict.fromkeys(("spend_table", "mention", "personal_number", "page_identity"), "facts"),
    "spend_line": "spend_table",
    "item": "channel",
    "item_change": "item",
}
# Of nights, and of pages that are nobody's.
OF_NO_UNIT = frozenset({"run", "canary", "_sqlite_migrations"})


def show_only(ledger: Ledger, units: Collection[str]) -> None:
    """From here on this reader's queries hear of these units alone. Only for a ledger that is open
    for reading: what it holds stays untouched.
    """
    connection = ledger.db.conn
    names = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("BEGIN")
    connection.execute("CREATE TEMP TABLE shown_unit (id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.executemany("INSERT INTO shown_unit VALUES (?)", [(unit,) for unit in set(units)])
    for (name,) in names:
        if name not in OF_NO_UNIT:
            connection.execute(
                f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} WHERE {_shown(name)}"
            )
    connection.execute("COMMIT")
    connection.execute("PRAGMA query_only = ON")


def _shown(table: str) -> str:
    if column := _OF_A_UNIT.get(table):
        return f"{column} IN (SELECT id FROM temp.shown_unit)"
    if of := _OF_A_ROW.get(table):
        key = f"main.{table}.{of}"
        return f"EXISTS (SELECT 1 FROM temp.{of} AS owner WHERE owner.id = {key})"
    # Whether a letter was taken, where it tells something of these units; never what it says.
    if table == "delivery":
        return "message IN (SELECT message FROM temp.telling)"
    return "0"
