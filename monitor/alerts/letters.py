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
from monitor.judging.judged_words import judged_words
from monitor.judging.plain_text import defanged, printable
from monitor.judging.verdict import Severity
from monitor.judging.withdrawal import back_words, withdrawal_words
from monitor.judging.words import run_state_words
from monitor.report.circular import reason
from monitor.report.confirmation import ByConfirmation
from monitor.report.grouping import JOINT
from monitor.report.material import Material, UnitLine
from store.judged import Extent, judged_units
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
    withdrawn: tuple[Finding, ...] = ()  # told of before, taken back since
    # on a day of summary: all that is open, told before or not
    still_open: ByConfirmation = field(default_factory=ByConfirmation)
    is_summary: bool = False
    # set by people, by finding, in the place of the day that was given
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
        *_listed(letter, "withdrawn", "withdrawn_entry", to_tell.withdrawn, to_tell),
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
    """How the night went, whatever it found: how far it judged, what was seen at units that no
    clause binds, who was not or not wholly judged and why, whom nobody answers for. `changes`: how
    many findings opened, came back and closed.
    """
    letter = _Letter(person, material, office, run)
    opened, reopened, closed = changes
    counts = material.judged_units
    judged = judged_words(counts).text(letter.language)
    state = run_state_words(run.state).text(letter.language)
    blocks = [
        letter.say("night", day=letter.day, judged=judged, state=state, note=run.note).rstrip(),
        letter.say(
            "night_changes",
            opened=opened,
            reopened=reopened,
            closed=closed,
            open=material.still_open,
            unconfirmed=_unconfirmed_count(letter),
            critical=_critical(letter, material.critical),
        ),
        *_for_the_office(letter),
        *_remarks(letter),
        _unjudged_with_reasons(letter),
    ]
    if unassigned:
        blocks.append(letter.say("nobody_responsible", units=letter.joined(unassigned)))
    blind = letter.say(run.state) if run.state in ("blind", "unjudged") else ""
    subject = letter.say(
        "night_subject", city=office.city, day=letter.day, blind=blind, judged=judged
    )
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
    """How far the units were judged before anything else: one's own, or all for whoever is told of
    what is late anywhere.
    """
    own = judged_units(unit.counts for unit in mine) if mine else letter.material.judged_units
    counted = letter.say(
        "judged_own" if mine else "judged_all",
        day=letter.day,
        judged=judged_words(own).text(letter.language),
    )
    what = letter.say("not_told_before" if to_tell.tells else "summary")
    return counted + (" " if letter.language == "en" else "") + what


def _counts(letter: _Letter, to_tell: Untold) -> str:
    """New and repaired together, for a leader compares nights; the rest where there is any."""
    has_turned = bool(to_tell.opened or to_tell.closed) or not (
        to_tell.escalated or to_tell.is_summary or to_tell.withdrawn
    )
    counted = {
        "opened": (has_turned, to_tell.opened),
        "closed": (has_turned, to_tell.closed),
        "withdrawn": (bool(to_tell.withdrawn), to_tell.withdrawn),
        "escalated": (bool(to_tell.escalated), to_tell.escalated),
        "still_open": (to_tell.is_summary, to_tell.still_open.all),
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


def _unconfirmed_count(letter: _Letter) -> str:
    n = len(letter.material.unconfirmed) + letter.material.behind_closed
    return letter.say("count.unconfirmed", n=n) if n else ""


def _still_open(letter: _Letter, to_tell: Untold) -> list[str]:
    """On a day of summary: what is open besides what this very message has told already; apart,
    what was not looked at again.
    """
    if not to_tell.is_summary:
        return []
    stands = to_tell.still_open
    if not stands.all:
        return [letter.say("nothing_open")]
    told = {finding.id for finding in (*to_tell.opened, *to_tell.escalated)}
    rest = [finding for finding in stands.confirmed if finding.id not in told]
    apart = [finding for finding in stands.unconfirmed if finding.id not in told]
    n = len(stands.all)
    above = n - len(rest) - len(apart) - len(stands.behind_closed)
    title = "still_open_besides" if above else "still_open"
    confirmed = _listed(letter, title, "late_entry", rest, to_tell, n=n, told=above)
    if not rest:
        only_above = "still_open_above" if above == n else title
        confirmed = [letter.say(only_above, n=n, told=above)]
    hidden = [letter.say("behind_closed", n=len(stands.behind_closed))]
    return [
        *confirmed,
        *_listed(letter, "unconfirmed", "late_entry", apart, to_tell),
        *(hidden if stands.behind_closed else []),
    ]


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
            sentence=_sentence(letter, finding),
            id=finding.id,
            opened=finding.opened.isoformat(),
            closed=finding.closed.isoformat() if finding.closed else "-",
            days=(letter.run.day - finding.opened).days,
            due=_due(letter, finding, to_tell),
            withdrawal=withdrawal_words(finding).text(letter.language),
        )
        # Nothing where the office has not said at which address people open the console.
        link = letter.say("link", url=letter.console, id=finding.id) if letter.console else ""
        lines.append(said + link)
    if len(findings) > NAMED:
        lines.append(letter.say("more", n=len(findings) - NAMED))
    return ["\n".join(lines)]


def _sentence(letter: _Letter, finding: Finding) -> str:
    """As it was said, with what a reader has to know of its standing: that it came again after it
    was withdrawn, or was not looked at again tonight.
    """
    said = finding.sentence(letter.language) + back_words(finding).text(letter.language)
    if finding.state == "open" and finding.last_confirmed < letter.run.day:
        said += letter.say("last_found", day=finding.last_confirmed.isoformat())
    return said


def _due(letter: _Letter, finding: Finding, to_tell: Untold) -> str:
    """The one day that console, circular and ledger say too."""
    due = to_tell.deadlines.get(finding.id) or finding.due
    return due.isoformat() if due else letter.say("no_due")


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
    blocks = []
    for extent, title in ((Extent.NOT_AT_ALL, "not_judged"), (Extent.PARTLY, "partly_judged")):
        said = [
            letter.say("unit_because", unit=u.label, reasons=_reasons(letter, u))
            for u in mine
            if u.extent is extent
        ]
        if said:
            blocks.append(letter.say(title, units=letter.joined(said)))
    return blocks


def _remarks(letter: _Letter) -> list[str]:
    """They open no finding, so nobody but the office is told of them."""
    said = [one.sentence(letter.language) for one in letter.material.warnings if one.is_unbound]
    return ["\n".join([letter.say("remarks", n=len(said)), *said])] if said else []


def _for_the_office(letter: _Letter) -> list[str]:
    """What all others are told the number of."""
    said = [one.sentence(letter.language) for one in letter.material.for_the_office]
    return ["\n".join([letter.say("for_the_office", n=len(said)), *said])] if said else []


def _unjudged_with_reasons(letter: _Letter) -> str:
    left = [
        unit
        for extent in (Extent.NOT_AT_ALL, Extent.PARTLY)
        for unit in letter.material.units
        if unit.extent is extent
    ]
    if not left:
        return letter.say("all_judged") if letter.material.judged_units.wholly else ""
    units = (
        letter.say(
            "unit_with_reasons",
            unit=u.label,
            matters=letter.say("matters", n=u.undecided) if u.undecided else "",
            reasons=_reasons(letter, u),
        )
        for u in left[:NAMED]
    )
    rest = len(left) - NAMED
    more = [letter.say("more_units", n=rest)] if rest > 0 else []
    return "\n".join([letter.say("night_not_judged"), *units, *more])


def _reasons(letter: _Letter, unit: UnitLine) -> str:
    """Why nothing was said of it; a unit that no rule binds was looked at all the same."""
    whys = dict.fromkeys(item.why for item in letter.material.undecided if item.unit == unit.id)
    if not whys and unit.themes_not_applicable:
        return letter.say("nothing_applies")
    return letter.joined(reason(why, letter.language) for why in whys) or reason(
        "", letter.language
    )
