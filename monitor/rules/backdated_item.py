"""The dates of a list's items do not agree with the days on which they were first seen.

依据 Clauses: insp2019.safety (如伪造发稿日期), reg2019.26 (及时公开).
Problem: within 30 days three items of a channel came that bear dates more than 15 days older than
the last complete look at the list without them; three items bear dates more than 15 days later than
the look at which their unchanged words already stood there.
Not a problem: Monday's posting with Friday's date; a single late item; a date of signature (成文日
期).
Cannot tell: the list was not seen tonight; four fifths of its dates changed in one night; more than
half of all that came is late in the same way (the list shows dates of signature); it has not been
watched long enough to see anything come.
Note: what is said is that two days do not agree, never why. Three items or more that one look shows
together, each with a date of the past, within seven days after the list was found to lack news, are a
reminder and no problem.

问题：30天内新出现的信息中有三条以上，标注日期比最后一次未见该信息的完整检查还早15天以上；或者三条以
上信息的标注日期，比其内容首次见到的日期晚15天以上，而正文没有变化。
不属问题：周一补发上周五的信息；个别信息晚发；标注的是成文日期。
无法判断：本次没有看到列表；一夜之间八成以上的日期同时改变；新出现的信息半数以上以同样方式晚于标注日
期（列表显示的是成文日期）；观察时间不足，尚未见到新信息出现。
说明：只说明标注日期与首次见到的日期不符，不推断原因。发现栏目未更新后七天内，一次检查同时见到三条以上标
注日期较早的信息的，只作提醒，不计入问题。
"""

from collections.abc import Iterator
from datetime import date

from config.rulebook import BackdatedItem, Clause
from config.words import Words
from monitor.dossier.facts import ChannelView, Dossier, SiteView
from monitor.judging.answers import (
    Subject,
    binding_clause,
    channel_subject,
    listed,
    measure,
    noted,
    spoken,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.dates_seen import (
    Burst,
    Discord,
    backdated,
    burst,
    came_late,
    is_habit,
    redated,
    were_seen_to_come,
)
from monitor.measures.freshness import leads_elsewhere
from monitor.measures.sight import why_unseen_on
from store.urls import canonical

RULE = Rule(
    title=Words("发布日期与首次见到的日期不符", "Dates that do not agree with first sight"),
    short=Words("日期不符", "dates disagree"),
    looked_at=Words("发布日期", "dates of items"),
    fault=Words(
        "标注的发布日期与历次检查中首次见到的日期不符",
        "items bear dates that do not agree with the days on which they were first seen",
    ),
    needs=("sites", "shared_failures", "clock_suspect", "found_lacking"),
    clauses=("insp2019.safety", "reg2019.26"),
    defences=("republished", "part_of_a_whole"),
    theme=1,
)

PROBLEM_BACKDATED = Words(
    "{unit}“{channel}”栏目{n}条信息标注日期为{claimed}等，经比对历次检查记录，首次见到的日期为{seen}，至少晚{days}天，标注日期与首次见到的日期不符。",
    "{unit}, “{channel}”: {n} items bear dates such as {claimed} and were first seen on {seen}, at least {days} days later.",
)
PROBLEM_REDATED = Words(
    "{unit}“{channel}”栏目列表显示{n}条信息的日期为{claimed}等，但这些信息{seen}前已在列、正文未变，仅改动日期。",
    "{unit}, “{channel}”: the list dates {n} items {claimed} or alike, which stood there by {seen} with the same words; only the dates were moved.",
)
CLEAR = Words(
    "{unit}“{channel}”栏目未发现标注日期与首次见到的日期明显不符的信息。",
    "{unit}, “{channel}”: no item whose date disagrees with the day on which it was first seen.",
)
WARNING = Words(
    "{unit}“{channel}”栏目{n}条信息晚于标注日期{days}天以上才发布，请及时公开。",
    "{unit}, “{channel}”: {n} items came more than {days} days after the dates they bear.",
)
WARNING_BURST = Words(
    "{unit}“{channel}”栏目在{after}被发现缺少新信息后，{seen}检查时同时首次见到{n}条标注日期为{first}至{last}的信息，请及时公开。",
    "{unit}, “{channel}” was found to lack news on {after}; the look of {seen} was the first to show {n} items together, dated {first} to {last}.",
)
CAME = Words(
    "标注{claimed}；{absent}完整检查列表时尚无此条，{seen}首次见到",
    "dated {claimed}; not in the whole list on {absent}, first seen {seen}",
)
STOOD = Words(
    "列表标注{claimed}；{seen}已在列，其后正文未变",
    "the list says {claimed}; it stood there on {seen}, and its words have not changed since",
)
LACKED = Words("{after}被发现缺少新信息", "found to lack news on {after}")
SHOWN = 10  # items named in the evidence


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    for site in dossier.sites:
        for channel in site.channels:
            yield _judge(channel, site, dossier, clause)


def _judge(channel: ChannelView, site: SiteView, dossier: Dossier, clause: Clause) -> Verdict:
    subject = channel_subject(channel, dossier, clause)
    limits = dossier.rulebook.limits.backdated_item
    elsewhere = leads_elsewhere(channel, dossier)
    if elsewhere:
        return subject.not_applicable(elsewhere)
    why = why_unseen_on(site, channel.page, dossier)
    if why:
        return subject.cannot_tell(why)
    if not channel.items:
        return subject.not_applicable("empty")
    if channel.redated_share >= limits.migration_share:
        return subject.cannot_tell(Why.TEMPLATE_CHANGED)
    moved = redated(channel, limits)
    if len(moved) >= limits.items:
        return _problem(PROBLEM_REDATED, "redated", moved, channel, subject, dossier)
    came = were_seen_to_come(channel, dossier.as_of, limits)
    if not came:
        return subject.cannot_tell(Why.WATCHED_TOO_SHORT)
    late = came_late(came, limits.warn_days)
    if is_habit(late, came, limits):
        return subject.cannot_tell(Why.UNDATED)
    found = backdated(came, limits)
    if found:
        return _problem(PROBLEM_BACKDATED, "backdated", found, channel, subject, dossier)
    together = burst(came, _found_lacking(channel, site, dossier), limits)
    if together is not None:
        return _remark(together, channel, subject, limits)
    if len(late) >= limits.items:
        values = {"n": len(late), "days": limits.warn_days}
        lateness = measure(f"{len(late)} items", limits, "{items} items, {warn_days} d")
        return subject.clear(WARNING, values, lateness, warning=True, evidence=_noted(late, CAME))
    return subject.clear(CLEAR)


def _found_lacking(channel: ChannelView, site: SiteView, dossier: Dossier) -> list[date]:
    subjects = (f"channel:{canonical(channel.url)}", f"site:{site.id}")
    return [day for subject in subjects for day in dossier.found_lacking.get(subject, ())]


def _remark(found: Burst, channel: ChannelView, subject: Subject, limits: BackdatedItem) -> Verdict:
    """Information, never a fault: whoever mends a list puts up what was missing."""
    days = [one.claimed for one in found.items]
    values = {"after": found.after, "seen": found.items[0].seen, "n": len(found.items)}
    values |= {"first": min(days), "last": max(days)}
    against = measure(f"{len(found.items)} items", limits, "{items} items, {warn_days} d")
    evidence = [
        noted(channel.url, spoken(LACKED, {"after": found.after}), channel.name),
        *_noted(found.items, CAME),
    ]
    return subject.clear(
        WARNING_BURST, values, against, kind="burst", warning=True, evidence=evidence
    )


def _problem(
    words: Words,
    kind: str,
    found: list[Discord],
    channel: ChannelView,
    subject: Subject,
    dossier: Dossier,
) -> Verdict:
    limits, worst = dossier.rulebook.limits.backdated_item, max(found, key=lambda one: one.days)
    note = CAME if kind == "backdated" else STOOD
    values = {"claimed": worst.claimed, "seen": worst.seen, "days": worst.days, "n": len(found)}
    return subject.problem(
        words,
        measure(f"{len(found)} items, {worst.days} d", limits, "{items} items, {days} d"),
        values,
        kind=kind,
        evidence=_noted(found, note),
        details={"channel": channel.name, "url": channel.url},
    )


def _noted(found: list[Discord], note: Words) -> list[Evidence]:
    entries = [noted(one.url, spoken(note, one._asdict()), one.title) for one in found]
    return listed(entries, SHOWN)
