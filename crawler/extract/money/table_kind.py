"""Which table this is, and whether it speaks of spending at all.

Kinds: income_expense 收支总表 · function 功能分类 · economic 经济分类 · sangong 三公 · project 项目
· detail 明细 · other. An income, asset or debt table is never judged for 其他: 其他收入 of 60 % is
no fault (docs/field-notes.md §14).
"""

import re
from collections.abc import Sequence

from crawler.extract.grids.grid import plain

# First hit wins, so the order is from the most particular to the most general.
_BY_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "sangong",
        re.compile(
            r"[“\"']?三公[”\"']?(?:经费|經費)|因公出国|因公出國|公务接待费.*公务用车|公务用车.*公务接待费"
        ),
    ),
    ("economic", re.compile(r"经济分类|經濟分類|经济科目|economic classification", re.IGNORECASE)),
    (
        "income_expense",
        re.compile(
            r"收支.{0,6}(?:总|總|情况|决算|预算)?表|收入.{0,4}支出.{0,8}表|收支总|income and expenditure",
            re.IGNORECASE,
        ),
    ),
    (
        "function",
        re.compile(
            r"功能分类|功能分類|功能科目|支出(?:预算|决算)?总表|支出(?:预算|决算)表|政府性基金.*支出|国有资本经营.*支出|functional classification",
            re.IGNORECASE,
        ),
    ),
    ("project", re.compile(r"项目支出|项目经费|项目预算|项目资金|重点项目|專案")),
    (
        "detail",
        re.compile(
            r"明细|明細|清单|开支|费用表|支出情况|经费使用|支出表|支出公开|payments? to suppliers|supplier|beneficiary|transaction|spend(?:ing)? over",
            re.IGNORECASE,
        ),
    ),
)
_FUNCTION_CODE = re.compile(r"^2[0-3]\d(?:\d{2}){0,2}$")
_ECONOMIC_CODE = re.compile(r"^(?:30[1-9]|31[0-3]|399|50[1-9]|51[0-4]|599)(?:\d{2})?$")

_SPENDING = re.compile(
    r"支出|开支|開支|经费|經費|费用|費用|用款|花费|三公|expen|spend|cost|purpose|payment",
    re.IGNORECASE,
)
_INCOME = re.compile(r"收入|收费|來源|资金来源|income|revenue", re.IGNORECASE)
_WORTH = re.compile(
    r"资产|資產|负债|負債|债务|債務|净资产|往来|应收|应付|固定资产|balance sheet|assets|liabilit",
    re.IGNORECASE,
)


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
