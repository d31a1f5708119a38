"""What a table is called, which year it speaks of, and whether it is a budget or a final account."""

import re
from collections.abc import Sequence

from crawler.extract.grids.grid import plain, readable
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_TITLE_WORDS = _PATTERNS["title_words"]
_NO_TITLE = _PATTERNS["no_title"]
_YEAR = _PATTERNS["year"]
_YEAR_OF_MONEY = _PATTERNS["year_of_money"]
_CHINESE_YEAR = _PATTERNS["chinese_year"]
_TRAIL = _PATTERNS["trail"]
_OFFICE = _PATTERNS["office"]
_BEFORE_OFFICE = _PATTERNS["before_office"]
_COMMON_TAIL = _PATTERNS["common_tail"]
_PERIOD = _PATTERNS["period"]
_PREPARED_BY = _PATTERNS["prepared_by"]
_SHORTEST_OFFICE = 3
_DIGIT_OF = {
    digit: str(value)
    for value, digits in enumerate(
        ("〇零○Oo0", "一", "二", "三", "四", "五", "六", "七", "八", "九")
    )
    for digit in digits
}
_LONGEST_TITLE = 80


def table_title(inside: Sequence[str], before: str) -> str:
    """The line inside the grid that reads like a title, else the nearest such line above it."""
    lines = [*inside, *reversed(before.splitlines())]
    for line in lines:
        words = _without_unit_note(line)
        if (
            words
            and len(words) <= _LONGEST_TITLE
            and _TITLE_WORDS.search(words)
            and not _NO_TITLE.match(plain(words))
        ):
            return words
    return ""


def year_of(*texts: str) -> int | None:
    """The year of the first text with one (2012年, 2012年度, 二〇一二年); None where none has."""
    for text in texts:
        words = plain(text)
        found = _YEAR.search(words)
        if found:
            return int(found[1])
        chinese = _CHINESE_YEAR.search(words)
        if chinese:
            return int("".join(_DIGIT_OF[digit] for digit in chinese[1]))
    return None


def year_in_prose(*texts: str) -> int | None:
    """The year that prose gives to money (2012年度支出), where dates of posting stand too."""
    found = next((match for text in texts if (match := _YEAR_OF_MONEY.search(plain(text)))), None)
    return int(found[1]) if found else None


def document_of(*texts: str) -> str:
    """budget | final_accounts | other, by the first text that names exactly one of 预算 and 决算."""
    for text in texts:
        words = plain(text)
        is_final = bool(re.search(r"决算|決算|final account", words))
        is_budget = bool(
            re.search(
                r"预算|預算|预决算|budget",
                words.replace("预算数", "")
                .replace("一般公共预算", "")
                .replace("政府性基金预算", "")
                .replace("公共财政预算", "")
                .replace("资本经营预算", ""),
                re.IGNORECASE,
            )
        )
        if is_final != is_budget:
            return "final_accounts" if is_final else "budget"
    if any("一般公共预算" in plain(text) for text in texts):
        return "budget"
    return "other"


def heading_stage(headings: str) -> str:
    """What the columns are headed, 预算数 or 决算数, where they are headed by one of them only."""
    is_final, is_budget = "决算数" in plain(headings), "预算数" in plain(headings)
    return "" if is_final == is_budget else "决算" if is_final else "预算"


def without_trail(before: str) -> str:
    """The words above a table without the way to the page (首页 > 政务公开 > 财政预决算)."""
    return "\n".join(line for line in before.splitlines() if not _TRAIL.search(line))


def office_in(title: str) -> str:
    """The office that a title begins with, without what all are called (本级, 人民政府); "" where it
    names none.
    """
    found = _OFFICE.match(_BEFORE_OFFICE.sub("", plain(title)))
    return without_common_tail(found[1]) if found else ""


def without_common_tail(office: str) -> str:
    """某局本级 and 某局机关 are 某局."""
    return _COMMON_TAIL.sub("", office)


def another_office(caption: str, title: str) -> str:
    """The office that heads a table in the document of another one; "" where it is the same, or
    either names none by its name (某局).
    """
    own, other = office_in(title), office_in(caption)
    is_same = min(len(own), len(other)) < _SHORTEST_OFFICE or own in other or other in own
    return "" if is_same else other


def prepared_by(words: str) -> str:
    """The office that is said to have made a table (编制部门：…), "" where none is."""
    found = _PREPARED_BY.search(words)
    return found[1] if found else ""


def period_in(title: str) -> str:
    """The part of a year or the stage of its budget that a title names: 3月, 第一季度, 上半年, 调整; ""
    where it speaks of the year.
    """
    found = _PERIOD.search(plain(title))
    return found[0] if found else ""


def _without_unit_note(line: str) -> str:
    return readable(re.sub(r"[(（]?(?:金额|计量)?单\s*位\s*[:：].*$", "", line))
