"""What an inspection of the city must find on a day, computed from what was planted, by the
rulebook's own arithmetic.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from demo.dialects import DIALECTS
from demo.limits import FIRST_YEAR_OF_THE_DUTY, HOME_DAYS, is_overdue, paper_due
from demo.planting import World, judged_year, vague_line
from demo.scenarios.scenario import EntryPoint
from demo.schedules import approved_on
from demo.site_view import View
from demo.world import SHANGHAI, Behaviour, Channel, DemoItem, DemoSite
from demo.writing.money import DemoPaper

NIGHTS_NEEDED = (
    14  # before an address that never opened is held against its unit (docs/rulebook.md §3.1)
)
NEVER_OPEN = (EntryPoint.REFUSED, EntryPoint.NXDOMAIN, EntryPoint.PARKED)

Subject = tuple[str, str, str]  # unit, rule, subject


@dataclass(frozen=True, slots=True)
class Truth:
    """`findings` is complete: no more and no less. `cannot_tell` names pairs that must come out so;
    there may be others.
    """

    findings: frozenset[Subject]
    clear_units: frozenset[str]  # have a site and no finding of any rule
    good_examples: frozenset[
        str
    ]  # named in the circular as kept up to date: clear on freshness, though they may lose items
    cannot_tell: frozenset[tuple[str, str]]  # (unit, rule)
    no_own_site: frozenset[str]  # 无网站: missing_site
    intranet_only: frozenset[str]
    stale_units: frozenset[str]  # any stale home page or channel
    vague_units: frozenset[str]
    one_sided_units: frozenset[str]
    losing_units: frozenset[str]  # units with a vanished item


def truth_on(world: World, now: datetime, origin: Callable[[DemoSite], str]) -> Truth:
    """The truth at `now`; `origin` gives a site's scheme, host and port.

    What needs nights (never opened, vanished) counts as found once its planted instant is past and
    the scenario's last night has come.
    """
    is_the_end = now >= world.scenario.nights[-1]
    findings = {
        *_missing(world, is_the_end),
        *_intranet(world),
        *_stale(world, now, origin),
        *_empty(world, now, origin),
        *_vague(world, now),
        *_undisclosed(world, now),
        *(_one_sided(world)),
        *(_vanished(world, now, origin) if is_the_end else ()),
    }

    def units(*rules: str) -> frozenset[str]:
        return frozenset(unit for unit, rule, _ in findings if rule in rules)

    return Truth(
        findings=frozenset(findings),
        clear_units=_clear(world, frozenset(unit for unit, _, _ in findings)),
        good_examples=frozenset(world.scenario.good),
        cannot_tell=_unseen(world, now),
        no_own_site=units("missing_site"),
        intranet_only=units("intranet_only_site"),
        stale_units=units("stale_homepage", "stale_channel"),
        vague_units=units("vague_expense"),
        one_sided_units=units("one_sided_disclosure"),
        losing_units=units("vanished_item"),
    )


def _missing(world: World, is_the_end: bool) -> set[Subject]:
    """2012 demanded a website of its own; today an entry point anywhere is enough. Never opened
    needs 14 nights.
    """
    law_of_2012 = world.scenario.demands_own_site
    has_enough_nights = is_the_end and len(world.scenario.nights) >= NIGHTS_NEEDED
    found = set()
    for unit in world.scenario.units:
        is_blank = unit.entry_point is EntryPoint.NONE or (
            unit.entry_point is EntryPoint.COLUMN and law_of_2012
        )
        never_opened = unit.entry_point in NEVER_OPEN and has_enough_nights
        if is_blank or never_opened:
            found.add((unit.id, "missing_site", "unit"))
    return found


def _intranet(world: World) -> set[Subject]:
    return {
        (unit.id, "intranet_only_site", "site:main")
        for unit in world.scenario.units
        if unit.entry_point is EntryPoint.INTRANET
    }


def _stale(world: World, now: datetime, origin: Callable[[DemoSite], str]) -> set[Subject]:
    as_of = now.astimezone(SHANGHAI).date()
    found: set[Subject] = set()
    for unit in world.scenario.units:
        site = world.site_of(unit.id)
        if site is None or site.behaviour(now) is not Behaviour.HEALTHY:
            continue
        view, newest_of_all = View(site, now), date.min
        for channel in world.channels_of(unit.id):
            newest = _newest(view, channel)
            if newest is None:
                continue
            newest_of_all = max(newest_of_all, newest)
            if is_overdue(channel.kind, newest, as_of):
                found.add((unit.id, "stale_channel", _channel_subject(site, channel, origin)))
        if unit.entry_point.has_site and (as_of - newest_of_all).days > HOME_DAYS:
            found.add((unit.id, "stale_homepage", "site:main"))
    return found


def _newest(view: View, channel: Channel) -> date | None:
    return max(
        (item.at.date() for item in view.listed(channel) if item.claims is None), default=None
    )


def _empty(world: World, now: datetime, origin: Callable[[DemoSite], str]) -> set[Subject]:
    return {
        (unit.id, "empty_channel", _channel_subject(site, channel, origin))
        for unit in world.scenario.units
        if (site := world.site_of(unit.id)) and site.behaviour(now) is Behaviour.HEALTHY
        for channel in world.channels_of(unit.id)
        if not channel.text and not View(site, now).listed(channel)
    }


def _vague(world: World, now: datetime) -> set[Subject]:
    found = set()
    for unit_id, spending in world.faults.spending.items():
        paper = spending.paper
        if spending.style.is_vague and any(
            _is_out(item, paper.word, judged_year(world.scenario, paper), now)
            for item in _budget(world, unit_id)
        ):
            line = vague_line(world.scenario.unit(unit_id), spending)
            found.add(
                (
                    unit_id,
                    "vague_expense",
                    f"spending:{paper}:{judged_year(world.scenario, paper)}:{line}",
                )
            )
    return found


def _budget(world: World, unit_id: str) -> list[DemoItem]:
    return [
        item
        for channel in world.channels_of(unit_id)
        if channel.kind == "budget"
        for item in channel.items
    ]


def _is_out(item: DemoItem, word: str, year: int, now: datetime) -> bool:
    return item.is_out(now) and f"{year}年" in item.title and item.title.endswith(word)


def _undisclosed(world: World, now: datetime) -> set[Subject]:
    """The newest papers that are past their day: of units whose own site answers, and that have a
    channel for them.
    """
    today, found = now.astimezone(SHANGHAI).date(), set[Subject]()
    for unit in world.scenario.units:
        site = world.site_of(unit.id)
        owes = unit.kind in ("department", "township") and unit.entry_point.has_site
        if not owes or site is None or site.behaviour(now) is not Behaviour.HEALTHY:
            continue
        for paper in DemoPaper:
            year, due = _newest_due(paper, unit.is_town, today)
            is_missing = not any(
                _is_out(item, paper.word, year, now) for item in _budget(world, unit.id)
            )
            if is_missing and due.year >= FIRST_YEAR_OF_THE_DUTY:
                found.add((unit.id, "missing_disclosure", f"disclosure:{paper}:{year}"))
    return found


def _newest_due(paper: DemoPaper, is_town: bool, today: date) -> tuple[int, date]:
    """The latest year whose paper was due before today, and its day."""
    years = (today.year - (paper is DemoPaper.FINAL_ACCOUNTS) - back for back in range(3))
    dues = (
        (year, paper_due(paper.word, year, None if is_town else approved_on(paper, year)))
        for year in years
    )
    return next((year, due) for year, due in dues if due < today)


def _one_sided(world: World) -> set[Subject]:
    return {(unit_id, "one_sided_disclosure", "unit") for unit_id in world.faults.one_sided}


def _vanished(world: World, now: datetime, origin: Callable[[DemoSite], str]) -> set[Subject]:
    found = set()
    for unit in world.scenario.units:
        if site := world.site_of(unit.id):
            dialect = DIALECTS[site.dialect]
            for channel in world.channels_of(unit.id):
                for item in channel.items:
                    if item.is_gone(now):
                        found.add(
                            (
                                unit.id,
                                "vanished_item",
                                f"item:{origin(site)}{dialect.article_path(channel, item, item.number)}",
                            )
                        )
    return found


def _channel_subject(site: DemoSite, channel: Channel, origin: Callable[[DemoSite], str]) -> str:
    return f"channel:{origin(site)}{DIALECTS[site.dialect].list_path(channel)}"


def _clear(world: World, named: frozenset[str]) -> frozenset[str]:
    healthy = {
        unit.id
        for unit in world.scenario.units
        if unit.entry_point.has_site and unit.id not in named and unit.id not in world.faults.spells
    }
    return frozenset(healthy)


def _unseen(world: World, now: datetime) -> frozenset[tuple[str, str]]:
    pairs = {
        (unit.id, rule)
        for unit in world.scenario.units
        if unit.entry_point is EntryPoint.INTRANET
        for rule in ("stale_homepage", "vanished_item")
    }
    if world.scenario.demands_own_site:  # its circular binds every unit
        pairs |= {
            (unit.id, rule)
            for unit in world.scenario.units
            if unit.entry_point in (*NEVER_OPEN, EntryPoint.NONE, EntryPoint.INTRANET)
            for rule in ("one_sided_disclosure", "vague_expense", "vanished_item")
        }
    if len(world.scenario.nights) < NIGHTS_NEEDED:
        pairs |= {
            (unit.id, "missing_site")
            for unit in world.scenario.units
            if unit.entry_point in NEVER_OPEN
        }
    for unit_id in world.sites:
        behaviour = world.sites[unit_id].behaviour(now)
        if unit_id != "portal" and behaviour not in (Behaviour.HEALTHY, Behaviour.PARKED):
            pairs.add((unit_id, "stale_homepage"))
        if behaviour in (Behaviour.WAF_412, Behaviour.WAF_521):
            pairs.add((unit_id, "missing_site"))
    return frozenset(pairs)
