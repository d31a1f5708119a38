"""An annex that a document refers to (其他支出详见附件3) may be another document of the unit: a table
whose named rows come to the line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.dossier.facts import SpendDocument
from store.records import SpendLine, SpendTable

_AGREES = 0.005  # by which the rows may differ from the line
_NAMED = 0.90  # rows with a name that come to this part of it explain it (docs/rulebook.md §5)
_FEWEST_ROWS = 2
_LONGEST = 160


def with_annexes(documents: Sequence[SpendDocument]) -> list[SpendDocument]:
    """The documents; a line that refers to an annex is explained where one of the others is that."""
    return [
        replace(
            document, tables=tuple(_table(table, document, documents) for table in document.tables)
        )
        if _refers(document)
        else document
        for document in documents
    ]


def _refers(document: SpendDocument) -> bool:
    return any(line.explained == "referred" for table in document.tables for line in table.lines)


def _table(
    table: SpendTable, document: SpendDocument, documents: Iterable[SpendDocument]
) -> SpendTable:
    others = [other for paper in documents if paper is not document for other in paper.tables]
    return replace(table, lines=tuple(_line(line, others) for line in table.lines))


def _line(line: SpendLine, tables: Iterable[SpendTable]) -> SpendLine:
    if line.explained != "referred":
        return line
    words = next(filter(None, (_parts_of(line, table) for table in tables)), "")
    return replace(line, explained="specific", reason=words) if words else line


def _parts_of(line: SpendLine, table: SpendTable) -> str:
    """The names of the rows that come to the line, "" where they do not."""
    rows = [row for row in table.lines if not row.level and row.amount_yuan]
    amount, total = line.amount_yuan or 0.0, sum(row.amount_yuan or 0.0 for row in rows)
    named = [row for row in rows if not row.is_other]
    is_annex = (
        amount > 0
        and len(rows) >= _FEWEST_ROWS
        and abs(total - amount) <= _AGREES * amount
        and sum(row.amount_yuan or 0.0 for row in named) >= _NAMED * total
    )
    return "、".join(row.name for row in named)[:_LONGEST] if is_annex else ""
