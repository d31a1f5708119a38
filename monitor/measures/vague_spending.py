"""How much of an 其他 is too much: the level of one line, from what the document says and tonight's
limits (docs/rulebook.md §5).

No statute gives a percentage; every number comes from `config.rulebook.VagueExpense`. `critical` is
no level here: the rule tells it from the share.
"""

import json

from config.rulebook import VagueExpense
from store.records import SpendLine, SpendTable

# "rank 1-2": the complaint of the press was the place on the list, not the per cent
# (docs/rulebook.md §5)
_TOP_RANKS = 2
ROWS_DRAWN = 14


def level(line: SpendLine, limits: VagueExpense) -> str | None:
    """What the limits make of a line: "problem", "warning", or None where the line is in order or was not weighed.

    A fact that is None accuses nobody: no 其他, a table whose rows do not add up, or a reading by
    an earlier version, which the rule answers with `cannot_tell` (`is_unweighed`).
    """
    if line.is_broken_down is None or _is_weighed_by_other_lines(line) or is_named(line, limits):
        return None
    share = line.share or 0.0
    if line.explained == "specific":
        # 占比较高，已作说明: reported, never accused.
        return "warning" if share >= limits.explained_warn_share else None
    if any(share >= getattr(limits, key) for key in _accusing(line)):
        return "problem"
    return "warning" if share >= limits.warn_share else None


def limit_passed(line: SpendLine, limits: VagueExpense) -> str:
    """The key of the one limit that is told with the line: the highest that it reached, by which it
    has its level; of a line without level the one that it stayed below.
    """
    share, of = line.share or 0.0, level(line, limits)
    if line.explained == "specific":
        return "explained_warn_share"
    if of == "problem":
        reached = [k for k in ("critical_share", *_accusing(line)) if share >= getattr(limits, k)]
        return max(reached, key=lambda key: float(getattr(limits, key)))
    return "warn_share" if of == "warning" else _accusing(line)[-1]


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
    """Whether its code is a named item that merely has 其他 in its name (30239 其他交通费用)."""
    return bool(line.code) and line.code in limits.whitelist_codes


def heaviest_rows(table: SpendTable, limits: VagueExpense) -> str:
    """The table's shape for a chart as JSON, in its own order: [[name, share, is it vague, depth],
    …], the ROWS_DRAWN largest.
    """
    ranked = sorted((line.share or 0.0 for line in table.lines), reverse=True)
    least = ranked[min(ROWS_DRAWN, len(ranked)) - 1] if ranked else 0.0
    rows = [
        [line.name[:40], round(line.share, 4), level(line, limits) == "problem", line.level]
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
