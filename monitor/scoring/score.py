"""The score of one unit in one quarter (考核), from what was answered and found: off by default,
every point explained. Pure.

Each indicator has its points. A finding costs, of what its rule may cost, the share by which it was
beyond its limit, times the share of the judged nights on which it stood. What could not be judged
is neither good nor bad: it takes its share out of the indicator's points, and what is left is
folded to 100, as the standard folds the 75 points of a site without services (docs/rulebook.md §9).
A veto (单项否决) ends the scoring.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, reduce
from operator import or_

from config.office import ScoreSettings
from config.rulebook import Indicator, ScoreTable, Veto
from monitor.scoring.excess import excess
from monitor.scoring.lives import Life
from monitor.scoring.nights import Nights
from store.queries.quarters.answers import AnswerSpan

WHOLE = 100.0
_DAYS = re.compile(r"^(\d+) d\b")
PASS = 60.0  # below it 不合格: the standard's own line (docs/rulebook.md §9)


class NoScore(StrEnum):
    """Why a unit has no score."""

    NIGHTS = "nights"  # too few nights on which anything of it was judged
    COVERAGE = "coverage"  # too small a part of what applies to it could be judged
    NOTHING = "nothing"  # no rule of the score applies to it
    VETO = "veto"


@dataclass(frozen=True, slots=True)
class Line:
    """What one life of one finding costs, and how that was reckoned."""

    life: Life
    most: float  # what a finding of its rule costs at most
    excess: float  # 0-1
    nights: int  # of the quarter, on which it stood
    of_nights: int  # on which its subject was judged
    measured: str
    threshold: str
    veto: str = ""  # id of the veto; "" = none

    @property
    def cost(self) -> float:
        return self.most * self.excess * self.nights / self.of_nights


@dataclass(frozen=True)
class IndicatorScore:
    """One heading: `judged` is the share of it that could be judged, 0-1; None where nothing of it
    applies to the unit.
    """

    indicator: Indicator
    judged: float | None
    lines: tuple[Line, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)  # why -> matters

    @cached_property
    def points(self) -> float:
        """Of its points, those that could be scored."""
        return self.indicator.points * (self.judged or 0.0)

    @cached_property
    def cost(self) -> float:
        """Of all its lines, never more than it has."""
        return min(self.points, sum(line.cost for line in self.lines))

    @property
    def is_capped(self) -> bool:
        return sum(line.cost for line in self.lines) > self.points


@dataclass(frozen=True)
class UnitScore:
    unit: str
    nights: int  # on which anything of it was judged
    of_nights: int  # that the quarter has until the day of the score
    indicators: tuple[IndicatorScore, ...]
    vetoes: tuple[Line, ...]
    withdrawn: tuple[Life, ...]
    why: NoScore | None  # None: there is a score
    secret: int = 0  # held to be secret (涉密): at no cost, and shown nowhere

    @cached_property
    def applicable(self) -> float:
        """Points of the indicators of which anything applies to the unit."""
        return sum(one.indicator.points for one in self.indicators if one.judged is not None)

    @cached_property
    def points(self) -> float:
        """Of these, the points that could be scored."""
        return sum(one.points for one in self.indicators)

    @cached_property
    def cost(self) -> float:
        return sum(one.cost for one in self.indicators)

    @cached_property
    def score(self) -> float | None:
        """0-100, to a tenth; None for a reason."""
        if self.why or not self.points:
            return None
        return round(WHOLE * (self.points - self.cost) / self.points, 1)

    @property
    def has_failed(self) -> bool:
        return self.why is NoScore.VETO or (self.score is not None and self.score < PASS)

    @property
    def lines(self) -> list[Line]:
        return [line for one in self.indicators for line in one.lines]


@dataclass(slots=True)
class _Subject:
    """The nights of one subject under one rule, a bit each."""

    problems: list[tuple[int, AnswerSpan]] = field(default_factory=list)
    bad: int = 0
    clear: int = 0
    unknown: int = 0
    why: str = ""  # of the last night that could not tell

    @property
    def judged(self) -> int:
        return self.bad | self.clear

    @property
    def dark(self) -> int:
        return self.unknown & ~self.judged

    def take(self, answer: AnswerSpan, nights: int) -> None:
        if answer.answer == "problem":
            self.problems.append((nights, answer))
            self.bad |= nights
        elif answer.answer == "clear":
            self.clear |= nights
        elif answer.answer == "cannot_tell":
            if nights > self.unknown:  # the later night is the higher bit
                self.why = answer.why
            self.unknown |= nights


def score_of(
    unit: str,
    answers: Iterable[AnswerSpan],
    lives: Iterable[Life],
    nights: Nights,
    table: ScoreTable,
    settings: ScoreSettings,
) -> UnitScore:
    """`answers` and `lives`: of this unit, whatever quarter they are of."""
    scored = {rule: most for one in table.indicators for rule, most in one.costs.items() if most}
    subjects: dict[tuple[str, str], _Subject] = defaultdict(_Subject)
    for answer in answers:
        lasted = nights.between(answer.first_day, answer.last_day)
        if lasted and answer.rule in scored:
            subjects[answer.rule, answer.subject].take(answer, lasted)
    of_unit = reduce(or_, (one.judged for one in subjects.values()), 0)
    vetoes = table.vetoes if settings.vetoes else []
    lines, withdrawn, secret = [], [], 0
    for life in lives:
        subject = subjects.get((life.rule, life.subject))
        line = subject and _line(life, subject, of_unit, nights, scored[life.rule], vetoes)
        if line and life.is_withdrawn:
            withdrawn.append(life)
        elif line and life.is_secret:
            secret += 1
        elif line:
            lines.append(line)
    unscored = UnitScore(
        unit,
        of_unit.bit_count(),
        nights.of,
        tuple(_indicator(one, subjects, lines) for one in table.indicators),
        tuple(line for line in lines if line.veto),
        tuple(withdrawn),
        None,
        secret,
    )
    return _with_reason(unscored, bool(subjects), settings)


def _with_reason(score: UnitScore, was_asked: bool, settings: ScoreSettings) -> UnitScore:
    """Of a quarter with too few known nights nothing is said but its findings, vetoes among them."""
    why = None
    if was_asked and not score.applicable:
        why = NoScore.NOTHING
    elif not score.nights or score.nights < settings.least_nights * score.of_nights:
        why = NoScore.NIGHTS
    elif score.vetoes:
        why = NoScore.VETO
    elif score.points < settings.least_points * score.applicable:
        why = NoScore.COVERAGE
    return replace(score, why=why)


def _indicator(
    indicator: Indicator,
    subjects: Mapping[tuple[str, str], _Subject],
    lines: Iterable[Line],
) -> IndicatorScore:
    """Its rules count alike, however many subjects one of them has."""
    unknown: Counter[str] = Counter()
    nights: Counter[tuple[str, bool]] = Counter()  # by rule: judged, and those it could not tell
    for (rule, _), one in subjects.items():
        if rule in indicator.costs:
            nights[rule, True] += one.judged.bit_count()
            nights[rule, False] += one.dark.bit_count()
            if one.dark:
                unknown[one.why] += 1
    shares = [
        nights[rule, True] / (nights[rule, True] + nights[rule, False])
        for rule in indicator.costs
        if nights[rule, True] + nights[rule, False]
    ]
    return IndicatorScore(
        indicator,
        sum(shares) / len(shares) if shares else None,
        tuple(line for line in lines if line.life.rule in indicator.costs),
        dict(unknown.most_common()),
    )


def _line(
    life: Life,
    subject: _Subject,
    of_unit: int,
    nights: Nights,
    most: float,
    vetoes: Iterable[Veto],
) -> Line | None:
    """None where it stood on no night of the quarter."""
    bad = subject.bad & ~subject.clear & nights.between(life.begun, life.ended)
    if not bad:
        return None
    _, last = max(
        ((lasted, answer) for lasted, answer in subject.problems if lasted & bad),
        key=lambda pair: pair[1].last_day,
    )
    measured = _as_of(last, life, nights.until)
    return Line(
        life,
        most,
        excess(measured, last.threshold),
        bad.bit_count(),
        ((of_unit & ~subject.dark) | bad).bit_count(),
        measured,
        last.threshold,
        next((veto.id for veto in vetoes if _is_veto(veto, life, last)), ""),
    )


def _is_veto(veto: Veto, life: Life, last: AnswerSpan) -> bool:
    is_certain = last.severity == "critical" if veto.by == "severity" else life.mark == "law"
    return (
        veto.rule == life.rule
        and life.clause in veto.clauses
        and (not veto.kinds or last.kind in veto.kinds)
        and is_certain
    )


def _as_of(answer: AnswerSpan, life: Life, until: date) -> str:
    """A measure of days is the last one that was taken: of an answer that goes on behind the
    quarter, the days behind it are none of the quarter's, back to what was measured at its begin.
    """
    behind = max(0, (answer.last_day - until).days)
    counted = _DAYS.sub(lambda found: f"{max(0, int(found[1]) - behind)} d", answer.measured)
    taken = (counted, life.measured) if behind and life.measured else (counted,)
    return max(taken, key=lambda measured: excess(measured, answer.threshold))
