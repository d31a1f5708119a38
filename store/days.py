"""A set of days as a short text of ranges: `2012-03-01/2012-05-30 2012-06-02`.

A span may last for years; how many different nights stand behind it, and which, decides what it
proves (docs/architecture.md §2.2). Consecutive nights are one range, so a page seen nightly costs
21 characters however long it lasts.
"""

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def with_day(text: str, day: date) -> str:
    """`text` with `day` added. Days may come in any order and more than once."""
    return _spelled(_joined([*_ranges(text), (day, day)]))


def days_of(text: str, until: date | None = None) -> set[date]:
    """Every day of the set, those after `until` left out."""
    found: set[date] = set()
    for first, last in _ranges(text):
        last = min(last, until) if until else last
        found.update(first + ONE_DAY * n for n in range((last - first).days + 1))
    return found


def _joined(ranges: list[tuple[date, date]]) -> list[tuple[date, date]]:
    joined: list[tuple[date, date]] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + ONE_DAY:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _ranges(text: str) -> list[tuple[date, date]]:
    pairs = (part.split("/") for part in text.split())
    return [(date.fromisoformat(pair[0]), date.fromisoformat(pair[-1])) for pair in pairs]


def _spelled(ranges: list[tuple[date, date]]) -> str:
    return " ".join(f"{first}/{last}" if first != last else str(first) for first, last in ranges)
