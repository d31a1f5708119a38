"""A page speaks of a body, a place or an office by a name that is no longer borne.

依据 Clauses: reg2019.53 (及时更新公开的政府信息内容). The list of names is the office's own, old_names.toml;
a few national bodies are shipped with the day and the decision that renamed them.
Problem: a duty of today is said to be owed to a ministry that was dissolved in 2018, and a person
of the office confirmed it in the console.
Not a problem: what nobody has confirmed, or a person dismissed; a text of its time, the title of a
law, a decree by its number, history, careers, frauds told of, other people's words; a longer name.
Cannot tell: sentences wait for a person to look at them. They are shown in the console alone. No
site of the unit was seen tonight.
Note: names are looked for word for word in the pages' text; documents and lists are not searched.

问题：现行内容中使用已撤销、更名的机构、地名或者称谓，并经检查单位人员在控制台核对确认。
不属问题：未经确认或者已被排除的；当时的文件、法规标题、文号、沿革、履历、防骗提示、他人来信；名称相近的其他机构。
无法判断：有待检查单位人员核对（待核对内容只在控制台显示，不告知被检查单位）；本次没有看到该单位的任何网站。
说明：按名单逐字查找网页正文，不查附件和列表。名单见 old_names.toml。
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from config.rulebook import OldName
from config.words import Words
from monitor.dossier.facts import Dossier
from monitor.judging.answers import binding_clause, listed, measure, noted, subject_of
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.by_people.wordings import OldNameHit, old_name_hits
from monitor.measures.sight import why_nothing_is_seen

RULE = Rule(
    title=Words("使用已更名的机构等名称", "Names no longer borne"),
    short=Words("旧名称", "old names"),
    looked_at=Words("机构名称表述", "names of bodies and places"),
    fault=Words("现行内容使用已撤销、更名的名称", "a name no longer borne, in a text of today"),
    needs=("mentions", "wording", "sites", "shared_failures"),
    clauses=("reg2019.53",),
    defences=("moved",),
    theme=4,
)

ABOUT = Words("{unit}机构等名称的表述", "the names of bodies and places on pages of {unit}")
PROBLEM = Words(
    "{unit}网页有{n}处使用已更名的名称，如《{title}》中的“{old}”（{since}起为“{new}”）。",
    "{unit}: names no longer borne, {n} in all, such as “{old}” in {title} (since {since} “{new}”).",
)
WARNING = Words(
    "{unit}网页有{n}处使用已更名的名称，如《{title}》中的“{old}”（{since}起为“{new}”），请改正。",
    "{unit}: names no longer borne, {n} in all, such as “{old}” in {title} (since {since} “{new}”); please correct them.",
)
CLEAR = Words(
    "{unit}网页未见名单所列、经核对确认的旧名称。",
    "{unit}: no name of the list that was confirmed to be outdated.",
)
HIT = Words(
    "“{sentence}”（{since}《{decision}》，{n}处之一，{by}核对确认）",
    "“{sentence}” ({since}, {decision}; one of {n}, confirmed by {by})",
)
SHOWN = 10


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    hits = old_name_hits(dossier)
    confirmed = [hit for hit in hits if hit.is_confirmed]
    clause = binding_clause(dossier, RULE.clauses)
    subject = subject_of(dossier, "unit", ABOUT, clause)
    limits = dossier.rulebook.limits.old_name
    names = {name.old: name for name in dossier.rulebook.old_names}
    unseen = why_nothing_is_seen(dossier)
    if not (names and dossier.sites):
        yield subject.not_applicable("no_old_names" if dossier.sites else "nothing_to_judge")
    elif unseen:
        yield subject.cannot_tell(unseen)
    elif confirmed:
        found = measure(f"{len(confirmed)} sentences", limits, "{hits} sentences")
        values, evidence = _first(confirmed, names), _evidence(confirmed, names)
        if len(confirmed) >= limits.hits:
            yield subject.problem(PROBLEM, found, values, evidence=evidence)
        else:
            yield subject.clear(WARNING, values, found, warning=True, evidence=evidence)
    elif any(hit.said is None for hit in hits):
        yield subject.cannot_tell(Why.NOT_CONFIRMED)
    else:
        yield subject.clear(CLEAR)


def _first(confirmed: list[OldNameHit], names: Mapping[str, OldName]) -> dict[str, object]:
    hit = confirmed[0]
    name = names[hit.mention.term]
    return {
        "n": len(confirmed),
        "title": hit.document.title,
        "old": name.old,
        "new": name.new,
        "since": name.since,
    }


def _evidence(confirmed: list[OldNameHit], names: Mapping[str, OldName]) -> list[Evidence]:
    shown = []
    for hit in confirmed:
        name = names[hit.mention.term]
        assert hit.said is not None
        note = HIT.filled(
            sentence=hit.mention.sentence,
            since=name.since.isoformat(),
            decision=name.decision,
            n=len(confirmed),
            by=hit.said.by_name,
        )
        document = hit.document
        shown.append(replace(noted(document.url, note, document.title), sha256=document.sha256))
    return listed(shown, SHOWN)
