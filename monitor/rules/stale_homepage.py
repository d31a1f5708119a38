"""Nothing new on a unit's home page for more than two weeks.

依据 Clauses: insp2019.home, census2015.home; before them local2012.stale, which named the fault
without a number (the 14 days are then this product's).
Problem: the newest item of the unit's own on the home page is 15 days old.
Not a problem: 14 days old; an old item pinned on top of a new one.
Cannot tell: the home page was not seen tonight or not read completely; neither it nor the channels
show dates; it is a mere navigation page and not all of its channels were seen; our clock is in
doubt.
Note: banners of today's date, dates in the future and feeds of other hosts never prove that a unit
updated its page.

问题：首页上最新一条本单位信息已满15天。
不属问题：最新信息为14天；旧信息置顶、其下有新信息。
无法判断：本次没有看到首页或未能完整读取；首页和各栏目都未注明时间；首页只是栏目导航，而栏目没有全部
看到；检查方时钟存疑。
说明：页面上的“今天是某月某日”、未来的日期、转引其他网站的信息，都不算本单位的更新。
"""

from collections.abc import Iterator

from config.rulebook import Clause
from config.words import Words
from monitor.dossier.facts import Dossier, SiteView
from monitor.judging.answers import Subject, aged, binding_clause, seen, site_subject
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.judging.words import WHOSE_NUMBER
from monitor.measures.days import Limit, mark_of
from monitor.measures.freshness import Newest, newest_anywhere, newest_item, own_channels, own_items
from monitor.measures.sight import was_read_completely, why_unseen_on

GOOD = Words(
    "{unit}网站首页更新及时，最新信息发布于{date}",
    "{unit}: newest item of the home page {date}",
)
RULE = Rule(
    title=Words("首页长期未更新", "Stale home page"),
    short=Words("首页未更新", "stale home"),
    looked_at=Words("首页更新", "home page"),
    fault=Words("首页长期未更新", "nothing new on the home page beyond the limit"),
    needs=("sites", "shared_failures", "clock_suspect"),
    clauses=("insp2019.home", "census2015.home", "local2012.stale"),
    defences=(
        "dated_ahead",
        "moved",
        "seen_newer",
    ),
    theme=1,
    good=GOOD,
)

ABOUT = Words("{unit}网站首页", "the home page of {unit}")
PROBLEM = Words(
    "{unit}网站首页最新信息发布于{date}，截至{as_of}已{n}天未更新，超过{limit}的规定时限。",
    "{unit}: nothing new on the home page since {date}, {n} days by {as_of} (limit {limit}).",
)
PROBLEM_BY_ANOTHER_NUMBER = Words(
    "{unit}网站首页最新信息发布于{date}，截至{as_of}已{n}天未更新，超过{limit}{whose}的检查时限。",
    "{unit}: nothing new on the home page since {date}, {n} days by {as_of}; the limit is {limit}{whose}.",
)
PROBLEM_SEEN = Words(
    "{unit}网站首页最新信息首次见于{date}（其标注日期为{claimed}），截至{as_of}已{n}天未更新，超过{limit}{whose}的时限。",
    "{unit}: nothing new on the home page since {date}, when its newest item was first seen (dated {claimed}), {n} days by {as_of}; the limit is {limit}{whose}.",
)
CLEAR_SEEN = Words(
    "{unit}网站首页有更新，{date}首次见到新信息（其标注日期为{claimed}）。",
    "{unit}: the home page was updated, a new item was first seen on {date} (dated {claimed}).",
)
CLEAR = Words(
    "{unit}网站首页更新及时（最新信息{date}）。",
    "{unit}: the home page is up to date, newest item {date}.",
)
WARNING = Words(
    "{unit}网站首页最新信息发布于{date}，{due}后超过{limit}的时限，请及时更新。",
    "{unit}: the newest item of the home page is of {date}; it is overdue after {due} (limit {limit}).",
)
NO_DATE = Words("未注明", "none")
NEWEST = Words("最新信息“{title}”，{date}", "Newest item “{title}”, {date}")
NEWEST_SEEN = Words(
    "最新信息“{title}”，{date}首次见到，标注日期：{claimed}",
    "Newest item “{title}”, first seen {date}, its date: {claimed}",
)


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    for site in dossier.sites:
        subject = site_subject(site, ABOUT, dossier, clause)
        if site.kind == "portal_channel":
            yield subject.not_applicable("portal_channel")
        else:
            yield _judge(site, subject, dossier, clause)


def _judge(site: SiteView, subject: Subject, dossier: Dossier, clause: Clause) -> Verdict:
    why = why_unseen_on(site, site.home, dossier)
    if why:
        return subject.cannot_tell(why)
    limits = dossier.rulebook.limits.stale_homepage
    limit = Limit(days=limits.limit_days, mark=mark_of(clause, limits.mark("limit_days")))
    on_page = [item for item in own_items(site, dossier) if item.claimed or item.url_date]
    is_navigation_only = len(on_page) < limits.dated_items_needed
    newest = (
        newest_anywhere(site, on_page, dossier)
        if is_navigation_only
        else newest_item(on_page, dossier.as_of, site)
    )
    if newest is None:
        return subject.cannot_tell(Why.UNDATED)
    if not limit.is_passed(newest.day, dossier.as_of):
        return _clear(site, newest, limit, subject, dossier)
    if not was_read_completely(site.home):
        return subject.cannot_tell(Why.PARSE_ANOMALY)
    if is_navigation_only and not all(channel.page.is_open for channel in own_channels(site)):
        return subject.cannot_tell(Why.COVERAGE_LOW)
    return _problem(site, newest, limit, subject, dossier)


def _problem(
    site: SiteView, newest: Newest, limit: Limit, subject: Subject, dossier: Dossier
) -> Verdict:
    words = PROBLEM if limit.mark == "law" else PROBLEM_BY_ANOTHER_NUMBER
    return subject.problem(
        PROBLEM_SEEN if newest.observed else words,
        aged(newest.day, limit, dossier),
        {
            "date": newest.day,
            "claimed": newest.claimed or NO_DATE,
            "as_of": dossier.as_of,
            "n": (dossier.as_of - newest.day).days,
            "limit": limit.text,
            "whose": WHOSE_NUMBER[limit.mark],
        },
        evidence=[_shown(site, newest)],
        details={
            "last_date": newest.day.isoformat(),
            "overdue_days": str(limit.overdue_days(newest.day, dossier.as_of)),
            "url": site.home.url,
        },
    )


def _clear(
    site: SiteView, newest: Newest, limit: Limit, subject: Subject, dossier: Dossier
) -> Verdict:
    warn_days = dossier.rulebook.limits.stale_homepage.warn_days
    due = limit.last_day_on_time(newest.day)
    is_near = limit.is_near(newest.day, dossier.as_of, warn_days)
    return subject.clear(
        WARNING if is_near else CLEAR_SEEN if newest.observed else CLEAR,
        {
            "date": newest.day,
            "due": due,
            "limit": limit.text,
            "claimed": newest.claimed or NO_DATE,
        },
        aged(newest.day, limit, dossier),
        warning=is_near,
        good=None if is_near or newest.observed else GOOD,
        evidence=[_shown(site, newest)],
        details={"last_date": newest.day.isoformat(), "due": due.isoformat()},
    )


def _shown(site: SiteView, newest: Newest) -> Evidence:
    values = {
        "title": newest.title,
        "date": newest.day,
        "claimed": newest.claimed or NO_DATE,
    }
    return seen(site.home, NEWEST_SEEN if newest.observed else NEWEST, values)
