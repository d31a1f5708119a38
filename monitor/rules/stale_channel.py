"""A channel that should be updated has had no new item within the deadline of its class.

依据 Clauses: insp2019.channels, census2015.channels; before them local2012.stale with this
product's numbers. A list that
    bears no dates: guide2017.a1 (发布时间须清晰显示), until 2019-03-31 census2015.channels
        (未注明时间视为不更新).
Problem: the newest of all items of 通知公告 is six months and a day old; a list without any date in
which nothing new
    appeared while it was watched for longer than its deadline.
Not a problem: an old item pinned above a new one; a parent whose child channel was updated; a class
without deadline
    (机构职能, 上级要闻, 历史专题); 其他, which is only ever warned of, unless it is all that a unit
    has on the portal.
Cannot tell: the list was not seen tonight or not read completely; four fifths of its dates changed
in one night; it
    bears no dates and was watched for less than its deadline; our clock is in doubt.
"""

from collections.abc import Iterator
from datetime import timedelta

from config.rulebook import ChannelClass, Clause
from config.words import Words
from monitor.dossier.facts import ChannelView, Dossier, SiteView
from monitor.judging.answers import (
    Measure,
    binding_clause,
    cannot_tell,
    clear,
    mark_of,
    not_applicable,
    problem,
    seen,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Verdict, Why
from monitor.measures.days import Limit, chinese_day
from monitor.measures.freshness import Newest, is_dated, newest_of_channel
from monitor.measures.sight import was_read_completely, why_unseen_on
from store.urls import canonical

GOOD = Words("{unit}栏目更新及时", "{unit} keeps its channels up to date")
RULE = Rule(
    title=Words("栏目长期未更新", "Stale channel"),
    fault=Words(
        "栏目超过规定时限没有新信息", "no new item in a channel within the deadline of its class"
    ),
    needs=("sites", "shared_failures", "clock_suspect"),
    clauses=("insp2019.channels", "census2015.channels", "local2012.stale", "guide2017.a1"),
    theme=1,
    good=GOOD,
)
UNDATED_CLAUSES = ("census2015.channels", "guide2017.a1", "local2012.stale")

PROBLEM = Words(
    "{unit}“{channel}”栏目最新信息发布于{date}，截至{as_of}已{n}天未更新，超过{limit}的更新时限。",
    "“{channel}”: newest item {date}, {n} days, limit {limit}.",
)
PROBLEM_UNDATED = Words(
    "{unit}“{channel}”栏目信息均未注明发布时间，自{since}观察至{as_of}共{n}天未见新信息，超过{limit}的更新时限。",
    "“{channel}”: no item bears a date, and none appeared in {n} days of watching since {since}, limit {limit}.",
)
CLEAR = Words(
    "{unit}“{channel}”栏目更新及时，最新信息发布于{date}。",
    "“{channel}”: up to date, newest item {date}.",
)
CLEAR_UNDATED = Words(
    "{unit}“{channel}”栏目有更新，{date}首次见到新信息，但未注明发布时间。",
    "“{channel}”: updated, a new item was first seen on {date}; its items bear no dates.",
)
WARNING = Words(
    "{unit}“{channel}”栏目将于{due}超期，请及时更新。", "“{channel}” will be overdue after {due}."
)
WARNING_ONLY = Words(
    "{unit}“{channel}”栏目最新信息发布于{date}，已超过{limit}，请关注（该类栏目仅作提醒）。",
    "“{channel}”: newest item {date}, past {limit}; channels of this class are only warned of.",
)
NEWEST = Words("列表中最新信息“{title}”，{date}", "Newest item of the list “{title}”, {date}")
NOTHING_NEW = Words(
    "列表中无发布时间，观察期内无新信息",
    "No dates in the list, and nothing new while it was watched",
)

# docs/rulebook.md §3.6(b): articles of an undated list that must have been read in search of a date
SAMPLED_ARTICLES = 5
REDATED_SHARE = 0.8  # docs/field-notes.md §10.4: so many dates changed at once are a migration
OTHER = "other"


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    for site in dossier.sites:
        for channel in site.channels:
            yield _judge(channel, site, dossier, clause)


def _judge(channel: ChannelView, site: SiteView, dossier: Dossier, clause: Clause) -> Verdict:
    subject = _subject(channel)
    about = Words(
        f"{dossier.unit.label}“{channel.name}”栏目",
        f"channel “{channel.name}” of {dossier.unit.label}",
    )
    limit = _limit(channel, dossier, clause)
    exempt = _why_exempt(channel, dossier, limit)
    if exempt or limit is None:
        return not_applicable(subject, exempt or "exempt_class", about)
    why = why_unseen_on(site, channel.page, dossier)
    if why:
        return cannot_tell(subject, why, about)
    if channel.redated_share >= REDATED_SHARE:
        return cannot_tell(subject, Why.TEMPLATE_CHANGED, about)
    newest = _newest(channel, dossier)
    if newest and not limit.is_passed(newest.day, dossier.as_of):
        return _clear(channel, newest, limit, dossier, clause)
    if not was_read_completely(channel.page) or (
        not channel.page.items and channel.page.items_claimed
    ):
        return cannot_tell(subject, Why.PARSE_ANOMALY, about)
    if not channel.items:
        return not_applicable(
            subject, "parent_of_channels" if channel.child_updated else "empty", about
        )
    if newest is None or (newest.observed and not is_dated(channel, dossier.as_of)):
        return _judge_undated(channel, site, limit, dossier, about)
    return _problem(channel, site, newest, limit, dossier, clause)


def _why_exempt(channel: ChannelView, dossier: Dossier, limit: Limit | None) -> str:
    if limit is None or (_class_of(channel, dossier).exempt and not channel.limit_days):
        return "exempt_class"
    if channel.shared_with:
        return "shared_list"
    if not channel.is_present:
        return "no_longer_linked"
    if channel.page.jumps_to and not channel.items:
        return "redirects"
    return "single_article" if channel.page.kind == "article" and not channel.items else ""


def _class_of(channel: ChannelView, dossier: Dossier) -> ChannelClass:
    """The channel's class; one that the rulebook does not know is like every other."""
    known = {channel_class.id: channel_class for channel_class in dossier.rulebook.channel_classes}
    return known.get(channel.channel_class) or known[OTHER]


def _limit(channel: ChannelView, dossier: Dossier, clause: Clause) -> Limit | None:
    """The office's own number for this channel, then the county's, then the class's."""
    channel_class = _class_of(channel, dossier)
    if channel.limit_days:
        return Limit(days=channel.limit_days, mark="local")
    if dossier.profile == "county" and channel_class.county_limit_days:
        return Limit(days=channel_class.county_limit_days, mark="county")
    if channel_class.limit_days is None and channel_class.limit_months is None:
        return None
    mark = mark_of(clause, channel_class.limit_mark)
    return Limit(channel_class.limit_days or 0, channel_class.limit_months or 0, mark)


def _newest(channel: ChannelView, dossier: Dossier) -> Newest | None:
    """A parent is updated if any of its children is."""
    found = newest_of_channel(channel, dossier.as_of)
    child = channel.child_updated
    if (
        child
        and child <= dossier.as_of + timedelta(days=1)
        and (found is None or child > found.day)
    ):
        return Newest(child, url=channel.url)
    return found


def _judge_undated(
    channel: ChannelView, site: SiteView, limit: Limit, dossier: Dossier, about: Words
) -> Verdict:
    """No date in the list nor in the articles: only our own watch speaks, and only when it was
    longer than the deadline.
    """
    read = sum(1 for item in channel.items if item.page and item.page.was_ever_open)
    since = max(chinese_day(item.first_seen) for item in channel.items)
    if (
        read < min(SAMPLED_ARTICLES, len(channel.items))
        or not limit.is_passed(since, dossier.as_of)
        or _is_warning_only(channel, site, dossier)
    ):
        return cannot_tell(_subject(channel), Why.UNDATED, about)
    n = (dossier.as_of - since).days
    values = {**_values(channel, dossier), "since": since, "n": n, "limit": limit.text}
    clause = binding_clause(dossier, UNDATED_CLAUSES)
    measure = Measure(f"{n} d", limit.short, "product" if limit.mark == "law" else limit.mark)
    details = _details(channel, None, limit.overdue_days(since, dossier.as_of))
    evidence = [seen(channel.page, NOTHING_NEW)]
    return problem(
        _subject(channel),
        PROBLEM_UNDATED,
        values,
        clause,
        measure,
        kind="undated",
        evidence=evidence,
        details=details,
    )


def _problem(
    channel: ChannelView,
    site: SiteView,
    newest: Newest,
    limit: Limit,
    dossier: Dossier,
    clause: Clause,
) -> Verdict:
    n = (dossier.as_of - newest.day).days
    values = {**_values(channel, dossier), "date": newest.day, "n": n, "limit": limit.text}
    measure = Measure(f"{n} d", limit.short, limit.mark)
    evidence = [
        seen(channel.page, NEWEST, {"title": newest.title or channel.name, "date": newest.day})
    ]
    details = _details(channel, newest, limit.overdue_days(newest.day, dossier.as_of))
    if _is_warning_only(channel, site, dossier):
        return clear(
            _subject(channel),
            WARNING_ONLY,
            values,
            clause,
            measure,
            warning=True,
            evidence=evidence,
            details=details,
        )
    return problem(
        _subject(channel), PROBLEM, values, clause, measure, evidence=evidence, details=details
    )


def _clear(
    channel: ChannelView, newest: Newest, limit: Limit, dossier: Dossier, clause: Clause
) -> Verdict:
    channel_class = _class_of(channel, dossier)
    warn_days = (
        channel_class.county_warn_days if dossier.profile == "county" else channel_class.warn_days
    )
    is_near = limit.is_near(
        newest.day, dossier.as_of, warn_days if not channel.limit_days else None
    )
    values = {
        **_values(channel, dossier),
        "date": newest.day,
        "due": limit.last_day_on_time(newest.day),
    }
    measure = Measure(f"{max(0, (dossier.as_of - newest.day).days)} d", limit.short, limit.mark)
    words = WARNING if is_near else CLEAR_UNDATED if newest.observed else CLEAR
    evidence = [
        seen(channel.page, NEWEST, {"title": newest.title or channel.name, "date": newest.day})
    ]
    good = "" if is_near or newest.observed else GOOD.text("zh", unit=dossier.unit.label)
    details = _details(channel, newest, 0)
    return clear(
        _subject(channel),
        words,
        values,
        clause,
        measure,
        warning=is_near,
        good=good,
        evidence=evidence,
        details=details,
    )


def _is_warning_only(channel: ChannelView, site: SiteView, dossier: Dossier) -> bool:
    """A class without a deadline of its own; but the place on the portal that the office put on
    record is all that its unit has, whatever its name is: past a year it is the board of 2012 that
    nobody changed.
    """
    is_the_place_on_record = site.kind == "portal_channel" and canonical(channel.url) == canonical(
        site.url
    )
    return (
        _class_of(channel, dossier).warning_only
        and not channel.limit_days
        and not is_the_place_on_record
    )


def _values(channel: ChannelView, dossier: Dossier) -> dict[str, object]:
    return {"unit": dossier.unit.label, "channel": channel.name, "as_of": dossier.as_of}


def _details(channel: ChannelView, newest: Newest | None, overdue: int) -> dict[str, str]:
    last_date = newest.day.isoformat() if newest else ""
    return {
        "channel": channel.name,
        "last_date": last_date,
        "overdue_days": str(overdue),
        "url": channel.url,
    }


def _subject(channel: ChannelView) -> str:
    return f"channel:{canonical(channel.url)}"
