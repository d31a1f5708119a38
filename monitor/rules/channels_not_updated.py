"""So many channels of one site are late or blank that the standard speaks of the whole site.

依据 Clauses: insp2019.channels; from 2015 to March 2019 census2015.channels. Before 2015 nobody
counted. Five channels of news, notices and policies that are late, ten others past their limits, or
five blank ones: each of these by itself is 单项否决, and no other rule but this and the measured
reachability of a site says that word. Whether a channel is late or blank its own rule says; of
notices and policies the standard of 2019 counts the first level of the site's menu alone.
Problem: three channels of news and two first-level channels of notices are late; six are blank.
Not a problem: four of five; a channel below the first level; one that is late by the office's own
or a county's days only; a class that is only warned of; a unit's place on the portal, for the
portal is judged once. From three, six and three on it is warned of.
Cannot tell: those that are late for sure are too few, and with those of which nobody can tell, or
whose level in the menu is not known, they might be enough; the home page was not seen.
Note: a count that rests on deadlines of this product, or on numbers of the office, is a problem and
no veto, and is told as what it is.

问题：同一网站动态要闻类以及一级通知公告、政策文件类栏目累计5个以上未更新，或者其他应更新栏目10个以上长
期未更新，或者空白栏目5个以上。每个栏目是否未更新、是否空白，以该项检查的结论为准，不重复计数。
不属问题：未达到上述数量（达到3个、6个、3个的作提醒）；通知公告、政策文件类的下级栏目；只超过本地或县级
时限而未超过标准时限的栏目；仅作提醒的栏目类别；部门在门户网站上的栏目（门户网站只判断一次）。
无法判断：已确认的数量不足，而加上未能判断或者级别不明的栏目后可能达到；本次没有看到首页。
说明：所依据的更新时限是本系统默认值或者数量由本单位自行设定的，只作问题，不作单项否决。
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from config.rulebook import Clause
from config.words import Words
from monitor.dossier.facts import Dossier, SiteView
from monitor.judging.answers import (
    NO_WORDS,
    Measure,
    Subject,
    binding_clause,
    measure,
    seen,
    site_subject,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Severity, Verdict, Why
from monitor.judging.words import WHOSE_NUMBER
from monitor.measures.channel_counts import (
    BLANK,
    BLANK_RULE,
    GROUPS,
    LATE_RULE,
    NEWS,
    OVERDUE,
    Counted,
    Counts,
    counts_of,
)
from monitor.measures.sight import why_unseen_on

RULE = Rule(
    title=Words("栏目不更新（站点）", "Channels not updated (site)"),
    short=Words("栏目不更新", "channels"),
    looked_at=Words("站点栏目更新总数", "channels of a site together"),
    fault=Words(
        "未更新、空白的栏目达到标准的数量", "as many late or blank channels as the standard names"
    ),
    needs=("sites", "shared_failures", "clock_suspect", "answered"),
    clauses=("insp2019.channels", "census2015.channels"),
    defences=("moved",),
    theme=1,
    builds_on=(LATE_RULE, BLANK_RULE),
)

ABOUT = Words(
    "{unit}网站（{url}）栏目更新总体情况（{range}）",
    "the channels of {unit} ({url}) taken together ({range})",
)
UNSEEN = Words(
    "{unit}网站（{url}）栏目更新总体情况", "the channels of {unit} ({url}) taken together"
)
VETO = Words(
    "{unit}网站（{url}）截至{as_of}{what}，达到“栏目不更新”单项否决标准。",
    "{unit} ({url}), by {as_of}: {what}. The standard has this as a veto (栏目不更新).",
)
PROBLEM = Words(
    "{unit}网站（{url}）截至{as_of}{what}{whose}，栏目更新维护不到位。",
    "{unit} ({url}), by {as_of}: {what}{whose}. Its channels are not kept up.",
)
WARNING = Words(
    "{unit}网站（{url}）截至{as_of}{what}{whose}，请及时更新、补充。",
    "{unit} ({url}), by {as_of}: {what}{whose}. Please see to them.",
)
CLEAR = Words(
    "{unit}网站（{url}）共有栏目{n}个，{range}，未达到须作问题的数量。",
    "{unit} ({url}): of {n} channels {range}, fewer than make a problem.",
)
WITH_OUR_DEADLINES = Words(
    "（部分更新时限为本系统默认标准）", " (some of the deadlines are this product's default)"
)
COUNT = Words("{n}个", "{n}")
BETWEEN = Words("至少{n}个、至多{m}个", "at least {n} and at most {m}")
REACHES = Words("{what}（{limit}个以上即计）", "{what} (counted from {limit} on)")
JOINT = Words("，", ", ")
NAMES = {
    NEWS: Words(
        "动态要闻、通知公告、政策文件类栏目{count}未更新",
        "{count} channels of news, notices and policies are late",
    ),
    OVERDUE: Words(
        "其他应更新栏目{count}长期未更新", "{count} other channels are past their limits"
    ),
    BLANK: Words("空白栏目{count}", "{count} channels are blank"),
}
_SHORT = {NEWS: "news", OVERDUE: "overdue", BLANK: "blank"}
OF_UNKNOWN_LEVEL = Words(
    "“{channel}”未更新，首页导航菜单中未见该栏目，是否为一级栏目不能确认",
    "“{channel}” is late; the menu of the home page does not hold it, so that its level is not known",
)


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    for site in dossier.sites:
        subject = site_subject(site, UNSEEN, dossier, clause)
        why = why_unseen_on(site, site.home, dossier)
        if site.kind == "portal_channel":
            yield subject.not_applicable("portal_channel")
        elif why:
            yield subject.cannot_tell(why)
        else:
            yield _judge(site, subject, dossier, clause)


def _judge(site: SiteView, subject: Subject, dossier: Dossier, clause: Clause) -> Verdict:
    counts = counts_of(site, dossier, clause)
    limits = dossier.rulebook.limits.channels_not_updated
    known = Words(*(_joined(counts, GROUPS).text(language) for language in ("zh", "en")))
    subject = replace(
        subject,
        about=ABOUT.filled(unit=dossier.unit.label, url=site.url, range=known),
        values={**subject.values, "as_of": dossier.as_of, "range": known},
    )
    reached = [group for group in GROUPS if counts.least(group) >= getattr(limits, group)]
    if reached:
        return _problem(reached, counts, subject, dossier)
    open_ = [group for group in GROUPS if counts.most(group) >= getattr(limits, group)]
    if open_:
        return subject.cannot_tell(_why(counts, open_), _measure(counts, dossier, open_))
    return _clear(site, counts, subject, dossier)


def _problem(reached: list[str], counts: Counts, subject: Subject, dossier: Dossier) -> Verdict:
    """A veto by what the law alone counts, told of nothing else."""
    limits = dossier.rulebook.limits.channels_not_updated
    by_law = [
        group
        for group in reached
        if limits.mark(group) == "law"
        and sum(one.mark == "law" for one in counts.of(group)) >= getattr(limits, group)
    ]
    told = by_law or reached
    mark = "law" if by_law else _mark(counts, told, limits.mark(*told))
    return subject.problem(
        VETO if by_law else PROBLEM,
        _measure(counts, dossier, told)._replace(mark=mark),
        {
            "what": _joined(counts, told, {group: getattr(limits, group) for group in told}),
            "whose": WITH_OUR_DEADLINES if mark == "product" else WHOSE_NUMBER[mark],
        },
        kind="veto" if by_law else "counted",
        severity=Severity.CRITICAL if by_law else Severity.PROBLEM,
        evidence=[*_evidence(counts, told), *_doubts(counts, told)],
        details={"url": str(subject.values["url"])},
    )


def _mark(counts: Counts, told: Iterable[str], of_the_limits: str) -> str:
    marks = {of_the_limits, *(one.mark for group in told for one in counts.of(group))}
    return next(mark for mark in ("local", "county", "product", "law") if mark in marks)


def _clear(site: SiteView, counts: Counts, subject: Subject, dossier: Dossier) -> Verdict:
    limits = dossier.rulebook.limits.channels_not_updated
    near = [group for group in GROUPS if counts.least(group) >= getattr(limits, f"warn_{group}")]
    keys = {group: f"warn_{group}" for group in near}
    found = _measure(counts, dossier, near or GROUPS, "warn_" if near else "")
    return subject.clear(
        WARNING if near else CLEAR,
        {
            "n": len(site.channels),
            "what": _joined(counts, near, {group: getattr(limits, keys[group]) for group in near}),
            "whose": WHOSE_NUMBER[found.mark],
        },
        found,
        warning=bool(near),
        evidence=[*_evidence(counts, GROUPS)],
    )


def _why(counts: Counts, groups: Sequence[str]) -> Why:
    """The reason of most channels that might make the count full."""
    reasons = Counter(one.why for one in counts.perhaps if one.group in groups and one.why)
    return reasons.most_common(1)[0][0]


def _measure(counts: Counts, dossier: Dossier, against: Iterable[str], prefix: str = "") -> Measure:
    """All that was counted, against the numbers of those groups that the answer rests on."""
    limits = dossier.rulebook.limits.channels_not_updated
    counted = ", ".join(f"{_SHORT[group]} {_range(counts, group)}" for group in GROUPS)
    return measure(
        counted, limits, ", ".join(f"{_SHORT[each]} {{{prefix}{each}}}" for each in against)
    )


def _range(counts: Counts, group: str) -> str:
    least, most = counts.least(group), counts.most(group)
    return f"{least}" if least == most else f"{least}-{most}"


def _joined(counts: Counts, groups: Iterable[str], limits: dict[str, int] | None = None) -> Words:
    parts = [_said(counts, group, (limits or {}).get(group)) for group in groups]
    return Words(
        *(
            JOINT.text(language).join(part.text(language) for part in parts)
            for language in ("zh", "en")
        )
    )


def _said(counts: Counts, group: str, limit: int | None) -> Words:
    least, most = counts.least(group), counts.most(group)
    count = (COUNT if least == most else BETWEEN).filled(n=least, m=most)
    what = NAMES[group].filled(count=count)
    return REACHES.filled(what=what, limit=limit) if limit else what


def _evidence(counts: Counts, groups: Iterable[str]) -> Iterator[Evidence]:
    """Every channel that counts, with its own rule's sentence."""
    for group in groups:
        yield from (_shown(one) for one in counts.of(group))


def _doubts(counts: Counts, groups: Iterable[str]) -> Iterator[Evidence]:
    wanted = tuple(groups)
    yield from (_shown(one) for one in counts.perhaps if one.group in wanted)


def _shown(one: Counted) -> Evidence:
    said = Words(one.verdict.sentence_zh, one.verdict.sentence_en)
    if one.why is Why.LEVEL_UNKNOWN:
        said = OF_UNKNOWN_LEVEL.filled(channel=one.channel.name)
    return replace(seen(one.channel.page, said or NO_WORDS), title=one.channel.name)
