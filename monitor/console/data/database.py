"""The ledger as Datasette opens it: with the views that stand beside and in place of its tables,
and with nothing that names a table past them.
"""

from collections.abc import Callable
from typing import Any

from datasette.database import Database

from store.queries.analyst import refuse_past_the_views, saying_where_there_is_no_index
from store.queries.analysts.views import ALL_VIEWS


class AskedDatabase(Database):  # type: ignore[misc]
    async def execute(self, sql: str, *values: Any, **named: Any) -> Any:
        refuse_past_the_views(sql)
        return await super().execute(sql, *values, **named)

    async def execute_fn(self, fn: Callable[[Any], Any]) -> Any:
        def asked(connection: Any) -> Any:
            with saying_where_there_is_no_index():
                return fn(connection)

        return await super().execute_fn(asked)

    async def table_names(self) -> list[str]:
        return [name for name in await super().table_names() if name not in ALL_VIEWS]

    async def table_exists(self, table: str) -> bool:
        return table not in ALL_VIEWS and await super().table_exists(table)

    async def view_names(self) -> list[str]:
        return list(ALL_VIEWS)

    async def get_view_definition(self, view: str) -> str | None:
        return ALL_VIEWS.get(view)
