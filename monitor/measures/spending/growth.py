"""How much more an 其他 is than a year before, in the table of the same kind of the same kind of
document. Pure.
"""

from collections.abc import Collection
from dataclasses import dataclass

from config.rulebook import VagueExpense
from monitor.measures.spending.budgets import Budgets, Row, is_of_a_part
from monitor.measures.spending.vague_spending import is_named

_TWO_WHOLES = "stated two ways"


@dataclass(frozen=True, slots=True)
class Growth:
    """How the row stood a year before, and how far it rose. Where one year's table is a part of the
    spending and the other's a whole, their shares have no common divisor and are not compared.
    """

    before: Row
    points: float  # by which its share rose, 0.1 = ten points; 0 where shares are not compared
    times: float  # its amount over last year's, 0 where that was nothing
    is_alike: bool = True  # both years' shares are of the same kind of whole


def growth_of(row: Row, budgets: Budgets) -> Growth | None:
    """Against last year's row of the same code or name; None where last year has no such table, or
    no row in it.
    """
    line, table = row.line, row.table
    if table.year is None or not table.unit or line.share is None or not line.amount_yuan:
        return None
    for before in budgets.get(f"spending:{table.document}:{table.year - 1}", ()):
        then, was = before.line, before.line.amount_yuan
        is_the_same = (
            before.table.kind == table.kind
            and (then.code or then.name) == (line.code or line.name)
            and before.table.unit
        )
        if is_the_same and then.share is not None and was is not None:
            times = line.amount_yuan / was if was > 0 else 0.0
            is_alike = _whole_of(before) == _whole_of(row) != _TWO_WHOLES
            points = line.share - then.share if is_alike else 0.0
            return Growth(before, points, times, is_alike)
    return None


def _whole_of(row: Row) -> str:
    if row.other_whole is not None:
        return _TWO_WHOLES
    return "larger table" if is_of_a_part(row.table) else "its own total"


def growth_passed(
    row: Row, growth: Growth | None, all_rows: Collection[Row], limits: VagueExpense
) -> str:
    """The key of the limit by which it rose too much with no purpose stated, "" where it did not. A
    row whose own parts are listed is not warned of beside them.
    """
    line = row.line
    is_listed = line.is_other and not is_named(line, limits)
    if growth is None or not is_listed or line.explained == "specific":
        return ""
    has_parts = bool(line.code) and any(
        other.line.code != line.code and other.line.code.startswith(line.code) for other in all_rows
    )
    by_share = growth.points >= limits.growth_points
    by_amount = (
        growth.times - 1 >= limits.growth_ratio and (line.share or 0.0) >= limits.growth_share
    )
    if has_parts or not (by_share or by_amount):
        return ""
    return "growth_points" if by_share else "growth_ratio"
