"""What a unit once published is no longer on file.

依据 Clauses: guide2017.archive, guide2017.a2, reg2019.24 (查阅、下载); before 2017-05-15
local2012.archive.
Problem: an article that we captured answered 404 at three checks over 14 days while the site was
open; three quarters of a channel's captured items gone at once (a redesign without an archive) is
one such finding; so is a document of an article that is still open, and a whole channel that is
neither in the menus nor at its address, its items in no other.
Not a problem: an item that only dropped off its list; one found again under another address;
notices that may expire (招聘, 公示, 招标), lists of persons who are helped, and pages that showed
persons' numbers; a channel that was renamed or merged into another.
Cannot tell: it is gone for less than three days; the site was not open for three quarters of the
time; the page is behind a firewall; it was not asked for tonight; the unit's site was never seen at
all.

问题：留存过的文章在14天以上、3次检查中都已不存在，而网站可以打开；一个栏目中四分之三以上的信息同时
消失（改版而未归档）的，合为一个问题；文章尚在而附件消失的，整个栏目撤下、其信息也不在其他栏目的，亦
同。
不属问题：仅从列表中移出、内容仍可打开；移至其他地址仍可查阅；期满可以撤下的信息（招聘、公示、招
标），受助人员名单，以及曾显示个人号码的页面；栏目更名或并入其他栏目。
无法判断：消失不足三天；检查期内网站有四分之一以上的时间打不开；页面在访问防护之后；本次没有访问该页
面；从未看到该单位的网站。
"""

from collections.abc import Iterator
from typing import NamedTuple

from config.rulebook import Clause
from config.words import Words
from monitor.dossier.facts import ChannelView, Dossier, KnownItem, LinkView, SiteView
from monitor.judging.answers import (
    Subject,
    binding_clause,
    channel_subject,
    listed,
    measure,
    noted,
    seen,
    subject_of,
)
from monitor.judging.rule import Rule
from monitor.judging.verdict import Answer, Evidence, Verdict, Why
from monitor.measures.days import CHINA
from monitor.measures.freshness import credible_day
from monitor.measures.sight import why_unseen_on
from monitor.measures.vanishing import (
    Lost,
    asked_since,
    doubt_of,
    file_item,
    has_a_successor,
    is_mass,
    is_out_of_sight,
    is_redesign,
    is_settled,
    lost_channel,
    lost_file,
    lost_item,
    may_expire,
    was_captured,
    was_ever_gone,
    whereabouts,
    with_numbers,
)
from store.urls import canonical

GOOD = Words(
    "{unit}历次检查留存信息{all}条，本次{each}抽查{n}条，均可查阅",
    "{unit}: of {all} items kept from earlier checks {each}{n} were looked up, all on file",
)
MANY = Words(
    "{unit}等{n}个单位共{k}条信息无法查阅（见附件1）",
    "{k} items of {n} units ({unit} and others) are no longer on file (annex 1)",
)
RULE = Rule(
    title=Words("已公开内容消失、未留存", "Vanished item"),
    short=Words("内容消失", "vanished"),
    looked_at=Words("公开内容留存", "items kept"),
    fault=Words("公开过的内容无法查阅，未归档", "published once, no longer on file"),
    needs=("sites", "links", "shared_failures", "clock_suspect", "searched_pages"),
    clauses=("local2012.archive", "guide2017.archive", "guide2017.a2", "reg2019.24"),
    defences=("moved",),
    theme=5,
    good=GOOD,
    many=MANY,
)

ABOUT = Words("{unit}《{title}》", "{title} of {unit}")
ABOUT_ALL = Words("{unit}已公开内容", "what {unit} published")
PROBLEM = Words(
    "{unit}{date}公开的《{title}》{last}检查时可查阅，{since}以来{checks}次夜间检查均查不到原文，所检查的页面中未见归档。",
    "{unit}: {title}, published {date}, was on file on {last}; {checks} nights since {since} did not find it, nor an archive.",
)
PROBLEM_UNDATED = Words(
    "{unit}公开的《{title}》{last}检查时可查阅，{since}以来{checks}次夜间检查均查不到原文，所检查的页面中未见归档。",
    "{unit}: {title} was on file on {last}; {checks} nights since {since} did not find it, nor an archive.",
)
PROBLEM_MASS = Words(
    "{unit}“{channel}”栏目留存过的{n}条信息中{k}条已查不到原文，所检查的页面中未见归档。",
    "{unit}, “{channel}”: {k} of {n} items that were captured are no longer on file, nor archived.",
)
PROBLEM_FILE = Words(
    "{unit}《{title}》的附件“{file}”{last}检查时可以打开，{since}以来{checks}次夜间检查均无法打开。",
    "{unit}: the document “{file}” of {title} opened on {last}; {checks} nights since {since} did not find it.",
)
WARNING_FILE = Words(
    "{unit}《{title}》的附件“{file}”{last}检查时可以打开，{since}以来{checks}次夜间检查均无法打开，请核查。",
    "{unit}: the document “{file}” of {title} opened on {last}; {checks} nights since {since} did not find it; please check.",
)
CLEAR_FILE = Words(
    "{unit}《{title}》的附件“{file}”可以打开。", "{unit}: the document “{file}” of {title} opens."
)
ABOUT_FILE = Words("{unit}《{title}》的附件“{file}”", "the document “{file}” of {title}, {unit}")
PROBLEM_CHANNEL = Words(
    "{unit}“{channel}”栏目{last}检查时可以打开，{since}以来{checks}次夜间检查均无法打开，网站不再链接该栏目，其公开过的{n}条信息中{k}条未见于其他栏目。",
    "{unit}, “{channel}”: the channel opened on {last}; {checks} nights since {since} did not find it, the site leads to it no more, and {k} of its {n} items stand in no other.",
)
WARNING_CHANNEL = Words(
    "{unit}“{channel}”栏目{last}检查时可以打开，{since}以来{checks}次夜间检查均无法打开，网站不再链接该栏目，请核查。",
    "{unit}, “{channel}”: the channel opened on {last}; {checks} nights since {since} did not find it and the site leads to it no more; please check.",
)
CLEAR_CHANNEL = Words(
    "{unit}“{channel}”栏目已撤下，其信息见于其他栏目。",
    "{unit}, “{channel}”: the channel was taken down; its items stand in others.",
)
WHEREABOUTS = Words(
    "公开过的{n}条信息中：{still}条原址可以打开，{elsewhere}条见于其他栏目，{k}条未见",
    "Of its {n} items {still} open where they were, {elsewhere} stand in other channels, {k} were not found",
)
WARNING = Words(
    "{unit}《{title}》{last}检查时可查阅，{since}以来{checks}次夜间检查均查不到原文，请核查。",
    "{unit}: {title} was on file on {last}; {checks} nights since {since} did not find it; please check.",
)
CLEAR = Words(
    "{unit}历次检查看到的公开内容{all}条，本次抽查{n}条，均可查阅。",
    "{unit}: of {all} items seen at earlier checks {n} were looked up this time, all on file.",
)
CLEAR_EARLIER = Words(
    "{unit}历次检查看到的公开内容{all}条，最近一次查看时均可查阅。",
    "{unit}: {all} items seen at earlier checks were on file when last looked up.",
)
CLEAR_ITEM = Words("{unit}《{title}》可以查阅。", "{unit}: {title} is on file.")
CLEAR_MOVED = Words(
    "{unit}《{title}》已移动，仍可查阅（{url}）。",
    "{unit}: {title} has moved and is still on file ({url}).",
)
LAST_GOOD = Words("最后一次可以查阅", "On file for the last time")
GONE = Words("此后的检查均查不到原文", "The checks since, none of which found it")
LOST = Words(
    "{last}检查时可查阅，{since}以来{checks}次夜间检查均查不到原文",
    "On file on {last}; {checks} nights since {since} did not find it",
)
IN_ARTICLE = Words("附件所在的文章，可以打开", "The article it belongs to, which opens")
HARMLESS = ("on_file_again", "moved", "may_expire")  # kinds: all is on file
SHOWN_OF_A_MASS = 10  # items named in the evidence of a mass removal
PRAISED_SAMPLE = 10  # items of earlier nights looked up again; of fewer nothing is praised


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    clause = binding_clause(dossier, RULE.clauses)
    looked_at: set[str] = set()
    tonight: set[str] = set()
    again: set[str] = set()
    is_all_on_file = True
    for site in dossier.sites:
        for channel in (channel for channel in site.channels if not channel.shared_with):
            items = [
                item
                for item in channel.items
                if was_captured(item) and canonical(item.url) not in looked_at
            ]
            looked_at.update(canonical(item.url) for item in items)
            opened = [item for item in items if item.page and item.page.is_open]
            tonight.update(canonical(item.url) for item in opened)
            again.update(canonical(item.url) for item in opened if _was_seen_before(item, dossier))
            for verdict in _judge_channel(items, channel, site, dossier, clause):
                is_all_on_file = is_all_on_file and verdict.kind in HARMLESS
                yield verdict
    for verdict in _judge_files(looked_at, dossier, clause):
        is_all_on_file = is_all_on_file and verdict.kind in HARMLESS
        yield verdict
    looked_up = Sample(len(looked_at), len(tonight), len(again))
    yield from _judge_unit(looked_up, is_all_on_file, dossier, clause)


class Sample(NamedTuple):
    """Of a unit's captured items: all, those open tonight, and of these the ones of earlier nights."""

    all: int
    tonight: int
    again: int


def _was_seen_before(item: KnownItem, dossier: Dossier) -> bool:
    first = item.page.sightings[0] if item.page else None
    return first is not None and first.first_at.astimezone(CHINA).date() < dossier.as_of


def _judge_channel(
    items: list[KnownItem], channel: ChannelView, site: SiteView, dossier: Dossier, clause: Clause
) -> Iterator[Verdict]:
    limits = dossier.rulebook.limits.vanished_item
    private = with_numbers(dossier.searched_pages)
    lasting = [item for item in items if not may_expire(item, limits, private)]
    found = [lost_item(item) for item in lasting]
    lost = [each for each in found if each and not each.item.moved_to]
    settled = [
        each for each in lost if is_settled(each, limits) and not doubt_of(each, site, dossier)
    ]
    taken_down = _judge_taken_down(channel, site, dossier, clause)
    if taken_down and taken_down.answer is Answer.PROBLEM:
        yield taken_down
        lost = [each for each in lost if each not in settled]
    elif settled and is_mass(settled, lasting, limits):
        yield _mass_removal(settled, lasting, channel, dossier, clause)
        lost = [each for each in lost if each not in settled]
    elif taken_down:
        yield taken_down
        # its items went with it, and are not told of one by one
        lost = settled if taken_down.warning else lost
    for each in lost:
        yield _judge_lost(each, site, _subject(each.item, dossier, clause), dossier)
    for item in filter(was_ever_gone, items):
        yield from _judge_found_again(item, _subject(item, dossier, clause), dossier)


def _judge_lost(lost: Lost, site: SiteView, subject: Subject, dossier: Dossier) -> Verdict:
    limits = dossier.rulebook.limits.vanished_item
    gone = f"{lost.days} d, {lost.checks} nights"
    against = measure(gone, limits, "{days} d, {checks} nights")
    doubt = doubt_of(lost, site, dossier)
    if doubt:
        return subject.cannot_tell(doubt, against)
    published = credible_day(lost.item, dossier.as_of)
    values = _days(lost) | {"date": published}
    evidence = _history(lost)
    if is_settled(lost, limits):
        words = PROBLEM if published else PROBLEM_UNDATED
        kind = "attachment_gone" if lost.item.is_attachment else "gone"
        details = {"channel": lost.item.title, "url": lost.item.url}
        details |= {"published": published.isoformat() if published else ""}
        return subject.problem(
            words, against, values, kind=kind, evidence=evidence, details=details
        )
    if lost.days >= limits.warn_days:
        return subject.clear(WARNING, values, against, warning=True, evidence=evidence)
    return subject.cannot_tell(Why.TOO_FEW_PROBES, against)


def _judge_found_again(item: KnownItem, subject: Subject, dossier: Dossier) -> Iterator[Verdict]:
    """Only items that were missed once are spoken of one by one."""
    evidence = [seen(item.page)] if item.page else []
    if item.moved_to:
        values = {"url": item.moved_to}
        yield subject.clear(CLEAR_MOVED, values, kind="moved", evidence=evidence)
    elif item.page and item.page.is_open:
        yield subject.clear(CLEAR_ITEM, kind="on_file_again", evidence=evidence)
    elif may_expire(
        item, dossier.rulebook.limits.vanished_item, with_numbers(dossier.searched_pages)
    ):
        yield subject.not_applicable("may_expire")


def _mass_removal(
    settled: list[Lost],
    lasting: list[KnownItem],
    channel: ChannelView,
    dossier: Dossier,
    clause: Clause,
) -> Verdict:
    limits = dossier.rulebook.limits.vanished_item
    n, k = len(asked_since(settled, lasting)), len(settled)
    return channel_subject(channel, dossier, clause).problem(
        PROBLEM_MASS,
        measure(f"{k / n:.0%}, {k} of {n} items", limits, "{mass_share:.0%}, {mass_items} items"),
        {"n": n, "k": k},
        kind="mass_removal",
        evidence=listed(
            [seen(each.page, LOST, _days(each), at=each.before) for each in settled],
            SHOWN_OF_A_MASS,
        ),
        details={"channel": channel.name, "url": channel.url},
    )


def _judge_files(looked_at: set[str], dossier: Dossier, clause: Clause) -> Iterator[Verdict]:
    """Documents of articles that are open; those that are entries of lists were judged as such."""
    limits = dossier.rulebook.limits.vanished_item
    sites = {site.id: site for site in dossier.sites}
    for link in dossier.links:
        if (
            link.place != "file"
            or link.page is None
            or link.site not in sites
            or canonical(link.url) in looked_at
            or any(word in link.about for word in limits.expiring_words)
        ):
            continue
        named = {"title": link.about, "file": link.words or link.about}
        subject = subject_of(dossier, f"item:{canonical(link.url)}", ABOUT_FILE, clause, **named)
        lost = lost_file(link)
        if lost and not may_expire(lost.item, limits):
            yield _judge_lost_file(lost, sites[link.site], link, subject, dossier)
        elif sites[link.site].home.is_open and is_out_of_sight(link.page):
            why = why_unseen_on(sites[link.site], link.page, dossier) or Why.TOO_FEW_PROBES
            yield subject.cannot_tell(why, kind="attachment_gone")
        elif link.page.is_open and was_ever_gone(file_item(link)):
            yield subject.clear(CLEAR_FILE, kind="on_file_again", evidence=[seen(link.page)])


def _judge_lost_file(
    lost: Lost, site: SiteView, link: LinkView, subject: Subject, dossier: Dossier
) -> Verdict:
    limits = dossier.rulebook.limits.vanished_item
    against = measure(f"{lost.days} d, {lost.checks} nights", limits, "{days} d, {checks} nights")
    doubt = doubt_of(lost, site, dossier)
    if doubt:
        return subject.cannot_tell(doubt, against, kind="attachment_gone")
    evidence = [*_history(lost), noted(link.found_on, IN_ARTICLE, link.about)]
    if is_settled(lost, limits):
        details = {"url": link.url}
        return subject.problem(
            PROBLEM_FILE,
            against,
            _days(lost),
            kind="attachment_gone",
            evidence=evidence,
            details=details,
        )
    if lost.days >= limits.warn_days:
        return subject.clear(
            WARNING_FILE, _days(lost), against, warning=True, kind="attachment_gone",
            evidence=evidence,
        )  # fmt: skip
    return subject.cannot_tell(Why.TOO_FEW_PROBES, against, kind="attachment_gone")


def _judge_taken_down(
    channel: ChannelView, site: SiteView, dossier: Dossier, clause: Clause
) -> Verdict | None:
    """A channel that held something and went as a whole."""
    limits = dossier.rulebook.limits.vanished_item
    lost = lost_channel(channel)
    if len(channel.items) < limits.mass_items:
        return None
    if lost is None:
        return _judge_out_of_sight(channel, site, dossier, clause)
    subject, where = channel_subject(channel, dossier, clause), whereabouts(channel, dossier)
    kind, against = (
        "channel_gone",
        measure(f"{lost.days} d, {lost.checks} nights", limits, "{days} d, {checks} nights"),
    )
    if has_a_successor(channel, dossier) or where.elsewhere >= limits.mass_share * where.all:
        return subject.clear(CLEAR_CHANNEL, kind="moved", evidence=[seen(channel.page)])
    doubt = doubt_of(lost, site, dossier) or (Why.TEMPLATE_CHANGED if is_redesign(site) else None)
    if doubt:
        return subject.cannot_tell(doubt, against, kind=kind)
    counts = {"n": where.all, "k": where.lost, "still": where.still, "elsewhere": where.elsewhere}
    values = _days(lost) | counts
    evidence = [*_history(lost), seen(channel.page, WHEREABOUTS, counts, at=lost.before)]
    if is_settled(lost, limits) and where.lost >= limits.mass_share * where.all:
        details = {"channel": channel.name, "url": channel.url}
        return subject.problem(
            PROBLEM_CHANNEL, against, values, kind=kind, evidence=evidence, details=details
        )
    if lost.days >= limits.warn_days:
        return subject.clear(
            WARNING_CHANNEL, values, against, warning=True, kind=kind, evidence=evidence
        )
    return subject.cannot_tell(Why.TOO_FEW_PROBES, against, kind=kind)


def _judge_out_of_sight(
    channel: ChannelView, site: SiteView, dossier: Dossier, clause: Clause
) -> Verdict | None:
    """A channel that the site leads to no more and that answers with a wall or an error."""
    if channel.is_present or not site.home.is_open or not is_out_of_sight(channel.page):
        return None
    why = why_unseen_on(site, channel.page, dossier) or Why.TOO_FEW_PROBES
    return channel_subject(channel, dossier, clause).cannot_tell(why, kind="channel_gone")


def _judge_unit(
    items: Sample, is_all_on_file: bool, dossier: Dossier, clause: Clause
) -> Iterator[Verdict]:
    """A first look proves no keeping, and a handful of items no archive: of these nothing is
    praised.
    """
    subject = subject_of(dossier, "unit", ABOUT_ALL, clause, all=items.all)
    if items.all == 0:
        yield subject.not_applicable("nothing_published")
    elif is_all_on_file and any(site.home.is_open for site in dossier.sites):
        words = CLEAR if items.tonight else CLEAR_EARLIER
        good = GOOD if items.again >= PRAISED_SAMPLE else None
        yield subject.clear(words, {"n": items.tonight}, good=good, counted=items.again)
    elif is_all_on_file:
        yield subject.cannot_tell(Why.SITE_DOWN)


def _history(lost: Lost) -> list[Evidence]:
    """What was there, and what is there now."""
    return [
        seen(lost.page, LAST_GOOD, at=lost.before),
        seen(lost.page, GONE, at=lost.as_one_look),
    ]


def _days(lost: Lost) -> dict[str, object]:
    return {"since": lost.since, "last": lost.last_seen, "checks": lost.checks}


def _subject(item: KnownItem, dossier: Dossier, clause: Clause) -> Subject:
    return subject_of(dossier, f"item:{canonical(item.url)}", ABOUT, clause, title=item.title)
