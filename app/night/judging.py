"""The units of a night judged: a look at what the crawl does not ask for, then a draft, of which
the new problems are looked at a second time, then for good.

What the draft answered stands where nothing came after it: the unit was not looked at again, none
of its findings was taken back, and our own line is still good.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from app.data_folder import DataFolder
from app.night.by_unit import Answer, OpenedWith, UnitTask, Work, by_unit, open_dossier, opened_with
from app.night.cloaking import check_for_cloaking
from app.night.crawl_and_merge import clock_is_suspect
from app.night.links import hosts_to_ask, links_to_ask, look_at_links
from app.night.taking_back import take_back
from config.errors import GongkaiError
from config.unit import Unit
from crawler.canary import CanaryReport
from crawler.cloaking_check import HomePage
from crawler.probing.links import LinkToAsk
from crawler.scope import Scope
from monitor.judging.inspection import Inspection, JudgedUnit, inspection_of, judged
from monitor.report.workdays import repair_due
from store.clock import Clock
from store.findings import findings_of
from store.ledger import Ledger
from store.merge.page_identities import CloakingCheck
from store.records import Run


@dataclass(slots=True)
class Judging:
    """Every unit in service on the run's day, by what is known when this is made. `troubles`: for
    the night's note.
    """

    data_folder: DataFolder
    run: Run
    own_network: CanaryReport
    opened_with: OpenedWith = field(init=False)
    troubles: list[GongkaiError] = field(default_factory=list)
    _visits: dict[str, "_Visits"] = field(default_factory=dict)  # by unit
    _drafted: dict[str, JudgedUnit] = field(default_factory=dict)  # by unit

    def __post_init__(self) -> None:
        self.opened_with = self._by_now()

    @property
    def units(self) -> list[Unit]:
        return self.data_folder.config.in_service(self.run.day)

    def look_beside(self, clock: Clock) -> None:
        """Home pages as a search engine's visitor sees them, and links that no crawl asks for."""
        crawl = self.data_folder.config.office.crawl
        if not crawl.as_searcher and not crawl.links_per_unit:
            return
        asked = {one.unit: one for one in self._each(_asked_of, map(UnitTask, self.units))}
        pages = [page for unit in self.units for page in _home_pages(unit, asked[unit.id])]
        visits = check_for_cloaking(self.data_folder, self.run, pages, clock)
        self._visits = {one.unit: _with_tonights(one, visits) for one in asked.values()}
        if crawl.links_per_unit:
            links = [link for one in asked.values() for link in one.links]
            hosts = {host: url for one in asked.values() for host, url in one.hosts.items()}
            look_at_links(self.data_folder, self.run, links, hosts, clock)

    def draft(self) -> Inspection:
        """What would be found, if the first look were all; nothing is written."""
        drafted = self._each(_judged, map(self._task, self.units))
        self._drafted = {one.result.unit: one for one in drafted}
        return self._inspection(self._drafted.values(), is_draft=True)

    def for_good(self, own_network: CanaryReport, again: Collection[str] = ()) -> Inspection:
        """Every unit through every rule; findings open, stay and close. A line that failed by the
        end of the night proves nothing. What people took back in the meantime is out of it.
        `again`: the units that were looked at since the draft.
        """
        take_back(self.data_folder.ledger, self.data_folder.config, self.run.id, self.run.day)
        return self._inspection(self._for_good(own_network.good, again))

    def _for_good(self, is_good: bool, again: Collection[str]) -> Iterator[JudgedUnit]:
        stands = {u.id for u in self.units if is_good and u.id not in again and self._stands(u)}
        of_draft = [u for u in self.units if u.id not in again and u.id not in stands]
        rejudged = self._each(
            _judged, map(self._task, of_draft), replace(self.opened_with, network_good=is_good)
        )
        looked_at = [UnitTask(unit) for unit in self.units if unit.id in again]
        anew = self._each(
            _judged, looked_at, replace(self._by_now(), network_good=is_good) if looked_at else None
        )
        for unit in self.units:
            if unit.id in stands:
                yield self._drafted.pop(unit.id)
            else:
                yield next(anew if unit.id in again else rejudged)

    def _stands(self, unit: Unit) -> bool:
        """What was drafted of it rests on the findings that it still has."""
        drafted = self._drafted.get(unit.id)
        known = findings_of(self.data_folder.ledger, unit.id)
        return drafted is not None and [*drafted.known] == known

    def _task(self, unit: Unit) -> UnitTask:
        return UnitTask(unit, self._visits.get(unit.id))

    def _each(
        self, work: Work[Answer], tasks: Iterable[UnitTask], known: OpenedWith | None = None
    ) -> Iterator[Answer]:
        ledger = self.data_folder.ledger
        return by_unit(ledger, known or self.opened_with, work, [*tasks], self.troubles)

    def _by_now(self) -> OpenedWith:
        return opened_with(
            self.data_folder.ledger,
            self.data_folder.config,
            self.run,
            clock_suspect=clock_is_suspect(self.data_folder, self.run, self.own_network),
        )

    def _inspection(self, units: Iterable[JudgedUnit], *, is_draft: bool = False) -> Inspection:
        return inspection_of(
            units, self.data_folder.ledger, run_id=self.run.id, as_of=self.run.day, draft=is_draft
        )


# --- of one unit, in whichever process ---

_Visits = Mapping[str, tuple[CloakingCheck, ...]]  # by site


@dataclass(frozen=True, slots=True)
class _Asked:
    """What of a unit is looked at beside its crawl."""

    unit: str
    homes: tuple[tuple[str, str], ...]  # site and address of each home page that opened
    visits: _Visits  # before tonight's
    links: tuple[LinkToAsk, ...]
    hosts: dict[str, str]


def _asked_of(ledger: Ledger, known: OpenedWith, task: UnitTask) -> _Asked:
    """A home page that is open tonight, and the unit's own: a firewall or a closed site is not
    asked a second time.
    """
    dossier = open_dossier(ledger, known, task)
    return _Asked(
        task.unit.id,
        tuple(
            (site.id, site.url)
            for site in dossier.sites
            if site.kind != "portal_channel" and site.home.is_open
        ),
        {site.id: site.cloaking_checks for site in dossier.sites},
        tuple(links_to_ask(dossier)) if known.config.office.crawl.links_per_unit else (),
        hosts_to_ask(dossier),
    )


def _judged(ledger: Ledger, known: OpenedWith, task: UnitTask) -> JudgedUnit:
    return judged(
        open_dossier(ledger, known, task),
        ledger,
        run_id=known.run.id,
        as_of=known.run.day,
        due_after=partial(repair_due, office=known.config.office),
    )


def _home_pages(unit: Unit, asked: _Asked) -> Iterator[HomePage]:
    sites = {site.id: site for site in unit.sites}
    for site, url in asked.homes:
        yield HomePage(unit.id, site, url, Scope.of(sites[site]).is_same_host)


def _with_tonights(asked: _Asked, visits: Iterable[CloakingCheck]) -> _Visits:
    tonight = [visit for visit in visits if visit.unit == asked.unit]
    return {
        site: (*before, *(visit for visit in tonight if visit.site == site))
        for site, before in asked.visits.items()
    }
