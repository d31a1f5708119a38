"""One message a person a night, put together from what that person has not been told yet. Pure.

Gravest first over all units, by kind of fault, in the person's language; below, what could not be
judged and why, and what is only remarked on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from config.office import Office, Person
from config.unit import HeldLetters
from config.words import word_table
from monitor.alerts.letter_page import (
    LetterBlock,
    LetterEntry,
    LetterGroup,
    letter_html,
    letter_text,
)
from monitor.alerts.night_note import note_text
from monitor.judging.judged_words import judged_words
from monitor.judging.plain_text import Spared, fit_for, printable
from monitor.judging.verdict import Severity
from monitor.judging.withdrawal import back_words, withdrawal_words
from monitor.judging.words import run_state_words
from monitor.report.confirmation import ByConfirmation
from monitor.report.days import written_day
from monitor.report.grouping import JOINT
from monitor.report.material import Material, UnitLine
from monitor.report.reasons import reason
from monitor.report.themes import fault_of_kind
from monitor.report.workdays import calendar_of
from store.judged import Extent, judged_units
from store.outbox import NewMessage, Telling
from store.records import Finding, Run

WORDS = word_table(Path(__file__).with_name("letters.toml"))
UNITS = "-units"  # the end of the key of a letter about units to an operator
SUBJECT_LIMIT = 100  # characters, docs/faults.md C2
# findings told in full; a mail of hundreds is read by nobody, and the problem ledger has them all
NAMED = 40
REMARKS_NAMED = 20


@dataclass(frozen=True, slots=True)
class Untold:
    """What one person has not been told yet."""

    opened: tuple[Finding, ...]
    closed: tuple[Finding, ...]
    tells: tuple[Telling, ...]
    escalated: tuple[Finding, ...] = ()  # of any unit, open for too long
    withdrawn: tuple[Finding, ...] = ()  # told of before, taken back since
    reported: tuple[Finding, ...] = ()  # of any unit, not repaired in time: 逾期未整改，已上报
    overdue: tuple[Finding, ...] = ()  # told of before, their day of repair past since
    # all that is open in this person's units, told before or not
    still_open: ByConfirmation = field(default_factory=ByConfirmation)
    is_summary: bool = False  # a day on which what is open is told again
    # set by people, by finding, in the place of the day that was given
    deadlines: Mapping[int, date] = field(default_factory=dict)
    # who was named in the console to see to it, by finding
    persons: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a letter says besides its findings: how many stood open after the last nights, oldest
    first, and whose addresses may be followed besides the console's.
    """

    trend: tuple[tuple[date, int], ...] = ()
    hosts: frozenset[str] = frozenset()
    held: tuple[tuple[str, HeldLetters], ...] = ()  # units of which nobody is written to, by label


NO_SURROUNDINGS = Surroundings()


@dataclass(frozen=True, slots=True)
class _Letter:
    """What every line of a message is written with."""

    person: Person
    material: Material
    office: Office
    run: Run
    around: Surroundings = NO_SURROUNDINGS

    @property
    def language(self) -> str:
        return self.person.language or self.office.language

    @property
    def day(self) -> str:
        return self.written(self.run.day)

    @property
    def console(self) -> str:
        return self.office.console.url.rstrip("/")

    def say(self, name: str, /, **values: object) -> str:
        return WORDS[name].text(self.language, **values)

    def written(self, day: date) -> str:
        return written_day(day, self.language)

    def as_message(
        self, key: str, subject: str, blocks: Sequence[LetterBlock], tells: tuple[Telling, ...] = ()
    ) -> NewMessage:
        line = short(subject)
        spared = Spared(self.office.console.url, self.around.hosts)
        text = letter_text(blocks, spared)
        page = letter_html(line, blocks, spared, self.language)
        return NewMessage(self.person.id, key, self.run.day, line, text, tells, page)

    def joined(self, names: Iterable[str]) -> str:
        return JOINT.text(self.language).join(names)


def leader_message(
    person: Person,
    to_tell: Untold,
    material: Material,
    units: frozenset[str],
    office: Office,
    run: Run,
    around: Surroundings = NO_SURROUNDINGS,
) -> NewMessage:
    """What opened and what closed in the units of this person, what is late; the gravest first."""
    letter = _Letter(person, material, office, run, around)
    mine = [unit for unit in material.units if unit.id in units]
    greeting = (letter.say("greeting", name=person.name), _introduction(letter, to_tell, mine))
    blocks = [
        LetterBlock(lines=(*greeting, *_trend(letter, is_own=bool(mine)))),
        *_listed(letter, "reported", "late_note", to_tell.reported, to_tell),
        *_listed(letter, "escalated", "late_note", to_tell.escalated, to_tell),
        *_newly_told(letter, to_tell),
        *_listed(letter, "overdue", "late_note", to_tell.overdue, to_tell),
        *_listed(letter, "closed", "closed_note", to_tell.closed, to_tell),
        *_listed(letter, "withdrawn", "withdrawn_note", to_tell.withdrawn, to_tell),
        *_still_open(letter, to_tell),
        *_not_judged(letter, mine),
        *_held(letter),
        *_for_information(letter, units),
        LetterBlock(lines=(*_where_to_answer(letter), _where_to_look(letter))),
    ]
    subject = letter.say(
        "subject", city=office.city, day=letter.day, counts=_counts(letter, to_tell)
    )
    return letter.as_message(key_of(person, run.id), subject, blocks, to_tell.tells)


def key_of(person: Person, run_id: str) -> str:
    """An operator who also answers for units gets both messages; the ledger keeps one a person and
    key.
    """
    return f"{run_id}{UNITS}" if person.role == "operator" else run_id


def night_of(key: str) -> str:
    return key.removesuffix(UNITS)


def operator_message(
    person: Person,
    material: Material,
    unassigned: Sequence[str],
    office: Office,
    run: Run,
    around: Surroundings = NO_SURROUNDINGS,
) -> NewMessage:
    """How the night went, whatever it found: how far it judged, what was seen at units that no
    clause binds, who was not or not wholly judged and why, whom nobody answers for.
    """
    letter = _Letter(person, material, office, run, around)
    opened, reopened, closed = material.turned or (0, 0, 0)
    counts = material.judged_units
    judged = judged_words(counts).text(letter.language)
    state = run_state_words(run.state).text(letter.language)
    note = note_text(run.note, letter.language)
    night = letter.say("night", day=letter.day, judged=judged, state=state, note=note)
    blocks = [
        LetterBlock(lines=(night.rstrip(),)),
        LetterBlock(
            lines=(
                letter.say(
                    "night_changes",
                    opened=opened,
                    reopened=reopened,
                    closed=closed,
                    open=material.still_open,
                    unconfirmed=_unconfirmed_count(letter),
                    critical=_critical(letter, material.critical),
                ),
                *_trend(letter, is_own=False),
            )
        ),
        *_for_the_office(letter),
        *_remarks(letter),
        _unjudged_with_reasons(letter),
        *_for_information(letter, None),
    ]
    blocks += _held(letter)
    if unassigned:
        nobody = letter.say("nobody_responsible", units=letter.joined(unassigned))
        blocks.append(LetterBlock(lines=(nobody,)))
    blind = letter.say(run.state) if run.state in ("blind", "unjudged") else ""
    subject = letter.say(
        "night_subject", city=office.city, day=letter.day, blind=blind, judged=judged
    )
    return letter.as_message(run.id, subject, blocks)


def _held(letter: _Letter) -> list[LetterBlock]:
    """Of whom nobody is written to, until when and why: silence must not look like health."""
    lines = [
        letter.say(
            "held_unit", unit=label, until=letter.written(one.until), by=one.by, reason=one.reason
        )
        for label, one in letter.around.held
    ]
    return [LetterBlock(lines=(letter.say("held"), *lines))] if lines else []


def gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    def gravity(finding: Finding) -> tuple[bool, str, str, str]:
        is_less = finding.severity != Severity.CRITICAL
        return is_less, finding.unit, finding.rule, finding.subject

    return sorted(findings, key=gravity)


def short(subject: str) -> str:
    """One line of at most 100 characters."""
    line = " ".join(printable(subject).split())
    return line if len(line) <= SUBJECT_LIMIT else line[: SUBJECT_LIMIT - 1] + "…"


def told_text(lines: Sequence[str], console_url: str = "") -> str:
    """Paragraphs as plain text with no address left that a program could follow, but those of our
    own console.
    """
    return letter_text([LetterBlock(lines=(line,)) for line in lines], Spared(console_url))


def by_fault(findings: Iterable[Finding], language: str) -> list[tuple[str, list[Finding]]]:
    """(kind of fault, its findings): the kind with the gravest first, then the largest, each with
    the gravest first.
    """
    groups: dict[str, list[Finding]] = {}
    for finding in gravest_first(list(findings)):
        head = fault_of_kind(finding.rule, finding.kind).text(language)
        groups.setdefault(head, []).append(finding)

    def gravity(group: tuple[str, list[Finding]]) -> tuple[int, int]:
        critical = sum(finding.severity == Severity.CRITICAL for finding in group[1])
        return -critical, -len(group[1])

    return sorted(groups.items(), key=gravity)


def _introduction(letter: _Letter, to_tell: Untold, mine: Sequence[UnitLine]) -> str:
    """How far the units were judged before anything else: one's own, or all for whoever is told of
    what is late anywhere.
    """
    own = judged_units(unit.counts for unit in mine) if mine else letter.material.judged_units
    is_unit = letter.person.role == "unit"
    counted = letter.say(
        ("judged_unit" if is_unit else "judged_own") if mine else "judged_all",
        day=letter.day,
        judged=judged_words(own).text(letter.language),
    )
    what = letter.say("not_told_before" if to_tell.tells else "summary")
    return counted + (" " if letter.language == "en" else "") + what


def _trend(letter: _Letter, *, is_own: bool) -> list[str]:
    """How many stood open after the last nights; nothing before there are two to compare."""
    nights = letter.around.trend
    if len(nights) < 2:
        return []
    said = letter.joined(str(count) for _, count in nights)
    whose = "unit" if letter.person.role == "unit" else "own"
    name = f"trend_{whose}" if is_own else "trend_all"
    return [letter.say(name, since=letter.written(nights[0][0]), n=len(nights), counts=said)]


def _counts(letter: _Letter, to_tell: Untold) -> str:
    """What is new, how much stands open and how much of it is late, then what ended; what is nobody
    is left out.
    """
    standing = to_tell.still_open.all
    counted = {
        "opened": (bool(to_tell.opened), to_tell.opened),
        "reported": (bool(to_tell.reported), to_tell.reported),
        "escalated": (bool(to_tell.escalated), to_tell.escalated),
        "still_open": (bool(standing) or to_tell.is_summary, standing),
        "closed": (bool(to_tell.closed), to_tell.closed),
        "withdrawn": (bool(to_tell.withdrawn), to_tell.withdrawn),
    }
    late = sum(_is_late(letter, finding, to_tell) for finding in standing)
    critical = sum(finding.severity == Severity.CRITICAL for finding in to_tell.opened)
    beside = {
        "opened": _critical(letter, critical),
        "still_open": letter.say("count.overdue", n=late) if late else "",
    }
    after = letter.office.alerts.escalate_after_days
    new = _found_tonight(letter, to_tell)
    names = {"opened": "untold"} if new < len(to_tell.opened) else {}
    return letter.say("counted").join(
        letter.say(f"count.{names.get(kind, kind)}", n=len(findings), k=new, after=after)
        + beside.get(kind, "")
        for kind, (is_said, findings) in counted.items()
        if is_said
    )


def _is_late(letter: _Letter, finding: Finding, to_tell: Untold) -> bool:
    """Past its day, which this person has been told: nobody is late by a day unheard of."""
    is_told = finding.id not in {one.id for one in to_tell.opened}
    return is_told and _is_past(letter, finding, to_tell)


def _is_past(letter: _Letter, finding: Finding, to_tell: Untold) -> bool:
    due = to_tell.deadlines.get(finding.id) or finding.due
    return due is not None and due < letter.run.day


def _critical(letter: _Letter, count: int) -> str:
    return letter.say("count.critical", n=count) if count else ""


def _unconfirmed_count(letter: _Letter) -> str:
    n = len(letter.material.unconfirmed) + letter.material.behind_closed
    return letter.say("count.unconfirmed", n=n) if n else ""


def _still_open(letter: _Letter, to_tell: Untold) -> list[LetterBlock]:
    """On a day of summary: what is open besides what this very message has told already; apart,
    what was not looked at again.
    """
    if not to_tell.is_summary:
        return []
    stands = to_tell.still_open
    if not stands.all:
        return [LetterBlock(lines=(letter.say("nothing_open"),))]
    told = {
        finding.id
        for finding in (*to_tell.opened, *to_tell.reported, *to_tell.escalated, *to_tell.overdue)
    }
    rest = [finding for finding in stands.confirmed if finding.id not in told]
    apart = [finding for finding in stands.unconfirmed if finding.id not in told]
    n = len(stands.all)
    above = n - len(rest) - len(apart) - len(stands.behind_closed)
    title = "still_open_besides" if above else "still_open"
    confirmed = _listed(letter, title, "late_note", rest, to_tell, n=n, told=above)
    if not rest:
        only_above = "still_open_above" if above == n else title
        confirmed = [LetterBlock(title=letter.say(only_above, n=n, told=above))]
    hidden = LetterBlock(lines=(letter.say("behind_closed", n=len(stands.behind_closed)),))
    return [
        *confirmed,
        *_listed(letter, "unconfirmed", "late_note", apart, to_tell),
        *([hidden] if stands.behind_closed else []),
    ]


def _newly_told(letter: _Letter, to_tell: Untold) -> list[LetterBlock]:
    """What nobody was told yet; where a message of before was taken by no channel, some of it was
    found on earlier nights.
    """
    new, n = _found_tonight(letter, to_tell), len(to_tell.opened)
    if new == n:
        return _listed(letter, "opened", "note", to_tell.opened, to_tell)
    return _listed(letter, "opened_untold", "note", to_tell.opened, to_tell, n=n, k=new)


def _found_tonight(letter: _Letter, to_tell: Untold) -> int:
    """What came back was told before: it is new as well."""
    return sum(
        finding.opened == letter.material.as_of or finding.reopened > 0
        for finding in to_tell.opened
    )


def _listed(
    letter: _Letter,
    title: str,
    note: str,
    findings: Sequence[Finding],
    to_tell: Untold,
    **counts: int,
) -> list[LetterBlock]:
    """Gravest first, by kind of fault, each with until when it is to be repaired, or when it was.

    `title` and `note` are names of words; `counts` are the title's, where it does not count
    `findings`.
    """
    if not findings:
        return []
    kinds, number = by_fault(findings, letter.language), 0
    most, groups = _most_of_a_kind([len(same) for _, same in kinds]), []
    for head, same in kinds:
        entries = tuple(
            _entry(letter, place, note, finding, to_tell)
            for place, finding in enumerate(same[:most], start=number + 1)
        )
        number += len(entries)
        said = letter.say("fault", head=head, n=len(same)) if len(kinds) > 1 else ""
        hidden = len(same) - len(entries)
        groups.append(LetterGroup(said, entries, letter.say("more", n=hidden) if hidden else ""))
    after = letter.office.alerts.escalate_after_days
    return [
        LetterBlock(
            title=letter.say(title, **{"n": len(findings), "after": after, **counts}),
            groups=tuple(groups),
            is_grave=any(finding.severity == Severity.CRITICAL for finding in findings),
        )
    ]


def _most_of_a_kind(lengths: Sequence[int]) -> int:
    """How many of each kind are told, so that no kind is crowded out and NAMED are not exceeded;
    one of each in any case.
    """
    fits = (most for most in range(NAMED, 0, -1) if sum(min(n, most) for n in lengths) <= NAMED)
    return next(fits, 1)


def _withdrawal(letter: _Letter, finding: Finding) -> str:
    day = letter.written(finding.withdrawn) if finding.withdrawn else ""
    return withdrawal_words(finding, day).text(letter.language)


def _entry(
    letter: _Letter, number: int, note: str, finding: Finding, to_tell: Untold
) -> LetterEntry:
    link = f"{letter.console}/findings/{finding.id}" if letter.console else ""
    return LetterEntry(
        number=number,
        mark=_marks(letter, finding),
        sentence=fit_for(finding.rule, _sentence(letter, finding)),
        note=letter.say(
            note,
            id=finding.id,
            opened=letter.written(finding.opened),
            closed=letter.written(finding.closed) if finding.closed else "-",
            days=(letter.run.day - finding.opened).days,
            due=_due(letter, finding, to_tell),
            person=_named(letter, finding, to_tell),
            withdrawal=_withdrawal(letter, finding),
        ),
        # Nothing where the office has not said at which address people open the console.
        link=link,
        link_said=letter.say("link", url=link) if link else "",
    )


def _sentence(letter: _Letter, finding: Finding) -> str:
    """As it was said, with what a reader has to know of its standing: that it came again after it
    was withdrawn, or was not looked at again tonight.
    """
    said = finding.sentence(letter.language) + back_words(finding).text(letter.language)
    if finding.state != "open":
        return letter.say("it_was", said=said)
    if finding.last_confirmed < letter.run.day:
        said += letter.say("last_found", day=letter.written(finding.last_found))
    return said


def _due(letter: _Letter, finding: Finding, to_tell: Untold) -> str:
    """The one day that console, circular and ledger say too."""
    due = to_tell.deadlines.get(finding.id) or finding.due
    if due is None:
        return letter.say("no_due")
    is_counted = finding.id not in to_tell.deadlines
    calendar = calendar_of(letter.office.work_calendar)
    estimated = "" if not is_counted or calendar.is_official(due.year) else letter.say("estimated")
    if not _is_past(letter, finding, to_tell):
        return letter.written(due) + estimated
    is_late = _is_late(letter, finding, to_tell)
    return letter.written(due) + estimated + letter.say("late" if is_late else "past_unheard")


def _named(letter: _Letter, finding: Finding, to_tell: Untold) -> str:
    name = to_tell.persons.get(finding.id)
    return letter.say("named", name=name) if name else ""


def _where_to_look(letter: _Letter) -> str:
    """A leader has no terminal: without a console the office looks it up."""
    if letter.console:
        return letter.say("look_there", url=letter.console)
    return letter.say("look_closer" if letter.person.role == "operator" else "ask_the_office")


def _where_to_answer(letter: _Letter) -> list[str]:
    """Said to the unit itself: on the console, and where the office takes papers."""
    if letter.person.role != "unit":
        return []
    office = letter.office.report.answer_to or letter.office.report.issuer or letter.office.name
    if letter.console:
        return [letter.say("answer_console", url=letter.console, office=office)]
    return [letter.say("answer_office", office=office)]


def _marks(letter: _Letter, finding: Finding) -> str:
    is_open = finding.state == "open"
    grave = letter.say("grave") if finding.severity == Severity.CRITICAL and is_open else ""
    again = letter.say("again") if finding.reopened and finding.state == "open" else ""
    return grave + again


def _not_judged(letter: _Letter, mine: Sequence[UnitLine]) -> list[LetterBlock]:
    """Units of one reason together; and at their end, whatever they are, what silence means."""
    lines = []
    for extent, title in ((Extent.NOT_AT_ALL, "not_judged"), (Extent.PARTLY, "partly_judged")):
        by_reason: dict[str, list[str]] = {}
        for unit in mine:
            if unit.extent is extent:
                by_reason.setdefault(_reasons(letter, unit), []).append(unit.label)
        said = [
            letter.say("unit_because", unit=letter.joined(labels), reasons=reasons)
            for reasons, labels in by_reason.items()
        ]
        if said:
            lines.append(letter.say(title, units=letter.say("list_joint").join(said)))
    if not lines:
        return []
    title = letter.say("not_judged_title")
    return [LetterBlock(title=title, lines=(*lines, letter.say("silence")))]


def _remarks(letter: _Letter) -> list[LetterBlock]:
    """They open no finding, so nobody but the office is told of them."""
    said = [one.sentence(letter.language) for one in letter.material.warnings if one.is_unbound]
    return (
        [LetterBlock(title=letter.say("remarks", n=len(said)), lines=tuple(said))] if said else []
    )


def _for_the_office(letter: _Letter) -> list[LetterBlock]:
    """What all others are told the number of."""
    said = [one.sentence(letter.language) for one in letter.material.for_the_office]
    title = letter.say("for_the_office", n=len(said))
    return [LetterBlock(title=title, lines=tuple(said))] if said else []


def _for_information(letter: _Letter, units: frozenset[str] | None) -> list[LetterBlock]:
    """Moved addresses, certificates and the like, of these units (None: of all): no fault."""
    found = [
        one.said.text(letter.language)
        for one in letter.material.remarks
        if units is None or one.unit in units
    ]
    hidden = len(found) - REMARKS_NAMED
    title = letter.say("for_information", n=len(found))
    more = letter.say("more_remarks", n=hidden) if hidden > 0 else ""
    return (
        [LetterBlock(title=title, lines=tuple(found[:REMARKS_NAMED]), more=more)] if found else []
    )


def _unjudged_with_reasons(letter: _Letter) -> LetterBlock:
    left = [
        unit
        for extent in (Extent.NOT_AT_ALL, Extent.PARTLY)
        for unit in letter.material.units
        if unit.extent is extent
    ]
    if not left:
        all_judged = letter.say("all_judged") if letter.material.judged_units.wholly else ""
        return LetterBlock(lines=(all_judged,) if all_judged else ())
    units = tuple(
        letter.say(
            "unit_with_reasons",
            unit=u.label,
            matters=letter.say("matters", n=u.undecided) if u.undecided else "",
            reasons=_reasons(letter, u),
        )
        for u in left[:NAMED]
    )
    rest = len(left) - NAMED
    more = letter.say("more_units", n=rest) if rest > 0 else ""
    return LetterBlock(title=letter.say("night_not_judged"), lines=units, more=more)


def _reasons(letter: _Letter, unit: UnitLine) -> str:
    """Why nothing was said of it; a unit that no rule binds was looked at all the same."""
    whys = dict.fromkeys(item.why for item in letter.material.undecided if item.unit == unit.id)
    if not whys and unit.themes_not_applicable:
        return letter.say("nothing_applies")
    return letter.joined(reason(why, letter.language) for why in whys) or reason(
        "", letter.language
    )
