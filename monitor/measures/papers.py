"""A budget or final account that a unit owes: is it announced anywhere, and may we say that it is
not? Pure; what a title announces and when a paper is due stands in measures/disclosure.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from config.rulebook import Clause
from monitor.dossier.facts import ChannelView, Dossier, SiteView, SpendDocument
from monitor.dossier.once import once
from monitor.judging.verdict import Why
from monitor.measures.common_platforms import (
    is_a_platforms_name,
    is_on_record,
    is_read,
    leads_to_an_unread_site,
)
from monitor.measures.days import chinese_day
from monitor.measures.disclosure import (
    FINAL_ACCOUNTS,
    PAPERS,
    DueDay,
    due,
    may_be,
    papers_in,
    plain_words,
)
from monitor.measures.freshness import bare_host, is_own
from monitor.measures.sight import was_read_completely, why_unseen_on
from store.queries.disclosed_titles import DisclosedTitle

# 大溪镇人民政府2025年预算, 县教育局2025年预算: somebody's below the government.
_OF_A_UNIT = re.compile(
    r"(?:[乡镇]|街道|[乡镇]人民政府|街道办事处|局|委员会|办公室|法院|检察院|中心|学校|医院)"
    r"(?:\(?本级\)?|机关)?(?:关于)?(?:19|20)\d\d年"
)
_OF_ANOTHER_PLACE = re.compile(
    r"([一-鿿]{2})(?<![全本我])[县区旗市](?:人民政府|本级)?(?:关于)?(?:19|20)\d\d年"
)
_OF_THE_WHOLE = re.compile(
    "政府[预决]算|政府性基金|(?:全|本)[省市州县区旗]|[省市州县区旗](?:本)?级(?:财政)?[预决]算"
)
_OF_THE_COUNTY = re.compile(
    "(?<![镇乡])政府[预决]算|全[省市州县区旗]|"
    "[省市州县区旗](?:本)?级(?:财政|政府)?[预决]算|[预决]算(?:草案|执行情况.{0,20}报告)"
)
SHOWN = 3  # nearest titles in the evidence
_OF_BUDGETS = re.compile(r"预决算|预算|决算|三公经费")
SAYS_SOMETHING = 4  # Chinese characters from which a title tells what its document is


@dataclass(frozen=True, slots=True)
class OwedPaper:
    """One paper of one year, and by when it is due."""

    paper: str
    year: int
    due: DueDay

    @property
    def id(self) -> str:
        return f"disclosure:{self.paper}:{self.year}"


def owed(dossier: Dossier, clause: Clause) -> Iterator[tuple[OwedPaper, bool]]:
    """Every paper that fell due since the clause came into force, and whether it is the newest of
    its kind that is past its due day.
    """
    limits = dossier.rulebook.limits.missing_disclosure
    for kind in PAPERS:
        latest = dossier.as_of.year - (kind == FINAL_ACCOUNTS)
        papers = [
            OwedPaper(kind, year, due(kind, year, dossier.unit.kind, dossier.approvals, limits))
            for year in range(latest - limits.years, latest + 1)
        ]
        papers = [each for each in papers if each.due.day >= clause.valid_from]
        past = [each.year for each in papers if each.due.day < dossier.as_of]
        for each in papers:
            yield each, each.year == max(past, default=None)


def newest_due(dossier: Dossier) -> frozenset[str]:
    """Of budgets and of accounts the newest that is past its due day, as subjects of spending:
    where one is missing nobody has shown his books, however orderly the older ones are.
    """
    limits = dossier.rulebook.limits.missing_disclosure
    newest: set[str] = set()
    for kind in PAPERS:
        latest = dossier.as_of.year - (kind == FINAL_ACCOUNTS)
        past = [
            year
            for year in (latest, latest - 1)
            if due(kind, year, dossier.unit.kind, dossier.approvals, limits).day < dossier.as_of
        ]
        newest.update(f"spending:{kind}:{year}" for year in past[:1])
    return frozenset(newest)


def announcement_of(subject: OwedPaper, dossier: Dossier) -> DisclosedTitle | None:
    """The first announcement of the paper, the unit's own before others'; what a document's tables
    say counts as well.
    """
    wanted = (subject.paper, subject.year)
    announced = [title for title, papers in _announcing(dossier) if wanted in papers]
    announced += [
        DisclosedTitle(dossier.unit.id, document.title, document.url)
        for document in dossier.spending
        if any((table.document, table.year) == wanted for table in document.tables)
        and not _is_of_another_level(document.title, dossier)
    ]
    dated = [title for title in announced if title.day]
    return (
        min(dated, key=lambda title: (title.owner != dossier.unit.id, title.day))
        if dated
        else next(iter(announced), None)
    )


@once
def _announcing(dossier: Dossier) -> list[tuple[DisclosedTitle, frozenset[tuple[str, int]]]]:
    """Every title that announces a paper, with those that it announces for the unit."""
    told = ((title, _papers_of(title, dossier)) for title in _titles(dossier))
    return [(title, papers) for title, papers in told if papers]


def _papers_of(title: DisclosedTitle, dossier: Dossier) -> frozenset[tuple[str, int]]:
    is_of_another = _is_of_another_level(title.title, dossier, title.channel)
    return frozenset() if is_of_another else papers_in(title.title, title.channel, title.day)


def _is_of_another_level(title: str, dossier: Dossier, channel: str = "") -> bool:
    """A government's portal lists the budgets of departments and townships, and a finance bureau
    publishes that of the whole county: neither is its own.
    """
    if dossier.unit.kind != "government":
        may_be_both = dossier.unit.kind == "township" or "部门" in title
        return not may_be_both and bool(_OF_THE_COUNTY.search(title))
    words = title
    for name in dossier.unit.all_names:
        words = words.replace(name, "").replace(name.removesuffix("人民政府"), "")
    # 沐洛县 of 沐洛彝族自治县 is its own
    place = _OF_ANOTHER_PLACE.search(words)
    if "部门" in title + channel or (place and place[1] not in dossier.unit.name):
        return True
    return bool(_OF_A_UNIT.search(words)) and not _OF_THE_WHOLE.search(words)


def _titles(dossier: Dossier) -> Iterator[DisclosedTitle]:
    """Every title there is: the unit's lists, its documents, and what others publish under its
    name.
    """
    for site in dossier.sites:
        for channel in site.channels:
            for item in channel.items:
                yield DisclosedTitle(
                    dossier.unit.id, item.title, item.url, channel.name, item.credible
                )
    for document in dossier.spending:
        yield DisclosedTitle(dossier.unit.id, document.title, document.url)
    yield from dossier.disclosed


def why_in_doubt(subject: OwedPaper, dossier: Dossier) -> Why | None:
    """The first reason why a paper not found may be published all the same, None where there
    is none (docs/rulebook.md §3.12).
    """
    limits, coverage = dossier.rulebook.limits.missing_disclosure, dossier.coverage
    channels = list(budget_channels(dossier))
    doubts = [
        None if dossier.sites else Why.NO_ADDRESS,
        *(why_unseen_on(site, site.home, dossier) for site in dossier.sites),
        Why.NO_CHANNEL_FOUND if _has_no_known_place(subject, dossier) else None,
        None if is_read(subject.paper, dossier) else Why.COMMON_PLATFORM_UNREAD,
        Why.EXTERNAL_PLATFORM if _leads_to_a_platform(dossier) else None,
        Why.COVERAGE_LOW
        if coverage.state != "complete" or coverage.pages_open_share < limits.coverage_needed
        else None,
        *(_doubt_of(channel, site, subject, dossier) for site, channel in channels),
        Why.DOCUMENT_UNREADABLE
        if any(_may_hide(subject, document) for document in dossier.spending)
        else None,
    ]
    return next((doubt for doubt in doubts if doubt), None)


def _has_no_known_place(subject: OwedPaper, dossier: Dossier) -> bool:
    """No channel for budgets, and the office has not said whether a common platform holds them. A
    place on the portal alone is no site: what it lacks may stand beside it.
    """
    if any(True for _ in budget_channels(dossier)) or is_on_record(subject.paper, dossier):
        return False
    limits = dossier.rulebook.limits.missing_disclosure
    return limits.channel_needed or _has_only_a_channel(dossier)


def _leads_to_a_platform(dossier: Dossier) -> bool:
    """A menu names budgets and leads to a site that nobody read: 预决算公开统一平台."""
    return any(
        _OF_BUDGETS.search(plain_words(link.text))
        and is_a_platforms_name(link)
        and leads_to_an_unread_site(link, dossier)
        for link in dossier.menus
    )


def _has_only_a_channel(dossier: Dossier) -> bool:
    return all(site.kind == "portal_channel" for site in dossier.sites)


def budget_channels(dossier: Dossier) -> Iterator[tuple[SiteView, ChannelView]]:
    """The channels in which budgets are published, by their class."""
    for site in dossier.sites:
        for channel in site.channels:
            if channel.channel_class == "budget" and channel.is_present:
                yield site, channel


def _doubt_of(
    channel: ChannelView, site: SiteView, subject: OwedPaper, dossier: Dossier
) -> Why | None:
    why = why_unseen_on(site, channel.page, dossier)
    if why:
        return why
    is_elsewhere = (
        channel.page.jumps_to
        or channel.shared_with
        or not is_own(channel.url, {bare_host(each.url) for each in dossier.sites})
    )
    if is_elsewhere:
        return Why.EXTERNAL_PLATFORM
    is_short = channel.page.items_claimed is not None and channel.page.items_claimed > len(
        channel.items
    )
    holds_files_alone = not channel.items and channel.page.attachments > 0
    # entries that nobody saw, and no word that there are none: a script or a frame may bring them
    is_unknown = not (channel.items or channel.page.placeholder or channel.page.kind == "list")
    if not was_read_completely(channel.page) or is_short or holds_files_alone or is_unknown:
        return Why.PARSE_ANOMALY
    for item in channel.items:
        if may_be(item.title, channel.name, subject.paper, subject.year) and not papers_in(
            item.title, channel.name, item.credible
        ):
            return Why.UNDATED if item.page and item.page.was_ever_open else Why.COVERAGE_LOW
    return None


def _may_hide(subject: OwedPaper, document: SpendDocument) -> bool:
    """A document that could not be read, and whose title does not say that it is something else."""
    says_nothing = sum(
        "一" <= letter <= "鿿" for letter in document.title
    ) < SAYS_SOMETHING or document.title.startswith("附")
    channel = "预决算" if says_nothing else ""
    return (
        bool(document.unreadable)
        and not papers_in(document.title)
        and may_be(document.title, channel, subject.paper, subject.year)
    )


def was_not_yet_there(subject: OwedPaper, dossier: Dossier) -> bool:
    """Set up in the course of a year: no budget of that year, accounts from that year on."""
    established = dossier.unit.established
    if established is None:
        return False
    return established.year > subject.year or (
        subject.paper != FINAL_ACCOUNTS and established > date(subject.year, 1, 1)
    )


def was_watched_when_due(subject: OwedPaper, dossier: Dossier) -> bool:
    first = min((site.first_visit for site in dossier.sites if site.first_visit), default=None)
    return first is not None and chinese_day(first) <= subject.due.day


def nearest_titles(subject: OwedPaper, dossier: Dossier) -> list[DisclosedTitle]:
    """At most SHOWN titles of such a paper, those of the nearest years first."""
    papers = {
        title.url: (title, papers_in(title.title, title.channel, title.day))
        for title in _titles(dossier)
    }
    alike = [
        (min(abs(year - subject.year) for _, year in said), title)
        for title, said in papers.values()
        if any(paper == subject.paper for paper, _ in said)
    ]
    return [title for _, title in sorted(alike, key=lambda each: (each[0], each[1].url))[:SHOWN]]
