"""A budget or a final account that is past its due day and was not found.

依据 Clauses: budget.14 (部门预算、决算批复后20日内公开; with budget.52 and budget.80 that is 40
days after the approval), budgetop2016. No duty with a day existed before 2015.
Problem: the channel for budgets was seen and read completely, and neither it nor any other page of
the unit, its parent or the portal announces the paper of a year that is past its due day.
Not a problem: the paper stands on another unit's pages under this unit's name; it was published
late; it is an empty table; a unit of a kind that has no budget of its own; a year before the unit
was set up.
Cannot tell: the day of approval is unknown and the product's own day not yet reached; a site or a
channel for budgets was not seen, or not read completely; there is no such channel and the office
has not said whether a common platform holds it (office.toml, common_platforms), or that platform
was not read whole; a menu leads to such a platform and nobody read it; a document that may be the
one could not be read; an older paper that was due before we began to watch.

问题：预决算栏目已看到并完整读取，而该栏目以及本单位、上级单位、门户网站的其他页面上，都没有某一已过
期限年度的预算或决算。
不属问题：由其他单位以本单位名义公开；已经公开但晚于期限；公开的是空表；该类单位没有单独的预算；单位
成立以前的年度。
无法判断：批准日期未登记，且未到本系统默认期限；网站或预决算栏目没有看到，或未能完整读取；没有这样的
栏目，而统一平台未登记核实或未完整读取；导航链接通向未读取的预决算平台；可能是该文件的文档无法读取；开始检查以前即已到期的更早年度。
"""

from collections.abc import Iterator
from datetime import timedelta

from config.rulebook import Clause
from config.words import Words
from monitor.dossier.facts import Dossier
from monitor.judging.answers import (
    NO_WORDS,
    Measure,
    Subject,
    binding_clause,
    noted,
    seen,
    spoken,
    subject_of,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.disclosure import DOCUMENT_TEXT
from monitor.measures.papers import (
    OwedPaper,
    announcement_of,
    budget_channels,
    nearest_titles,
    owed,
    was_not_yet_there,
    was_watched_when_due,
    why_in_doubt,
)
from monitor.measures.sight import why_unseen
from store.queries.disclosed_titles import DisclosedTitle

GOOD = Words(
    "{unit}按时公开预算、决算{n}份", "{unit} published {n} budgets and final accounts on time"
)
RULE = Rule(
    title=Words("预算、决算未按时公开", "Missing budget or final account"),
    short=Words("预决算未公开", "no budget"),
    looked_at=Words("预算决算按时公开", "budget and accounts"),
    fault=Words(
        "某年的预算或决算过了公开期限，在应公开之处没有找到",
        "a year's budget or final accounts, past the due day and not found where they would stand",
    ),
    needs=(
        "sites",
        "spending",
        "coverage",
        "shared_failures",
        "clock_suspect",
        "approvals",
        "disclosed",
        "menus",
        "read_elsewhere",
        "platforms",
    ),
    clauses=("budget.14", "budgetop2016"),
    defences=(
        "content_in_another_shape",
        "moved",
    ),
    theme=4,
    good=GOOD,
)

PROBLEM = Words(
    "截至{as_of}，未见{unit}公开{year}年{paper}（应于{due}前公开，{because}）。",
    "{unit}: the {paper} of {year} was due on {due} ({because}) and was not found by {as_of}.",
)
CLEAR = Words(
    "{unit}{year}年{paper}已公开：《{title}》。",
    "{unit} has published its {paper} of {year}: {title}.",
)
CLEAR_DATED = Words(
    "{unit}{year}年{paper}已于{day}公开：《{title}》。",
    "{unit} published its {paper} of {year} on {day}: {title}.",
)
CLEAR_LATE = Words(
    "{unit}{year}年{paper}已于{day}公开，晚于期限{due}共{n}天。",
    "{unit} published its {paper} of {year} on {day}, {n} days after {due}.",
)
WARNING = Words(
    "{unit}{year}年{paper}应于{due}前公开，截至{as_of}尚未见到，请及时公开。",
    "{unit}: the {paper} of {year} is due on {due} and was not seen by {as_of}.",
)
ABOUT = Words("{unit}{year}年{paper}是否公开", "whether {unit} published its {paper} of {year}")
LOOKED_AT = Words(
    "已完整检查该栏目{n}条信息，未见{year}年{paper}",
    "All {n} entries of this channel were seen; no {paper} of {year}",
)
DUE = Words(
    "{year}年{paper}的公开期限：{due}（{because}）",
    "Due day of the {paper} of {year}: {due} ({because})",
)
NEAREST = Words("最接近的标题", "The nearest title")
FOUND_HERE = Words("公开于此", "Published here")


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    unit, limits = dossier.unit, dossier.rulebook.limits.missing_disclosure
    clause = binding_clause(dossier, RULE.clauses)
    if unit.kind == "second_level" or unit.kind not in limits.kinds:
        why = "parent_answers" if unit.parent else "no_own_budget"
        yield subject_of(dossier, "unit", NO_WORDS).not_applicable(why)
        return
    for paper, is_newest_due in owed(dossier, clause):
        yield _judge(paper, is_newest_due, _subject(paper, dossier, clause), dossier)


def _judge(paper: OwedPaper, is_newest_due: bool, subject: Subject, dossier: Dossier) -> Verdict:
    found = announcement_of(paper, dossier)
    if found:
        return _clear(paper, found, subject, dossier)
    if was_not_yet_there(paper, dossier):
        return subject.not_applicable("not_yet_established")
    is_due, late = dossier.as_of > paper.due.day, _late(paper, dossier)
    if not is_due and paper.due.mark != "law":
        return subject.cannot_tell(Why.DATE_OF_APPROVAL_UNKNOWN)
    why = why_in_doubt(paper, dossier)
    if not is_due:
        warn_days = timedelta(days=dossier.rulebook.limits.missing_disclosure.warn_days)
        if why or dossier.as_of < paper.due.day - warn_days:
            return subject.not_applicable("not_due")
        evidence = _evidence(paper, subject, dossier)
        return subject.clear(WARNING, measure=late, warning=True, evidence=evidence)
    if why:
        return subject.cannot_tell(why, late)
    if not is_newest_due and not was_watched_when_due(paper, dossier):
        return subject.cannot_tell(Why.WATCHED_TOO_SHORT)
    kind, evidence = f"{paper.paper}_late", _evidence(paper, subject, dossier)
    details = {
        "url": next((channel.url for _, channel in budget_channels(dossier)), ""),
        "overdue_days": str((dossier.as_of - paper.due.day).days),
    }
    return subject.problem(PROBLEM, late, kind=kind, evidence=evidence, details=details)


def _clear(paper: OwedPaper, found: DisclosedTitle, subject: Subject, dossier: Dossier) -> Verdict:
    due, day = paper.due, found.day
    late = (day - due.day).days if day else 0
    words = CLEAR if day is None else CLEAR_LATE if late > 0 else CLEAR_DATED
    is_seen = any(why_unseen(site.home) is None for site in dossier.sites)
    is_praised = is_seen and bool(day) and late <= 0
    return subject.clear(
        words,
        {"title": found.title, "day": day, "n": late},
        Measure(day.isoformat() if day else "", due.day.isoformat(), due.mark),
        kind="late" if late > 0 else "",
        good=GOOD if is_praised else None,
        evidence=[noted(found.url, FOUND_HERE, found.title)],
    )


def _evidence(paper: OwedPaper, subject: Subject, dossier: Dossier) -> list[Evidence]:
    """The places that were looked at, by when it was due, then the nearest titles that were found."""
    places = [
        seen(channel.page, LOOKED_AT, {**subject.values, "n": len(channel.items)})
        for _, channel in budget_channels(dossier)
    ]
    places = places or [seen(site.home) for site in dossier.sites if why_unseen(site.home) is None]
    nearest = nearest_titles(paper, dossier)
    due = noted("", spoken(DUE, subject.values))
    return [*places, due, *(noted(title.url, NEAREST, title.title) for title in nearest)]


def _subject(paper: OwedPaper, dossier: Dossier, clause: Clause) -> Subject:
    return subject_of(
        dossier,
        paper.id,
        ABOUT,
        clause,
        year=paper.year,
        paper=DOCUMENT_TEXT[paper.paper],
        due=paper.due.day,
        because=paper.due.because,
        as_of=dossier.as_of,
    )


def _late(paper: OwedPaper, dossier: Dossier) -> Measure:
    due, late = paper.due, (dossier.as_of - paper.due.day).days
    measured = f"{late} d" if late >= 0 else f"due in {-late} d"
    return Measure(measured, due.day.isoformat(), due.mark)
