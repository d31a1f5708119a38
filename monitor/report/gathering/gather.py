"""One inspection gathered into what every report is made of. Pure: Inspection and Config in,
Material out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from config.folder import Config
from config.unit import Unit
from config.words import Words
from monitor.judging.inspection import Inspection, UnitResult
from monitor.judging.remarks import SiteRemark
from monitor.judging.verdict import JUDGED, Answer, Verdict
from monitor.judging.words import FOUND_NOTHING, NOT_APPLICABLE_TEXT
from monitor.report.confirmation import ByConfirmation, by_confirmation
from monitor.report.gathering.basis import documents_cited
from monitor.report.gathering.naming import Naming
from monitor.report.gathering.standing import doubtful_in, examples_of, unit_line
from monitor.report.material import (
    KINDS_IN_ORDER,
    Confidential,
    Material,
    NothingToJudge,
    Reminder,
    ReportedRemark,
    Undecided,
)
from monitor.report.themes import is_confidential, theme_of
from monitor.report.workdays import calendar_of, how_counted
from store.records import Finding

THE_UNIT = "unit"  # the subject of what is said of a unit as a whole
SLOW = "slow"  # the kind of a warning of unreachable_site
NONE_SET: Mapping[int, date] = MappingProxyType({})
NOBODY_SET: Mapping[int, str] = MappingProxyType({})


def gather(
    inspection: Inspection,
    config: Config,
    as_of: date,
    deadlines: Mapping[int, date] = NONE_SET,
    persons: Mapping[int, str] = NOBODY_SET,
    told: Collection[int] | None = None,
    secret: Collection[int] = (),
) -> Material:
    """Everything the reports need of one inspection, townships first, then by id.

    `deadlines`: by finding, the days that people have set in the place of those that were given;
    `persons`: who was named in the console to see to it; `told`: the findings that somebody
    was told of before, None where that is not known; `secret`: those that the office holds to be
    secret on that day.
    """
    may_be_told = [finding for finding in inspection.findings if finding.id not in secret]
    office, units = config.office, {unit.id: unit for unit in sorted(config.units, key=_seniority)}
    order = {unit_id: place for place, unit_id in enumerate(units)}
    calendar = calendar_of(office.work_calendar)
    stands = by_confirmation(_in_order(may_be_told, order), as_of)
    told_to_all = _without_confidential(stands)
    last_due = max((f.due for f in inspection.findings if f.due), default=as_of)
    new = {finding.id for finding in (*inspection.opened, *inspection.reopened)}
    results = sorted(inspection.units, key=lambda result: order.get(result.unit, len(order)))
    verdicts = [(result, verdict) for result in results for verdict in result.verdicts]
    doubtful = doubtful_in(inspection)
    naming = Naming(config, units, deadlines, persons)
    return Material(
        office=office.name,
        city=office.city,
        issuer=office.report.issuer or office.name,
        document_number=office.report.document_number,
        language=office.language,
        as_of=as_of,
        due_counted=how_counted(as_of, max(as_of, last_due), calendar),
        as_searcher=office.crawl.as_searcher,
        mandate=office.report.mandate,
        heads=office.report.heads,
        basis=tuple(documents_cited((v.clause for _, v in verdicts if v.answer in JUDGED), config)),
        nothing_to_judge=tuple(_nothing_to_judge(verdicts, naming)),
        unasked=tuple(_unasked(verdict for _, verdict in verdicts)),
        units=tuple(unit_line(result, units.get(result.unit), doubtful) for result in results),
        turned=(len(inspection.opened), len(inspection.reopened), len(inspection.closed)),
        problems=tuple(naming.problem(f, f.id in new) for f in told_to_all.confirmed),
        unconfirmed=tuple(map(naming.problem, told_to_all.unconfirmed)),
        behind_closed=len(told_to_all.behind_closed),
        under_secrecy=tuple(f.id for f in inspection.findings if f.id in secret),
        untold=tuple(
            f.id
            for f in (*told_to_all.confirmed, *told_to_all.unconfirmed)
            if told is not None and f.id not in told
        ),
        for_the_office=tuple(_for_the_office(stands.all, verdicts, naming)),
        repaired=tuple(
            naming.problem(f)
            for f in _in_order(inspection.closed, order)
            if not is_confidential(f.rule) and f.id not in secret
        ),
        examples=tuple(examples_of(verdicts, inspection, naming)),
        undecided=tuple(
            Undecided(
                **naming.sentence(result, verdict),
                subject=verdict.subject,
                why=verdict.reason,
                platform=verdict.details.get("platform", ""),
            )
            for result, verdict in verdicts
            if verdict.answer is Answer.CANNOT_TELL and not _names_a_page(verdict)
        ),
        warnings=tuple(
            Reminder(
                **naming.sentence(result, verdict),
                is_unbound=verdict.warning and verdict.answer is Answer.NOT_APPLICABLE,
            )
            for result, verdict in sorted(verdicts, key=lambda pair: pair[1].remark)
            if (verdict.warning or verdict.remark)
            and verdict.kind != SLOW
            and not is_confidential(verdict.rule)
        ),
        remarks=tuple(_remarks(results, naming)),
    )


def _without_confidential(stands: ByConfirmation) -> ByConfirmation:
    def told(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(finding for finding in findings if not is_confidential(finding.rule))

    return ByConfirmation(
        told(stands.confirmed), told(stands.unconfirmed), told(stands.behind_closed)
    )


def _for_the_office(
    findings: Iterable[Finding], verdicts: Iterable[tuple[UnitResult, Verdict]], naming: Naming
) -> Iterator[Confidential]:
    """What confidential rules found: open problems, and what they remark of units that no clause
    binds.
    """
    for finding in findings:
        if is_confidential(finding.rule):
            yield Confidential(
                id=finding.id,
                unit=finding.unit,
                label=naming.label(finding.unit),
                rule=finding.rule,
                theme=theme_of(finding.rule),
                sentence_zh=finding.sentence_zh,
                sentence_en=finding.sentence_en,
            )
    for result, verdict in verdicts:
        if verdict.warning and is_confidential(verdict.rule):
            yield Confidential(**naming.sentence(result, verdict))


def _names_a_page(verdict: Verdict) -> bool:
    """Of a confidential rule: even that it could not be judged would tell where to look."""
    return is_confidential(verdict.rule) and ":" in verdict.subject


def _remarks(results: Iterable[UnitResult], naming: Naming) -> Iterator[ReportedRemark]:
    """A slow site is measured by its rule, and told here: it is no fault."""
    for result in results:
        slow = [
            SiteRemark(SLOW, Words(verdict.sentence_zh, verdict.sentence_en))
            for verdict in result.verdicts
            if verdict.warning and verdict.kind == SLOW
        ]
        for remark in (*result.remarks, *slow):
            said = Words(*(text.rstrip("。.") for text in remark.said))
            yield ReportedRemark(
                unit=result.unit,
                label=naming.label(result.unit, result.unit_name),
                kind=remark.kind,
                said=said,
            )


def _nothing_to_judge(
    verdicts: Sequence[tuple[UnitResult, Verdict]], naming: Naming
) -> Iterator[NothingToJudge]:
    """By rule and reason, where others were judged by it: neither in order nor faulted."""
    unasked = _unasked(verdict for _, verdict in verdicts)
    labels: dict[tuple[str, str], list[str]] = {}
    for result, verdict in verdicts:
        is_bare = verdict.answer is Answer.NOT_APPLICABLE and verdict.kind in FOUND_NOTHING
        if is_bare and verdict.subject == THE_UNIT and verdict.rule not in unasked:
            label = naming.label(result.unit, result.unit_name)
            labels.setdefault((verdict.rule, verdict.kind), []).append(label)
    for (rule, kind), units in labels.items():
        yield NothingToJudge(rule=rule, because=NOT_APPLICABLE_TEXT[kind], labels=tuple(units))


def _unasked(verdicts: Iterable[Verdict]) -> list[str]:
    """Rules that said of every unit that they had no question: silence there is no health."""
    answers: dict[str, set[Answer]] = {}
    for verdict in verdicts:
        answers.setdefault(verdict.rule, set()).add(verdict.answer)
    return [rule for rule, given in answers.items() if given == {Answer.NOT_APPLICABLE}]


def _seniority(unit: Unit) -> tuple[int, str]:
    return KINDS_IN_ORDER.index(unit.kind), unit.id


def _in_order(findings: Iterable[Finding], order: dict[str, int]) -> list[Finding]:
    return sorted(
        findings, key=lambda f: (order.get(f.unit, len(order)), theme_of(f.rule), f.rule, f.subject)
    )
