"""The summary of repairs 整改情况汇总 as pure structure: all together, by unit, by finding."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from config.folder import Config
from config.words import Spoken, word_table
from monitor.judging.plain_text import fit_for
from monitor.rectification.stage import RepairStage
from monitor.rectification.summary import Summary, SummaryLine
from monitor.report.days import written_day
from monitor.report.grouping import names
from monitor.report.papers.paper import (
    PAPER_WORDS,
    Paper,
    Paragraph,
    Row,
    annex_of,
    body,
    numbered,
    numbered_parts,
    part,
)
from store.desk.entries import DeskAction

WORDS = word_table(PAPER_WORDS, Path(__file__).parent / "words" / "summary.toml")
LINES = {"id": 12, "unit": 20, "problem": 54, "person": 16, "due": 25, "stage": 29}


def write_summary(summary: Summary, config: Config) -> Paper:
    """In the office's language."""
    office, say = config.office, Spoken(WORDS, config.office.language)
    issuer, dated = office.report.issuer or office.name, written_day(summary.as_of, say.language)
    since = written_day(summary.since, say.language)
    rows = [paper_row(line, config, say) for line in summary.lines]
    return Paper(
        language=say.language,
        masthead=say("masthead", issuer=issuer),
        number=say("number_left_blank", year=summary.as_of.year),
        title=say("title", city=office.city),
        addressees=say("addressees"),
        paragraphs=(
            body(say("opening", as_of=dated, since=since)),
            *numbered_parts([whole(summary, issuer, say), units(summary, say)], say),
        ),
        annex_label=say("annex_label"),
        annexes=(annex_of("lines", LINES, rows, say),) if rows else (),
        signed=issuer,
        dated=dated,
        printed_by=issuer,
        printed_on=say("printed_on", day=dated),
    )


def whole(summary: Summary, issuer: str, say: Spoken) -> list[Paragraph]:
    head, lines = part(say("part.whole")), summary.lines
    if not lines:
        return [head, body(say("nothing"))]
    told = [say("whole", n=len(lines), units=len(summary.by_unit()), counts=counts(lines, say))]
    if also := say("counted").join(_also(summary, say)):
        told.append(say("also", counts=also))
    if secret := summary.of(RepairStage.UNDER_SECRECY):
        told.append(say("secrecy", n=len(secret), issuer=issuer))
    return [head, *map(body, told), body(say("verified_only"))]


def counts(lines: Sequence[SummaryLine], say: Spoken) -> str:
    """By stage, those of which there are any: together they are all of the lines."""
    by_stage = {stage: sum(line.stands.stage is stage for line in lines) for stage in RepairStage}
    return say("counted").join(say(f"count.{stage}", n=n) for stage, n in by_stage.items() if n)


def _also(summary: Summary, say: Spoken) -> Iterator[str]:
    standing = [line for line in summary.lines if not line.stands.is_over]
    counted = {
        "overdue": len(summary.overdue),
        "relapsed": sum(line.relapses > 0 for line in standing),
        "escalated": sum(line.stands.escalated is not None for line in standing),
        "waiting": sum(len(line.stands.waiting) for line in standing),
        "contradicted": sum(line.stands.is_found_after_answer for line in standing),
    }
    return (say(f"also.{name}", n=n) for name, n in counted.items() if n)


def units(summary: Summary, say: Spoken) -> list[Paragraph]:
    lines = [_unit(label, found, say) for label, found in summary.by_unit().items()]
    return [part(say("part.units")), *map(body, numbered(lines, say))] if lines else []


def _unit(label: str, found: Sequence[SummaryLine], say: Spoken) -> str:
    late = sum(line.is_overdue for line in found)
    overdue = say("unit_overdue", n=late) if late else ""
    return say("unit", unit=label, n=len(found), counts=counts(found, say), overdue=overdue)


def paper_row(line: SummaryLine, config: Config, say: Spoken) -> Row:
    return (
        str(line.finding.id),
        line.label,
        problem_text(line, say),
        names(line.persons, say.language),
        due_text(line, say),
        stage_text(line, config, say),
    )


def due_text(line: SummaryLine, say: Spoken) -> str:
    """Of what may not be told nothing is due until its day."""
    if line.stands.secret_until:
        return "—"
    due = line.stands.deadline.day
    return written_day(due, say.language) if due else say("no_due")


def problem_text(line: SummaryLine, say: Spoken) -> str:
    """Its sentence, where others than the unit and the office may read it and it is upheld."""
    if line.stands.secret_until:
        return say("secret", until=written_day(line.stands.secret_until, say.language))
    if line.is_private:
        return say("private")
    if line.stands.stage is RepairStage.WITHDRAWN:
        return say("taken_back")
    return fit_for(line.finding.rule, line.finding.sentence(say.language))


def stage_text(line: SummaryLine, config: Config, say: Spoken) -> str:
    stands, standing = line.stands, line.standing
    words = {"answered": standing.answered, "decided": standing.decided}
    days = {name: day_text(word.at, config, say) if word else "" for name, word in words.items()}
    closed = written_day(line.finding.closed, say.language) if line.finding.closed else ""
    said = say(f"stage.{stands.stage}", closed=closed, **days)
    if stands.is_over:
        return said
    if line.is_overdue:
        said += say("and.overdue", n=stands.overdue_days)
    if stands.escalated:
        said += say("and.escalated")
    if line.relapses:
        said += say("and.relapsed", n=line.relapses)
    for wish in stands.waiting:
        if wish.what in (DeskAction.EXTENSION_ASKED, DeskAction.SECRECY_CLAIMED):
            until = written_day(wish.day, say.language) if wish.day else ""
            said += say(f"and.{wish.what}", until=until)
    return said + (say("and.contradicted") if stands.is_found_after_answer else "")


def day_text(moment: datetime, config: Config, say: Spoken) -> str:
    return written_day(config.office.day_of(moment), say.language)
