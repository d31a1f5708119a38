"""How finely a year's spending is listed, by the digits of its codes: 类 3, 款 5, 项 7. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from config.rulebook import Clause
from monitor.dossier.facts import SpendDocument
from monitor.measures.spending.budgets import Row, a_whole

LEVELS = (3, 5, 7)
FINEST = {"function": 7, "economic": 5}  # what the law asks for: budget.46, budget.75
CODES_NEEDED = 3  # coded rows from which a table's level is told
_OF_MONEY = ("预算", "决算", "預算", "決算", "三公", "收支", "支出")


@dataclass(frozen=True, slots=True)
class Depth:
    """The finest code of all tables of a kind in a year; `row` is the largest of these tables."""

    kind: str  # function | economic
    digits: int
    row: Row


def depths_of(paper: Row, documents: Iterable[SpendDocument], clause: Clause) -> Iterator[Depth]:
    """For each kind of which that budget (or account) has a table. A table without a year may be of
    any. None of a year that ended before the clause came into force.
    """
    year, document_kind = paper.table.year, paper.table.document
    is_final = document_kind == "final_accounts"
    if year is None or date(year + is_final, 12, 31) < clause.valid_from:
        return
    pairs = [(table, document) for document in documents for table in document.tables]
    for kind in FINEST:
        tables = [each for each in pairs if each[0].kind == kind and each[0].year in (year, None)]
        of_this = [
            each for each in tables if (each[0].year, each[0].document) == (year, document_kind)
        ]
        codes = [line.code for table, _ in tables for line in table.lines if line.code.isdigit()]
        digits = max(map(len, codes), default=0)
        if of_this and len(codes) >= CODES_NEEDED and digits >= min(LEVELS):
            table, document = max(of_this, key=lambda each: each[0].total_yuan or 0.0)
            row = a_whole(f"coarse:{table.document}:{year}:{kind}", table, document)
            yield Depth(kind, digits, row)


def says_money(title: str) -> bool:
    """The title is that of a budget, an account or a table of spending."""
    return any(word in title for word in _OF_MONEY)
