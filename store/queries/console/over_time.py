"""What the console asks of units over many nights: which nights there were, what was answered on
them, what turned, how sites were met.

Nothing here says of a night more than was written down on it: a span of answers reaches over nights
that were cut short or left a unit out, and `NightsHeld` tells those apart.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from store.days import days_of
from store.findings import FindingTurn
from store.instants import from_text, to_text
from store.ledger import Ledger
from store.outcomes import Outcome
from store.records import Purpose
from store.rows import places

# Of several runs on one day the one counts by which most could be said.
_BEST_LAST = ("blind", "unjudged", "complete")


@dataclass(frozen=True, slots=True)
class NightsHeld:
    """The nights that came to their end, by day, oldest first: complete, unjudged or blind; the
    days on which each unit was visited; and which units were ever visited at all, since others are
    judged without a visit.
    """

    states: dict[date, str]
    visited: dict[str, frozenset[date]]
    ever_visited: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnswerDays:
    """One answer, the same from `first` to `last`, both included; `why` it cannot tell."""

    unit: str
    rule: str
    answer: str
    why: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many matters were decided, or could not be, from `first` to `last`, both included."""

    unit: str
    is_decided: bool
    first: date
    last: date
    matters: int


@dataclass(frozen=True, slots=True)
class UnitTurn:
    """What happened to a finding on a night."""

    finding: int
    unit: str
    rule: str
    what: FindingTurn
    day: date


@dataclass(frozen=True, slots=True)
class HomeDays:
    """On which days the home page of a site ended in this outcome. What we could not judge for a
    reason of ours is in no such row.
    """

    unit: str
    site: str
    outcome: str
    days: frozenset[date]


@dataclass(frozen=True, slots=True)
class SiteTime:
    """How long a site took in one probe, while our own network was good and the page was shown."""

    site: str
    at: datetime
    seconds: float


def first_night(ledger: Ledger) -> date | None:
    """The day of the first night that came to its end."""
    row = ledger.db.conn.execute(
        """SELECT min(day) FROM run WHERE kind <> 'vantage'
           AND state IN ('blind', 'unjudged', 'complete')"""
    ).fetchone()
    return date.fromisoformat(row[0]) if row[0] else None


def nights_held(ledger: Ledger, units: Collection[str], since: date, until: date) -> NightsHeld:
    """Of these days, both included."""
    ask = ledger.db.conn.execute
    days: dict[str, date] = {}
    states: dict[date, str] = {}
    for run, day, state in ask(
        """SELECT id, day, state FROM run WHERE kind <> 'vantage' AND day BETWEEN ? AND ?
           AND state IN ('blind', 'unjudged', 'complete') ORDER BY day""",
        (since.isoformat(), until.isoformat()),
    ):
        days[run] = date.fromisoformat(day)
        before = states.get(days[run], "blind")
        states[days[run]] = max(before, state, key=_BEST_LAST.index)
    visited: dict[str, set[date]] = {}
    crawls = ask(
        f"SELECT unit, run_id FROM unit_run WHERE unit IN ({places(len(units))})", tuple(units)
    )
    ever: set[str] = set()
    for unit, run in crawls:
        ever.add(unit)
        if run in days:
            visited.setdefault(unit, set()).add(days[run])
    return NightsHeld(
        states, {unit: frozenset(of_it) for unit, of_it in visited.items()}, frozenset(ever)
    )


def answers_of(
    ledger: Ledger, units: Collection[str], since: date, until: date
) -> Iterator[AnswerDays]:
    """Every answer of these units that reaches over one of the days."""
    rows = ledger.db.conn.execute(
        f"""SELECT unit, rule, answer, coalesce(why, ''), first_day, last_day FROM verdict
            WHERE unit IN ({places(len(units))}) AND last_day >= ? AND first_day <= ?""",
        (*units, since.isoformat(), until.isoformat()),
    )
    day = date.fromisoformat
    for unit, rule, answer, why, first, last in rows:
        yield AnswerDays(unit, rule, answer, why, day(first), day(last))


def answer_counts_of(
    ledger: Ledger, units: Collection[str], since: date, until: date
) -> Iterator[AnswerCount]:
    """The same, only counted: what is not applicable is in neither count."""
    rows = ledger.db.conn.execute(
        f"""SELECT unit, answer <> 'cannot_tell' AS decided, first_day, last_day, count(*)
            FROM verdict WHERE +unit IN ({places(len(units))}) AND last_day >= ? AND first_day <= ?
            AND answer IN ('problem', 'clear', 'cannot_tell')
            GROUP BY unit, decided, first_day, last_day""",
        (*units, since.isoformat(), until.isoformat()),
    )
    for unit, decided, first, last, matters in rows:
        yield AnswerCount(
            unit, bool(decided), date.fromisoformat(first), date.fromisoformat(last), matters
        )


def turns_of(ledger: Ledger, units: Collection[str]) -> list[UnitTurn]:
    """All that ever happened to the findings of these units, oldest first."""
    rows = ledger.db.conn.execute(
        f"""SELECT finding.id, finding.unit, finding.rule, what, day FROM finding
            JOIN finding_event ON finding_event.finding = finding.id
            WHERE finding.unit IN ({places(len(units))}) ORDER BY day, finding_event.id""",
        tuple(units),
    )
    return [
        UnitTurn(finding, unit, rule, FindingTurn(what), date.fromisoformat(day))
        for finding, unit, rule, what, day in rows
    ]


def said_of(
    ledger: Ledger, findings: Collection[int]
) -> dict[tuple[int, FindingTurn, date], tuple[str, str]]:
    """What was told of these findings at each turn, in Chinese and in English: the sentence of a
    finding itself speaks of its last night.
    """
    rows = ledger.db.conn.execute(
        f"""SELECT finding, what, day, sentence_zh, sentence_en FROM finding_event
            WHERE finding IN ({places(len(findings))}) ORDER BY id""",
        tuple(findings),
    )
    return {
        (finding, FindingTurn(what), date.fromisoformat(day)): (zh, en)
        for finding, what, day, zh, en in rows
    }


def home_days(
    ledger: Ledger, units: Collection[str], since: date, until: date
) -> Iterator[HomeDays]:
    """Of the spans of these units' home pages that reach to `since`, the days up to `until`."""
    rows = ledger.db.conn.execute(
        f"""SELECT page.unit, page.site, span.outcome, span.days FROM page
            JOIN span ON span.page = page.id
            WHERE page.unit IN ({places(len(units))}) AND page.purpose = ? AND span.days <> ''
            AND span.last_at >= ?""",
        (*units, Purpose.HOME.value, (since - timedelta(days=1)).isoformat()),
    )
    for unit, site, outcome, days in rows:
        yield HomeDays(unit, site, outcome, frozenset(days_of(days, until)))


def site_times(ledger: Ledger, unit: str, since: datetime) -> list[SiteTime]:
    """What the kept probes of this unit's sites took, oldest first."""
    rows = ledger.db.conn.execute(
        f"""SELECT site, at, seconds FROM probe_sample WHERE unit = ? AND at >= ?
            AND own_network = 1 AND outcome IN ({places(len(_SHOWN))}) ORDER BY at""",
        (unit, to_text(since), *_SHOWN),
    )
    return [SiteTime(site, from_text(at), seconds) for site, at, seconds in rows]


def count_probes(ledger: Ledger, unit: str, since: datetime) -> dict[str, int]:
    """By site: how many probes are kept, however they ended, while our own network was good."""
    rows: Iterable[tuple[str, int]] = ledger.db.conn.execute(
        """SELECT site, count(*) FROM probe_sample
           WHERE unit = ? AND at >= ? AND own_network = 1 GROUP BY site""",
        (unit, to_text(since)),
    )
    return dict(rows)


def told_since_last(ledger: Ledger, findings: Collection[int]) -> dict[int, date]:
    """The day on which each of these findings was told: first, or again after it was over."""
    rows = ledger.db.conn.execute(
        f"""SELECT finding.id, coalesce(max(finding_event.day), finding.opened) FROM finding
            LEFT JOIN finding_event ON finding_event.finding = finding.id
                AND what IN ('opened', 'reopened')
            WHERE finding.id IN ({places(len(findings))}) GROUP BY finding.id""",
        tuple(findings),
    )
    return {finding: date.fromisoformat(day) for finding, day in rows}


_SHOWN = tuple(outcome.value for outcome in Outcome if outcome.shows_the_page)
