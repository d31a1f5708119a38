"""One message a person a night, put together from what that person has not been told yet. Pure.

Gravest first, in the person's language. A message names addresses of monitored sites only in a form
that no program turns into a link (docs/faults.md C2): such a site may be hijacked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from config.office import Office, Person
from config.words import Words
from monitor.alerts import digest_words as words
from monitor.judging.verdict import Severity
from monitor.report.circular import reason
from monitor.report.gathered import JOINT
from monitor.report.material import Material, UnitLine
from monitor.report.plain_text import defanged, printable
from monitor.report.workdays import repair_due
from store.outbox import NewMessage, Telling
from store.records import Finding, Run

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
    still_open: tuple[
        Finding, ...
    ] = ()  # on a day of summary: all that is open, told before or not
    is_summary: bool = False
    deadlines: Mapping[int, date] = field(
        default_factory=dict
    )  # set by people; for all others the office's working days count


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
    language = person.language or office.language
    mine = [unit for unit in material.units if unit.id in units]
    blocks = [
        words.GREETING.text(language, name=person.name)
        + "\n"
        + _introduction(to_tell, material, mine, language, run),
        *_listed(
            words.ESCALATED, words.LATE_ENTRY, to_tell.escalated, to_tell, language, run, office
        ),
        *_listed(words.OPENED, words.ENTRY, to_tell.opened, to_tell, language, run, office),
        *_listed(words.CLOSED, words.CLOSED_ENTRY, to_tell.closed, to_tell, language, run, office),
        *_still_open(to_tell, language, run, office),
        *_not_judged(mine, material, language),
        _where_to_look(person, office, language),
    ]
    subject = words.SUBJECT.text(
        language,
        city=office.city,
        day=run.day.isoformat(),
        counts=_counts(to_tell, language, office),
    )
    # An operator who also answers for units gets both messages; the ledger keeps one a person and
    # key.
    key = f"{run.id}-units" if person.role == "operator" else run.id
    return NewMessage(
        person.id,
        key,
        run.day,
        short(subject),
        told_text(blocks, office.console.url),
        to_tell.tells,
    )


def operator_message(
    person: Person,
    material: Material,
    changes: tuple[int, int, int],
    unassigned: Sequence[str],
    office: Office,
    run: Run,
) -> NewMessage:
    """How the night went, whatever it found: judged n of N, who was not judged and why, whom nobody
    answers for.
    """
    language = person.language or office.language
    opened, reopened, closed = changes
    numbers = {"day": run.day.isoformat(), "judged": material.judged, "of": material.of}
    blind = words.BLIND.text(language) if run.state == "blind" else ""
    blocks = [
        words.NIGHT.text(language, **numbers, state=_state(run, language), note=run.note).rstrip(),
        words.NIGHT_CHANGES.text(
            language,
            opened=opened,
            reopened=reopened,
            closed=closed,
            open=len(material.problems),
            critical=_critical(material.critical, language),
        ),
        _unjudged_with_reasons(material, language),
        *(
            [words.NOBODY_RESPONSIBLE.text(language, units=JOINT.text(language).join(unassigned))]
            if unassigned
            else []
        ),
    ]
    return NewMessage(
        person.id,
        run.id,
        run.day,
        short(words.NIGHT_SUBJECT.text(language, city=office.city, blind=blind, **numbers)),
        told_text(blocks),
    )


def gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(
        findings,
        key=lambda finding: (
            finding.severity != Severity.CRITICAL,
            finding.unit,
            finding.rule,
            finding.subject,
        ),
    )


def short(subject: str) -> str:
    """One line of at most 100 characters."""
    line = " ".join(printable(subject).split())
    return line if len(line) <= SUBJECT_LIMIT else line[: SUBJECT_LIMIT - 1] + "…"


def told_text(blocks: Sequence[str], console_url: str = "") -> str:
    """The blocks as plain text with no address left that a program could follow, but those of our
    own console.
    """
    return defanged(printable("\n\n".join(blocks)), spared=console_url) + "\n"


def _introduction(
    to_tell: Untold, material: Material, mine: Sequence[UnitLine], language: str, run: Run
) -> str:
    """Judged n of N before anything else: of one's own units, or of all for whoever is told of what
    is late anywhere.
    """
    day = run.day.isoformat()
    judged = (
        words.JUDGED_OWN.text(
            language, of=len(mine), judged=sum(unit.judged for unit in mine), day=day
        )
        if mine
        else words.JUDGED_ALL.text(language, of=material.of, judged=material.judged, day=day)
    )
    what = words.NOT_TOLD_BEFORE if to_tell.tells else words.SUMMARY
    return judged + (" " if language == "en" else "") + what.text(language)


def _counts(to_tell: Untold, language: str, office: Office) -> str:
    """New and repaired together, for a leader compares nights; the rest where there is any."""
    counts = {
        "opened": len(to_tell.opened),
        "closed": len(to_tell.closed),
        "escalated": len(to_tell.escalated),
        "still_open": len(to_tell.still_open),
    }
    has_turned = bool(to_tell.opened or to_tell.closed) or not (
        to_tell.escalated or to_tell.is_summary
    )
    is_said = {
        "opened": has_turned,
        "closed": has_turned,
        "escalated": bool(to_tell.escalated),
        "still_open": to_tell.is_summary,
    }
    grave = {
        "opened": _critical(
            sum(finding.severity == Severity.CRITICAL for finding in to_tell.opened), language
        )
    }
    return words.COUNTED.text(language).join(
        words.COUNTS[key].text(language, n=counts[key], after=office.alerts.escalate_after_days)
        + grave.get(key, "")
        for key in counts
        if is_said[key]
    )


def _critical(count: int, language: str) -> str:
    return words.COUNTS["critical"].text(language, n=count) if count else ""


def _still_open(to_tell: Untold, language: str, run: Run, office: Office) -> list[str]:
    """On a day of summary: what is open besides what this very message has told already."""
    if not to_tell.is_summary:
        return []
    if not to_tell.still_open:
        return [words.NOTHING_OPEN.text(language)]
    told = {finding.id for finding in (*to_tell.opened, *to_tell.escalated)}
    rest = [finding for finding in to_tell.still_open if finding.id not in told]
    n, above = len(to_tell.still_open), len(to_tell.still_open) - len(rest)
    if not rest:
        return [words.STILL_OPEN_ABOVE.text(language, n=n)]
    title = (words.STILL_OPEN_BESIDES if above else words.STILL_OPEN).filled(n=n, told=above)
    return _listed(title, words.LATE_ENTRY, rest, to_tell, language, run, office)


def _listed(
    title: Words,
    entry: Words,
    findings: Sequence[Finding],
    to_tell: Untold,
    language: str,
    run: Run,
    office: Office,
) -> list[str]:
    """Gravest first, each with until when it is to be repaired, or when it was."""
    if not findings:
        return []
    lines = [title.text(language, n=len(findings), after=office.alerts.escalate_after_days)]
    for number, finding in enumerate(gravest_first(findings)[:NAMED], start=1):
        said = entry.text(
            language,
            n=number,
            grave=_marks(finding, language),
            sentence=_sentence(finding, language),
            id=finding.id,
            opened=finding.opened.isoformat(),
            closed=finding.closed.isoformat() if finding.closed else "-",
            days=(run.day - finding.opened).days,
            due=_due(finding, to_tell, office).isoformat(),
        )
        lines.append(said + _link(finding, language, office))
    if len(findings) > NAMED:
        lines.append(words.MORE.text(language, n=len(findings) - NAMED))
    return ["\n".join(lines)]


def _due(finding: Finding, to_tell: Untold, office: Office) -> date:
    """As the console says it: the day that people set, else the office's working days after it was
    found.
    """
    return to_tell.deadlines.get(finding.id) or repair_due(finding.opened, office)


def _link(finding: Finding, language: str, office: Office) -> str:
    """Where its evidence is shown; nothing where the office has not said at which address people
    open the console.
    """
    return (
        words.LINK.text(language, url=_console(office), id=finding.id) if office.console.url else ""
    )


def _where_to_look(person: Person, office: Office, language: str) -> str:
    """A leader has no terminal: without a console the office looks it up."""
    if office.console.url:
        return words.LOOK_THERE.text(language, url=_console(office))
    return (words.LOOK_CLOSER if person.role == "operator" else words.ASK_THE_OFFICE).text(language)


def _console(office: Office) -> str:
    return office.console.url.rstrip("/")


def _state(run: Run, language: str) -> str:
    return words.STATES[run.state].text(language) if run.state in words.STATES else run.state


def _marks(finding: Finding, language: str) -> str:
    grave = words.GRAVE.text(language) if finding.severity == Severity.CRITICAL else ""
    again = words.AGAIN.text(language) if finding.reopened and finding.state == "open" else ""
    return grave + again


def _sentence(finding: Finding, language: str) -> str:
    return finding.sentence_en if language == "en" else finding.sentence_zh


def _not_judged(mine: Sequence[UnitLine], material: Material, language: str) -> list[str]:
    unjudged = [unit for unit in mine if not unit.judged]
    said = (
        words.UNIT_BECAUSE.text(
            language, unit=unit.label, reasons=_reasons(unit, material, language)
        )
        for unit in unjudged
    )
    return (
        [words.NOT_JUDGED.text(language, units=JOINT.text(language).join(said))] if unjudged else []
    )


def _unjudged_with_reasons(material: Material, language: str) -> str:
    if not material.not_judged:
        return words.ALL_JUDGED.text(language) if material.judged == material.of else ""
    units = (
        words.UNIT_WITH_REASONS.text(
            language, unit=unit.label, reasons=_reasons(unit, material, language)
        )
        for unit in material.not_judged
    )
    return "\n".join([words.NIGHT_NOT_JUDGED.text(language), *units])


def _reasons(unit: UnitLine, material: Material, language: str) -> str:
    """Why nothing was said of it; a unit that no rule binds was looked at all the same."""
    whys = dict.fromkeys(item.why for item in material.undecided if item.unit == unit.id)
    if not whys and unit.themes_not_applicable:
        return words.NOTHING_APPLIES.text(language)
    return JOINT.text(language).join(reason(why, language) for why in whys) or reason("", language)
