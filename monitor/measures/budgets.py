"""The budgets and accounts that a unit published: which files are one document, which tables can be
judged, and their rows of 其他 by kind of document and year. Pure.

The same row in another table of the document, or in the document put up again, is one subject.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from config.rulebook import VagueExpense
from monitor.dossier.facts import SpendDocument
from monitor.measures.vague_spending import level
from store.records import SpendLine, SpendTable

# Remarks of the reader; others (no unit stated, total computed) leave a share true.
_SUMS_DIFFER = "sums_differ"
_NOT_ADDED_UP = (_SUMS_DIFFER, "table_cut")
_MARKS_OF_A_SECOND_VERSION = (
    "（更正）",
    "(更正)",
    "（修订）",
    "(修订)",
    "（重新公开）",
    "更正后的",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of a document, with the subject that it has in all of them."""

    subject: str
    line: SpendLine
    table: SpendTable
    document: SpendDocument
    level: str | None = None  # monitor.measures.vague_spending.level

    @property
    def title(self) -> str:
        """The document's, unless that is a mere file name (`download.jsp`) and the table has one in
        words.
        """
        is_in_words = any("一" <= letter <= "鿿" for letter in self.document.title)
        return self.document.title if is_in_words else self.table.title or self.document.title

    @property
    def weight(self) -> tuple[int, float, float]:
        """Of the same row in several tables the judged one counts, then the one in the largest
        whole.
        """
        rank = {"problem": 2, "warning": 1}.get(self.level or "", 0)
        return rank, self.table.total_yuan or 0.0, self.line.share or 0.0


Budgets = dict[str, list[Row]]  # by `spending:<kind of document>:<year>`


def a_whole(subject: str, table: SpendTable, document: SpendDocument) -> Row:
    """The table itself, as a row without a line."""
    return Row(subject, SpendLine("", "", None), table, document)


def latest_versions(documents: Iterable[SpendDocument]) -> Iterator[SpendDocument]:
    """A document put up again takes the place of the earlier one, repaired or not.

    It is the same where title, year and totals are: “收支公开表” of two months are two documents.
    """
    in_time = sorted(documents, key=lambda document: (document.first_seen, document.url))
    yield from {_identity(document): document for document in in_time}.values()


def cannot_be_judged(document: SpendDocument) -> bool:
    """It was not read, or no table of spending in it adds up."""
    spending = [table for table in document.tables if table.is_spending]
    return bool(document.unreadable) or (bool(spending) and not any(map(is_sound, spending)))


def difference_in(document: SpendDocument) -> float | None:
    """By how much of their total the rows of its worst table of spending are off; None where nothing
    of the kind was remarked.
    """
    remarks = [
        anomaly.partition(":")[2]
        for table in document.tables
        if table.is_spending
        for anomaly in table.anomalies
        if anomaly.startswith(_SUMS_DIFFER)
    ]
    return max((float(share) for share in remarks if share), default=None)


def is_sound(table: SpendTable) -> bool:
    """Its rows add up to a total, so that a share of that total means something."""
    is_added_up = not any(anomaly.startswith(_NOT_ADDED_UP) for anomaly in table.anomalies)
    return table.is_spending and is_added_up and bool(table.total_yuan)


def is_of_a_part(table: SpendTable) -> bool:
    """Its shares are not of its own total, but of the larger table that it is a part of."""
    return table.whole_yuan is not None and table.whole_yuan != table.total_yuan


def budgets_of(documents: Iterable[SpendDocument], limits: VagueExpense) -> Budgets:
    """The rows of all sound tables by kind of document and year, the heaviest first; of a budget
    without 其他 the whole alone.
    """
    budgets: Budgets = {}
    for document in documents:
        for table in filter(is_sound, document.tables):
            subject = f"spending:{table.document}:{table.year or 'unknown'}"
            rows = [
                Row(
                    f"{subject}:{line.code or line.name}",
                    line,
                    table,
                    document,
                    level(line, limits),
                )
                for line in table.lines
                if line.is_other
            ]
            budgets.setdefault(subject, []).extend(rows or [a_whole(subject, table, document)])
    return {
        subject: sorted(rows, key=lambda row: row.weight, reverse=True)
        for subject, rows in budgets.items()
    }


def _identity(document: SpendDocument) -> tuple[object, ...]:
    budgets = {
        (table.document, table.year, round(table.total_yuan or 0))
        for table in document.tables
        if table.is_spending
    }
    return (_bare_title(document.title), frozenset(budgets)) if budgets else (document.url,)


def _bare_title(title: str) -> str:
    """Without blanks and the marks of a second version."""
    bare = "".join(title.split())
    for mark in _MARKS_OF_A_SECOND_VERSION:
        bare = bare.replace(mark, "")
    return bare
