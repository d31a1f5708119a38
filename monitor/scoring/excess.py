"""How far beyond its limit a finding was, from 0 (at the limit) to 1 (twice the limit or more).
Pure.

A measure that is one step worse costs one step more: 15 days where 14 are allowed is a fourteenth
of 342 days. What is counted in whole things begins one step above the last number that is clear.
"""

import re

DAYS_OF_A_MONTH = 365.25 / 12
# Units of a measure that can be worse by a little; others (looks, sites, numbers) are there or not.
STEADY = ("d", "%", "h")
COUNTED = (
    *("checks", "nights", "failures", "links", "items", "guides", "elements", "fees", "documents"),
    *("sentences", "messages", "times"),
)
_NAMED_FIRST = re.compile(r"\b(news|overdue|blank) (\d+)")
_AMOUNT = re.compile(r"([\d.]+) ?(%|[a-z]+)")
_OF = re.compile(r"([\d.]+) of \d+ ([a-z]+)")


def excess(measured: str, threshold: str) -> float:
    """`342 d` against `14 d`: 1.0; `15 d` against `14 d`: 0.07. Of several limits that must all be
    passed, the one that is passed by least. 1.0 where nothing can be weighed.
    """
    found, limits = amounts(measured), amounts(threshold)
    weighed = [_beyond(found[unit], limit, unit) for unit, limit in limits.items() if unit in found]
    return min(weighed, default=1.0)


def amounts(text: str) -> dict[str, float]:
    """By unit; months as days, the singular as the plural, the first of a unit alone."""
    found = {name: float(n) for name, n in _NAMED_FIRST.findall(text)}
    for number, unit in [*_OF.findall(text), *_AMOUNT.findall(_NAMED_FIRST.sub("", text))]:
        amount, name = float(number.rstrip(".")), unit
        if unit == "mo":
            amount, name = amount * DAYS_OF_A_MONTH, "d"
        elif unit in ("day", "days"):
            name = "d"
        elif f"{unit}s" in COUNTED:
            name = f"{unit}s"
        if name in STEADY or name in COUNTED:
            found.setdefault(name, amount)
    return found


def _beyond(found: float, limit: float, unit: str) -> float:
    last_clear = limit if unit in STEADY else limit - 1
    return min(1.0, max(0.0, (found - last_clear) / limit)) if limit else 1.0
