"""What a unit owes the public (owed_items.toml), and whether it is published anywhere. Pure; may we
say that it is not: measures/owed_doubts.py (docs/rulebook.md §3.12, §7, §8).
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from config.rulebook import Clause, OwedItem, OwedItems
from monitor.dossier.facts import ChannelView, Dossier, MentionDocument, SiteView
from monitor.dossier.once import once
from monitor.measures.disclosure import REMEMBERED, plain_words, years_in
from store.queries.disclosed_titles import DisclosedTitle
from store.urls import canonical

SHOWN = 3  # nearest titles in the evidence
_LONGEST_WORD = 12  # characters of a menu's word
_FIRST_HALF = 6  # a report called by the year it appears in appears in the first half of it
WORDS = tomllib.loads((Path(__file__).parent / "owed.toml").read_text("utf-8"))
_BODY, _GOVERNMENT = re.compile(WORDS["bodies"]), re.compile(WORDS["governments"])
_ONLY_A_YEAR = re.compile(r"[〔(\[]?20\d\d[〕)\]]?年?度?$")  # a row of a list of reports
_SAYING = re.compile(r"(?:关于|公布|发布)+$")
_SHORTEST_NAME = 3  # characters: 法院 alone is in too many other names
_YEAR_OR_MATTER = re.compile(r"[〔(（\[]?(?:20\d\d|二[〇零○])|政府信息公开|政务公开|信息公开")


@dataclass(frozen=True, slots=True)
class Owed:
    """One item, of the year before its due day where it has one. `is_newest`: of those past their
    day.
    """

    item: OwedItem
    clause: Clause
    year: int | None = None
    due: date | None = None
    is_newest: bool = True

    @property
    def id(self) -> str:
        return f"owed:{self.item.id}:{self.year}" if self.year else f"owed:{self.item.id}"


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it is compared, with where it stands."""

    found: DisclosedTitle
    words: str
    channel: str
    is_link: bool = False  # of a menu, to a page that was read
    is_entrys: bool = False  # its page stands in a list with a day: 走进槐渡看…, a piece of news

    @property
    def is_a_menus_word(self) -> bool:
        """Short, of no day and in no list: the name of a page, and no paper's title."""
        is_short = len(self.words) <= _LONGEST_WORD
        return is_short and not self.channel and self.found.day is None and not self.is_entrys


@dataclass(frozen=True, slots=True)
class Announced:
    """Where it stands. `owner` is another unit's id where it stands with that."""

    title: str
    url: str
    day: date | None = None
    owner: str = ""


def is_bound(dossier: Dossier) -> bool:
    """Party organs, congress and people's organisations are no administrative organs; who bears
    such a word besides a government's name is still a government.
    """
    unit = dossier.unit
    return unit.kind == "government" or not any(
        word in unit.name for word in dossier.rulebook.owed.not_bound
    )


def owed_by(dossier: Dossier) -> Iterator[Owed]:
    """All that the unit's kind owes, and what its own file adds, under the clauses in force."""
    unit = dossier.unit
    for item in dossier.rulebook.owed.owed_items:
        is_of_its_kind = (
            unit.kind in item.kinds
            and (unit.law_enforcing or not item.law_enforcing)
            and not any(word in unit.name for word in item.not_of)
        )
        in_force = [
            clause
            for clause in map(dossier.rulebook.clause, item.clauses)
            if clause.is_in_force(dossier.as_of)
        ]
        if in_force and (is_of_its_kind or item.id in unit.owes):
            yield from (
                _by_year(item, in_force[0], dossier) if item.dues else [Owed(item, in_force[0])]
            )


def _by_year(item: OwedItem, clause: Clause, dossier: Dossier) -> Iterator[Owed]:
    """The newest and some before it, as far as they fell due since the clause came into force."""
    by = item.due(clause.id, dossier.unit.kind)
    if by is None:
        return
    month, day = map(int, by.by.split("-"))
    first = max(clause.valid_from, by.since or clause.valid_from)
    years = dossier.rulebook.limits.missing_item.years
    newest = dossier.as_of.year - 1
    dues = {year: date(year + 1, month, day) for year in range(newest - years, newest + 1)}
    dues = {year: due for year, due in dues.items() if due >= first}
    past = max((year for year, due in dues.items() if due < dossier.as_of), default=None)
    for year, due in dues.items():
        yield Owed(item, clause, year, due, is_newest=year == past or due >= dossier.as_of)


# --- is it published?


def titles_of(dossier: Dossier) -> tuple[Title, ...]:
    """Every title by which an item may be published: of the unit's lists and documents, of pages
    that were read, of what others publish under its name, of links to pages that were read. Those
    are left out of which no word is any item's.
    """
    may_name = _of_any_item(dossier.rulebook.owed)
    waiting = {canonical(url) for url in _placeholders(dossier)}
    links = (
        DisclosedTitle(dossier.unit.id, link.text, link.url)
        for link in dossier.menus
        if link.leads_to == "read" and link.url not in waiting
    )
    dated = {
        canonical(item.url)
        for site in dossier.sites
        for channel in site.channels
        for item in channel.items
        if item.credible
    }
    return (
        *(_plain(found, dated) for found in _entries(dossier) if may_name(found.title)),
        *(_plain(found, dated, is_link=True) for found in links if may_name(found.title)),
    )


@once
def _of_any_item(items: OwedItems) -> Callable[[str], bool]:
    """Whether a title holds a word by which `naming` begins to look at it for some item."""
    may_be = [_may_name(item) for item in items.owed_items]
    words = re.compile("|".join(one.pattern for one in may_be))
    return lru_cache(REMEMBERED)(
        lambda title: bool(
            words.search(plain_words(title)) or _ONLY_A_YEAR.match(plain_words(title))
        )
    )


def _plain(found: DisclosedTitle, dated: set[str], *, is_link: bool = False) -> Title:
    is_entrys = canonical(found.url) in dated
    return Title(found, plain_words(found.title), plain_words(found.channel), is_link, is_entrys)


def _entries(dossier: Dossier) -> Iterator[DisclosedTitle]:
    own = dossier.unit.id
    for site in dossier.sites:
        for channel in site.channels:
            for item in channel.items:
                yield DisclosedTitle(own, item.title, item.url, channel.name, item.credible)
    yield from (DisclosedTitle(own, each.title, each.url) for each in dossier.mentions)
    yield from (DisclosedTitle(own, each.title, each.url) for each in dossier.spending)
    yield from dossier.titles


def naming(item: OwedItem, titles: Sequence[Title]) -> list[Title]:
    """Those that name the item, of whatever year and sender: by their own words, by short ones in a
    channel of that name; what has no year also by a menu's word, as a channel has it: 关于我们.
    """
    menu_words, told = _menu_words(item), _words_of(titles)
    may_name = {*_lines_with(_may_name(item), told.lines), *(told.years if item.dues else ())}
    return [
        title
        for title in titles
        if title.words in may_name
        and not any(word in title.words for word in item.unless)
        and (
            has_group(item.titles, title.words)
            or (
                (
                    title.words in told.years
                    or any(word in title.words for word in item.short_titles)
                )
                and any(word in title.channel for word in item.channels)
            )
            or (title.is_a_menus_word and any(word in title.words for word in menu_words))
        )
    ]


@dataclass(frozen=True, slots=True)
class _Words:
    """Of many titles: `lines`, each wording once in a line; `years`, those that are only a year."""

    lines: str
    years: frozenset[str]


@once
def _words_of(titles: Sequence[Title]) -> _Words:
    distinct = dict.fromkeys(title.words for title in titles)
    return _Words("\n".join(distinct), frozenset(filter(_ONLY_A_YEAR.match, distinct)))


def _lines_with(pattern: re.Pattern[str], lines: str) -> Iterator[str]:
    """All lines at once are looked through in the time of a few titles."""
    end = -1
    while end < len(lines) and (found := pattern.search(lines, end + 1)):
        start = lines.rfind("\n", 0, found.start()) + 1
        end = lines.find("\n", found.end())
        end = len(lines) if end < 0 else end
        yield lines[start:end]


def _menu_words(item: OwedItem) -> list[str]:
    return [] if item.dues else item.channels


def _may_name(item: OwedItem) -> re.Pattern[str]:
    return _first_words(tuple(item.titles), (*item.short_titles, *_menu_words(item)))


@cache
def _first_words(titles: tuple[str, ...], short_titles: tuple[str, ...]) -> re.Pattern[str]:
    """What one word of each group is enough to rule out most titles by; nothing matches no word."""
    words = [group.split()[0] for group in titles] + list(short_titles)
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")


def announcement_of(owed: Owed, named: Sequence[Title], dossier: Dossier) -> Announced | None:
    """The first by its day, the unit's own before others'. `named`: the titles that name it."""
    found = [
        each.found
        for each in named
        if _is_of_the_year(owed, each) and not is_anothers(each, dossier)
    ]
    found = found or list(_standing(owed, dossier))
    return min(
        (Announced(each.title, each.url, each.day, each.owner) for each in found),
        key=lambda each: (each.owner != dossier.unit.id, each.day is None, each.day or date.max),
        default=None,
    )


def _placeholders(dossier: Dossier) -> Iterator[str]:
    for site in dossier.sites:
        yield from (
            channel.url
            for channel in site.channels
            if channel.page.placeholder or (channel.page.kind == "list" and not channel.items)
        )


def _is_of_the_year(owed: Owed, title: Title) -> bool:
    years = years_of(title)
    return owed.year is None or (years is not None and owed.year in years)


def has_group(groups: Sequence[str], title: str) -> bool:
    """All words of one of the groups."""
    may_be, split = _groups(tuple(groups))
    return bool(may_be.search(title)) and any(all(word in title for word in one) for one in split)


@cache
def _groups(groups: tuple[str, ...]) -> tuple[re.Pattern[str], list[list[str]]]:
    return _first_words(groups, ()), [group.split() for group in groups]


def is_named_by(item: OwedItem, name: str) -> bool:
    """A channel, a menu's link or a file of that name is of the item."""
    return has_group(item.titles, name) or any(word in name for word in item.channels)


def years_of(title: Title) -> frozenset[int] | None:
    """The years that it may be of; None where nothing tells. One that is called by the year in
    which it appeared, in that year's first half, is of the year before: that year was not over.
    """
    years, day = years_in(title.words) or years_in(title.channel), title.found.day
    if not years:
        return frozenset({day.year - 1}) if day else None
    if day is not None and day.month <= _FIRST_HALF and max(years) == day.year:
        return frozenset({day.year - 1})
    return years


def is_anothers(title: Title, dossier: Dossier) -> bool:
    """The title begins with another body's name. A government's list holds the reports of its
    bureaus and towns, a bureau's those of its stations.
    """
    begin = _YEAR_OR_MATTER.search(title.words)
    sender = title.words[: begin.start()] if begin else ""
    if dossier.unit.kind == "government":
        return bool(_BODY.search(sender)) and not _GOVERNMENT.search(sender)
    names = [plain_words(name) for name in dossier.unit.all_names]
    bare = _SAYING.sub("", sender)  # 水利局, of 青禾县水利局
    is_bare_name = len(bare) >= _SHORTEST_NAME and any(name.endswith(bare) for name in names)
    is_named = is_bare_name or any(name in title.words for name in names)
    return bool(_BODY.search(sender) or _GOVERNMENT.search(sender)) and not is_named


def _standing(owed: Owed, dossier: Dossier) -> Iterator[DisclosedTitle]:
    """A channel by its name or class, with something in it; sentences of documents speak too. Of a
    yearly item it is a channel that is itself an article, by its day.
    """
    for _, channel in channels_of(owed.item, dossier):
        page = channel.page
        if owed.year is not None:
            if is_an_article(channel) and page.published and page.published.year == owed.year + 1:
                yield DisclosedTitle(dossier.unit.id, channel.name, channel.url, "", page.published)
            continue
        holds = channel.items or page.attachments or page.own_links or is_an_article(channel)
        if page.was_ever_open and holds and not page.placeholder:
            newest = max((item.credible for item in channel.items if item.credible), default=None)
            yield DisclosedTitle(dossier.unit.id, channel.name, channel.url, channel.name, newest)
    telling = _telling(owed.item, dossier.mentions) if owed.year is None else frozenset()
    for document in dossier.mentions if telling else ():
        if any(plain_words(mention.sentence) in telling for mention in document.mentions):
            yield DisclosedTitle(dossier.unit.id, document.title, document.url)


def _telling(item: OwedItem, documents: tuple[MentionDocument, ...]) -> frozenset[str]:
    """The plain sentences that show the item."""
    groups = tuple(item.told_in_sentences)
    lines = _lines_with(_groups(groups)[0], _sentences(documents))
    return frozenset(line for line in lines if has_group(groups, line))


@once
def _sentences(documents: tuple[MentionDocument, ...]) -> str:
    told = (plain_words(mention.sentence) for each in documents for mention in each.mentions)
    return "\n".join(dict.fromkeys(told))


def is_an_article(channel: ChannelView) -> bool:
    page = channel.page
    is_text = page.text_length > 0 and page.kind not in ("list", "")
    return is_text and not channel.items and not page.placeholder


@once
def channels_of(item: OwedItem, dossier: Dossier) -> list[tuple[SiteView, ChannelView]]:
    return [
        (site, channel)
        for site in dossier.sites
        for channel in site.channels
        if channel.is_present
        and (is_named_by(item, plain_words(channel.name)) or channel.channel_class in item.classes)
    ]


def is_waiting(owed: Owed, dossier: Dossier) -> bool:
    """Its channel is there and holds nothing but 正在建设中: empty_channel speaks of that."""
    found = [channel for _, channel in channels_of(owed.item, dossier)]
    return bool(found) and all(channel.page.placeholder for channel in found)


def was_not_yet_there(owed: Owed, dossier: Dossier) -> bool:
    """Set up after the year of the report."""
    established = dossier.unit.established
    return established is not None and owed.year is not None and established.year > owed.year


def nearest_titles(owed: Owed, named: Sequence[Title]) -> list[DisclosedTitle]:
    """At most SHOWN titles of such an item of other years, the nearest first."""
    year = owed.year
    alike = {
        title.found.url: (min(abs(other - year) for other in years), title.found)
        for title in named
        if year is not None and (years := years_of(title))
    }
    return [found for _, found in sorted(alike.values(), key=lambda each: (each[0], each[1].url))][
        :SHOWN
    ]


def places_looked_at(owed: Owed, dossier: Dossier) -> list[ChannelView]:
    """The channels in which it would stand."""
    return [channel for _, channel in channels_of(owed.item, dossier) if channel.page.is_open]
