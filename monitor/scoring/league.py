"""The scores of all units of one quarter, and where each stands among those of its kind (考核排名).
Pure: a ledger's answers and findings in, a league table out.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from config.folder import Config
from config.unit import Unit, with_all_below
from monitor.report.material import KINDS_IN_ORDER
from monitor.scoring.lives import Life
from monitor.scoring.nights import Nights
from monitor.scoring.quarter import QuarterOfYear
from monitor.scoring.score import NoScore, UnitScore, score_of
from store.queries.quarters.answers import AnswerSpan


@dataclass(frozen=True, slots=True)
class LeaguePlace:
    """A unit in the table of its kind. `rank` None: it has no score."""

    unit: Unit
    score: UnitScore
    rank: int | None
    below: tuple[UnitScore, ...] = ()  # of the units below it: shown beside it, never taken off it


@dataclass(frozen=True, slots=True)
class League:
    """Places by kind of unit, in the order in which a circular names kinds; within a kind the best
    first, then vetoes, then what could not be scored.
    """

    quarter: QuarterOfYear
    until: date  # the last day that counts: the quarter's, or the day of the score
    places: tuple[LeaguePlace, ...]
    names: Mapping[str, str]

    @property
    def by_kind(self) -> dict[str, list[LeaguePlace]]:
        return {
            kind: [place for place in self.places if place.unit.kind == kind]
            for kind in KINDS_IN_ORDER
            if any(place.unit.kind == kind for place in self.places)
        }

    def place(self, unit: str) -> LeaguePlace | None:
        return next((place for place in self.places if place.unit.id == unit), None)

    def only(self, units: Collection[str] | None) -> "League":
        """With the lines of these units alone (None: all); ranks are those among all."""
        if units is None:
            return self
        kept = tuple(place for place in self.places if place.unit.id in units)
        return League(self.quarter, self.until, kept, self.names)


def league(
    config: Config,
    quarter: QuarterOfYear,
    nights: Nights,
    answers: Iterable[AnswerSpan],
    lives: Iterable[Life],
) -> League:
    """Of the units in service on the last day that counts."""
    by_unit: dict[str, list[AnswerSpan]] = defaultdict(list)
    lives_by_unit: dict[str, list[Life]] = defaultdict(list)
    for answer in answers:
        by_unit[answer.unit].append(answer)
    for life in lives:
        lives_by_unit[life.unit].append(life)
    scores = {
        unit.id: score_of(
            unit.id,
            by_unit[unit.id],
            lives_by_unit[unit.id],
            nights,
            config.rulebook.score,
            config.office.score,
        )
        for unit in config.units
        if unit.is_in_service(nights.until)
    }
    units = [unit for unit in config.units if unit.id in scores]
    places = [
        LeaguePlace(unit, scores[unit.id], _rank(unit, units, scores), _below(unit, config, scores))
        for unit in units
    ]
    names = {unit.id: unit.label for unit in config.units}
    return League(quarter, nights.until, tuple(sorted(places, key=_order)), names)


def _rank(unit: Unit, units: Iterable[Unit], scores: Mapping[str, UnitScore]) -> int | None:
    """Among the units of its kind that have a score; the same score is the same rank."""
    own = scores[unit.id].score
    if own is None:
        return None
    others = (scores[other.id].score for other in units if other.kind == unit.kind)
    return 1 + sum(other is not None and other > own for other in others)


def _below(unit: Unit, config: Config, scores: Mapping[str, UnitScore]) -> tuple[UnitScore, ...]:
    below = with_all_below([unit.id], config.units) - {unit.id}
    return tuple(score for name, score in scores.items() if name in below)


def _order(place: LeaguePlace) -> tuple[int, bool, bool, float, str]:
    score = place.score
    return (
        KINDS_IN_ORDER.index(place.unit.kind),
        score.score is None,
        score.why is not NoScore.VETO,
        -(score.score or 0.0),
        place.unit.id,
    )
