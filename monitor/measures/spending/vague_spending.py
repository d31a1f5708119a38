"""How much of an 其他 is too much: the level of one line, from what the document says and tonight's
limits (docs/rulebook.md §5).

No statute gives a percentage; every number comes from `config.rulebook.VagueExpense`. `critical` is
no level here: the rule tells it from the share.
"""

import json
import re

from config.rulebook import VagueExpense
from store.records import SpendLine, SpendTable

# "rank 1-2": the complaint of the press was the place on the list, not the per cent
# (docs/rulebook.md §5)
_TOP_RANKS = 2
ROWS_DRAWN = 14
# 财政部 政府收支分类科目, 部门预算支出经济分类
_NAMES_OF_ITEMS = {"30112": "其他社会保障缴费", "30239": "其他交通费用"}
_NUMBERING = re.compile(r"^(?:其中[:：])?(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])?")


def level(line: SpendLine, limits: VagueExpense) -> str | None:
    """What the limits make of a line: "problem", "warning", or None where the line is in order or
    was not weighed.

    Words that may be the reason (`explained` unclear) are warned of and accuse nobody. A fact that
    is None accuses nobody: no 其他, a table whose rows do not add up, or a reading by
    an earlier version, which the rule answers with `cannot_tell` (`is_unweighed`).
    """
    passed = limit_passed(line, limits)
    if passed is None or line.explained == "referred":
        return None  # of a line that refers to an annex the rule says that it cannot tell
    # The lowest limit warns, but of an 其他 that stands first or inside another one.
    is_conspicuous = line.is_nested_other or (line.rank is not None and line.rank <= _TOP_RANKS)
    is_low = passed == "warn_share" and not is_conspicuous
    is_warned_of = is_low or passed == "explained_warn_share" or line.explained == "unclear"
    return "warning" if is_warned_of else "problem"


def is_said_elsewhere(line: SpendLine, limits: VagueExpense) -> bool:
    """Whether the document sends the reader to an annex for a line that would else be too much."""
    return line.explained == "referred" and limit_passed(line, limits) is not None


def limit_passed(line: SpendLine, limits: VagueExpense) -> str | None:
    """The name of the limit that a line passes, the highest first; None where it passes none."""
    if line.is_broken_down is None or _is_weighed_by_other_lines(line) or is_named(line, limits):
        return None
    share = line.share or 0.0
    if line.explained == "specific":
        # 占比较高，已作说明: reported, never accused.
        return "explained_warn_share" if share >= limits.explained_warn_share else None
    if share >= limits.problem_share:
        return "problem_share"
    if line.is_bare and share >= limits.bare_share:
        return "bare_share"
    return "warn_share" if share >= limits.warn_share else None


def limit_told(line: SpendLine, limits: VagueExpense) -> str:
    """The name of the one limit that is told with the line: that which it passes, 严重 its own; of
    a line that passes none the one that it stayed below.
    """
    passed = limit_passed(line, limits)
    if passed is None:
        return "explained_warn_share" if line.explained == "specific" else _accusing(line)[-1]
    is_critical = (line.share or 0.0) >= limits.critical_share
    return "critical_share" if is_critical and level(line, limits) == "problem" else passed


def _accusing(line: SpendLine) -> tuple[str, ...]:
    """The limits that make a problem of it: lower ones for a bare 其他, and for one that stands
    first or inside another.
    """
    is_conspicuous = line.is_nested_other or (line.rank is not None and line.rank <= _TOP_RANKS)
    return (
        "problem_share",
        *(["warn_share"] if is_conspicuous else []),
        *(["bare_share"] if line.is_bare else []),
    )


def is_named(line: SpendLine, limits: VagueExpense) -> bool:
    """Whether it is a named item that merely has 其他 in its name (30239 其他交通费用); a list
    without codes tells it by the name alone.
    """
    if line.code:
        return line.code in limits.whitelist_codes
    return any(_NAMES_OF_ITEMS.get(code) == bare_name(line) for code in limits.whitelist_codes)


def bare_name(line: SpendLine) -> str:
    """Its name without spaces and numbering: 五、其他支出 and 2299999 其他支出 are one."""
    return _NUMBERING.sub("", "".join(line.name.split()))


def heaviest_rows(table: SpendTable, limits: VagueExpense) -> str:
    """The table's shape for a chart as JSON, in its own order: [[name, share, is it vague, depth],
    …], the ROWS_DRAWN largest. Shares are not rounded: whoever prints one rounds it, once.
    """
    ranked = sorted((line.share or 0.0 for line in table.lines), reverse=True)
    least = ranked[min(ROWS_DRAWN, len(ranked)) - 1] if ranked else 0.0
    rows = [
        [line.name[:40], line.share, level(line, limits) == "problem", line.level]
        for line in table.lines
        if line.share and line.share >= least
    ]
    return json.dumps(rows[:ROWS_DRAWN], ensure_ascii=False)


def is_unweighed(table: SpendTable) -> bool:
    """Whether it names an 其他 and was read by a version before reader-5, which kept its levels and
    not the facts behind them. Nothing follows from it, neither way, until it is read again.
    """
    return table.is_total_printed is None and any(line.is_other for line in table.lines)


def _is_weighed_by_other_lines(line: SpendLine) -> bool:
    """One sum of money is blamed once: in the rows below the line, or in the larger table that
    prints it too.
    """
    return bool(line.is_weighed_elsewhere) or (
        bool(line.is_broken_down) and line.explained != "specific"
    )
