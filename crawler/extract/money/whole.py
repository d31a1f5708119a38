"""Which whole a table's shares are shares of (docs/rulebook.md §5): a printed total, that of the
table it is a part of, or, of one complete list, the sum of its rows. Of everything else no share is
known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.grid import plain
from crawler.extract.money.naming import another_office, period_in
from crawler.extract.patterns import patterns
from store.records import SpendLine, SpendTable

_PATTERNS = patterns(__name__)
_PART_BY_TITLE = _PATTERNS["part_by_title"]
_PARTS_OF_AN_ITEM = _PATTERNS["parts_of_an_item"]
_SOME_OF_ALL = _PATTERNS["some_of_all"]
_ONE_OF_SEVERAL_PAGES = _PATTERNS["one_of_several_pages"]
_AND_SO_ON = _PATTERNS["and_so_on"]
_TOTAL_IN_PROSE = _PATTERNS["total_in_prose"]
_NUMBER = _PATTERNS["number"]
_CHINESE_DIGITS = "一二三四五六七八九十"
ROUNDING = 1.001  # one total and the same, printed in 元 here and in 万元 there


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table with what only its grid knows."""

    table: SpendTable
    caption: str  # its own, "" where it has none
    above: str  # the words just above
    below: str
    pieces: int = 1  # that were laid together
    columns: tuple[
        tuple[str, float], ...
    ] = ()  # heading and yuan of each column in the total's row
    office: str = ""  # under whose heading it stands, where the document tells several apart

    @property
    def is_sound(self) -> bool:
        table = self.table
        return table.is_spending and not table.anomalies and bool(table.unit and table.total_yuan)

    def is_of_another_office(self, other: "FoundTable") -> bool:
        """Whether both stand under headings, and these name two offices."""
        return bool(self.office and other.office) and self.office != other.office


def weighed_in_wholes(found: Sequence[FoundTable], *, title: str, text: str) -> list[FoundTable]:
    """The tables, each weighed in its whole; one whose whole is not known says why and is not
    weighed. `title` and `text` are the document's.
    """
    in_text = _total_in((text,))
    return [_weighed(each, found, title, in_text) for each in found]


def unweighed(table: SpendTable, why: str) -> SpendTable:
    """The table as read, with a reason why nothing follows from its lines."""
    lines = (
        replace(
            line,
            rank=None,
            is_broken_down=None,
            is_weighed_elsewhere=None,
            explained=None,
            reason="",
        )
        for line in table.lines
    )
    return replace(table, lines=tuple(lines), anomalies=(*table.anomalies, why))


def _weighed(
    each: FoundTable, found: Sequence[FoundTable], title: str, in_text: float
) -> FoundTable:
    table = each.table
    if not each.is_sound:
        return each
    whole = _whole_in_document(each, found)
    if not whole and not table.is_total_printed:
        whole = _total_in((each.above, each.below)) or in_text
    if whole and whole > (table.total_yuan or 0.0) * ROUNDING:
        return replace(each, table=_weighed_against(table, whole))
    is_of_an_item = bool(_PARTS_OF_AN_ITEM.search(plain(each.caption)))
    # 《其他支出明细表》 tells what one line was spent on; of what that line is a part, it does not
    # say
    is_known = (table.is_total_printed and not is_of_an_item) or whole * ROUNDING > (
        table.total_yuan or 0.0
    )
    why = "" if is_known else _why_no_whole_list(each, found, title)
    return replace(each, table=_without_total(table, why)) if why else each


def _weighed_against(table: SpendTable, whole: float) -> SpendTable:
    """The table of a part (基本支出) with its shares those of the document's whole spending.

    40 % of 基本支出 may be 4 % of the spending, and is then no fault.
    """
    lines = (
        replace(line, share=None if line.amount_yuan is None else line.amount_yuan / whole)
        for line in table.lines
    )
    return replace(table, lines=tuple(lines), whole_yuan=whole)


def _without_total(table: SpendTable, why: str) -> SpendTable:
    told = unweighed(table, f"no_total: {why}; the rows read come to {table.total_yuan:.2f}")
    lines = tuple(replace(line, share=None) for line in told.lines)
    return replace(told, lines=lines, total_yuan=None, whole_yuan=None)


def _whole_in_document(part: FoundTable, found: Sequence[FoundTable]) -> float:
    """The largest printed total of the same spending, 0.0 where the document states none."""
    return max(
        (
            other.table.total_yuan or 0.0
            for other in found
            if other is not part and _is_whole_of(other, part)
        ),
        default=0.0,
    )


def _is_whole_of(whole: FoundTable, part: FoundTable) -> bool:
    total = part.table.total_yuan or 0.0
    is_same_spending = (
        whole.is_sound
        and bool(whole.table.is_total_printed)
        and (whole.table.document, whole.table.year) == (part.table.document, part.table.year)
        and period_in(whole.caption) == period_in(part.caption)
        and not another_office(part.caption, whole.caption)
        and not part.is_of_another_office(whole)
    )
    if not is_same_spending or (whole.table.total_yuan or 0.0) * ROUNDING < total:
        return False
    is_all_spending = whole.table.kind in ("function", "income_expense") and not _is_part(whole)
    is_line_of_it = any(abs((line.amount_yuan or 0.0) - total) < 1.0 for line in whole.table.lines)
    return (is_all_spending and _is_part(part)) or is_line_of_it


def _is_part(found: FoundTable) -> bool:
    """Whether a table shows a part of the spending: by its title, by its kind, or because it prints
    no total and stands beside one that does.
    """
    table = found.table
    is_of_part_kind = table.kind in ("economic", "project", "sangong")
    is_titled_so = bool(_PART_BY_TITLE.search(plain(table.title)))
    return is_of_part_kind or is_titled_so or not table.is_total_printed


def _total_in(texts: Sequence[str]) -> float:
    """The one total of spending that the words state, in yuan; 0.0 where they state none, or
    several.
    """
    lines = [plain(line) for text in texts for line in text.splitlines()]
    stated = {
        amount.in_yuan("元")
        for line in lines
        for words in _TOTAL_IN_PROSE.findall(line)
        if (amount := parse_amount("".join(words))) is not None and amount.unit
    }
    return stated.pop() if len(stated) == 1 else 0.0


def _why_no_whole_list(each: FoundTable, found: Sequence[FoundTable], title: str) -> str:
    """Why the sum of these rows may not be the whole; "" where this is one complete list."""
    rivals = [
        other
        for other in found
        if other is not each and other.is_sound and not _is_told_apart(each, other)
    ]
    leaves = _leaves(each.table.lines)
    name = each.caption or title
    reasons = {
        f"laid together from {each.pieces} pieces": each.pieces > 1,
        f"“{name}” is a part": _PART_BY_TITLE.search(plain(name))
        or _SOME_OF_ALL.search(plain(name)),
        "one of several pages": _ONE_OF_SEVERAL_PAGES.search(plain(each.above + each.below)),
        "several tables may be the whole": rivals,
        "one row only": len(leaves) < 2,
        "a row states no amount": any(line.amount_yuan is None for line in leaves),
        "the rows go on": any(_AND_SO_ON.search(plain(line.name)) for line in leaves),
        "the codes begin in the middle": _begins_in_the_middle(each.table.lines),
        "numbers are left out": not _is_numbered_through(each.table.lines),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _is_told_apart(one: FoundTable, other: FoundTable) -> bool:
    """Whether two tables say themselves that they are two: another year, stage or period."""
    return (one.table.year, one.table.document, period_in(one.caption)) != (
        other.table.year,
        other.table.document,
        period_in(other.caption),
    )


def _leaves(lines: Sequence[SpendLine]) -> list[SpendLine]:
    below = [*(line.level for line in lines[1:]), 0]
    return [line for line, next_level in zip(lines, below, strict=True) if next_level <= line.level]


def _begins_in_the_middle(lines: Sequence[SpendLine]) -> bool:
    """Top rows of different kinds, 2120501 beside 213: the head of the first stands elsewhere."""
    return len({len(line.code) for line in lines if line.code and not line.level}) > 1


def _is_numbered_through(lines: Sequence[SpendLine]) -> bool:
    """Whether the numbers of the top rows begin at one and leave none out, where there are any."""
    found = [_NUMBER.match(plain(line.name)) for line in lines if not line.level]
    numbers = [
        int(number[2]) if number[2] else _of_chinese(number[1]) for number in found if number
    ]
    return numbers == list(range(1, len(numbers) + 1))


def _of_chinese(words: str) -> int:
    """一 to 九十九."""
    tens, ten, ones = words.rpartition("十")
    value = _CHINESE_DIGITS.find(ones) + 1 if ones else 0
    return value + (10 * (_CHINESE_DIGITS.find(tens) + 1 if tens else 1) if ten else 0)
