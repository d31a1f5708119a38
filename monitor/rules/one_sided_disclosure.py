"""Powers, penalties and fees are published; the unit's duties or the citizen's rights and remedies
are not.

依据 Clauses: penalty2021.39 (救济渠道), powers2015 (责任), reg2019.51; before 2017-05-15
local2012.rights. No statute gives a ratio: the numbers are this product's.
Problem: seven documents on powers and fees, none on duties, or none on rights.
Not a problem: fewer than three documents on powers and fees (nothing to be one-sided about); few
documents on the other side, which is a warning; decisions on penalties, which are results and no
bases, count for nothing.
Cannot tell: fewer than 30 pages of the unit were ever captured, or fewer than 80% of its pages are
open; a menu's word for the missing side (职责, 承诺, 救济, 信息公开) leads to a page of the unit's or to
a platform that was not read; nothing of it was seen.

问题：公开了执法、收费依据（三件以上），而没有公开职责义务，或者没有公开公民权利和救济渠道。
不属问题：执法、收费依据不足三件的，谈不上偏重；职责、权利一侧虽少但有的，只作提醒；行政处罚决定属于执法
结果，不是依据，不计入。
无法判断：该单位留存的页面不足30个，或者能够打开的页面不足八成；名称涉及所缺内容的导航（职责、承诺、救济、
信息公开等）通向未读取的页面或者平台；没有看到该单位的页面。
"""

from collections.abc import Iterator
from dataclasses import replace

from config.rulebook import Clause
from config.words import Words
from monitor.dossier.facts import Dossier, MentionDocument
from monitor.judging.answers import (
    NO_WORDS,
    Measure,
    Subject,
    binding_clause,
    clause_in_force,
    listed,
    measure,
    noted,
    subject_of,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.days import day_of
from monitor.measures.elsewhere.unread_places import why_it_may_stand_unread
from monitor.measures.sides import (
    Sides,
    pledges_posted,
    remedies_posted,
    sides_of,
    too_little_was_seen,
)

GOOD = Words(
    "{unit}公布投诉举报方式和救济途径的信息{each}{n}条（《{title}》{on}）{pledges}{only}",
    "{unit} tells in {each}{n} documents how to complain and which remedies there are ({title}{on}){pledges}{only}",
)
RULE = Rule(
    title=Words("重权力公开、轻义务和权利公开", "One-sided disclosure"),
    short=Words("义务权利缺失", "one-sided"),
    looked_at=Words("义务和权利公开", "duties and rights"),
    fault=Words(
        "公开权力和收费多，公开义务和群众权利少",
        "powers and fees published, duties or citizens' rights not",
    ),
    needs=("mentions", "coverage", "menus", "read_elsewhere"),
    clauses=("penalty2021.39", "reg2019.51", "powers2015", "local2012.rights"),
    defences=(
        "content_in_another_shape",
        "part_of_a_whole",
    ),
    theme=2,
    good=GOOD,
)
# What obliges to publish the missing side; local2012.rights first, so that a night of 2012 cites
# its own circular.
CLAUSES_BY_KIND = {
    "rights_missing": ("local2012.rights", "penalty2021.39", "reg2019.51", "powers2015"),
    "duties_missing": ("local2012.rights", "powers2015", "penalty2021.39"),
    "duties_and_rights_missing": ("local2012.rights", "penalty2021.39", "powers2015"),
}

ABOUT = Words("{unit}公开内容是否全面", "whether {unit} discloses both sides")
ABOUT_REMEDIES = Words(
    "{unit}投诉举报方式和救济途径的公布", "complaint lines and remedies of {unit}"
)
PROBLEM = Words(
    "{unit}公开执法依据{powers}件、收费依据{fees}件、职责义务{d}件、公民权利{r}件，未见{missing}公开{remedies}。",
    "{unit}: {powers} documents on powers, {fees} on fees, {d} on duties, {r} on citizens' rights; none on {missing} was found{remedies}.",
)
REMEDIES = Words(
    "，也未见救济渠道（行政复议、行政诉讼、投诉举报）的公示",
    ", nor any route of remedy (reconsideration, litigation, complaint)",
)
CLEAR = Words(
    "{unit}公开执法依据{powers}件、收费依据{fees}件、职责义务{d}件、公民权利{r}件。",
    "{unit}: {powers} documents on powers, {fees} on fees, {d} on duties, {r} on citizens' rights.",
)
POSTED = Words(
    "{unit}公布投诉举报方式和救济途径的信息{k}条（《{title}》{on}）{pledges}{only}。",
    "{unit} tells in {k} documents how to complain and which remedies there are ({title}{on}){pledges}{only}.",
)
# Of a unit that publishes too little of powers for its two sides to be compared.
ONLY = Words(
    "；公开的执法、收费依据不足以比较，公开内容是否全面未作判断",
    "; it publishes too little on powers and fees to compare, and whether both sides are there was not judged",
)
POSTED_ON = Words("，{day}公布", ", published {day}")
PLEDGES = Words("、服务承诺{n}件", " and publishes {n} pledges of service")
WARNING = Words(
    "{unit}公开执法依据{powers}件、收费依据{fees}件，职责义务{d}件、公民权利{r}件，后两项偏少，请予充实。",
    "{unit}: {powers} documents on powers and {fees} on fees, only {d} on duties and {r} on citizens' rights.",
)
MISSING = {
    "duties_missing": Words("职责义务", "duties"),
    "rights_missing": Words("公民权利", "citizens' rights"),
    "duties_and_rights_missing": Words("职责义务和公民权利", "duties and citizens' rights"),
}
SIDES = {
    "powers": Words("执法依据", "powers"),
    "fees": Words("收费依据", "fees"),
    "duties": Words("职责义务", "duties"),
    "rights": Words("公民权利", "rights"),
}
NONE_FOUND = Words("{side}：未见", "{side}: none found")
HIT = Words("{side}（{term}）：{sentence}", "{side} ({term}): {sentence}")
SHOWN_A_SIDE = 5  # documents named in the evidence for each side


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    limits = dossier.rulebook.limits.one_sided_disclosure
    found = sides_of(dossier)
    p, d, r = len(found["powers"]) + len(found["fees"]), len(found["duties"]), len(found["rights"])
    clause = binding_clause(dossier, RULE.clauses)
    counts = {"powers": len(found["powers"]), "fees": len(found["fees"]), "d": d, "r": r}
    subject = subject_of(dossier, "unit", ABOUT, clause, **counts)
    is_compared = p >= limits.powers_needed
    if not is_compared:
        yield subject.not_applicable("few_powers")
    elif too_little_was_seen(dossier):
        yield subject.cannot_tell(Why.COVERAGE_LOW, _coverage(dossier))
    elif why := _why_unread(found, dossier):
        yield subject.cannot_tell(why, _counted(found))
    elif d == 0 or r == 0:
        yield _problem(found, subject, dossier)
    else:
        is_thin = min(d, r) / p < limits.warn_ratio
        yield subject.clear(
            WARNING if is_thin else CLEAR,
            measure=_counted(found),
            warning=is_thin,
            evidence=_evidence(found),
        )
    posted = remedies_posted(dossier)
    if posted and dossier.coverage.state == "complete":
        yield _praised(posted, is_compared, dossier, clause)


def _why_unread(found: Sides, dossier: Dossier) -> Why | None:
    missing = {side for side in ("duties", "rights") if not found[side]}
    return why_it_may_stand_unread(missing, dossier) if missing else None


def _praised(
    posted: list[MentionDocument], is_compared: bool, dossier: Dossier, clause: Clause
) -> Verdict:
    """A subject of its own: that remedies are posted says nothing of whether both sides are."""
    pledges, day = len(pledges_posted(dossier)), posted[0].published
    subject = subject_of(
        dossier,
        "ways_to_complain",
        ABOUT_REMEDIES,
        clause,
        k=len(posted),
        title=posted[0].title,
        on=POSTED_ON.filled(day=day_of(day)) if day else NO_WORDS,
        pledges=PLEDGES.filled(n=pledges) if pledges else NO_WORDS,
        only=NO_WORDS if is_compared else ONLY,
    )
    evidence = listed([_hit(doc, "rights", SIDES["rights"]) for doc in posted], SHOWN_A_SIDE)
    return subject.clear(POSTED, good=GOOD, counted=len(posted), evidence=evidence)


def _problem(found: Sides, subject: Subject, dossier: Dossier) -> Verdict:
    has_duties, has_rights = bool(found["duties"]), bool(found["rights"])
    kind = (
        "rights_missing"
        if has_duties
        else "duties_missing"
        if has_rights
        else "duties_and_rights_missing"
    )
    values = {"missing": MISSING[kind], "remedies": NO_WORDS if has_rights else REMEDIES}
    own = clause_in_force(dossier, CLAUSES_BY_KIND[kind])
    cited = replace(subject, clause=own.id) if own else subject
    return cited.problem(PROBLEM, _counted(found), values, kind=kind, evidence=_evidence(found))


def _evidence(found: Sides) -> list[Evidence]:
    """Each side's documents with the sentence that was found, and one line for a side where there
    was none.
    """
    shown: list[Evidence] = []
    for side, name in SIDES.items():
        oldest_first = sorted(found[side], key=lambda doc: (str(doc.published or ""), doc.url))
        shown += listed([_hit(doc, side, name) for doc in oldest_first], SHOWN_A_SIDE)
        if not found[side]:
            shown.append(noted("", NONE_FOUND.filled(side=name)))
    return shown


def _hit(doc: MentionDocument, side: str, name: Words) -> Evidence:
    mention = next(m for m in doc.mentions if m.side == side)
    note = HIT.filled(side=name, term=mention.term, sentence=mention.sentence)
    return replace(noted(doc.url, note, doc.title), sha256=doc.sha256)


def _counted(found: Sides) -> Measure:
    counts = "/".join(str(len(found[side])) for side in SIDES)
    return Measure(counts, "1 duties, 1 rights", "product")


def _coverage(dossier: Dossier) -> Measure:
    limits, coverage = dossier.rulebook.limits.one_sided_disclosure, dossier.coverage
    return measure(
        f"{coverage.pages_captured} pages, {coverage.pages_open_share:.0%} open",
        limits,
        "{pages_needed} pages, {coverage_needed:.0%} open",
    )
