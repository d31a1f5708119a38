"""What happened between two days: what was found, came back, was repaired or taken back; which
units were not wholly judged, and why; who has not answered. The ledger and the desk are only read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.data_folder import read_ledger
from app.night.repairs import standings_of
from config.errors import NotFound
from config.folder import Config
from config.words import Spoken, word_table
from monitor.alerts.night_note import note_text
from monitor.judging.verdict import Answer
from monitor.judging.words import reason_words, run_state_words
from monitor.report.grouping import names
from store.desk.entries import DeskAction, Standing
from store.findings import FindingEvent, FindingTurn, all_findings, events_of
from store.ledger import Ledger
from store.outbox import told_at
from store.queries.quarters.answers import answers_between
from store.records import Finding, Run

WORDS = word_table(Path(__file__).parent / "changes.toml")
TURNS = (FindingTurn.OPENED, FindingTurn.REOPENED, FindingTurn.CLOSED, FindingTurn.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An open finding that somebody was told of, and to which its unit has given no answer that
    stands.
    """

    finding: Finding
    told: date | None  # None: on paper, or before messages were on record
    due: date | None
    said: str  # what the unit has done instead: a name in changes.toml


@dataclass(frozen=True, slots=True)
class NotWhole:
    """A unit of which something could not be judged on some of the nights."""

    unit: str
    nights: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    config: Config
    since: date
    until: date
    nights: tuple[Run, ...]
    turns: tuple[tuple[Finding, FindingEvent], ...]
    not_whole: tuple[NotWhole, ...]
    not_seen: tuple[str, ...]  # ids of units of which nothing at all was judged
    unanswered: tuple[Unanswered, ...]
    secret: frozenset[int]  # told by their number alone (涉密)

    def as_json(self) -> dict[str, object]:
        return {
            "since": self.since,
            "until": self.until,
            "nights": [{"day": run.day, "state": run.state} for run in self.nights],
            **{turn.value: [self._turn_json(*one) for one in self._of(turn)] for turn in TURNS},
            "not_wholly_judged": [
                {"unit": one.unit, "nights": one.nights, "reasons": list(one.reasons)}
                for one in self.not_whole
            ],
            "not_judged": list(self.not_seen),
            "unanswered": [
                {
                    "finding": one.finding.id,
                    "unit": one.finding.unit,
                    "told": one.told,
                    "due": one.due,
                }
                for one in self.unanswered
            ],
        }

    def _turn_json(self, finding: Finding, event: FindingEvent) -> dict[str, object]:
        if finding.id in self.secret:
            return {"finding": finding.id, "day": event.day}
        return {
            "finding": finding.id,
            "unit": finding.unit,
            "rule": finding.rule,
            "day": event.day,
            "sentence_zh": event.sentence_zh or finding.sentence_zh,
        }

    def text(self, language: str) -> str:
        return "\n".join(self._lines(Spoken(WORDS, language)))

    def _lines(self, say: Spoken) -> Iterator[str]:
        yield say("head", since=self.since, until=self.until, n=len(self.nights))
        for run in self.nights:
            if run.state != "complete":
                state, note = run_state_words(run.state), note_text(run.note, say.language)
                yield "  " + say("night", day=run.day, state=state.text(say.language), note=note)
        for turn in TURNS:
            found = self._of(turn)
            yield say(f"turn.{turn.value}", n=len(found))
            yield from ("  " + self._turn_line(one, event, say) for one, event in found)
        yield from self._judged_lines(say)
        yield say("unanswered" if self.unanswered else "all_answered", n=len(self.unanswered))
        yield from ("  " + self._unanswered_line(one, say) for one in self.unanswered)

    def _turn_line(self, finding: Finding, event: FindingEvent, say: Spoken) -> str:
        if finding.id in self.secret:
            return say("secret", id=finding.id)
        said = event if event.sentence_zh else finding
        sentence = said.sentence_en if say.language == "en" else said.sentence_zh
        why = say("why", why=event.withdrawn_why) if event.withdrawn_why else ""
        return say("finding", id=finding.id, day=event.day, sentence=sentence, why=why)

    def _judged_lines(self, say: Spoken) -> Iterator[str]:
        labels = {unit.id: unit.label for unit in self.config.units}
        if self.not_seen:
            units = names((labels.get(one, one) for one in self.not_seen), say.language)
            yield say("not_seen", n=len(self.not_seen), units=units)
        yield say("not_whole" if self.not_whole else "all_whole", n=len(self.not_whole))
        alike: dict[tuple[int, tuple[str, ...]], list[str]] = {}
        for one in self.not_whole:
            alike.setdefault((one.nights, one.reasons), []).append(labels.get(one.unit, one.unit))
        for (nights, whys), units_alike in alike.items():
            reasons = say("joint").join(reason_words(why).text(say.language) for why in whys)
            units = names(units_alike, say.language)
            yield "  " + say("not_whole_unit", unit=units, n=nights, reasons=reasons)

    def _unanswered_line(self, one: Unanswered, say: Spoken) -> str:
        labels = {unit.id: unit.label for unit in self.config.units}
        late = (self.until - one.due).days if one.due else 0
        return say(
            "unanswered_one",
            id=one.finding.id,
            unit=labels.get(one.finding.unit, one.finding.unit),
            told=say("told", day=one.told) if one.told else say("told_otherwise"),
            due=say("late", due=one.due, n=late) if late > 0 else say("due", due=one.due or "—"),
            said=say(one.said),
        )

    def _of(self, turn: FindingTurn) -> list[tuple[Finding, FindingEvent]]:
        return [(finding, event) for finding, event in self.turns if event.what is turn]


def changes_between(config: Config, since: date, until: date) -> Changes:
    """From the first moment of `since` to the end of `until`. Raises NotFound where no night was
    spent between them, StoreFailed.
    """
    with read_ledger(config) as ledger:
        nights = _nights(ledger, since, until)
        if not nights:
            days = [str(day) for day in ledger.days_of_runs()]
            near = names(days[-3:], config.office.language) or "—"
            raise NotFound(WORDS["no_night"].filled(since=since, until=until, days=near))
        found = all_findings(ledger)
        said = standings_of(config, found)
        secret = frozenset(n for n, one in said.items() if one.is_secret(until))
        not_whole, not_seen = _unjudged(ledger, nights, config)
        return Changes(
            config,
            since,
            until,
            nights,
            tuple(_turns(ledger, found, since, until)),
            not_whole,
            not_seen,
            tuple(_unanswered(ledger, found, said, secret, config)),
            secret,
        )


def _nights(ledger: Ledger, since: date, until: date) -> tuple[Run, ...]:
    """The last run of each day."""
    days = sorted({day for day in ledger.days_of_runs() if since <= day <= until})
    return tuple(run for day in days if (run := ledger.run_of_day(day)))


def _turns(
    ledger: Ledger, found: list[Finding], since: date, until: date
) -> Iterator[tuple[Finding, FindingEvent]]:
    for finding in found:
        for event in events_of(ledger, finding.id):
            if since <= event.day <= until:
                yield finding, event


def _unjudged(
    ledger: Ledger, nights: tuple[Run, ...], config: Config
) -> tuple[tuple[NotWhole, ...], tuple[str, ...]]:
    """Units with a matter that could not be judged on one of these nights, and those with none that
    was judged at all.
    """
    days = [run.day for run in nights]
    reasons: dict[str, dict[str, None]] = {}
    on: dict[str, set[date]] = {}
    judged: set[str] = set()
    for span in answers_between(ledger, days[0], days[-1]):
        of_span = [day for day in days if span.first_day <= day <= span.last_day]
        if span.answer == Answer.CANNOT_TELL and of_span:
            reasons.setdefault(span.unit, {})[span.why] = None
            on.setdefault(span.unit, set()).update(of_span)
        elif span.answer in (Answer.PROBLEM, Answer.CLEAR) and of_span:
            judged.add(span.unit)
    in_service = [unit.id for unit in config.in_service(days[-1])]
    not_seen = tuple(unit for unit in in_service if unit not in judged)
    return (
        tuple(NotWhole(unit, len(on[unit]), tuple(sorted(reasons[unit]))) for unit in reasons),
        not_seen,
    )


def _unanswered(
    ledger: Ledger,
    found: list[Finding],
    said: Mapping[int, Standing],
    secret: frozenset[int],
    config: Config,
) -> Iterator[Unanswered]:
    """The one that has waited longest first. What was sent back waits for an answer again."""
    told = told_at(ledger)
    waiting = []
    for finding in found:
        word = said.get(finding.id, Standing())
        first = told.get((finding.id, finding.reopened))
        if finding.state != "open" or word.withdrawn or finding.id in secret:
            continue
        if (first is None and not word.is_known) or _has_answered(word):
            continue
        day = config.office.day_of(first) if first else None
        waiting.append(Unanswered(finding, day, word.deadline or finding.due, _instead(word)))
    yield from sorted(waiting, key=lambda one: (one.told or date.min, one.finding.id))


def _has_answered(word: Standing) -> bool:
    is_sent_back = word.decided is not None and word.decided.what is DeskAction.SENT_BACK
    return word.answered is not None and not is_sent_back


def _instead(word: Standing) -> str:
    if word.answered:
        return "sent_back"
    if word.extension_asked and not word.extension_decided:
        return "asked_for_time"
    if word.secrecy_claimed and not word.secrecy_decided:
        return "claims_secrecy"
    return "acknowledged" if word.acknowledged else "nothing"
