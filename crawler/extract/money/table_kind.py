"""Which table this is, and whether it speaks of spending at all.

Kinds: income_expense 收支总表 · function 功能分类 · economic 经济分类 · sangong 三公 · project 项目
· detail 明细 · other. An income, asset or debt table is never judged for 其他: 其他收入 of 60 % is
no fault (docs/field-notes.md §14).
"""

from collections.abc import Sequence

from crawler.extract.grids.grid import plain
from crawler.extract.patterns import pattern_rows, patterns

_PATTERNS = patterns(__name__)

# First hit wins, so the order is from the most particular to the most general.
_BY_WORDS = pattern_rows(__name__, "by_words")
_FUNCTION_CODE = _PATTERNS["function_code"]
_ECONOMIC_CODE = _PATTERNS["economic_code"]

_SPENDING = _PATTERNS["spending"]
_INCOME = _PATTERNS["income"]
_WORTH = _PATTERNS["worth"]


def table_kind(caption: str, headings: str, codes: Sequence[str]) -> str:
    """The kind, by the title first, then by the codes in the rows, then by the column headings."""
    title = plain(caption)
    by_title = _by_words(title)
    if by_title in {"sangong", "economic", "income_expense"}:
        return by_title
    by_codes = _by_codes(codes)
    return by_codes or by_title or _by_words(plain(headings)) or "other"


def is_spending(caption: str, side: str, headings: str, names: Sequence[str]) -> bool:
    """Whether the rows are spending.

    `side` is the heading over this half of the table (收入 | 支出), `headings` all its column
    headings. The half's own heading decides; then the title; then the rows' names. A table that
    nothing calls spending is not judged.
    """
    for words in (plain(side), plain(caption), plain(headings)):
        if _WORTH.search(words) and not _SPENDING.search(words):
            return False
        says_spending, says_income = bool(_SPENDING.search(words)), bool(_INCOME.search(words))
        if says_spending != says_income:
            return says_spending
    rows = [plain(name) for name in names]
    income = sum(name.endswith("收入") for name in rows)
    spending = sum(bool(_SPENDING.search(name)) or name.endswith("费") for name in rows)
    return spending > income


def _by_words(words: str) -> str:
    return next((kind for kind, pattern in _BY_WORDS if pattern.search(words)), "")


def _by_codes(codes: Sequence[str]) -> str:
    given = [code for code in codes if code]
    for kind, shape in (("function", _FUNCTION_CODE), ("economic", _ECONOMIC_CODE)):
        if given and sum(bool(shape.match(code)) for code in given) >= 0.8 * len(given):
            return kind
    return ""
