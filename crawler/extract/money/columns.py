"""Which column is what: the heading of a grid read into one or more panels.

A panel is one run of code, name, amount and note columns. Most tables are one panel; 收支总表
stands with 收入 on the left and 支出 on the right, and 基本支出经济分类表 prints people left and
offices right: two panels each.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extract.grids.amounts import column_unit, parse_amount, stated_unit
from crawler.extract.grids.grid import Grid, plain, readable
from crawler.extract.money.says_other import says_other
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_NAME = _PATTERNS["name"]
_NAME_FIRST = _PATTERNS["name_first"]
_CODE = _PATTERNS["code"]
_CODE_PART = _PATTERNS["code_part"]
_IGNORED = _PATTERNS["ignored"]
_NOTE = _PATTERNS["note"]
_RATIO = _PATTERNS["ratio"]
_NOT_THE_AMOUNT = _PATTERNS["not_the_amount"]
_NO_MONEY = _PATTERNS["no_money"]
_AMOUNT_WORDS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"支出合计|支出总计|经费合计"), 12),
    (re.compile(r"合计|合計|总计|總計|\btotal", re.IGNORECASE), 10),
    (re.compile(r"金额|金額|amount|value|支出数|支出额", re.IGNORECASE), 8),
    (re.compile(r"累计|全年(?:$|/|合计|支出|累计|金额)"), 9),
    (re.compile(r"小计|小計"), 2),
)
_CLASSIFIED = _PATTERNS["classified"]
_LOST = _PATTERNS["lost"]
# a column of `####` or 见附表 under 合计 is one of amounts that cannot be read, and no column of words
_AMOUNT_HEAD = _PATTERNS["amount_head"]
_INCOME_HEAD = _PATTERNS["income_head"]
_YEAR = _PATTERNS["year"]
_ORDINARY_ROWS = 20_000  # rows looked at to tell a column's nature
_NUMBERED_ROW = _PATTERNS["numbered_row"]
_MAX_HEADER_ROWS = 40
_SEARCHED_ROWS = 300  # a table whose first amount stands below them is none


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns of one table. `unit` is the amount column's own, "" where its heading has none."""

    first_row: int
    code_columns: tuple[int, ...]
    name_column: int
    amount_column: int
    note_columns: tuple[int, ...]
    group_columns: tuple[int, ...]  # text left of the name: the rows' category
    unit: str
    side: str  # the topmost heading over the name column
    headings: str


def panels_of(grid: Grid, *, year: int | None, document: str) -> tuple[Panel, ...]:
    """The panels of a grid, left to right; () where it holds no names with amounts."""
    first = first_data_row(grid)
    if first is None:
        return ()
    columns = [_Column.of(grid, number, first) for number in range(grid.width)]
    return tuple(panel for run in _runs(columns) if (panel := _panel(run, first, year, document)))


def newest_year(grid: Grid) -> int | None:
    """The newest year that a column's heading names (2024年预算数 beside 2023年预算数): the one the
    table speaks of; None where none does.
    """
    first = first_data_row(grid)
    heads = (
        (_Column.of(grid, number, first).heads for number in range(grid.width))
        if first is not None
        else ()
    )
    return max((int(year) for words in heads for year in _YEAR.findall(words)), default=None)


def title_lines(grid: Grid) -> list[str]:
    """The lines above the data that are no column heading: the table's title and its unit note."""
    first = first_data_row(grid)
    rows = range(min(len(grid.rows), _MAX_HEADER_ROWS) if first is None else first)
    return [line for row in rows if (line := _title_line(grid, row))]


def first_data_row(grid: Grid) -> int | None:
    """The first row with a name and, right of it, an amount."""
    for row in range(min(len(grid.rows), _SEARCHED_ROWS)):
        if _title_line(grid, row):
            continue
        cells = [plain(grid.own(row, column)) for column in range(grid.width)]
        name_at = next(
            (
                at
                for at, words in enumerate(cells)
                if re.search(r"[^\W\d_]", words) and parse_amount(words) is None
            ),
            None,
        )
        if name_at is None or _is_column_count(grid, row):
            continue
        values = [
            words
            for words in cells[name_at + 1 :]
            if parse_amount(words) is not None or _LOST.match(words)
        ]
        is_years = bool(values) and all(_YEAR.fullmatch(words) for words in values)
        if values and not (is_years and _NAME.search(cells[name_at])):
            return _with_rows_above(grid, row, name_at)
    return None


def heading_rows(grid: Grid) -> list[list[str]]:
    """The words of the rows above the data that are no title, [] where the data begin at once."""
    rows = range(first_data_row(grid) or 0)
    return [[plain(cell) for cell in grid.rows[row]] for row in rows if not _title_line(grid, row)]


@dataclass(frozen=True, slots=True)
class _Column:
    number: int
    head: str  # the lowest heading
    heads: str  # all headings, top to bottom
    top: str
    nature: str  # code | text | amount | ignored | empty
    is_merged_down: bool  # some cell stands for several rows
    are_all_different: bool  # its words, but 其他

    @property
    def is_note(self) -> bool:
        return (
            self.nature == "text" and bool(_NOTE.search(self.head)) and not _NAME.search(self.head)
        )

    def is_name_again(self, first_run: "Sequence[_Column]") -> bool:
        is_like_the_first = any(
            self.head == column.head for column in first_run if column.nature == "text"
        )
        return (
            self.nature == "text"
            and not self.is_note
            and (bool(_NAME.search(self.head)) or is_like_the_first)
        )

    @classmethod
    def of(cls, grid: Grid, number: int, first: int) -> "_Column":
        heads: list[str] = []
        for row in range(max(0, first - _MAX_HEADER_ROWS), first):
            words = _heading(grid.rows[row][number])
            if (
                words
                and not _title_line(grid, row)
                and not _is_column_count(grid, row)
                and (not heads or heads[-1] != words)
            ):
                heads.append(words)
        head = heads[-1] if heads else ""
        cells = [
            grid.own(row, number)
            for row in range(first, min(len(grid.rows), first + _ORDINARY_ROWS))
        ]
        return cls(
            number,
            head,
            "/".join(heads),
            heads[0] if heads else "",
            _nature(cells, head, "/".join(heads)),
            any(
                (row, number) in grid.repeats
                and grid.rows[row][number] == grid.rows[row - 1][number]
                for row in range(first + 1, first + len(cells))
            ),
            _are_all_different(cells),
        )


def _heading(cell: str) -> str:
    """A heading's words: Chinese without the spaces that stretch it (项　目), English with them."""
    return plain(cell) if re.search("[一-鿿]", cell) else readable(cell)


def _nature(cells: Sequence[str], head: str, heads: str) -> str:
    filled = [words for cell in cells if (words := plain(cell))]
    if not filled:
        return "empty"
    if _CODE_PART.search(head) or (_CODE.search(heads) and not _NAME.search(head)):
        return "code"
    if _IGNORED.search(head) or (_RATIO.search(head) and not re.search("合计|金额|支出数", head)):
        return "ignored"
    amounts = sum(parse_amount(words) is not None for words in filled)
    texts = sum(
        bool(re.search(r"[^\W\d_]", words)) and parse_amount(words) is None for words in filled
    )
    if (not heads or _CLASSIFIED.search(heads)) and _are_codes(
        [words for words in filled if parse_amount(words) is not None]
    ):
        return "code"
    lost = sum(bool(_LOST.match(words)) for words in filled) if amounts else 0
    is_headed_so = _AMOUNT_HEAD.search(head) and _are_amounts(filled)
    if (amounts > texts - lost and (not lost or not _NOTE.search(head))) or is_headed_so:
        return "amount"
    return "text" if texts else "ignored"


def _are_all_different(cells: Sequence[str]) -> bool:
    """Whether each cell names a thing of its own; an 其他 may close every group of rows."""
    filled = [words for cell in cells if (words := plain(cell)) and not says_other(words)]
    return len(filled) > 1 and len(set(filled)) == len(filled)


def _are_amounts(filled: Sequence[str]) -> bool:
    """Whether a column headed so holds amounts, though most may not be readable: names are all
    different, 见附表 is the same in every row.
    """
    words = [cell for cell in filled if parse_amount(cell) is None and not _LOST.match(cell)]
    return len(words) < len(filled) or len(set(words)) < len(words) / 2


def _are_codes(numbers: Sequence[str]) -> bool:
    """Whether these are codes of the chart of accounts and no amounts: all of 3, 5 or 7 digits (or
    a level's two), and not all alike long.
    """
    is_coded = bool(numbers) and all(
        re.fullmatch(r"[235]\d\d(?:\d\d){0,2}|\d\d", number) for number in numbers
    )
    return is_coded and (
        len({len(number) for number in numbers}) > 1 or max(map(len, numbers)) != 3
    )


def _runs(columns: Sequence[_Column]) -> list[list[_Column]]:
    """The columns split where a code or name begins after an amount (资金来源 begins nothing)."""
    runs: list[list[_Column]] = [[]]
    for column in columns:
        more_amounts = any(later.nature == "amount" for later in columns[column.number + 1 :])
        begins = more_amounts and (column.nature == "code" or column.is_name_again(runs[0]))
        if begins and any(seen.nature == "amount" for seen in runs[-1]):
            runs.append([])
        runs[-1].append(column)
    return runs


def _panel(run: Sequence[_Column], first: int, year: int | None, document: str) -> Panel | None:
    amounts = [
        column for column in run if column.nature == "amount" and not _NO_MONEY.search(column.head)
    ]
    words = [column for column in run if column.nature == "text"]
    # 内容 over the only words is what the money was spent on, and no remark
    texts = [column for column in words if not column.is_note] or words[:1]
    if not amounts or not texts:
        return None
    amount = max(
        amounts, key=lambda column: (_amount_score(column, year, document), -column.number)
    )
    named = [column for column in texts if _NAME_FIRST.search(column.head)] or [
        column for column in texts if _NAME.search(column.head)
    ]
    left = [column for column in (named or texts) if column.number < amounts[0].number]
    name = _name_within(left[-1], texts, amounts[0]) if left else (named or texts)[0]
    return Panel(
        first_row=first,
        code_columns=tuple(
            column.number
            for column in run
            if column.nature == "code" and column.number < amount.number
        ),
        name_column=name.number,
        amount_column=amount.number,
        note_columns=tuple(
            column.number
            for column in run
            if (column.is_note and column is not name) or _is_nameless_tail(column, amounts[-1])
        ),
        group_columns=tuple(
            column.number
            for column in texts
            if column.number < name.number and not _is_repeated_party(column)
        ),
        unit=column_unit(amount.heads) or _unit_beside(run),
        side=name.top,
        headings=" ".join(column.heads for column in run),
    )


def _name_within(name: _Column, texts: Sequence[_Column], amount: _Column) -> _Column:
    """The column of names, or, where its cells are merged over several rows, the one right of it
    that tells these apart: 商品和服务支出 | 水电费, 维修费.
    """
    within = (
        column
        for column in texts
        if name.number < column.number < amount.number
        and column.are_all_different
        and not _is_repeated_party(column)
    )
    return next(within, name) if name.is_merged_down else name


def _unit_beside(run: Sequence[_Column]) -> str:
    """The unit that stands in another heading, 项目（万元）; "" where none does or they differ."""
    units = {unit for column in run if (unit := column_unit(column.heads))}
    return units.pop() if len(units) == 1 else ""


def _is_nameless_tail(column: _Column, last_amount: _Column) -> bool:
    """Words in a last column without a heading: a remark."""
    return column.nature == "text" and not column.heads and column.number > last_amount.number


def _is_repeated_party(column: _Column) -> bool:
    """Organisation, supplier: says who, not what kind of spending."""
    return bool(
        re.search(
            r"单位|部门|organi[sz]ation|body|supplier|service|unit|label",
            column.head,
            re.IGNORECASE,
        )
    )


def _amount_score(column: _Column, year: int | None, document: str) -> int:
    score = max(
        (points for words, points in _AMOUNT_WORDS if words.search(column.heads)), default=0
    )
    if "决算" in column.heads:
        score += 6 if document == "final_accounts" else -2
    if "预算" in column.head:
        score += 4 if document == "budget" else -2
    years = [int(found) for found in _YEAR.findall(column.heads)]
    if year is not None and years:
        score += 5 if year in years else -15
    if _NOT_THE_AMOUNT.search(column.heads):
        score -= 30
    if _INCOME_HEAD.search(column.head):
        score -= 20
    return score


def _with_rows_above(grid: Grid, row: int, name_at: int) -> int:
    """The row, or the first one above it that belongs to the data and states no amount: numbered, 一、
    人员支出 over its parts, or alone with its name under the headings.
    """
    while row > 0 and any(_NUMBERED_ROW.match(plain(cell)) for cell in grid.rows[row - 1][:4]):
        row -= 1
    first = row
    while first > 0 and _filled(grid, first - 1) == [name_at]:
        first -= 1
    has_heading = first > 0 and len(_filled(grid, first - 1)) > 1
    return first if has_heading and not _is_unit_note(grid, first) else row


def _filled(grid: Grid, row: int) -> list[int]:
    """The columns with words in them, those of merged neighbours too."""
    return [column for column in range(grid.width) if plain(grid.rows[row][column])]


def _is_unit_note(grid: Grid, row: int) -> bool:
    return any(stated_unit(cell) for cell in grid.rows[row])


def _is_column_count(grid: Grid, row: int) -> bool:
    """A row that numbers the columns: 栏次 1 2 3."""
    words = [plain(cell) for cell in grid.rows[row] if plain(cell)]
    numbers = [word for word in words if re.fullmatch(r"\d{1,2}", word)]
    others = [word for word in words if word not in numbers]
    return (
        bool(numbers)
        and all(re.search(r"^栏次$|^行次$|^欄次$|^\d+=[\d+]+$", word) for word in others)
        and (bool(others) or len(numbers) == len(words))
    )


def _title_line(grid: Grid, row: int) -> str:
    """The words of a row that is one title or unit note, "" for any other row."""
    own = [words for column in range(grid.width) if (words := grid.own(row, column).strip())]
    if own and any(
        grid.rows[row][column].strip() not in own
        for column in range(grid.width)
        if grid.rows[row][column].strip()
    ):
        return ""  # a heading, with the words of merged cells beside it
    is_title = len(own) == 1 and (grid.width > 2 or len(plain(own[0])) > 6 or "单位" in own[0])
    is_unit_note = len(own) <= 4 and any(
        re.search(r"单位[:：]|單位[:：]|编制(?:单位|部门)|金额单位", plain(words)) for words in own
    )
    return "  ".join(own) if is_title or is_unit_note else ""
