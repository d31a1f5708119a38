"""三公经费 of several years side by side, budget beside final accounts: 出国（境）, 接待, 用车 and
their sum. Pure.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from config.words import Words
from store.records import SpendTable

# In the order in which they are printed; the first pattern that a line's name matches is its item.
ITEMS: tuple[tuple[str, Words, re.Pattern[str]], ...] = (
    ("abroad", Words("因公出国（境）费", "travel abroad"), re.compile("出国|出境|出國")),
    ("guests", Words("公务接待费", "official receptions"), re.compile("接待")),
    (
        "cars_bought",
        Words("公务用车购置费", "vehicles bought"),
        re.compile("(?:用车|用車|车辆).{0,6}购置(?!.{0,3}及|.{0,3}和|.{0,3}、)"),
    ),
    (
        "cars_run",
        Words("公务用车运行维护费", "vehicles kept running"),
        re.compile("(?:用车|用車|车辆)(?!.{0,4}购置(?:及|和|、)).{0,4}运行"),
    ),
    (
        "cars",
        Words("公务用车购置及运行费", "vehicles, bought and run"),
        re.compile("用车|用車|车辆"),
    ),
)
TOTAL = Words("合计", "total")


@dataclass(frozen=True, slots=True)
class PublicsColumn:
    """One paper of one year. Amounts in yuan, by the ids of `ITEMS`; None where the paper names no
    such line.
    """

    year: int
    document: str  # budget | final_accounts
    amounts: dict[str, float | None]
    total: float | None


def three_publics(tables: Iterable[SpendTable]) -> tuple[PublicsColumn, ...]:
    """A column for each year and kind of paper, oldest first; the paper with the most items where a
    year has several tables.
    """
    best: dict[tuple[int, str], PublicsColumn] = {}
    for table in tables:
        if (
            table.kind == "sangong"
            and table.year
            and table.document in ("budget", "final_accounts")
        ):
            column = _column(table, table.year)
            known = best.get((table.year, table.document))
            if known is None or _items(column) > _items(known):
                best[table.year, table.document] = column
    return tuple(best[key] for key in sorted(best, key=lambda key: (key[0], key[1] != "budget")))


def change(now: PublicsColumn, columns: Iterable[PublicsColumn]) -> float | None:
    """By how much the sum rose on the same paper of the year before, 0.1 = ten per cent; None where
    there is none.
    """
    before = next(
        (each for each in columns if (each.year, each.document) == (now.year - 1, now.document)),
        None,
    )
    return (
        now.total / before.total - 1 if before and before.total and now.total is not None else None
    )


def _column(table: SpendTable, year: int) -> PublicsColumn:
    amounts: dict[str, float | None] = {item: None for item, _, _ in ITEMS}
    for line in table.lines:
        item = next((item for item, _, pattern in ITEMS if pattern.search(line.name)), None)
        if item and amounts[item] is None:
            amounts[item] = line.amount_yuan
    return PublicsColumn(year, table.document, amounts, table.total_yuan)


def _items(column: PublicsColumn) -> int:
    return sum(amount is not None for amount in column.amounts.values())
