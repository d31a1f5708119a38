"""The demo city as one object: start it, turn its clock, let a night go over it, compare with its
truth.
"""

import itertools
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from starlette.requests import Request

from demo import overrides
from demo.answers import Answerer, DemoAnswer
from demo.config_files import INBOX, write_folder
from demo.dialects import DIALECTS
from demo.loopback import CANARY, Loopback, LoopbackAnswer
from demo.planting import PORTAL, World, plant
from demo.scenarios import SCENARIOS
from demo.scenarios.people import DemoPerson
from demo.scenarios.scenario import EntryPoint, Scenario
from demo.server import bind_all
from demo.truth import Truth, truth_on
from demo.world import Behaviour, DemoSite

_PRIVATE_ADDRESS = "10.44.0.20"  # never connected to by anybody
_INBOX_TAKES = LoopbackAnswer(b"{}", 200, {"content-type": "application/json"})


class City(Loopback):
    """A city of 34 units on loopback, one 127.x.y.z address a site, all on one port.

    What a page shows is a function of scenario, seed, URL and the city's time, apart from the
    volatile bits. The clock starts at the first night and runs on from wherever it is set. All
    methods may be called from any thread.
    """

    def __init__(self, scenario: str, seed: int = 1, port: int | None = None) -> None:
        """Plants the city and takes its port. Raises KeyError for an unknown scenario, OSError for
        a taken port.
        """
        self.scenario: Scenario = SCENARIOS[scenario]
        self.seed = seed
        self._world = plant(self.scenario, seed)
        self._silenced: set[str] = set()
        self._looks = itertools.count(1)
        self._answerer = self._answerer_of(self._world)
        super().__init__(_addresses(self._world), self.scenario.nights, port)

    @property
    def persons(self) -> tuple[DemoPerson, ...]:
        return self.scenario.people.persons

    @property
    def truth(self) -> Truth:
        """What the inspection of the scenario's last night must find."""
        return self.truth_on(self.nights[-1])

    def truth_on(self, moment: datetime) -> Truth:
        with self._lock:
            return truth_on(self._world, moment, self.origin)

    def config_folder(self, path: Path, **changes: Any) -> Path:
        """Write office.toml and units/*.toml below `path`; keyword arguments are laid over
        office.toml.

        Example: `city.config_folder(folder, language="en", crawl={"workers": 1})`.
        """
        return write_folder(
            path,
            self._world,
            dns=self.dns,
            port=self.port,
            canaries=self.canaries,
            overrides=changes,
        )

    def label(self, unit_id: str) -> str:
        """The unit's short name, as the circular says it."""
        return self.scenario.unit(unit_id).short

    def origin(self, site: DemoSite) -> str:
        return f"http://{site.host}:{self.port}"

    def site_url(self, unit_id: str) -> str:
        """The home page of the unit's own site. Raises KeyError where it has none that serves
        pages.
        """
        return f"{self.origin(self._world.sites[unit_id])}/"

    def channel_url(self, unit_id: str, key: str) -> str:
        """The first list page of a unit's channel, named by its folder (gzdt, tzgg, zcwj, …; a
        column by the unit's id).
        """
        site = self._world.site_of(unit_id)
        if site is None:
            raise KeyError(unit_id)
        return f"{self.origin(site)}{DIALECTS[site.dialect].list_path(site.channel(key))}"

    def item_urls(self, unit_id: str, key: str) -> list[str]:
        """Articles listed now in that channel, newest first."""
        site = self._world.site_of(unit_id)
        if site is None:
            raise KeyError(unit_id)
        channel, dialect, now = site.channel(key), DIALECTS[site.dialect], self.now
        shown = sorted(
            (item for item in channel.items if item.is_listed(now)),
            key=lambda item: item.at,
            reverse=True,
        )
        return [
            f"{self.origin(site)}{dialect.article_path(channel, item, item.number_at(now))}"
            for item in shown
        ]

    def kill(self, unit_id: str, behaviour: Behaviour = Behaviour.REFUSED) -> None:
        """From now on the unit's site refuses connections, or behaves as told."""
        self._change(overrides.with_spell(self._world, unit_id, behaviour, self.now))
        if behaviour is Behaviour.REFUSED:
            self._silence(self._addresses[self._world.sites[unit_id].host])

    def repair(self, unit_id: str) -> None:
        """From now on the unit's site is open and every channel with a deadline is kept up."""
        self._change(overrides.with_repair(self._world, unit_id, self.now))
        site = self._world.sites.get(unit_id)
        if site is not None:
            self._resume(self._addresses[site.host])

    def publish(self, unit_id: str, key: str = "gzdt", at: datetime | None = None) -> None:
        """One new item in the channel of that folder, at that moment; default now."""
        self._change(overrides.with_item(self._world, unit_id, key, at or self.now))

    def remove(self, unit_id: str, url: str) -> None:
        """From now on the article at `url` is gone. Raises KeyError where no item of the unit has
        that address.
        """
        site = self._world.site_of(unit_id)
        for channel in self._world.channels_of(unit_id):
            for item in channel.items:
                if (
                    site
                    and url
                    == f"{self.origin(site)}{DIALECTS[site.dialect].article_path(channel, item, item.number)}"
                ):
                    self._change(
                        overrides.without_item(self._world, unit_id, item.number, self.now)
                    )
                    return
        raise KeyError(url)

    def answer(
        self,
        host: str,
        target: str,
        moment: datetime,
        *,
        headers: Mapping[str, str] | None = None,
        form: str = "",
    ) -> DemoAnswer:
        """What `host` answers at `moment`, without a connection: for tests of content."""
        if self.is_canary(host):
            return DemoAnswer(CANARY.status, tuple(CANARY.headers.items()), CANARY.body)
        with self._lock:
            return self._answerer.answer(
                host, target, moment, next(self._looks), headers=headers, form=form
            )

    async def respond(
        self, request: Request, host: str, target: str, now: datetime
    ) -> LoopbackAnswer:
        if host == INBOX:
            return _INBOX_TAKES
        form = (await request.body()).decode("utf-8", "replace") if request.method == "POST" else ""
        told = self.answer(host, target, now, headers=request.headers, form=form)
        return LoopbackAnswer(told.body, told.status, dict(told.headers), told.hangs)

    def _listening(self) -> list[str]:
        sites = {self._addresses[site.host] for site in self._world.sites.values()}
        canaries = {at for host, at in self._addresses.items() if self.is_canary(host)}
        inbox = {INBOX} if self.persons else set()
        return [at for at in (*sites, *canaries, *inbox) if at not in self._silenced]

    def _answerer_of(self, world: World) -> Answerer:
        return Answerer({site.host: site for site in world.sites.values()})

    def _change(self, world: World) -> None:
        with self._lock:
            self._world = world
            self._answerer = self._answerer_of(world)

    def _silence(self, address: str) -> None:
        self._silenced.add(address)
        if self._server is not None:
            self._server.silence(address)
        elif bound := self._sockets.pop(address, None):
            bound.close()

    def _resume(self, address: str) -> None:
        if address in self._silenced:
            self._silenced.discard(address)
            if self._server is not None:
                self._server.resume(address)
            else:
                self._sockets |= bind_all([address], self.port)


def _addresses(world: World) -> dict[str, str]:
    """An address of its own for each host on record; no listener, no name or no public address
    where so planned.
    """
    addresses = {world.sites[PORTAL].host: "127.77.0.1"}
    for order, unit in enumerate(world.scenario.units):
        host = world.host_of(unit.id)
        if not host or unit.entry_point is EntryPoint.COLUMN:
            continue
        special = {EntryPoint.INTRANET: _PRIVATE_ADDRESS, EntryPoint.NXDOMAIN: "nxdomain"}
        addresses[host] = special.get(unit.entry_point, f"127.77.1.{10 + order}")
    return addresses
