"""A link on the home page, in a list or of an article leads nowhere.

依据 Clauses: guide2017.a2 (做好监测巡检，避免错链、断链).
Problem: three or more links of the home page to the unit's own pages answered 404, or said that
they are gone, on two nights at least 24 hours apart; or one document of a paper that has to be
published did, and was never seen to open.
Not a problem: a firewall, a server's error, silence; an address of an inner network; a link of
mail, scripts and places in the page; a stranger's site that is gone, which is a warning alone.
Cannot tell: the page was not open; links of its own were not looked at yet, or proved nothing.

问题：首页有3个以上指向本单位网站的链接，在相隔24小时以上的两次夜间检查中均返回404或显示页面不存在；
或者应当公开的文件有一个附件如此，且从未打开过。
不属问题：访问防护、服务器错误、无响应；内部网络的地址；邮件、脚本和页内跳转；外部网站已经关闭（只作
提醒）。
无法判断：页面未能打开；站内链接尚未查看，或查看结果不足以说明问题。
"""

from collections.abc import Iterator, Sequence

from config.rulebook import Clause
from config.words import Words
from monitor.dossier.facts import Dossier, LinkView, SiteView
from monitor.judging.answers import (
    Measure,
    Subject,
    binding_clause,
    iso,
    listed,
    measure,
    noted,
    seen,
    subject_of,
)
from monitor.judging.plain_text import unlinked
from monitor.judging.rule import Rule
from monitor.judging.verdict import Evidence, Verdict, Why
from monitor.measures.days import chinese_day
from monitor.measures.dead_links import LookedLinks, is_required, looked, says_it_is_gone
from monitor.measures.sight import why_unseen_on
from store.outcome_words import cause_of
from store.outcomes import OutcomeGroup
from store.urls import canonical

GOOD = Words(
    "{unit}网站首页链接检查{n}个，均可打开",
    "{unit}: {n} links of its home page were looked at, all open",
)
RULE = Rule(
    title=Words("错链、断链", "Dead link"),
    short=Words("断链", "dead link"),
    looked_at=Words("链接", "links"),
    fault=Words(
        "首页、列表、文章中的链接打不开", "a link of a home page, list or article leads nowhere"
    ),
    needs=("sites", "links", "shared_failures"),
    clauses=("guide2017.a2",),
    defences=("answers_all_alike", "moved"),
    theme=5,
    good=GOOD,
)

ABOUT_HOME = Words("{unit}网站首页（{url}）的链接", "the links of the home page {url} of {unit}")
ABOUT_LISTS = Words("{unit}网站（{url}）列表中的链接", "the links in lists of {url}, {unit}")
ABOUT_FILE = Words("{unit}《{title}》的附件“{words}”", "the document “{words}” of {title}, {unit}")
PROBLEM = Words(
    "{unit}网站首页有{k}个指向本单位网站的链接无法打开，如“{words}”，{since}以来{nights}次夜间检查均如此。",
    "{unit}: {k} links of the home page to its own pages lead nowhere, such as “{words}”, on {nights} nights since {since}.",
)
PROBLEM_FILE = Words(
    "{unit}公开的《{title}》附件“{words}”自{since}首次查看以来{nights}次夜间检查均无法打开。",
    "{unit}: the document “{words}” of {title} did not open on any of {nights} nights since {since}.",
)
WARNING = Words(
    "{unit}网站首页有{k}个指向本单位网站的链接无法打开，如“{words}”，请核查。",
    "{unit}: {k} links of the home page to its own pages lead nowhere, such as “{words}”; please check.",
)
WARNING_OUTSIDE = Words(
    "{unit}网站首页有{k}个指向外部网站的链接无法打开，如“{words}”，请核查。",
    "{unit}: {k} links of the home page to other sites lead nowhere, such as “{words}”; please check.",
)
WARNING_LISTS = Words(
    "{unit}网站列表、栏目中有{k}个链接无法打开，如“{words}”，请核查。",
    "{unit}: {k} links in lists of the site lead nowhere, such as “{words}”; please check.",
)
WARNING_FILE = Words(
    "{unit}《{title}》附件“{words}”无法打开，请核查。",
    "{unit}: the document “{words}” of {title} does not open; please check.",
)
CLEAR = Words(
    "{unit}网站首页链接均可打开（检查{n}个）。", "{unit}: all {n} links of the home page open."
)
CLEAR_OWN = Words(
    "{unit}网站首页指向本单位网站的链接均可打开（共{all}个链接，打开{n}个，其余{rest}个为外部网站或内部网络的链接，未能判断）。",
    "{unit}: all links of the home page to its own pages open ({n} of {all} links; {rest} to other sites or inner networks could not be told).",
)
CLEAR_LISTS = Words(
    "{unit}网站列表、栏目中查看过的{n}个链接均可打开。",
    "{unit}: the {n} links in lists of the site that were looked at open.",
)
CLEAR_FILE = Words(
    "{unit}《{title}》附件“{words}”可以打开。", "{unit}: “{words}” of {title} opens."
)
NOTE = Words("“{words}”（{address}）：{cause}", "“{words}” ({address}): {cause}")
NOTE_OWN = Words("“{words}”：{cause}", "“{words}”: {cause}")
NOTE_PAGE = Words("链接所在页面", "The page that links to it")
COUNTED = Words(
    "首页链接{all}个，打开{n}个，不存在{dead}个（其中站外{outside}个），不能确定{suspect}个，尚未查看{unlooked}个",
    "{all} links: {n} open, {dead} gone ({outside} of them on other sites), {suspect} not certain, {unlooked} not looked at",
)
SHOWN = 10  # links named in the evidence


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause, limits = binding_clause(dossier, RULE.clauses), dossier.rulebook.limits.dead_link
    for site in dossier.sites:
        if site.kind == "portal_channel":
            about = subject_of(dossier, f"site:{site.id}", ABOUT_HOME, clause, url=site.url)
            yield about.not_applicable("portal_channel")
            continue
        links = [link for link in dossier.links if link.site == site.id]
        at_home = looked([link for link in links if link.place == "home"], limits)
        yield _judge_home(at_home, site, dossier, clause)
        in_lists = looked([link for link in links if link.place == "list"], limits)
        yield from _judge_lists(in_lists, site, dossier, clause)
    for link in filter(is_required, dossier.links):
        yield from _judge_file(link, dossier, clause)


def _judge_home(links: LookedLinks, site: SiteView, dossier: Dossier, clause: Clause) -> Verdict:
    limits = dossier.rulebook.limits.dead_link
    subject = subject_of(dossier, f"site:{site.id}", ABOUT_HOME, clause, url=site.url)
    why = why_unseen_on(site, site.home, dossier)
    if why:
        return subject.cannot_tell(why)
    if not links.of:  # a night of before, or a page that a script fills
        return subject.cannot_tell(Why.COVERAGE_LOW)
    own, outside = _parted(links.dead)
    if len(own) >= limits.home_links:
        against = _measure(len(own), links, dossier, "home_links")
        values = _example(own) | {"k": len(own)}
        return subject.problem(
            PROBLEM,
            against,
            values,
            evidence=_evidence(own, links, site),
            details={"url": site.url},
        )
    if own or outside:
        words, named = (WARNING, own) if own else (WARNING_OUTSIDE, outside)
        against = _measure(len(named), links, dossier, "warn_links")
        values = _example(named) | {"k": len(named)}
        evidence = _evidence(named, links, site)
        return subject.clear(words, values, against, warning=True, evidence=evidence)
    return _without_dead(links, subject, site)


def _without_dead(links: LookedLinks, subject: Subject, site: SiteView) -> Verdict:
    """Clear where every link of its own opens: others' walls are not its doing."""
    counted = Measure(f"{len(links.open)} of {links.of} links open")
    why = _why_unsure(links)
    if why:
        return subject.cannot_tell(why, counted)
    rest = links.of + len(links.inner) - len(links.open)
    values = {"n": len(links.open), "all": len(links.open) + rest, "rest": rest}
    evidence = [seen(site.home, COUNTED, _counts(links))]
    if rest:
        return subject.clear(CLEAR_OWN, values, counted, evidence=evidence)
    return subject.clear(
        CLEAR, values, counted, good=GOOD, counted=len(links.open), evidence=evidence
    )


def _why_unsure(links: LookedLinks) -> Why | None:
    suspects = [link for link in links.suspect if link.is_own]
    if any(link.is_own for link in links.unlooked):
        return Why.COVERAGE_LOW
    if any(says_it_is_gone(link) for link in suspects):
        return Why.TOO_FEW_PROBES
    groups = {link.now.outcome.group for link in suspects if link.now}
    if OutcomeGroup.BLOCKED in groups:
        return Why.BLOCKED
    if groups:
        return Why.TOO_FEW_PROBES
    return None if links.open else Why.COVERAGE_LOW


def _judge_lists(
    links: LookedLinks, site: SiteView, dossier: Dossier, clause: Clause
) -> Iterator[Verdict]:
    """A dead row of a list is a warning: what once stood there is `vanished_item`'s."""
    subject = subject_of(dossier, f"list:{site.id}", ABOUT_LISTS, clause, url=site.url)
    if not links.of or not site.home.is_open:
        return
    own, _ = _parted([link for link in links.dead if not link.was_ever_open])
    if own:
        against = _measure(len(own), links, dossier, "warn_links")
        values = _example(own) | {"k": len(own)}
        evidence = _evidence(own, links, site)
        yield subject.clear(WARNING_LISTS, values, against, warning=True, evidence=evidence)
    elif links.open:
        counted = Measure(f"{len(links.open)} of {links.of} links open")
        yield subject.clear(CLEAR_LISTS, {"n": len(links.open)}, counted)


def _judge_file(link: LinkView, dossier: Dossier, clause: Clause) -> Iterator[Verdict]:
    """Spoken of one by one where it was not seen to open; what opened once and is gone is
    `vanished_item`'s.
    """
    limits = dossier.rulebook.limits.dead_link
    state = looked([link], limits)
    named = {"title": link.about, "words": link.words or link.about}
    subject = subject_of(dossier, f"file:{canonical(link.url)}", ABOUT_FILE, clause, **named)
    if state.open or link.was_ever_open:
        if state.open and link.is_own and _was_gone(link):
            yield subject.clear(CLEAR_FILE)
    elif not state.dead:
        if state.suspect and link.is_own:
            yield subject.cannot_tell(Why.TOO_FEW_PROBES)
    elif link.is_own:
        assert link.now is not None
        values = {"since": chinese_day(link.now.first_at), "nights": link.now.nights}
        threshold = "{looks} nights, {hours} h"
        against = measure(f"{link.now.nights} nights", limits, threshold)
        evidence = [_shown(link), noted(link.found_on, NOTE_PAGE, link.about)]
        details = {"url": link.found_on}
        yield subject.problem(PROBLEM_FILE, against, values, evidence=evidence, details=details)
    else:
        yield subject.clear(WARNING_FILE, warning=True, evidence=[_shown(link)])


def _was_gone(link: LinkView) -> bool:
    """As far as is known: of what no crawl asks for, only the latest state is."""
    looks = link.page.sightings if link.page else ()
    return link.page is None or any(look.outcome.group is OutcomeGroup.GONE for look in looks)


def _parted(dead: Sequence[LinkView]) -> tuple[list[LinkView], list[LinkView]]:
    """The unit's own, and others'."""
    return [one for one in dead if one.is_own], [one for one in dead if not one.is_own]


def _measure(found: int, links: LookedLinks, dossier: Dossier, key: str) -> Measure:
    return measure(
        f"{found} of {links.of} links", dossier.rulebook.limits.dead_link, f"{{{key}}} links"
    )


def _example(links: Sequence[LinkView]) -> dict[str, object]:
    """The first by its words, and since when all of them were gone."""
    first = next((link for link in links if link.words), links[0])
    looks = [link.now for link in links if link.now]
    return {
        "words": first.words or unlinked(first.url),
        "since": chinese_day(max(look.first_at for look in looks)),
        "nights": min(look.nights for look in looks),
    }


def _evidence(dead: Sequence[LinkView], links: LookedLinks, site: SiteView) -> list[Evidence]:
    shown = listed([_shown(link) for link in dead], SHOWN)
    return [*shown, seen(site.home, COUNTED, _counts(links))]


def _shown(link: LinkView) -> Evidence:
    """A page of the unit's own is named by its address, and so looked at a second time; a
    stranger's is told in words.
    """
    assert link.now is not None
    words, cause = link.words or "-", cause_of(link.now.outcome)
    if link.page is not None:
        return seen(link.page, NOTE_OWN, {"words": words, "cause": cause}, at=link.now)
    address = unlinked(link.url)
    note = NOTE.filled(words=words, address=address, cause=cause)
    return Evidence(
        url="",
        title=words,
        first_at=iso(link.now.first_at),
        last_at=iso(link.now.last_at),
        checks=link.now.nights,
        outcome=link.now.outcome.value,
        note_zh=note.zh,
        note_en=note.en,
    )


def _counts(links: LookedLinks) -> dict[str, object]:
    _, outside = _parted(links.dead)
    return {
        "all": links.of,
        "n": len(links.open),
        "dead": len(links.dead),
        "outside": len(outside),
        "suspect": len(links.suspect),
        "unlooked": len(links.unlooked),
    }
