"""A channel that should be updated has had no new item within the deadline of its class.

依据 Clauses: reg2019.53 (及时更新公开的政府信息内容), before it guide2017.a1 (栏目优先展现最新信息);
before them local2012.stale with this product's numbers. A list that bears no dates: guide2017.a1
(发布时间须清晰显示). The days and months are those of the inspection standard; its veto is spoken of
many channels together and never of a single one.
Problem: the newest of all items of 通知公告 is six months and a day old; a list without any date in
which nothing new appeared while it was watched for longer than its deadline.
Not a problem: an old item pinned above a new one; a parent whose child channel was updated; a class
without deadline (机构职能, 上级要闻, 历史专题); 其他, which is only ever warned of, unless it is
all that a unit has on the portal.
Cannot tell: the list was not seen tonight or not read completely; four fifths of its dates changed
in one night; it bears no dates and was watched for less than its deadline; our clock is in doubt.
Note: a page of duties that bears no date and was the same in every look of a year is remarked with
the number of looks; it is no problem.

问题：栏目全部信息中最新的一条已超过该类栏目的更新时限，例如通知公告超过六个月；或者列表均未注明时
间，在长于时限的观察期内没有出现新信息。
不属问题：旧信息置顶、其下有新信息；下级栏目有更新的上级栏目；没有更新时限的栏目（机构职能、上级要
闻、历史专题）；“其他”类栏目只作提醒，除非它是该单位在门户网站上的唯一栏目。
无法判断：本次没有看到列表或未能完整读取；一夜之间八成以上的日期同时改变；列表未注明时间，观察时间又
短于时限；检查方时钟存疑。
说明：未注明日期、一年内历次检查均无变化的职能类页面，连同检查次数一并提请核对，不计入问题。
"""

from collections.abc import Iterator
from dataclasses import replace

from config.rulebook import Clause
from config.words import Words
from monitor.dossier.facts import ChannelView, Dossier, SiteView
from monitor.judging.answers import Subject, aged, binding_clause, channel_subject, seen, spoken
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.days import Limit, chinese_day
from monitor.measures.deadlines import (
    is_warning_only,
    limit_of,
    newest_sign,
    warn_days_of,
    why_exempt,
)
from monitor.measures.freshness import Newest, is_dated, published_lately
from monitor.measures.sight import was_read_completely, why_unseen_on

GOOD = Words(
    "{unit}有更新时限的栏目均未超过检查时限，近30天{each}发布信息{n}条（不含办事指南等仅作提醒的栏目）",
    "{unit} kept every channel that has a deadline within it, with {each}{n} items in the last 30 days (guides and others that are only warned of not counted)",
)
RULE = Rule(
    title=Words("栏目长期未更新", "Stale channel"),
    short=Words("栏目未更新", "stale channel"),
    looked_at=Words("栏目更新", "channels"),
    fault=Words("栏目超过规定的更新时限", "a channel past the deadline of its class"),
    needs=("sites", "shared_failures", "clock_suspect"),
    clauses=("reg2019.53", "guide2017.a1", "local2012.stale"),
    defences=(
        "dated_ahead",
        "period_is_over",
        "part_of_a_whole",
        "moved",
        "seen_newer",
    ),
    theme=1,
    good=GOOD,
)
UNDATED_CLAUSES = ("guide2017.a1", "local2012.stale")

PROBLEM = Words(
    "{unit}“{channel}”栏目最新信息发布于{date}，截至{as_of}已{n}天未更新，超过{limit}的更新时限。",
    "{unit}: “{channel}” has had nothing new since {date}, {n} days by {as_of} (limit {limit}).",
)
PROBLEM_SEEN = Words(
    "{unit}“{channel}”栏目最新信息首次见于{date}（其标注日期为{claimed}），截至{as_of}已{n}天未更新，超过{limit}的更新时限。",
    "{unit}: “{channel}” has had nothing new since {date}, when its newest item was first seen (dated {claimed}), {n} days by {as_of} (limit {limit}).",
)
PROBLEM_UNDATED = Words(
    "{unit}“{channel}”栏目信息均未注明发布时间，自{since}观察至{as_of}共{n}天未见新信息，超过{limit}的更新时限。",
    "{unit}: no item of “{channel}” bears a date, and none appeared from {since} to {as_of}, {n} days (limit {limit}).",
)
CLEAR = Words(
    "{unit}“{channel}”栏目更新及时，最新信息发布于{date}。",
    "{unit}: “{channel}” is up to date, newest item {date}.",
)
CLEAR_UNDATED = Words(
    "{unit}“{channel}”栏目有更新，{date}首次见到新信息，但未注明发布时间。",
    "{unit}: “{channel}” was updated, a new item was first seen on {date}; its items bear no dates.",
)
CLEAR_SEEN = Words(
    "{unit}“{channel}”栏目有更新，{date}首次见到新信息（其标注日期为{claimed}）。",
    "{unit}: “{channel}” was updated, a new item was first seen on {date} (dated {claimed}).",
)
WARNING = Words(
    "{unit}“{channel}”栏目最新信息发布于{date}，{due}后超过{limit}的更新时限，请及时更新。",
    "{unit}: the newest item of “{channel}” is of {date}; it is overdue after {due} (limit {limit}).",
)
WARNING_ONLY = Words(
    "{unit}“{channel}”栏目最新信息发布于{date}，已超过{limit}，请关注（该类栏目仅作提醒）。",
    "{unit}: the newest item of “{channel}” is of {date}, more than {limit} ago; channels of this class are only warned of.",
)
UNTOUCHED = Words(
    "{unit}“{channel}”页面未注明日期，{since}以来{n}个不同日期的检查中内容均无变化，请核对是否仍然准确。",
    "“{channel}” bears no date and was the same in the looks of {n} days since {since}; see whether it still holds.",
)
NEWEST = Words("列表中最新信息“{title}”，{date}", "Newest item of the list “{title}”, {date}")
NEWEST_SEEN = Words(
    "列表中最新信息“{title}”，{date}首次见到，标注日期为{claimed}",
    "Newest item of the list “{title}”, first seen {date}, dated {claimed}",
)
NOTHING_NEW = Words(
    "列表中无发布时间，{since}以来无新信息",
    "No dates in the list, and nothing new since {since}",
)

# docs/rulebook.md §3.6(b): articles of an undated list that must have been read in search of a date
SAMPLED_ARTICLES = 5
A_YEAR = Limit(months=12)
LOOKS_OF_A_YEAR = 12  # on different days, one a month: two looks a year apart prove little
REDATED_SHARE = 0.8  # docs/field-notes.md §10.4: so many dates changed at once are a migration


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    for site in dossier.sites:
        for channel in site.channels:
            subject = channel_subject(channel, dossier, clause)
            yield _judge(channel, site, subject, dossier, clause)


def _judge(
    channel: ChannelView, site: SiteView, subject: Subject, dossier: Dossier, clause: Clause
) -> Verdict:
    limit = limit_of(channel, dossier, clause)
    exempt = why_exempt(channel, dossier, limit)
    if exempt or limit is None:
        owes_nothing = subject.not_applicable(exempt or "exempt_class")
        return _with_remark(owes_nothing, channel, subject, dossier)
    why = why_unseen_on(site, channel.page, dossier)
    if why:
        return subject.cannot_tell(why)
    if channel.redated_share >= REDATED_SHARE:
        return subject.cannot_tell(Why.TEMPLATE_CHANGED)
    newest = newest_sign(channel, dossier)
    if newest and not limit.is_passed(newest.day, dossier.as_of):
        return _clear(channel, site, newest, limit, subject, dossier)
    claims_unread = not channel.page.items and channel.page.items_claimed
    if not was_read_completely(channel.page) or claims_unread:
        return subject.cannot_tell(Why.PARSE_ANOMALY)
    if not channel.items:
        return subject.not_applicable("parent_of_channels" if channel.child_updated else "empty")
    if newest is None or (newest.observed and not is_dated(channel, dossier.as_of)):
        return _judge_undated(channel, site, limit, subject, dossier)
    return _problem(channel, site, newest, limit, subject, dossier)


def _with_remark(
    verdict: Verdict, channel: ChannelView, subject: Subject, dossier: Dossier
) -> Verdict:
    """A page of duties that bears no date and was the same in every look of a year: nothing is
    owed, and only our own looks can tell how long nobody touched it.
    """
    page, since = channel.page, channel.page.unchanged_since
    is_a_page_of_duties = page.kind == "article" and not channel.items and not channel.shared_with
    if not (is_a_page_of_duties and page.is_open and since) or page.published:
        return verdict
    if page.looks_on_days < LOOKS_OF_A_YEAR or not A_YEAR.is_passed(
        chinese_day(since), dossier.as_of
    ):
        return verdict
    values = {**subject.values, "since": chinese_day(since), "n": page.looks_on_days}
    said = spoken(UNTOUCHED, values)
    return replace(verdict, remark=True, sentence_zh=said.zh, sentence_en=said.en)


def _judge_undated(
    channel: ChannelView, site: SiteView, limit: Limit, subject: Subject, dossier: Dossier
) -> Verdict:
    """No date in the list nor in the articles: only our own watch speaks, and only when it was
    longer than the deadline.
    """
    read = sum(1 for item in channel.items if item.page and item.page.was_ever_open)
    since = max(chinese_day(item.first_seen) for item in channel.items)
    if (
        read < min(SAMPLED_ARTICLES, len(channel.items))
        or not limit.is_passed(since, dossier.as_of)
        or is_warning_only(channel, site, dossier)
    ):
        return subject.cannot_tell(Why.UNDATED)
    watched = aged(since, limit, dossier)
    return replace(subject, clause=binding_clause(dossier, UNDATED_CLAUSES).id).problem(
        PROBLEM_UNDATED,
        watched._replace(mark="product") if limit.mark == "law" else watched,
        {
            "since": since,
            "as_of": dossier.as_of,
            "n": (dossier.as_of - since).days,
            "limit": limit.text,
        },
        kind="undated",
        evidence=[seen(channel.page, NOTHING_NEW, {"since": since})],
        details=_details(channel, "", limit.overdue_days(since, dossier.as_of)),
    )


def _problem(
    channel: ChannelView,
    site: SiteView,
    newest: Newest,
    limit: Limit,
    subject: Subject,
    dossier: Dossier,
) -> Verdict:
    age, n = aged(newest.day, limit, dossier), (dossier.as_of - newest.day).days
    values = {
        "date": newest.day,
        "claimed": newest.claimed,
        "as_of": dossier.as_of,
        "n": n,
        "limit": limit.text,
    }
    overdue = limit.overdue_days(newest.day, dossier.as_of)
    details = _details(channel, newest.day.isoformat(), overdue)
    evidence = _evidence(channel, newest)
    if is_warning_only(channel, site, dossier):
        return subject.clear(
            WARNING_ONLY, values, age, warning=True, evidence=evidence, details=details
        )
    words = PROBLEM_SEEN if newest.observed and newest.claimed else PROBLEM
    return subject.problem(words, age, values, evidence=evidence, details=details)


def _clear(
    channel: ChannelView,
    site: SiteView,
    newest: Newest,
    limit: Limit,
    subject: Subject,
    dossier: Dossier,
) -> Verdict:
    lately = 0 if is_warning_only(channel, site, dossier) else published_lately(channel, dossier)
    due = limit.last_day_on_time(newest.day)
    is_near = limit.is_near(newest.day, dossier.as_of, warn_days_of(channel, dossier))
    return subject.clear(
        WARNING if is_near else _clear_words(newest),
        {
            "date": newest.day,
            "due": due,
            "claimed": newest.claimed,
            "limit": limit.text,
        },
        aged(newest.day, limit, dossier),
        warning=is_near,
        good=GOOD if lately and not is_near else None,
        counted=lately,
        evidence=_evidence(channel, newest),
        details=_details(channel, newest.day.isoformat(), 0) | {"due": due.isoformat()},
    )


def _clear_words(newest: Newest) -> Words:
    if not newest.observed:
        return CLEAR
    return CLEAR_SEEN if newest.claimed else CLEAR_UNDATED


def _evidence(channel: ChannelView, newest: Newest) -> list[Evidence]:
    values = {
        "title": newest.title or channel.name,
        "date": newest.day,
        "claimed": newest.claimed,
    }
    is_seen_first = newest.observed and newest.claimed
    return [seen(channel.page, NEWEST_SEEN if is_seen_first else NEWEST, values)]


def _details(channel: ChannelView, last_date: str, overdue: int) -> dict[str, str]:
    return {
        "channel": channel.name,
        "last_date": last_date,
        "overdue_days": str(overdue),
        "url": channel.url,
    }
