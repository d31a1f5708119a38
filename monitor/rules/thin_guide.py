"""Service guides lack key elements: what a person needs to know before coming.

依据 Clauses: insp2019.guide, before it census2015.guide. They are of government sites: courts,
procuratorates and public enterprises are not bound by them, nor anybody before 2015-03-24.
Problem: six guides that each name a place and a telephone and nothing more; the only two guides of
a unit, of which every one lacks four of the eight classes of elements.
Not a problem: a guide that lacks one element, which is warned of; 无需提交材料, which is a value;
申请条件 under another name (受理条件); a period (办理时限) in place of office hours; a matter of
which another page of the unit holds the whole guide.
Cannot tell: what is missing may stand in an annex, a picture or on the province's platform, which
was not read; fewer than five guides were seen and there may be others.

问题：六份办事指南每份只有地点和电话；或者事项不足五个，而每一个都缺四类以上要素。八类要素为事项名称、设定依据、
申请条件、办理材料、办理地点、办理时间、联系电话、办理流程。有标题而没有内容的（空白、“无”“详见窗口”）视为缺失。
不属问题：缺一类要素的，只作提醒；写明“无需提交材料”的，有内容；名称不同而意思相同的（受理条件即申请条件）；以
办理时限代替办理时间的；同一事项在本单位其他页面有完整指南的。
无法判断：所缺内容可能在附件、图片中，或者在未纳入检查的政务服务网上；看到的指南不足五份而可能还有其他指南。
"""

from collections.abc import Iterable, Iterator

from config.words import Words
from monitor.dossier.facts import Dossier, PageView
from monitor.judging.answers import (
    Measure,
    Subject,
    binding_clause,
    listed,
    measure,
    seen,
    subject_of,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.guides import Matter, matters_of
from monitor.measures.services import runs_a_government_site
from monitor.measures.sight import why_unseen

RULE = Rule(
    title=Words("办事指南要素缺失", "Thin service guide"),
    short=Words("指南要素缺失", "thin guide"),
    looked_at=Words("办事指南要素", "service guides"),
    fault=Words(
        "办事指南缺少四类以上要素", "service guides without four or more of eight elements"
    ),
    needs=("sites", "guides", "coverage", "leads_away"),
    clauses=("insp2019.guide", "census2015.guide"),
    defences=("moved", "complete_elsewhere"),
    theme=2,
)
ABOUT = Words("{unit}办事指南的要素", "whether {unit}'s service guides are whole")
PROBLEM = Words(
    "{unit}{k}个事项的办事指南各缺失{classes}类以上要素（共见{n}个事项），其中“{title}”缺失{missing}。",
    "{unit}: {k} of {n} service guides lack {classes} or more of eight elements; “{title}” lacks {missing}.",
)
WARNING = Words(
    "{unit}{k}个事项的办事指南要素不全（共见{n}个事项），其中“{title}”缺失{missing}，请补充。",
    "{unit}: {k} of {n} service guides lack an element; “{title}” lacks {missing}.",
)
CLEAR = Words(
    "{unit}办事指南要素齐全（查看{n}个事项）。", "{unit}: its service guides are whole ({n} seen)."
)
CLEAR_BUT_UNREAD = Words(
    "{unit}办事指南未见要素缺失（查看{n}个事项，其中{u}个部分要素在附件、图片或其他平台，未读）。",
    "{unit}: no service guide was seen to lack an element ({n} seen; of {u} a part stands in annexes, pictures or on another platform and was not read).",
)
MATRIX = Words("“{title}”：有{given}；缺{missing}", "“{title}”: has {given}; lacks {missing}")
MATRIX_UNREAD = Words(
    "“{title}”：有{given}；缺{missing}；未读{unread}",
    "“{title}”: has {given}; lacks {missing}; not read: {unread}",
)
ELEMENTS = {
    "name": Words("事项名称", "its name"),
    "basis": Words("设定依据", "legal basis"),
    "conditions": Words("申请条件", "conditions"),
    "materials": Words("办理材料", "papers to bring"),
    "place": Words("办理地点", "place"),
    "hours": Words("办理时间", "hours"),
    "phone": Words("联系电话", "telephone"),
    "steps": Words("办理流程", "steps"),
}
NONE = Words("无", "none")
SHOWN = 10  # guides named in the evidence: each page named there is looked at once more


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    subject = subject_of(dossier, "unit", ABOUT, clause)
    matters = matters_of(dossier.guides.pages)
    if not runs_a_government_site(dossier.unit):
        yield subject.not_applicable("no_clause")
    elif not matters:
        yield _without_guides(subject, dossier)
    else:
        yield _judge(matters, subject, dossier)


def _without_guides(subject: Subject, dossier: Dossier) -> Verdict:
    if dossier.guides.not_looked_for:
        return subject.cannot_tell(Why.EXTRACTOR_CHANGED)
    if dossier.guides.pages:
        return subject.cannot_tell(Why.SITE_DOWN)
    if dossier.guides.unread:
        return subject.cannot_tell(_why_unread(dossier.guides.unread))
    if dossier.leads_away.handling:
        return subject.cannot_tell(Why.EXTERNAL_PLATFORM)
    return subject.not_applicable("no_guides")


def _judge(matters: list[Matter], subject: Subject, dossier: Dossier) -> Verdict:
    limits = dossier.rulebook.limits.thin_guide
    thin = [matter for matter in matters if matter.is_thin(limits.classes)]
    perhaps = [matter for matter in matters if matter.may_be_thin(limits.classes)]
    is_small = len(matters) < limits.items
    if len(thin) >= limits.items or (is_small and len(thin) == len(matters)):
        why = _why_not_all_are_known(dossier) if is_small else None
        return subject.cannot_tell(why) if why else _problem(thin, matters, subject, dossier)
    if len(perhaps) >= limits.items or len(perhaps) == len(matters):
        return subject.cannot_tell(Why.DOCUMENT_UNREADABLE)
    lacking = [matter for matter in matters if matter.missing]
    if lacking:
        return _told(WARNING, lacking, matters, subject, _measure(lacking, matters, dossier))
    unread = sum(bool(matter.unread) for matter in matters)
    words = CLEAR_BUT_UNREAD if unread else CLEAR
    return subject.clear(words, {"n": len(matters), "u": unread})


def _why_not_all_are_known(dossier: Dossier) -> Why | None:
    """Fewer guides than the standard counts are a fault only where there are no others."""
    limits, coverage = dossier.rulebook.limits.thin_guide, dossier.coverage
    if dossier.leads_away.handling:
        return Why.EXTERNAL_PLATFORM
    is_whole = coverage.state == "complete" and coverage.pages_open_share >= limits.coverage_needed
    if dossier.guides.unread:
        return _why_unread(dossier.guides.unread)
    return None if is_whole and not dossier.guides.not_looked_for else Why.COVERAGE_LOW


def _why_unread(pages: Iterable[PageView]) -> Why:
    """A file is open, and nobody read guides in it."""
    closed = (why_unseen(page) for page in pages)
    return next((why for why in closed if why), Why.DOCUMENT_UNREADABLE)


def _problem(
    thin: list[Matter], matters: list[Matter], subject: Subject, dossier: Dossier
) -> Verdict:
    worst = _worst(thin)
    return subject.problem(
        PROBLEM,
        _measure(thin, matters, dossier),
        _values(worst, thin, matters) | {"classes": dossier.rulebook.limits.thin_guide.classes},
        kind="elements_missing",
        evidence=_evidence(thin),
        details={"url": worst.page.url},
    )


def _told(
    words: Words, lacking: list[Matter], matters: list[Matter], subject: Subject, found: Measure
) -> Verdict:
    values = _values(_worst(lacking), lacking, matters)
    return subject.clear(words, values, found, warning=True, evidence=_evidence(lacking))


def _values(worst: Matter, lacking: list[Matter], matters: list[Matter]) -> dict[str, object]:
    return {
        "k": len(lacking),
        "n": len(matters),
        "title": worst.guide.title,
        "missing": _names(worst.missing),
    }


def _worst(matters: Iterable[Matter]) -> Matter:
    return min(matters, key=lambda matter: (-len(matter.missing), matter.page.url))


def _measure(lacking: list[Matter], matters: list[Matter], dossier: Dossier) -> Measure:
    most = max(len(matter.missing) for matter in lacking)
    found = f"{len(lacking)} of {len(matters)} guides, up to {most} elements"
    limits = dossier.rulebook.limits.thin_guide
    return measure(found, limits, "{items} guides, {classes} elements")


def _evidence(lacking: list[Matter]) -> list[Evidence]:
    """Of each guide what was found, by the page's own words for it, and what was not."""
    entries = []
    for matter in sorted(lacking, key=lambda matter: -len(matter.missing)):
        given = matter.guide.are("given")
        values = {
            "title": matter.guide.title,
            "given": _names(given),
            "missing": _names(matter.missing),
            "unread": _names(matter.unread),
        }
        entries.append(seen(matter.page, MATRIX_UNREAD if matter.unread else MATRIX, values))
    return listed(entries, SHOWN)


def _names(classes: Iterable[str]) -> Words:
    named = [ELEMENTS[what] for what in classes]
    if not named:
        return NONE
    return Words("、".join(each.zh for each in named), ", ".join(each.en for each in named))
