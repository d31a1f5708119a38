"""How far sums may differ because each figure was rounded to the last digit printed."""

from collections.abc import Iterable

from crawler.extract.grids.amounts import YUAN, parse_amount
from crawler.extract.grids.grid import plain

# more are a number as a workbook keeps it, and none that somebody rounded
_MOST_DECIMALS = 6
_NOISE = 1e-6


def last_digit(cells: Iterable[str], unit: str) -> float:
    """What one of the last digit printed is worth in yuan: 100 where 万元 have two decimals."""
    decimals = (
        len(plain(cell).partition(".")[2].rstrip(")*亿万千元"))
        for cell in cells
        if "." in cell and parse_amount(cell) is not None
    )
    most = max((count for count in decimals if count <= _MOST_DECIMALS), default=0)
    return float(YUAN.get(unit, 1.0) / 10**most)


def is_rounding(difference: float, figures: int, digit: float) -> bool:
    """Whether so many figures, each right to half of the last digit, may differ so far."""
    return abs(difference) <= (figures + 1) * digit / 2 + digit * _NOISE + _NOISE
