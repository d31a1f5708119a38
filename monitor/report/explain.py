"""The whole chain of evidence of one finding in plain words: what, measured how, against which
text, seen when. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from config.folder import Config
from config.words import Spoken, word_table
from monitor.judging.defence import examined_text
from monitor.judging.plain_text import fit_for, printable
from monitor.judging.registry import rules
from monitor.judging.rules_page import page_of
from monitor.judging.verdict import Severity
from monitor.judging.withdrawal import Withdrawal, taken_back_words, withdrawal_words
from monitor.judging.words import SEVERITY_TEXT
from monitor.report.gathering.basis import basis_words, known_clause
from monitor.report.measures import mark_text, measure_text
from monitor.report.subjects import subject_text
from monitor.report.themes import fault
from store.findings import FindingEvent, FindingTurn
from store.outcome_words import cause_of, remedy_of
from store.outcomes import Outcome, OutcomeGroup
from store.records import Finding

WORDS = word_table(Path(__file__).parent / "words" / "explain.toml")

_OUTCOMES = frozenset(outcome.value for outcome in Outcome)


def explain(finding: Finding, events: Sequence[FindingEvent], config: Config) -> str:
    """Several lines, in the office's language."""
    say = Spoken(WORDS, config.office.language)
    return fit_for(finding.rule, printable("\n".join(_lines(finding, events, config, say))))


def _lines(
    finding: Finding, events: Sequence[FindingEvent], config: Config, say: Spoken
) -> Iterator[str]:
    language = say.language
    names = {unit.id: unit.name for unit in config.units}
    severity = SEVERITY_TEXT[Severity(finding.severity)].text(language)
    yield say(
        "head",
        id=finding.id,
        unit=names.get(finding.unit, finding.unit),
        fault=fault(finding.rule, language),
        severity=severity,
    )
    yield finding.sentence_en if language == "en" else finding.sentence_zh
    yield say("subject", subject=subject_text(finding.subject, language))
    if finding.measured:
        mark = mark_text(finding.threshold_mark, language)
        measured, threshold = (
            measure_text(text, language) for text in (finding.measured, finding.threshold)
        )
        yield say("measured", measured=measured, threshold=threshold, mark=mark)
    yield from _clause(finding.clause, config, say)
    if finding.rule in rules():
        yield say("rule_page", page=page_of(finding.rule, language))
    yield _life(finding, say)
    for event in events:
        yield _event(event, say)
    if named := named_details(finding, language):
        yield say(
            "details",
            details=say("detail_joint").join(
                say("detail", name=name, value=value) for name, value in named
            ),
        )
    if examined := examined_text(finding.examined, language):
        yield say("examined", examined=examined)
    yield (say("evidence", n=len(finding.evidence)) if finding.evidence else say("no_evidence"))
    for number, piece in enumerate(finding.evidence, start=1):
        told = {key: str(value) for key, value in piece.items()}
        yield from _piece(number, told, config.office.zone, say)


def _event(event: FindingEvent, say: Spoken) -> str:
    """With what was found, and of its end without: a withdrawal tells no accusation, but why."""
    happened = {"day": event.day, "what": turn_text(event.what, say.language)}
    if event.what is FindingTurn.CLOSED:
        return say("event", said="", **happened)
    if event.what is FindingTurn.WITHDRAWN:
        why = Withdrawal(event.withdrawn_kind, event.withdrawn_by, event.withdrawn_why)
        said = taken_back_words(why).text(say.language)
    else:
        said = event.sentence_en if say.language == "en" else event.sentence_zh
    return say("event", said=say("event_said", said=said), **happened)


def turn_text(what: FindingTurn, language: str) -> str:
    """What happened to a finding, in a word or two."""
    return WORDS[f"turn.{what}"].text(language)


def named_details(finding: Finding, language: str) -> list[tuple[str, str]]:
    """(name, value) of what the rule noted for people; what it noted for charts and tables alone
    has no name.
    """
    return [
        (WORDS[f"detail.{key}"].text(language), value)
        for key, value in finding.details.items()
        if value and f"detail.{key}" in WORDS
    ]


def _clause(clause_id: str, config: Config, say: Spoken) -> Iterator[str]:
    yield say("basis", basis=basis_words(clause_id, config))
    clause = known_clause(clause_id, config)
    if clause is not None:
        yield say("says", says=clause.says)
        until = clause.valid_to.isoformat() if clause.valid_to else say("still")
        yield say("in_force", since=clause.valid_from, until=until)


def _life(finding: Finding, say: Spoken) -> str:
    values = {"opened": finding.opened, "run": finding.opened_run, "last": finding.last_found}
    again = finding.reopened
    told = say("life_again", n=again, **values) if again else say("life", **values)
    if finding.withdrawn:
        said = withdrawal_words(finding).text(say.language)
        told += say("withdrawn" if finding.state == "withdrawn" else "back", said=said)
    if finding.state == "open":
        return told + say("open")
    return told + (say("closed", day=finding.closed) if finding.closed else "")


def _piece(number: int, piece: Mapping[str, str], zone: ZoneInfo, say: Spoken) -> Iterator[str]:
    note = piece.get("note_en" if say.language == "en" else "note_zh", "")
    named = "　".join(filter(None, [piece.get("title"), piece.get("url")]))
    yield say("piece", n=number, named=named or note or say("no_address"))
    if seen := list(_seen(piece, zone, say)):
        yield "     " + say("seen_joint").join(seen)
        yield from _remedy(piece.get("outcome", ""), say)
    if piece.get("sha256"):
        yield say("kept", sha256=piece["sha256"])
    if note and named:
        yield say("note", note=note)


def _seen(piece: Mapping[str, str], zone: ZoneInfo, say: Spoken) -> Iterator[str]:
    """When and how often, with what end and from where, in the office's zone; what is not known is
    left out.
    """
    first, last = (instant_text(piece.get(name, ""), zone) for name in ("first_at", "last_at"))
    if first or last:
        yield say("seen.from_to" if first and last else "seen.at", first=first or last, last=last)
    if piece.get("checks", "0") != "0":
        yield say("seen.checks", checks=piece["checks"])
    if piece.get("outcome"):
        yield say("seen.outcome", outcome=outcome_text(piece["outcome"], say.language))
    if piece.get("vantage"):
        yield say("seen.vantage", vantage=piece["vantage"])


def instant_text(instant: str, zone: ZoneInfo) -> str:
    """`2026-11-20 02:00` in that zone; what is no instant as it stands."""
    try:
        return f"{datetime.fromisoformat(instant).astimezone(zone):%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return instant


def outcome_text(name: str, language: str) -> str:
    """In words; an outcome that this program no longer knows stays as it is."""
    return cause_of(Outcome(name)).text(language) if name in _OUTCOMES else name or "-"


def _remedy(name: str, say: Spoken) -> Iterator[str]:
    """What the unit can do, where what was seen is a fault of its site."""
    if name in _OUTCOMES and Outcome(name).group is not OutcomeGroup.OPEN:
        yield say("remedy", remedy=remedy_of(Outcome(name)).text(say.language))
