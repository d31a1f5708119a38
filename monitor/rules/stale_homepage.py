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
from monitor.judging.answers import (
    Measure,
    binding_clause,
    cannot_tell,
    clear,
    not_applicable,
    problem,
    seen,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.judging.words import WHOSE_NUMBER
from monitor.measures.days import Limit, mark_of
from monitor.measures.freshness import (
    Newest,
    newest_anywhere,
    newest_item,
    own_channels,
    own_items,
)
from monitor.measures.sight import was_read_completely, why_unseen_on

GOOD = Words("{unit}网站更新及时", "{unit} keeps its site up to date")
RULE = Rule(
    title=Words("首页长期未更新", "Stale home page"),
    short=Words("首页未更新", "stale home"),
    looked_at=Words("首页更新", "home page"),
    fault=Words("首页长期未更新", "nothing new on the home page beyond the limit"),
    needs=("sites", "shared_failures", "clock_suspect"),
    clauses=("insp2019.home", "census2015.home", "local2012.stale"),
    theme=1,
    good=GOOD,
)

PROBLEM = Words(
    "{unit}网站首页最新信息发布于{date}，截至{as_of}已{n}天未更新，超过{limit}的规定时限。",
    "Home page: newest item {date}, {n} days old, limit {limit}.",
)
PROBLEM_BY_ANOTHER_NUMBER = Words(
    "{unit}网站首页最新信息发布于{date}，截至{as_of}已{n}天未更新，超过{limit}{whose}的检查时限。",
    "Home page: newest item {date}, {n} days old, limit {limit}{whose}.",
)
CLEAR = Words(
    "{unit}网站首页更新及时（最新信息{date}）。", "Home page up to date: newest item {date}."
)
WARNING = Words(
    "{unit}网站首页最新信息发布于{date}，将于{due}超期，请及时更新。",
    "Home page: newest item {date}, due by {due}.",
)
NEWEST = Words("最新信息“{title}”，{date}", "Newest item “{title}”, {date}")


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    for site in dossier.sites:
        if site.kind == "portal_channel":
            yield not_applicable(f"site:{site.id}", "portal_channel", dossier.unit.label)
        else:
            yield _judge(site, dossier, clause)


def _judge(site: SiteView, dossier: Dossier, clause: Clause) -> Verdict:
    subject, about = (
        f"site:{site.id}",
        Words(f"{dossier.unit.label}网站首页", f"the home page of {dossier.unit.label}"),
    )
    why = why_unseen_on(site, site.home, dossier)
    if why:
        return cannot_tell(subject, why, about)
    limits = dossier.rulebook.limits.stale_homepage
    limit = Limit(days=limits.limit_days, mark=mark_of(clause, limits.mark("limit_days")))
    on_page = [item for item in own_items(site, dossier) if item.claimed or item.url_date]
    is_navigation_only = len(on_page) < limits.dated_items_needed
    newest = (
        newest_anywhere(site, on_page, dossier)
        if is_navigation_only
        else newest_item(on_page, dossier.as_of)
    )
    if newest is None:
        return cannot_tell(subject, Why.UNDATED, about)
    if not limit.is_passed(newest.day, dossier.as_of):
        return _clear(site, newest, limit, dossier, clause)
    if not was_read_completely(site.home):
        return cannot_tell(subject, Why.PARSE_ANOMALY, about)
    if is_navigation_only and not all(channel.page.is_open for channel in own_channels(site)):
        return cannot_tell(subject, Why.COVERAGE_LOW, about)
    return _problem(site, newest, limit, dossier, clause)


def _problem(
    site: SiteView, newest: Newest, limit: Limit, dossier: Dossier, clause: Clause
) -> Verdict:
    age = (dossier.as_of - newest.day).days
    values = {
        "unit": dossier.unit.label,
        "date": newest.day,
        "as_of": dossier.as_of,
        "n": age,
        "limit": limit.text,
        "whose": WHOSE_NUMBER[limit.mark],
    }
    measure = Measure(f"{age} d", limit.short, limit.mark)
    details = {
        "last_date": newest.day.isoformat(),
        "overdue_days": str(limit.overdue_days(newest.day, dossier.as_of)),
        "url": site.home.url,
    }
    return problem(
        f"site:{site.id}",
        PROBLEM if limit.mark == "law" else PROBLEM_BY_ANOTHER_NUMBER,
        values,
        clause,
        measure,
        evidence=_evidence(site, newest),
        details=details,
    )


def _clear(
    site: SiteView, newest: Newest, limit: Limit, dossier: Dossier, clause: Clause
) -> Verdict:
    is_near = limit.is_near(
        newest.day, dossier.as_of, dossier.rulebook.limits.stale_homepage.warn_days
    )
    values = {
        "unit": dossier.unit.label,
        "date": newest.day,
        "due": limit.last_day_on_time(newest.day),
    }
    measure = Measure(f"{max(0, (dossier.as_of - newest.day).days)} d", limit.short, limit.mark)
    words, good = (WARNING, "") if is_near else (CLEAR, GOOD.text("zh", unit=dossier.unit.label))
    return clear(
        f"site:{site.id}",
        words,
        values,
        clause,
        measure,
        warning=is_near,
        good=good,
        evidence=_evidence(site, newest),
    )


def _evidence(site: SiteView, newest: Newest) -> list[Evidence]:
    return [seen(site.home, NEWEST, {"title": newest.title, "date": newest.day})]
