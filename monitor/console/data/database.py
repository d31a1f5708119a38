"""The ledger as Datasette opens it: with the views that stand beside and in place of its tables, and
with nothing that names a table past them.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

from datasette.database import Database

from store.queries.analyst import NO_INDEX, PAST_THE_VIEWS, had_no_index
from store.queries.analysts.views import ALL_VIEWS, names_the_file


class AskedDatabase(Database):  # type: ignore[misc]
    """A refusal is an OperationalError in both languages, as Datasette shows those of SQLite."""

    async def execute(self, sql: str, *values: Any, **named: Any) -> Any:
        if names_the_file(sql):
            raise sqlite3.OperationalError(f"{PAST_THE_VIEWS.zh} {PAST_THE_VIEWS.en}")
        return await super().execute(sql, *values, **named)

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        def asked(connection: sqlite3.Connection) -> Any:
            try:
                return fn(connection)
            except sqlite3.Error as error:
                if had_no_index():
                    raise sqlite3.OperationalError(f"{NO_INDEX.zh} {NO_INDEX.en}") from error
                raise

        return await super().execute_fn(asked)

    async def table_names(self) -> list[str]:
        return [name for name in await super().table_names() if name not in ALL_VIEWS]

    async def table_exists(self, table: str) -> bool:
        return table not in ALL_VIEWS and await super().table_exists(table)

    async def view_names(self) -> list[str]:
        return list(ALL_VIEWS)

    async def get_view_definition(self, view: str) -> str | None:
        return ALL_VIEWS.get(view)
