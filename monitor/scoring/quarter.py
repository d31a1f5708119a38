"""A quarter of the year as offices name it: `2026Q4`, 2026年第四季度. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from config.errors import Miswritten
from config.words import Words

NO_QUARTER = Words(
    "“{text}”不是季度，请写成 2026Q4 这样。", "“{text}” is no quarter: write it as 2026Q4."
)
SAID = Words("{year}年第{numeral}季度", "Q{number} {year}")
NUMERALS = "一二三四"
_WRITTEN = re.compile(r"(20\d\d)-?[Qq]([1-4])")


@dataclass(frozen=True, slots=True, order=True)
class QuarterOfYear:
    year: int
    number: int  # 1-4

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)

    @property
    def before(self) -> "QuarterOfYear":
        return quarter_of(self.first - timedelta(days=1))

    @property
    def after(self) -> "QuarterOfYear":
        return (
            QuarterOfYear(self.year + 1, 1)
            if self.number == 4
            else QuarterOfYear(self.year, self.number + 1)
        )

    @property
    def said(self) -> Words:
        numeral = NUMERALS[self.number - 1]
        return SAID.filled(year=self.year, number=self.number, numeral=numeral)


def quarter_of(day: date) -> QuarterOfYear:
    return QuarterOfYear(day.year, (day.month + 2) // 3)


def read_quarter(text: str) -> QuarterOfYear:
    """`2026Q4`, `2026q4`, `2026-Q4`. Raises Miswritten."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        raise Miswritten(NO_QUARTER.filled(text=text))
    return QuarterOfYear(int(found[1]), int(found[2]))
