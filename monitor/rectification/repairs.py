"""What a circular says of repairs since the last one, in plain values that are kept with the
night's material: verified, answered and waiting, come back. Nothing of what concerns privacy or is
held to be secret.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from pydantic import BaseModel, ConfigDict

from monitor.judging.plain_text import fit_for
from monitor.rectification.stage import RepairStage
from monitor.rectification.summary import Summary, SummaryLine


class Repair(BaseModel):
    """One finding in one of the lists."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: int
    unit: str
    label: str
    sentence_zh: str
    sentence_en: str
    day: date | None = None  # found repaired, answered, or found again
    times: int = 0  # come back

    def sentence(self, language: str) -> str:
        return self.sentence_en if language == "en" else self.sentence_zh


class Repairs(BaseModel):
    """`since` is the day of the last circular; None: none is on record, and it was the night
    before.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    since: date
    is_since_circular: bool
    verified: tuple[Repair, ...] = ()
    waiting: tuple[Repair, ...] = ()  # answered, not verified by a crawl
    relapsed: tuple[Repair, ...] = ()  # since then

    def without(self, withdrawn: Collection[int]) -> "Repairs":
        kept = {
            name: tuple(one for one in getattr(self, name) if one.id not in withdrawn)
            for name in ("verified", "waiting", "relapsed")
        }
        return self.model_copy(update=kept)


def repairs_of(
    summary: Summary,
    is_since_circular: bool,
    day_of: Callable[[SummaryLine], date | None],
) -> Repairs:
    """Of a summary that begins with the day of the last circular. `day_of`: when the unit answered."""
    told = [line for line in summary.lines if not line.is_private]
    standing = [line for line in told if not line.stands.is_over]
    return Repairs(
        since=summary.since,
        is_since_circular=is_since_circular,
        verified=_each(
            (line for line in told if _is_verified(line, summary.since)),
            lambda line: line.finding.closed,
        ),
        waiting=_each(
            (
                line
                for line in standing
                if line.stands.stage in (RepairStage.ANSWERED, RepairStage.ACCEPTED)
            ),
            day_of,
        ),
        relapsed=_each(
            (line for line in standing if line.relapses and line.finding.opened > summary.since),
            lambda line: line.finding.opened,
        ),
    )


def _is_verified(line: SummaryLine, since: date) -> bool:
    """By a crawl, after that day: what was repaired on it stands in the circular of it."""
    closed = line.finding.closed
    return line.stands.stage is RepairStage.VERIFIED and closed is not None and closed > since


def _each(
    lines: Iterable[SummaryLine], day: Callable[[SummaryLine], date | None]
) -> tuple[Repair, ...]:
    return tuple(
        Repair(
            id=line.finding.id,
            unit=line.finding.unit,
            label=line.label,
            sentence_zh=fit_for(line.finding.rule, line.finding.sentence_zh),
            sentence_en=fit_for(line.finding.rule, line.finding.sentence_en),
            day=day(line),
            times=line.relapses,
        )
        for line in lines
    )
