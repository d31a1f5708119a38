"""Penalties are published, and nowhere what one may do against them.

依据 Clauses: penalty2021.39 (救济渠道等信息应当公示). Before 2021-07-15 nothing is judged. The number of
documents is this product's.
Problem: five documents on penalties, and in all that was read of the unit no word on
reconsideration, litigation, hearing, statement of defence, complaint or compensation.
Not a problem: decisions that each tell where one may apply for reconsideration; one page of
remedies for all; fewer than three documents on penalties. Where all pages that told of remedies are
gone it is warned of.
Cannot tell: fewer than 30 pages of the unit were ever captured, or fewer than 80% of its pages are
open; a channel or platform where remedies would stand was not read; fewer than three documents on
penalties, and a menu's word for penalties leads to a page or platform that was not read (信用中国); no
site of the unit was seen tonight.
Note: where nothing on any right was found the unit is told so by one_sided_disclosure, and not a
second time.

问题：公开了三件以上行政处罚信息，而在已读的全部页面中均未见行政复议、行政诉讼、听证、陈述申辩、投诉举报、国家
赔偿等救济渠道。
不属问题：每份处罚决定都写明了复议、诉讼途径；有一个页面统一写明；行政处罚信息不足三件。写明救济渠道的页面均
已无法打开的，作提醒。
无法判断：该单位留存的页面不足30个，或者能够打开的页面不足八成；可能载有救济渠道的栏目、平台未能读取；行政处
罚信息不足三件，而名称涉及处罚的导航通向未读取的页面或者平台（信用中国）；本次没有看到该单位的任何网站。
说明：未见任何公民权利内容的，已由“重权力公开、轻义务和权利公开”一项指出，不重复计。
"""

from collections.abc import Iterator
from dataclasses import replace

from config.words import Words
from monitor.dossier.facts import Dossier, MentionDocument
from monitor.judging.answers import binding_clause, listed, measure, noted, subject_of
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.elsewhere.unread_places import why_it_may_stand_unread
from monitor.measures.remedies import on_penalties, on_remedies
from monitor.measures.sides import sides_of
from monitor.measures.sight import why_nothing_is_seen

RULE = Rule(
    title=Words("公开行政处罚而未公示救济渠道", "Penalties without remedy"),
    short=Words("处罚无救济", "no remedy"),
    looked_at=Words("行政处罚的救济渠道", "remedies against penalties"),
    fault=Words("公开行政处罚而未见救济渠道", "penalties published, and no route of remedy"),
    needs=("mentions", "coverage", "sites", "shared_failures", "menus", "read_elsewhere"),
    clauses=("penalty2021.39",),
    defences=("content_in_another_shape",),
    theme=2,
)

ABOUT = Words("{unit}行政处罚救济渠道的公示", "whether {unit} tells of remedies against penalties")
PROBLEM = Words(
    "{unit}公开行政处罚信息{n}件，未见救济渠道（行政复议、行政诉讼、投诉举报等）的公示。",
    "{unit}: {n} documents on penalties, and no route of remedy (reconsideration, litigation, complaint) was found.",
)
CLEAR = Words(
    "{unit}公开行政处罚信息{n}件，已公示救济渠道（{k}件）。",
    "{unit}: {n} documents on penalties, and remedies are told in {k}.",
)
WARNING = Words(
    "{unit}公开行政处罚信息{n}件，写明救济渠道的{k}件页面均已无法打开，请予补充。",
    "{unit}: {n} documents on penalties; the {k} that told of remedies are no longer there, please add them.",
)
OF_PENALTIES = Words("涉及行政处罚：{sentence}", "on penalties: {sentence}")
OF_REMEDIES = Words("救济渠道：{sentence}", "a remedy: {sentence}")
READ = Words(
    "已读该单位页面{pages}个，涉及行政处罚的{n}件，写明救济渠道的{k}件",
    "{pages} pages of the unit were read, {n} on penalties, {k} on remedies",
)
SHOWN = 5


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    limits, coverage = dossier.rulebook.limits.penalty_without_remedy, dossier.coverage
    penalties, remedies = on_penalties(dossier), on_remedies(dossier)
    n, k = len(penalties), len(remedies)
    clause = binding_clause(dossier, RULE.clauses)
    subject = subject_of(dossier, "unit", ABOUT, clause, n=n, k=k)
    too_little = (
        coverage.pages_captured < limits.pages_needed
        or coverage.pages_open_share < limits.coverage_needed
    )
    unseen = why_nothing_is_seen(dossier)
    unread = why_it_may_stand_unread(
        {"penalties"} if n < limits.penalties_needed else {"rights"}, dossier
    )
    if n < limits.penalties_needed and unread is Why.EXTERNAL_PLATFORM and not unseen:
        yield subject.cannot_tell(unread)
    elif n < limits.penalties_needed:
        yield subject.not_applicable("few_penalties")
    elif unseen:
        yield subject.cannot_tell(unseen)
    elif remedies:
        are_gone = not any(document.is_there for document in remedies)
        yield subject.clear(
            WARNING if are_gone else CLEAR,
            measure=measure(f"{n} documents", limits, "{penalties_needed} documents"),
            warning=are_gone,
            evidence=_evidence(penalties, remedies, dossier),
        )
    elif too_little:
        against = "{pages_needed} pages, {coverage_needed:.0%} open"
        seen = f"{coverage.pages_captured} pages, {coverage.pages_open_share:.0%} open"
        yield subject.cannot_tell(Why.COVERAGE_LOW, measure(seen, limits, against))
    elif unread:
        yield subject.cannot_tell(unread)
    elif _is_told_as_one_sided(dossier):
        yield subject.not_applicable("told_as_one_sided")
    else:
        yield subject.problem(
            PROBLEM,
            measure(f"{n} documents", limits, "{penalties_needed} documents"),
            evidence=_evidence(penalties, remedies, dossier),
        )


def _is_told_as_one_sided(dossier: Dossier) -> bool:
    """Nothing on any right, beside bases enough: the other rule's sentence holds this one."""
    found, limits = sides_of(dossier), dossier.rulebook.limits.one_sided_disclosure
    bases = len(found["powers"]) + len(found["fees"])
    return bases >= limits.powers_needed and not found["rights"]


def _evidence(
    penalties: list[MentionDocument], remedies: list[MentionDocument], dossier: Dossier
) -> list[Evidence]:
    """The sentences on both, and how much was read."""
    pages = dossier.coverage.pages_captured
    return [
        *listed([_hit(doc, "powers", OF_PENALTIES) for doc in penalties], SHOWN),
        *listed([_hit(doc, "rights", OF_REMEDIES) for doc in remedies], SHOWN),
        noted("", READ.filled(pages=pages, n=len(penalties), k=len(remedies))),
    ]


def _hit(document: MentionDocument, side: str, words: Words) -> Evidence:
    said = next((m.sentence for m in document.mentions if m.side == side), document.title)
    return replace(
        noted(document.url, words.filled(sentence=said), document.title), sha256=document.sha256
    )
