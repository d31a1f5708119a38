"""The whole chain of evidence of one finding in plain words: what, measured how, against which
text, seen when. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence

from config.folder import Config
from config.rulebook import Clause
from config.words import Words
from monitor.judging.plain_text import fit_for, printable
from monitor.judging.registry import rules
from monitor.judging.rules_page import page_of
from monitor.judging.verdict import Severity
from monitor.judging.words import MARK_TEXT, SEVERITY_TEXT
from monitor.report.material import basis_words
from monitor.report.measures import measure_text
from monitor.report.themes import fault
from store.findings import FindingEvent, FindingTurn
from store.outcome_words import cause_of, remedy_of
from store.outcomes import Outcome, OutcomeGroup
from store.records import Finding

HEAD = Words(
    "问题 {id}　{unit}　{fault}（{severity}）", "Finding {id}: {unit}, {fault} ({severity})"
)
SUBJECT = Words("对象：{subject}", "Subject: {subject}")
MEASURED = Words(
    "测得：{measured}　标准：{threshold}（{mark}）",
    "Measured: {measured}; limit: {threshold} ({mark})",
)
BASIS = Words("依据：{basis}", "Clause: {basis}")
RULE_PAGE = Words("规则说明：{page}", "The rule: {page}")
SAYS = Words("　　　“{says}”", "   “{says}”")
IN_FORCE = Words("　　　有效期：{since} 至 {until}", "   in force {since} to {until}")
STILL = Words("今", "now")
LIFE = Words(
    "经过：{opened} 首次发现（检查 {run}），最近一次确认 {last}",
    "Life: first found {opened} (run {run}), last confirmed {last}",
)
REOPENED = Words("，其间整改后再次出现{n}次", ", came back {n} times after a repair")
CLOSED = Words("，{day} 复查确认已整改", ", found repaired {day}")
OPEN = Words("，尚未整改", ", still open")
EVENT = Words("　　　{day} {what}：{sentence}", "   {day} {what}: {sentence}")
TURNS: Mapping[FindingTurn, Words] = {
    FindingTurn.OPENED: Words("发现", "opened"),
    FindingTurn.KEPT: Words("仍在", "kept"),
    FindingTurn.CLOSED: Words("整改", "closed"),
    FindingTurn.REOPENED: Words("再次出现", "came back"),
}
EVIDENCE = Words("证据（{n}件）：", "Evidence ({n}):")
NO_EVIDENCE = Words(
    "证据：没有留存的页面（该问题是“没有”，依据是单位名录和确认记录）。",
    "Evidence: no page was kept (the finding is an absence).",
)
PIECE = Words("  {n}. {title}{url}", "  {n}. {title}{url}")
SEEN = Words(
    "     {first} 至 {last} 共检查{checks}次，结果：{outcome}，检查点：{vantage}",
    "     {first} to {last}, {checks} checks, outcome: {outcome}, from: {vantage}",
)
REMEDY = Words("     建议：{remedy}", "     Remedy: {remedy}")
KEPT = Words("     留存原始页面 SHA-256：{sha256}", "     raw page kept, SHA-256: {sha256}")
NOTE = Words("     说明：{note}", "     Note: {note}")
DETAILS = Words("明细：{details}", "Details: {details}")

_OUTCOMES = frozenset(outcome.value for outcome in Outcome)

DETAIL_NAMES: Mapping[str, Words] = {
    "channel": Words("栏目或文件", "channel or document"),
    "last_date": Words("最后更新日期", "last updated"),
    "overdue_days": Words("超期天数", "days overdue"),
    "last_year": Words("上年占比", "share a year before"),
    "since": Words("起始", "since"),
    "inside": Words("内网检查点", "looked from inside"),
    "outside": Words("外网检查点", "looked from outside"),
    "url": Words("地址", "address"),
}


def explain(finding: Finding, events: Sequence[FindingEvent], config: Config) -> str:
    """Several lines, in the office's language."""
    return fit_for(
        finding.rule, printable("\n".join(_lines(finding, events, config, config.office.language)))
    )


def _lines(
    finding: Finding, events: Sequence[FindingEvent], config: Config, language: str
) -> Iterator[str]:
    names = {unit.id: unit.name for unit in config.units}
    severity = SEVERITY_TEXT[Severity(finding.severity)].text(language)
    yield HEAD.text(
        language,
        id=finding.id,
        unit=names.get(finding.unit, finding.unit),
        fault=fault(finding.rule, language),
        severity=severity,
    )
    yield finding.sentence_en if language == "en" else finding.sentence_zh
    yield SUBJECT.text(language, subject=finding.subject)
    if finding.measured:
        mark = (
            MARK_TEXT[finding.threshold_mark].text(language)
            if finding.threshold_mark in MARK_TEXT
            else finding.threshold_mark
        )
        measured, threshold = (
            measure_text(text, language) for text in (finding.measured, finding.threshold)
        )
        yield MEASURED.text(language, measured=measured, threshold=threshold, mark=mark)
    yield from _clause(finding.clause, config, language)
    if finding.rule in rules():
        yield RULE_PAGE.text(language, page=page_of(finding.rule, language))
    yield _life(finding, language)
    for event in events:
        sentence = event.sentence_en if language == "en" else event.sentence_zh
        yield EVENT.text(
            language, day=event.day, what=TURNS[event.what].text(language), sentence=sentence
        )
    if named := named_details(finding, language):
        yield DETAILS.text(language, details="; ".join(f"{name}={value}" for name, value in named))
    yield (
        EVIDENCE.text(language, n=len(finding.evidence))
        if finding.evidence
        else NO_EVIDENCE.text(language)
    )
    for number, piece in enumerate(finding.evidence, start=1):
        yield from _piece(number, {key: str(value) for key, value in piece.items()}, language)


def named_details(finding: Finding, language: str) -> list[tuple[str, str]]:
    """(name, value) of what the rule noted for people; what it noted for charts and tables alone
    has no name.
    """
    return [
        (DETAIL_NAMES[key].text(language), value)
        for key, value in finding.details.items()
        if value and key in DETAIL_NAMES
    ]


def _clause(clause_id: str, config: Config, language: str) -> Iterator[str]:
    yield BASIS.text(language, basis=basis_words(clause_id, config))
    clause = next((clause for clause in config.rulebook.clauses if clause.id == clause_id), None)
    if clause is not None:
        yield SAYS.text(language, says=clause.says)
        yield IN_FORCE.text(language, since=clause.valid_from, until=_until(clause, language))


def _until(clause: Clause, language: str) -> str:
    return clause.valid_to.isoformat() if clause.valid_to else STILL.text(language)


def _life(finding: Finding, language: str) -> str:
    told = LIFE.text(
        language, opened=finding.opened, run=finding.opened_run, last=finding.last_confirmed
    )
    if finding.reopened:
        told += REOPENED.text(language, n=finding.reopened)
    return told + (
        CLOSED.text(language, day=finding.closed) if finding.closed else OPEN.text(language)
    )


def _piece(number: int, piece: Mapping[str, str], language: str) -> Iterator[str]:
    title = f"{piece['title']}　" if piece.get("title") else ""
    yield PIECE.text(language, n=number, title=title, url=piece.get("url", ""))
    if piece.get("first_at") or piece.get("checks", "0") != "0":
        seen = {name: piece.get(name) or "-" for name in ("checks", "vantage")} | {
            "outcome": _outcome(piece.get("outcome", ""), language)
        }
        yield SEEN.text(
            language, first=piece.get("first_at") or "-", last=piece.get("last_at") or "-", **seen
        )
        yield from _remedy(piece.get("outcome", ""), language)
    if piece.get("sha256"):
        yield KEPT.text(language, sha256=piece["sha256"])
    note = piece.get("note_en" if language == "en" else "note_zh")
    if note:
        yield NOTE.text(language, note=note)


def _outcome(name: str, language: str) -> str:
    """In words, with the name by which the ledger knows it; an outcome that this program no longer
    knows stays as it is.
    """
    return (
        f"{cause_of(Outcome(name)).text(language)} ({name})" if name in _OUTCOMES else name or "-"
    )


def _remedy(name: str, language: str) -> Iterator[str]:
    """What the unit can do, where what was seen is a fault of its site."""
    if name in _OUTCOMES and Outcome(name).group is not OutcomeGroup.OPEN:
        yield REMEDY.text(language, remedy=remedy_of(Outcome(name)).text(language))
