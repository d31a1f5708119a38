"""Where the money goes: spending tables read from pages and documents, every 其他 weighed.

Pure: trees and bytes in, records out. The way of a table: `crawler.extract.grids` makes grids of
any file -> `columns` -> `tree` -> `other`, `explained` -> `store.records.SpendTable`, which holds
facts only; `monitor.measures.spending.vague_spending` judges them. A new file format makes grids and calls
`read_grids`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.extract.money.document import read_grids, read_tables_html

__all__ = ["read_grids", "read_tables_html"]


def __getattr__(name: str) -> Any:
    """Loaded when first asked for: the child that only makes grids starts in half the time."""
    if name not in __all__:
        raise AttributeError(name)
    from crawler.extract.money import document

    return getattr(document, name)
