"""One message a person a night, put together from what that person has not been told yet. Pure.

Gravest first, in the person's language. A message names addresses of monitored sites only in a form
that no program turns into a link (docs/faults.md C2): such a site may be hijacked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from config.office import Office, Person
from config.words import word_table
from monitor.judging.plain_text import defanged, printable
from monitor.judging.verdict import Severity
from monitor.report.circular import reason
from monitor.report.grouping import JOINT
from monitor.report.material import Material, UnitLine
from monitor.report.workdays import repair_due
from store.outbox import NewMessage, Telling
from store.records import Finding, Run

WORDS = word_table(Path(__file__).with_name("letters.toml"))
SUBJECT_LIMIT = 100  # characters, docs/faults.md C2
# findings told in full; a mail of hundreds is read by nobody, and the problem ledger has them all
NAMED = 40


@dataclass(frozen=True, slots=True)
class Untold:
    """What one person has not been told yet."""

    opened: tuple[Finding, ...]
    closed: tuple[Finding, ...]
    tells: tuple[Telling, ...]
    escalated: tuple[Finding, ...] = ()  # of any unit, open for too long
    # on a day of summary: all that is open, told before or not
    still_open: tuple[Finding, ...] = ()
    is_summary: bool = False
    # set by people, by finding; for all others the office's working days count
    deadlines: Mapping[int, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Letter:
    """What every line of a message is written with."""

    person: Person
    material: Material
    office: Office
    run: Run

    @property
    def language(self) -> str:
        return self.person.language or self.office.language

    @property
    def day(self) -> str:
        return self.run.day.isoformat()

    @property
    def console(self) -> str:
        return self.office.console.url.rstrip("/")

    def say(self, name: str, /, **values: object) -> str:
        return WORDS[name].text(self.language, **values)

    def joined(self, names: Iterable[str]) -> str:
        return JOINT.text(self.language).join(names)


def leader_message(
    person: Person,
    to_tell: Untold,
    material: Material,
    units: frozenset[str],
    office: Office,
    run: Run,
) -> NewMessage:
    """What opened and what closed in the units of this person, what is late anywhere; the gravest
    first.
    """
    letter = _Letter(person, material, office, run)
    mine = [unit for unit in material.units if unit.id in units]
    blocks = [
        f"{letter.say('greeting', name=person.name)}\n{_introduction(letter, to_tell, mine)}",
        *_listed(letter, "escalated", "late_entry", to_tell.escalated, to_tell),
        *_listed(letter, "opened", "entry", to_tell.opened, to_tell),
        *_listed(letter, "closed", "closed_entry", to_tell.closed, to_tell),
        *_still_open(letter, to_tell),
        *_not_judged(letter, mine),
        _where_to_look(letter),
    ]
    subject = letter.say(
        "subject", city=office.city, day=letter.day, counts=_counts(letter, to_tell)
    )
    # An operator who also answers for units gets both messages; the ledger keeps one a person and
    # key.
    key = f"{run.id}-units" if person.role == "operator" else run.id
    text = told_text(blocks, office.console.url)
    return NewMessage(person.id, key, run.day, short(subject), text, to_tell.tells)


def operator_message(
    person: Person,
    material: Material,
    changes: tuple[int, int, int],
    unassigned: Sequence[str],
    office: Office,
    run: Run,
) -> NewMessage:
    """How the night went, whatever it found: judged n of N, what was seen at units that no clause
    binds, who was not judged and why, whom nobody answers for. `changes`: how many findings opened, came back and closed.
    """
    letter = _Letter(person, material, office, run)
    opened, reopened, closed = changes
    numbers = {"day": letter.day, "judged": material.judged, "of": material.of}
    state = letter.say(f"state.{run.state}") if f"state.{run.state}" in WORDS else run.state
    blocks = [
        letter.say("night", **numbers, state=state, note=run.note).rstrip(),
        letter.say(
            "night_changes",
            opened=opened,
            reopened=reopened,
            closed=closed,
            open=len(material.problems),
            critical=_critical(letter, material.critical),
        ),
        *_remarks(letter),
        _unjudged_with_reasons(letter),
    ]
    if unassigned:
        blocks.append(letter.say("nobody_responsible", units=letter.joined(unassigned)))
    blind = letter.say("blind") if run.state == "blind" else ""
    subject = letter.say("night_subject", city=office.city, blind=blind, **numbers)
    return NewMessage(person.id, run.id, run.day, short(subject), told_text(blocks))


def gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    def gravity(finding: Finding) -> tuple[bool, str, str, str]:
        is_less = finding.severity != Severity.CRITICAL
        return is_less, finding.unit, finding.rule, finding.subject

    return sorted(findings, key=gravity)


def short(subject: str) -> str:
    """One line of at most 100 characters."""
    line = " ".join(printable(subject).split())
    return line if len(line) <= SUBJECT_LIMIT else line[: SUBJECT_LIMIT - 1] + "…"


def told_text(blocks: Sequence[str], console_url: str = "") -> str:
    """The blocks as plain text with no address left that a program could follow, but those of our
    own console.
    """
    return defanged(printable("\n\n".join(blocks)), spared=console_url) + "\n"


def _introduction(letter: _Letter, to_tell: Untold, mine: Sequence[UnitLine]) -> str:
    """Judged n of N before anything else: of one's own units, or of all for whoever is told of what
    is late anywhere.
    """
    if mine:
        judged = sum(unit.judged for unit in mine)
        counted = letter.say("judged_own", of=len(mine), judged=judged, day=letter.day)
    else:
        of, judged = letter.material.of, letter.material.judged
        counted = letter.say("judged_all", of=of, judged=judged, day=letter.day)
    what = letter.say("not_told_before" if to_tell.tells else "summary")
    return counted + (" " if letter.language == "en" else "") + what


def _counts(letter: _Letter, to_tell: Untold) -> str:
    """New and repaired together, for a leader compares nights; the rest where there is any."""
    has_turned = bool(to_tell.opened or to_tell.closed) or not (
        to_tell.escalated or to_tell.is_summary
    )
    counted = {
        "opened": (has_turned, to_tell.opened),
        "closed": (has_turned, to_tell.closed),
        "escalated": (bool(to_tell.escalated), to_tell.escalated),
        "still_open": (to_tell.is_summary, to_tell.still_open),
    }
    critical = sum(finding.severity == Severity.CRITICAL for finding in to_tell.opened)
    after = letter.office.alerts.escalate_after_days
    return letter.say("counted").join(
        letter.say(f"count.{kind}", n=len(findings), after=after)
        + (_critical(letter, critical) if kind == "opened" else "")
        for kind, (is_said, findings) in counted.items()
        if is_said
    )


def _critical(letter: _Letter, count: int) -> str:
    return letter.say("count.critical", n=count) if count else ""


def _still_open(letter: _Letter, to_tell: Untold) -> list[str]:
    """On a day of summary: what is open besides what this very message has told already."""
    if not to_tell.is_summary:
        return []
    if not to_tell.still_open:
        return [letter.say("nothing_open")]
    told = {finding.id for finding in (*to_tell.opened, *to_tell.escalated)}
    rest = [finding for finding in to_tell.still_open if finding.id not in told]
    n = len(to_tell.still_open)
    if not rest:
        return [letter.say("still_open_above", n=n)]
    title = "still_open_besides" if len(rest) < n else "still_open"
    return _listed(letter, title, "late_entry", rest, to_tell, n=n, told=n - len(rest))


def _listed(
    letter: _Letter,
    title: str,
    entry: str,
    findings: Sequence[Finding],
    to_tell: Untold,
    **counts: int,
) -> list[str]:
    """Gravest first, each with until when it is to be repaired, or when it was.

    `title` and `entry` are names of words; `counts` are the title's, where it does not count
    `findings`.
    """
    if not findings:
        return []
    after = letter.office.alerts.escalate_after_days
    lines = [letter.say(title, **{"n": len(findings), "after": after, **counts})]
    for number, finding in enumerate(gravest_first(findings)[:NAMED], start=1):
        said = letter.say(
            entry,
            n=number,
            grave=_marks(letter, finding),
            sentence=finding.sentence_en if letter.language == "en" else finding.sentence_zh,
            id=finding.id,
            opened=finding.opened.isoformat(),
            closed=finding.closed.isoformat() if finding.closed else "-",
            days=(letter.run.day - finding.opened).days,
            due=_due(letter, finding, to_tell).isoformat(),
        )
        # Nothing where the office has not said at which address people open the console.
        link = letter.say("link", url=letter.console, id=finding.id) if letter.console else ""
        lines.append(said + link)
    if len(findings) > NAMED:
        lines.append(letter.say("more", n=len(findings) - NAMED))
    return ["\n".join(lines)]


def _due(letter: _Letter, finding: Finding, to_tell: Untold) -> date:
    """As the console says it: the day that people set, else the office's working days after it was
    found.
    """
    return to_tell.deadlines.get(finding.id) or repair_due(finding.opened, letter.office)


def _where_to_look(letter: _Letter) -> str:
    """A leader has no terminal: without a console the office looks it up."""
    if letter.console:
        return letter.say("look_there", url=letter.console)
    return letter.say("look_closer" if letter.person.role == "operator" else "ask_the_office")


def _marks(letter: _Letter, finding: Finding) -> str:
    grave = letter.say("grave") if finding.severity == Severity.CRITICAL else ""
    again = letter.say("again") if finding.reopened and finding.state == "open" else ""
    return grave + again


def _not_judged(letter: _Letter, mine: Sequence[UnitLine]) -> list[str]:
    said = [
        letter.say("unit_because", unit=unit.label, reasons=_reasons(letter, unit))
        for unit in mine
        if not unit.judged
    ]
    return [letter.say("not_judged", units=letter.joined(said))] if said else []


def _remarks(letter: _Letter) -> list[str]:
    """They open no finding, so nobody but the office is told of them."""
    said = [one.sentence(letter.language) for one in letter.material.warnings if one.is_unbound]
    return ["\n".join([letter.say("remarks", n=len(said)), *said])] if said else []


def _unjudged_with_reasons(letter: _Letter) -> str:
    material = letter.material
    if not material.not_judged:
        return letter.say("all_judged") if material.judged == material.of else ""
    units = (
        letter.say("unit_with_reasons", unit=unit.label, reasons=_reasons(letter, unit))
        for unit in material.not_judged
    )
    return "\n".join([letter.say("night_not_judged"), *units])


def _reasons(letter: _Letter, unit: UnitLine) -> str:
    """Why nothing was said of it; a unit that no rule binds was looked at all the same."""
    whys = dict.fromkeys(item.why for item in letter.material.undecided if item.unit == unit.id)
    if not whys and unit.themes_not_applicable:
        return letter.say("nothing_applies")
    return letter.joined(reason(why, letter.language) for why in whys) or reason(
        "", letter.language
    )
