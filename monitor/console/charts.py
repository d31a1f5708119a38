"""Geometry of the console's small charts, as numbers for inline SVG. Pure; no style is ever put in
line (the content policy forbids it).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.measures.days import add_months
from store.findings import FindingTurn
from store.queries.console.unit import ChannelRow

BACK_DAYS, AHEAD_DAYS = 365, 60  # the timeline of channels: a year back, two months ahead
WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Lane:
    """One channel on the timeline: `x` positions from 0 to WIDTH; None where there is nothing to
    draw.
    """

    channel: ChannelRow
    updated: date | None
    due: date | None
    overdue_days: int
    x_updated: int | None = None
    x_due: int | None = None
    x_today: int = 0
    is_before_the_edge: bool = False  # last updated earlier than the timeline begins

    @property
    def state(self) -> str:
        """overdue | soon | fresh | unknown | exempt"""
        if self.channel.answer == "clear":
            return "soon" if self.channel.warning else "fresh"
        return {"problem": "overdue", "not_applicable": "exempt"}.get(
            self.channel.answer, "unknown"
        )


def lanes(channels: Iterable[ChannelRow], today: date) -> list[Lane]:
    """The most overdue first, what has no deadline last."""
    drawn = [_lane(channel, today) for channel in channels]
    return sorted(
        drawn,
        key=lambda lane: (
            _ORDER.index(lane.state),
            -lane.overdue_days,
            lane.due or date.max,
            lane.channel.id,
        ),
    )


def months(today: date) -> list[int]:
    """Where months begin on the timeline."""
    first = today - timedelta(days=BACK_DAYS)
    begins = (add_months(first.replace(day=1), n) for n in range(1, 16))
    return [_x(day, today) for day in begins if 0 < _x(day, today) < WIDTH]


@dataclass(frozen=True, slots=True)
class Trend:
    """How many findings were open, as a line: `points` of an SVG polyline in WIDTH × `height`."""

    points: str
    area: str
    most: int
    first: date
    last: date
    height: int = 100

    @property
    def is_point(self) -> bool:
        """Of one day there is a level and no course."""
        return self.first == self.last

    @property
    def level(self) -> int:
        """The height of the last level."""
        return int(self.points.rsplit(",", 1)[1])


def trend(turns: Sequence[tuple[date, FindingTurn, int]], today: date, days: int) -> Trend | None:
    """None where nothing ever happened."""
    if not turns:
        return None
    first = max(turns[0][0], today - timedelta(days=days))
    open_now = sum(_step(what) * n for day, what, n in turns if day < first)
    before, by_day = open_now, {first: open_now}
    for day, what, n in turns:
        if day >= first:
            open_now += _step(what) * n
            by_day[day] = open_now  # what begins and ends on one day is one step
    last = max(today, *by_day)
    return _line([(first, before), *by_day.items(), (last, open_now)])


def _line(levels: list[tuple[date, int]]) -> Trend:
    """Steps: the number stands until the night on which it changes."""
    first, last = levels[0][0], levels[-1][0]
    whole = max(1, (last - first).days)
    most = max(1, *(level for _, level in levels))
    corners: list[tuple[int, int]] = []
    for (day, level), (_, before) in zip(levels, [levels[0], *levels], strict=False):
        x = (day - first).days * WIDTH // whole
        corners += [(x, _y(before, most)), (x, _y(level, most))]
    points = " ".join(f"{x},{y}" for x, y in dict.fromkeys(corners))
    return Trend(points, f"0,100 {points} {WIDTH},100", most, first, last)


def _y(level: int, most: int) -> int:
    return 100 - round(94 * level / most)


def _step(what: FindingTurn) -> int:
    begins = what in (FindingTurn.OPENED, FindingTurn.REOPENED)
    ends = what in (FindingTurn.CLOSED, FindingTurn.WITHDRAWN)
    return int(begins) - int(ends)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a stacked bar."""

    name: str
    count: int
    x: float
    width: float


def shares(counts: Iterable[tuple[str, int]]) -> list[Share]:
    """A stacked bar in WIDTH; parts of nothing are left out."""
    parts = [(name, count) for name, count in counts if count > 0]
    whole = sum(count for _, count in parts) or 1
    drawn: list[Share] = []
    x = 0.0
    for name, count in parts:
        width = WIDTH * count / whole
        drawn.append(Share(name, count, round(x, 1), round(width, 1)))
        x += width
    return drawn


_ORDER = ("overdue", "soon", "fresh", "unknown", "exempt")
_MEASURE = re.compile(r"^(\d{1,4}) (d|mo)$")


def _lane(channel: ChannelRow, today: date) -> Lane:
    updated, due = _updated(channel), None
    if updated and (found := _MEASURE.match(channel.threshold)):
        number = int(found[1])
        due = add_months(updated, number) if found[2] == "mo" else updated + timedelta(days=number)
    overdue = max(0, (today - due).days) if due else 0
    return Lane(
        channel,
        updated,
        due,
        overdue,
        x_updated=_x(updated, today) if updated else None,
        x_due=_x(due, today) if due else None,
        x_today=_x(today, today),
        is_before_the_edge=bool(updated and updated < today - timedelta(days=BACK_DAYS)),
    )


def _updated(channel: ChannelRow) -> date | None:
    """As the rule saw it on the day it judged; where it did not judge, as the list itself shows it."""
    found = _MEASURE.match(channel.measured)
    if found and found[2] == "d" and channel.judged_on:
        return channel.judged_on - timedelta(days=int(found[1]))
    return channel.newest_claimed


def _x(day: date, today: date) -> int:
    """Clamped to the timeline."""
    days = (day - today).days + BACK_DAYS
    return max(0, min(WIDTH, days * WIDTH // (BACK_DAYS + AHEAD_DAYS)))
