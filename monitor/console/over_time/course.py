"""A number over nights as a line for inline SVG that says no more than was seen: a night that could
not be judged, or did not take place, is a gap and never a zero; one night alone is a point. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

WIDTH, HEIGHT = 1000, 100
_NEXT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Course:
    """`lines`: polylines of two nights and more, one after the other; `points`: (x, y) of nights
    that stand alone; `gaps`: (x, width) of nights on which it could not be judged.
    """

    lines: tuple[str, ...]
    points: tuple[tuple[int, int], ...]
    gaps: tuple[tuple[int, int], ...]
    most: float
    first: date
    last: date
    nights: int  # that stand in it with a number

    @property
    def is_empty(self) -> bool:
        return not self.nights


def course(
    levels: Sequence[tuple[date, float | None]], since: date, until: date, *, most: float = 0
) -> Course:
    """`levels`: one entry a night, by day, None where it could not be judged; drawn from `since` to
    `until`. `most`: what the height is, where several courses are to be compared.
    """
    known = [(day, level) for day, level in levels if level is not None]
    top = max([most, 1, *(level for _, level in known)])
    across = max(1, (until - since).days)

    def x(day: date) -> int:
        return (day - since).days * WIDTH // across

    def y(level: float) -> int:
        return HEIGHT - round((HEIGHT - 6) * level / top)

    runs = [*_runs(known)]
    width = max(1, WIDTH // across)
    return Course(
        lines=tuple(_steps([(x(day), y(level)) for day, level in run]) for run in runs if run[1:]),
        points=tuple((x(day), y(level)) for run in runs if not run[1:] for day, level in run),
        gaps=tuple((min(x(day), WIDTH - width), width) for day, level in levels if level is None),
        most=max((level for _, level in known), default=0),
        first=since,
        last=until,
        nights=len(known),
    )


def _runs(known: Sequence[tuple[date, float]]) -> Iterator[list[tuple[date, float]]]:
    """Nights one after the other; of those between on which nothing changed none is drawn."""
    run: list[tuple[date, float]] = []
    before: tuple[date, float] | None = None
    for night in known:
        if before and night[0] - before[0] > _NEXT:
            yield run if run[-1] is before else [*run, before]
            run, before = [], None
        if before is None or night[1] != before[1]:
            run.append(night)
        before = night
    if before:
        yield run if run[-1] is before else [*run, before]


def _steps(corners: Sequence[tuple[int, int]]) -> str:
    """A number stands until the night on which it changes."""
    drawn = [corners[0]]
    for (_, before), (x, y) in pairwise(corners):
        if y != before:
            drawn += [(x, before), (x, y)]
    drawn.append(corners[-1])
    return " ".join(f"{x},{y}" for x, y in dict.fromkeys(drawn))
