"""The budgets and accounts that a unit published: which files are one document, which tables can be
judged, and their rows of 其他 by kind of document and year. Pure.

The same row in another table of the document, or in the document put up again, is one subject.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from config.rulebook import VagueExpense
from monitor.dossier.facts import SpendDocument
from monitor.judging.verdict import Why
from monitor.measures.spending.totals import another_total
from monitor.measures.spending.vague_spending import bare_name, level
from store.records import SpendLine, SpendTable

# Remarks of the reader after which nothing follows from a table, and what is told in its place;
# others leave a share true.
_NOTHING_FOLLOWS = {
    "sums_differ": Why.SUMS_DIFFER,
    "parts_exceed": Why.SUMS_DIFFER,
    "table_cut": Why.DOCUMENT_UNREADABLE,
    "recognised": Why.DOCUMENT_UNREADABLE,
    "unreadable": Why.DOCUMENT_UNREADABLE,
    "no_total": Why.NO_TOTAL,
    "no_unit": Why.NO_UNIT,
    "of_another_unit": Why.OF_ANOTHER_UNIT,
}
_ROUNDING = 1.001  # one sum and the same, printed in 元 here and in 万元 there
# Said of a scan whose printed totals prove what was recognised in it
# (crawler.documents.scans.judgeable).
_PROVEN_SCAN = "image_only: recognised (OCR), and its printed totals"
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
    level: str | None = None  # monitor.measures.spending.vague_spending.level
    # where the document states its spending two ways: the other sum, in yuan, and not the larger
    other_whole: float | None = None

    @property
    def title(self) -> str:
        """The document's, unless that is a mere file name (`download.jsp`) and the table has one in
        words.
        """
        is_in_words = any("一" <= letter <= "鿿" for letter in self.document.title)
        return self.document.title if is_in_words else self.table.title or self.document.title

    @property
    def whole(self) -> float:
        """What its share is a share of, in yuan."""
        return self.table.whole_yuan or self.table.total_yuan or 0.0

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
    return is_unread(document) or (bool(spending) and not any(map(is_sound, spending)))


def is_unread(document: SpendDocument) -> bool:
    """Nothing or not all of it could be read; a scan whose sums hold was."""
    return bool(document.unreadable) and not document.unreadable.startswith(_PROVEN_SCAN)


def is_sound(table: SpendTable) -> bool:
    """Its rows add up to a total, so that a share of that total means something."""
    is_added_up = not any(map(_why_nothing_follows, table.anomalies))
    return table.is_spending and is_added_up and bool(table.total_yuan)


def not_judged(document: SpendDocument) -> list[tuple[Why, SpendTable]]:
    """The tables from which nothing follows though they name an 其他 that no sound table of the
    document holds, each with the reason.
    """
    judged = {
        bare_name(line) for table in filter(is_sound, document.tables) for line in table.lines
    }
    return [
        (why, table)
        for table in document.tables
        if table.is_spending
        and (why := next(filter(None, map(_why_nothing_follows, table.anomalies)), None))
        and any(line.is_other and bare_name(line) not in judged for line in table.lines)
    ]


def why_not_judged(document: SpendDocument) -> Why:
    """Of a document without a sound table."""
    reasons = [
        why
        for table in document.tables
        if table.is_spending
        for why in map(_why_nothing_follows, table.anomalies)
        if why
    ]
    return reasons[0] if reasons and not document.unreadable else Why.DOCUMENT_UNREADABLE


def _why_nothing_follows(anomaly: str) -> Why | None:
    return _NOTHING_FOLLOWS.get(anomaly.partition(":")[0])


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
            weighed, other_whole = _in_the_larger_sum(table, document)
            rows = [
                Row(
                    f"{subject}:{line.code or line.name}",
                    line,
                    weighed,
                    document,
                    level(line, limits),
                    other_whole,
                )
                for line in weighed.lines
                if line.is_other
            ]
            budgets.setdefault(subject, []).extend(rows or [a_whole(subject, table, document)])
    return {
        subject: sorted(
            _in_the_largest_whole(_under_one_code(rows)), key=lambda row: row.weight, reverse=True
        )
        for subject, rows in budgets.items()
    }


def _in_the_larger_sum(
    table: SpendTable, document: SpendDocument
) -> tuple[SpendTable, float | None]:
    """The table, its shares those of the larger sum where the document states two, and the other
    one.
    """
    whole, other = table.whole_yuan or table.total_yuan, another_total(table, document.tables)
    if whole is None or other is None or other < whole:
        return table, other
    lines = (
        line if line.amount_yuan is None else replace(line, share=line.amount_yuan / other)
        for line in table.lines
    )
    return replace(table, whole_yuan=other, lines=tuple(lines)), whole


def _under_one_code(rows: list[Row]) -> list[Row]:
    """The rows; one sum that is printed under a name, a 款 and a 项 is that of the 项."""
    finest: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: len(row.line.code), reverse=True):
        finest.setdefault(bare_name(row.line), []).append(row)
    return [
        replace(
            row,
            subject=next(
                other.subject
                for other in finest[bare_name(row.line)]
                if other is row or (_is_finer(other.line, row.line) and _is_one_sum(row, other))
            ),
        )
        for row in rows
    ]


def _in_the_largest_whole(rows: list[Row]) -> list[Row]:
    """The rows without those whose money stands in a larger whole too: 100 % of a fund's own paper
    may be 1 % of the spending.
    """
    of_subject: dict[str, list[Row]] = {}
    for row in rows:
        of_subject.setdefault(row.subject, []).append(row)
    return [
        row
        for row in rows
        if not any(
            _is_one_sum(row, other) and other.whole > row.whole * _ROUNDING
            for other in of_subject[row.subject]
        )
    ]


def _is_finer(one: SpendLine, other: SpendLine) -> bool:
    return len(one.code) > len(other.code) and one.code.startswith(other.code)


def _is_one_sum(one: Row, other: Row) -> bool:
    low, high = sorted((one.line.amount_yuan or 0.0, other.line.amount_yuan or 0.0))
    return 0.0 < high <= low * _ROUNDING


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
