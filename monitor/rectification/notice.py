"""The rectification notice 整改通知书 of one unit, with its receipt 回执 as an annex to be filled in,
as pure structure.

Its numbers are those of circular, problem ledger, messages and console. It says what was found, by
which text, seen when and how often, until when it is to be repaired and where to answer; and what
of the unit could not be judged, so that silence does not look like health.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from config.folder import Config
from config.unit import Unit
from config.words import Spoken, word_table
from monitor.alerts.letters import by_fault
from monitor.judging.plain_text import fit_for
from monitor.judging.verdict import Severity
from monitor.judging.withdrawal import back_words
from monitor.rectification.record import record_text
from monitor.report.confirmation import ByConfirmation
from monitor.report.days import written_day
from monitor.report.gathering.basis import basis_words, known_clause
from monitor.report.grouping import names
from monitor.report.material import Undecided
from monitor.report.measures import mark_text, measure_text
from monitor.report.papers.paper import (
    PAPER_WORDS,
    Annex,
    Paper,
    Paragraph,
    annex_of,
    body,
    numbered,
    numbered_parts,
    part,
    section,
)
from monitor.report.reasons import reason
from monitor.report.subjects import subject_text
from monitor.report.themes import fault_of_kind, is_confidential
from monitor.report.workdays import calendar_of, how_counted
from store.desk.deadline import RepairDeadline
from store.records import Finding

WORDS = word_table(PAPER_WORDS, Path(__file__).parent / "words" / "notice.toml")
TOLD_OF_A_KIND = 10  # in the text; all of them stand in the annexes
EVIDENCE_WIDTHS = {"id": 12, "problem": 46, "basis": 44, "record": 54}
RECEIPT_WIDTHS = {"id": 12, "what": 42, "true": 18, "done": 60, "day": 24}
ROW_TO_WRITE_IN = 16  # mm


@dataclass(frozen=True, slots=True)
class NoticeMaterial:
    """What one unit is told. `deadlines`: by finding, what people have set in the place of the day
    that was given.
    """

    unit: Unit
    as_of: date  # the last inspection
    stands: ByConfirmation
    undecided: tuple[Undecided, ...] = ()
    deadlines: Mapping[int, date] = field(default_factory=dict)
    reached: Collection[int] = ()  # findings that somebody was told of before

    @property
    def told(self) -> tuple[Finding, ...]:
        """All that the notice names, in the order of their numbers."""
        return tuple(by_number((*self.stands.confirmed, *self.stands.unconfirmed)))

    def due(self, finding: Finding) -> date | None:
        return self.deadlines.get(finding.id) or finding.due

    def is_late(self, finding: Finding) -> bool:
        return (
            RepairDeadline(self.due(finding), finding.id in self.reached).days_past(self.as_of) > 0
        )


def write_notice(material: NoticeMaterial, config: Config) -> Paper:
    """In the office's language."""
    office, say = config.office, Spoken(WORDS, config.office.language)
    issuer, dated = office.report.issuer or office.name, written_day(material.as_of, say.language)
    parts = [
        problems(material, say),
        unconfirmed(material, say),
        demands(material, config, issuer, say),
        undecided(material, say),
    ]
    return Paper(
        language=say.language,
        masthead=say("masthead", issuer=issuer),
        number=say("number_left_blank", year=material.as_of.year),
        title=say("title", unit=material.unit.name),
        addressees=say("addressee", unit=material.unit.name),
        paragraphs=(
            opening(material, config, issuer, say),
            *numbered_parts(parts, say),
            body(say("closing")),
        ),
        annex_label=say("annex_label"),
        annexes=(evidence(material, config, say), receipt(material, issuer, say)),
        signed=issuer,
        dated=dated,
        printed_by=issuer,
        printed_on=say("printed_on", day=dated),
    )


def opening(material: NoticeMaterial, config: Config, issuer: str, say: Spoken) -> Paragraph:
    confirmed = material.stands.confirmed
    critical = sum(finding.severity == Severity.CRITICAL for finding in confirmed)
    mandate = config.office.report.mandate
    text = say(
        "opening" if confirmed else "opening_unconfirmed",
        mandate=say("mandate", mandate=mandate) if mandate else "",
        issuer=issuer,
        day=written_day(material.as_of, say.language),
        n=len(confirmed) or len(material.stands.unconfirmed),
        critical=say("critical", n=critical) if critical else "",
    )
    return body(text)


def problems(material: NoticeMaterial, say: Spoken) -> list[Paragraph]:
    """Kind by kind, the gravest first; the first ones of many, the others by their number."""
    found = material.stands.confirmed
    if not found:
        return []
    paragraphs = [part(say("part.problems"))]
    for place, (head, same) in enumerate(by_fault(found, say.language), start=1):
        counted = WORDS["fault"].filled(head=head, n=len(same))
        paragraphs.append(section(place, counted, say))
        paragraphs.extend(told(same, material, say))
    private = sum(is_confidential(finding.rule) for finding in found)
    return [*paragraphs, *([body(say("private", n=private))] if private else [])]


def told(same: Sequence[Finding], material: NoticeMaterial, say: Spoken) -> Iterator[Paragraph]:
    for finding in by_number(same)[:TOLD_OF_A_KIND]:
        yield body(problem_line(finding, material, say))
    hidden = len(same) - TOLD_OF_A_KIND
    if hidden > 0:
        yield body(say("more_problems", n=hidden))


def problem_line(finding: Finding, material: NoticeMaterial, say: Spoken) -> str:
    due = material.due(finding)
    return say(
        "problem",
        id=finding.id,
        grave=say("grave") if finding.severity == Severity.CRITICAL else "",
        again=say("again") if finding.reopened and not finding.is_back else "",
        sentence=sentence(finding, say.language),
        due=written_day(due, say.language) if due else say("no_due"),
        late=say("late") if material.is_late(finding) else "",
    )


def unconfirmed(material: NoticeMaterial, say: Spoken) -> list[Paragraph]:
    """What was not looked at again is told apart, with the day on which it last was."""
    found, hidden = material.stands.unconfirmed, len(material.stands.behind_closed)
    if not (found or hidden):
        return []
    lines = [
        problem_line(finding, material, say)
        + say("last_found", day=written_day(finding.last_confirmed, say.language))
        for finding in by_number(found)[:TOLD_OF_A_KIND]
    ]
    if more := len(found) - len(lines):
        lines.append(say("more_problems", n=more))
    lead = [say("unconfirmed_lead")] if found else []
    closed = [say("behind_closed", n=hidden)] if hidden else []
    return [part(say("part.unconfirmed")), *map(body, (*lead, *lines, *closed))]


def demands(material: NoticeMaterial, config: Config, issuer: str, say: Spoken) -> list[Paragraph]:
    """To repair by its day, to answer and where, what to ask for, and that the crawl verifies."""
    late = [finding for finding in material.told if material.is_late(finding)]
    last = max((due for one in material.told if (due := material.due(one))), default=material.as_of)
    calendar = calendar_of(config.office.work_calendar)
    how = how_counted(material.as_of, max(material.as_of, last), calendar).text(say.language)
    lines = [
        say("repair_late" if late else "repair", how=how, n=len(late)),
        say("answer", where=where_to_answer(config, issuer, say)),
        say("extension"),
        say("secret", issuer=issuer),
        say("objection"),
        say("verified"),
    ]
    return [part(say("part.demands")), *map(body, numbered(lines, say))]


def where_to_answer(config: Config, issuer: str, say: Spoken) -> str:
    """The console where there is one, and the place that the office names, else the office itself."""
    console, office = config.office.console.url.rstrip("/"), config.office.report.answer_to
    by = [name for name, is_there in (("console", console), ("office", office)) if is_there]
    name = "_and_".join(by) or "issuer"
    return say(f"where.{name}", console=f"{console}/", office=office, issuer=issuer)


def undecided(material: NoticeMaterial, say: Spoken) -> list[Paragraph]:
    if not material.undecided:
        return []
    reasons = names((reason(item.why, say.language) for item in material.undecided), say.language)
    text = say("undecided", n=len(material.undecided), reasons=reasons)
    return [part(say("part.undecided")), body(text)]


def evidence(material: NoticeMaterial, config: Config, say: Spoken) -> Annex:
    rows = tuple(
        (
            str(finding.id),
            sentence(finding, say.language),
            basis_text(finding, config, say),
            record(finding, config, say),
        )
        for finding in material.told
    )
    return annex_of("evidence", EVIDENCE_WIDTHS, rows, say)


def basis_text(finding: Finding, config: Config, say: Spoken) -> str:
    """The clause with its words, and whose number the limit is: a default of ours never reads as
    law.
    """
    clause, cited = known_clause(finding.clause, config), basis_words(finding.clause, config)
    lines = [say("basis", basis=cited, says=clause.says) if clause else cited]
    if finding.threshold:
        measured, threshold = (
            limit_text(text, say.language) for text in (finding.measured, finding.threshold)
        )
        mark = mark_text(finding.threshold_mark, say.language)
        lines.append(say("limit", threshold=threshold, mark=mark, measured=measured))
    return "\n".join(lines)


def limit_text(text: str, language: str) -> str:
    """A measure in words; a limit may be a day."""
    try:
        return written_day(date.fromisoformat(text), language)
    except ValueError:
        return measure_text(text, language)


def record(finding: Finding, config: Config, say: Spoken) -> str:
    opened, last = (
        written_day(day, say.language) for day in (finding.opened, finding.last_confirmed)
    )
    seen = record_text(finding, config.office.zone, say.language)
    return "\n".join((say("life", opened=opened, last=last), seen))


def receipt(material: NoticeMaterial, issuer: str, say: Spoken) -> Annex:
    """A row a finding, with what the unit has to write left empty."""
    day, found = written_day(material.as_of, say.language), material.told
    lead = say("receipt_lead", day=day, n=len(found))
    rows = tuple((str(one.id), what(one, say), "", "", "") for one in found)
    return annex_of(
        "receipt",
        RECEIPT_WIDTHS,
        rows,
        say,
        lines=(say("receipt_to", issuer=issuer), lead),
        note=say("receipt_signature"),
        row_height=ROW_TO_WRITE_IN,
    )


def what(finding: Finding, say: Spoken) -> str:
    """The fault in a word, and where."""
    head = fault_of_kind(finding.rule, finding.kind).text(say.language)
    where = finding.details.get("channel") or subject_text(finding.subject, say.language)
    return fit_for(finding.rule, say("what", head=head, where=where))


def by_number(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.id)


def sentence(finding: Finding, language: str) -> str:
    said = finding.sentence(language) + back_words(finding).text(language)
    return fit_for(finding.rule, said)
