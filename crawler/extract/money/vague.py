"""How much of an 其他 is too much: the level of one line (docs/rulebook.md §5).

No statute gives a percentage; every number comes from `config.rulebook.VagueExpense`. `critical` is
no level here: the rule decides it from the share.
"""

from dataclasses import dataclass

from config.rulebook import VagueExpense

# "rank 1-2": the complaint of the press was the place on the list, not the per cent
# (docs/rulebook.md §5)
_TOP_RANKS = 2


@dataclass(frozen=True, slots=True)
class OtherLine:
    """What the level of an 其他 line depends on."""

    share: float  # of the table's total expenditure
    rank: int  # 1 = the largest among the lines that have no rows below
    is_bare: bool
    is_nested: bool  # an 其他 inside an 其他
    has_specific_reason: bool


def level(line: OtherLine, limits: VagueExpense) -> str | None:
    """None | "warning" | "problem"."""
    if line.has_specific_reason:
        # 占比较高，已作说明: told, never accused.
        return "warning" if line.share >= limits.explained_warn_share else None
    is_problem = (
        line.share >= limits.problem_share
        or (line.is_bare and line.share >= limits.bare_share)
        or (line.rank <= _TOP_RANKS and line.share >= limits.warn_share)
        or (line.is_nested and line.share >= limits.warn_share)
    )
    if is_problem:
        return "problem"
    return "warning" if line.share >= limits.warn_share else None
