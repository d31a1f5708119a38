"""One message a person a night, put together from what that person has not been told yet. Pure.

Gravest first, in the person's language. A message names addresses of monitored sites only in a form that no program
turns into a link (faults.md C2): such a site may be hijacked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from config.office import Office, Person
from config.words import Words
from monitor.report.circular import reason
from monitor.report.gathered import JOINT
from monitor.report.material import Material
from monitor.report.plain_text import defanged, printable
from monitor.verdict import Severity
from store.outbox import NewMessage, Telling
from store.records import Finding, Run

SUBJECT_LIMIT = 100  # characters, faults.md C2
NAMED = 40  # findings told in full; a mail of hundreds is read by nobody, and the problem ledger has them all

SUBJECT = Words("{city}政务公开检查 {day}：{counts}", "{city} open government, {day}: {counts}")
COUNTS = {
    "opened": Words("新问题{n}项", "{n} new"),
    "closed": Words("已整改{n}项", "{n} repaired"),
    "escalated": Words("超期未整改{n}项", "{n} not repaired in time"),
    "still_open": Words("现存问题{n}项", "{n} still open"),
}
COUNTED = Words("，", ", ")
GREETING = Words("{name}：", "{name},")
INTRODUCTION = Words(
    "您负责的{of}个单位，{day}检查中已判断{judged}个。以下为尚未通知过您的变化。",
    "Of the {of} units you are responsible for, {judged} were judged on {day}. These changes have not been told to you before.",
)
OPENED = Words("新问题{n}项：", "New problems: {n}")
CLOSED = Words("已整改{n}项：", "Found repaired: {n}")
ESCALATED = Words("超期未整改{n}项（报请督办）：", "Not repaired in time, for your attention: {n}")
STILL_OPEN = Words("现存问题{n}项：", "Still open: {n}")
NOTHING_OPEN = Words("所判断的单位现无未整改问题。", "No open problem among the units that were judged.")
LATE_ENTRY = Words(
    "{n}. {grave}{sentence}（{opened}发现，已{days}天，编号{id}）", "{n}. {grave}{sentence} (found {opened}, {days} days ago, no. {id})"
)
ENTRY = Words("{n}. {grave}{sentence}（编号{id}）", "{n}. {grave}{sentence} (no. {id})")
GRAVE = Words("【严重】", "[critical] ")
AGAIN = Words("【再次出现】", "[again] ")
MORE = Words("另有{n}项，见当日问题台账。", "{n} more: see the day's problem ledger.")
NOT_JUDGED = Words("未能判断的单位：{units}。未判断不等于没有问题。", "Not judged: {units}. Not judged does not mean in order.")
LOOK_CLOSER = Words("查看依据：gongkai explain 编号", "For the evidence: gongkai explain NUMBER")
LOOK_THERE = Words("今日情况：{url}/", "Today at a glance: {url}/")
LINK = Words("\n   依据：{url}/findings/{id}", "\n   Evidence: {url}/findings/{id}")

NIGHT_SUBJECT = Words(
    "{city}政务公开检查 {day}：已判断{judged}/{of}个单位{blind}", "{city} inspection {day}: judged {judged} of {of}{blind}"
)
BLIND = Words("（检查方网络异常，本次无效）", " (own network not good: nobody was judged)")
NIGHT = Words(
    "{day}检查：应检查{of}个单位，已判断{judged}个。状态：{state}。{note}",
    "Inspection of {day}: judged {judged} of {of} units. State: {state}. {note}",
)
NIGHT_CHANGES = Words(
    "新问题{opened}项，再次出现{reopened}项，已整改{closed}项；现有问题{open}项。",
    "New: {opened}; again: {reopened}; repaired: {closed}; open now: {open}.",
)
NIGHT_NOT_JUDGED = Words("未判断的单位：", "Units not judged:")
UNIT_WITH_REASONS = Words("{unit}：{reasons}", "{unit}: {reasons}")
NOBODY_RESPONSIBLE = Words(
    "以下单位有现存问题，但未指定负责人，无人收到通知：{units}。",
    "These units have open problems and nobody responsible, so nobody was told: {units}.",
)
ALL_JUDGED = Words("全部单位均已判断。", "Every unit was judged.")


@dataclass(frozen=True, slots=True)
class News:
    """What one person has not been told yet."""

    opened: tuple[Finding, ...]
    closed: tuple[Finding, ...]
    tells: tuple[Telling, ...]
    escalated: tuple[Finding, ...] = ()  # of any unit, open for too long
    still_open: tuple[Finding, ...] = ()  # on a day of summary: all that is open, told before or not
    is_summary: bool = False


def leader_message(person: Person, news: News, material: Material, units: frozenset[str], office: Office, run: Run) -> NewMessage:
    """What opened and what closed in the units of this person."""
    language = person.language or office.language
    mine = [unit for unit in material.units if unit.id in units]
    unjudged = [unit.label for unit in mine if not unit.judged]
    introduction = INTRODUCTION.said(language, of=len(mine), judged=len(mine) - len(unjudged), day=run.day.isoformat())
    blocks = [
        GREETING.said(language, name=person.name) + "\n" + introduction,
        *_listed(OPENED, news.opened, language, office),
        *_listed(CLOSED, news.closed, language, office),
        *_listed_with_age(ESCALATED, news.escalated, language, run, office),
        *_still_open(news, language, run, office),
        *([NOT_JUDGED.said(language, units=JOINT.said(language).join(unjudged))] if unjudged else []),
        LOOK_THERE.said(language, url=_console(office)) if office.console.url else LOOK_CLOSER.said(language),
    ]
    subject = SUBJECT.said(language, city=office.city, day=run.day.isoformat(), counts=_counts(news, language))
    # An operator who also answers for units gets both messages; the ledger keeps one a person and key.
    key = f"{run.id}-units" if person.role == "operator" else run.id
    return NewMessage(person.id, key, run.day, short(subject), told_text(blocks, office.console.url), news.tells)


def operator_message(
    person: Person, material: Material, changes: tuple[int, int, int], forlorn: Sequence[str], office: Office, run: Run
) -> NewMessage:
    """How the night went, whatever it found: judged n of N, who was not judged and why, whom nobody answers for."""
    language = person.language or office.language
    opened, reopened, closed = changes
    numbers = {"day": run.day.isoformat(), "judged": material.judged, "of": material.of}
    blind = BLIND.said(language) if run.state == "blind" else ""
    blocks = [
        NIGHT.said(language, **numbers, state=run.state, note=run.note).rstrip(),
        NIGHT_CHANGES.said(language, opened=opened, reopened=reopened, closed=closed, open=len(material.problems)),
        _unjudged_with_reasons(material, language),
        *([NOBODY_RESPONSIBLE.said(language, units=JOINT.said(language).join(forlorn))] if forlorn else []),
    ]
    return NewMessage(
        person.id, run.id, run.day, short(NIGHT_SUBJECT.said(language, city=office.city, blind=blind, **numbers)), told_text(blocks)
    )


def gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.severity != Severity.CRITICAL, finding.unit, finding.rule, finding.subject))


def short(subject: str) -> str:
    """One line of at most 100 characters."""
    line = " ".join(printable(subject).split())
    return line if len(line) <= SUBJECT_LIMIT else line[: SUBJECT_LIMIT - 1] + "…"


def told_text(blocks: Sequence[str], console_url: str = "") -> str:
    """The blocks as plain text with no address left that a program could follow, but those of our own console."""
    return defanged(printable("\n\n".join(blocks)), spared=console_url) + "\n"


def _counts(news: News, language: str) -> str:
    """New and repaired always, for a leader compares nights; the rest where there is any."""
    counts = {"opened": len(news.opened), "closed": len(news.closed), "escalated": len(news.escalated), "still_open": len(news.still_open)}
    is_said = {"opened": bool(news.tells), "closed": bool(news.tells), "escalated": bool(news.escalated), "still_open": news.is_summary}
    return COUNTED.said(language).join(words.said(language, n=counts[key]) for key, words in COUNTS.items() if is_said[key])


def _still_open(news: News, language: str, run: Run, office: Office) -> list[str]:
    if not news.is_summary:
        return []
    return _listed_with_age(STILL_OPEN, news.still_open, language, run, office) or [NOTHING_OPEN.said(language)]


def _listed_with_age(title: Words, findings: Sequence[Finding], language: str, run: Run, office: Office) -> list[str]:
    """Gravest first, and how long each has stood."""
    if not findings:
        return []
    lines = [title.said(language, n=len(findings))]
    for number, finding in enumerate(gravest_first(findings)[:NAMED], start=1):
        values = {"n": number, "grave": _marks(finding, language), "sentence": _sentence(finding, language), "id": finding.id}
        entry = LATE_ENTRY.said(language, **values, opened=finding.opened.isoformat(), days=(run.day - finding.opened).days)
        lines.append(entry + _link(finding, language, office))
    if len(findings) > NAMED:
        lines.append(MORE.said(language, n=len(findings) - NAMED))
    return ["\n".join(lines)]


def _listed(title: Words, findings: Sequence[Finding], language: str, office: Office) -> list[str]:
    if not findings:
        return []
    lines = [title.said(language, n=len(findings))]
    for number, finding in enumerate(gravest_first(findings)[:NAMED], start=1):
        entry = ENTRY.said(language, n=number, grave=_marks(finding, language), sentence=_sentence(finding, language), id=finding.id)
        lines.append(entry + _link(finding, language, office))
    if len(findings) > NAMED:
        lines.append(MORE.said(language, n=len(findings) - NAMED))
    return ["\n".join(lines)]


def _link(finding: Finding, language: str, office: Office) -> str:
    """Where its evidence is shown; nothing where the office has not said at which address people open the console."""
    return LINK.said(language, url=_console(office), id=finding.id) if office.console.url else ""


def _console(office: Office) -> str:
    return office.console.url.rstrip("/")


def _marks(finding: Finding, language: str) -> str:
    grave = GRAVE.said(language) if finding.severity == Severity.CRITICAL else ""
    again = AGAIN.said(language) if finding.reopened and finding.state == "open" else ""
    return grave + again


def _sentence(finding: Finding, language: str) -> str:
    return finding.sentence_en if language == "en" else finding.sentence_zh


def _unjudged_with_reasons(material: Material, language: str) -> str:
    if not material.not_judged:
        return ALL_JUDGED.said(language) if material.judged == material.of else ""
    lines = [NIGHT_NOT_JUDGED.said(language)]
    for unit in material.not_judged:
        whys = dict.fromkeys(item.why for item in material.undecided if item.unit == unit.id)
        reasons = JOINT.said(language).join(reason(why, language) for why in whys)
        lines.append(UNIT_WITH_REASONS.said(language, unit=unit.label, reasons=reasons or reason("", language)))
    return "\n".join(lines)
