"""The county on loopback: its sites, its clock, its truth."""

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from starlette.requests import Request

from demo.loopback import Loopback, LoopbackAnswer
from demo.standards import office, systems
from demo.standards.build import build
from demo.standards.home import picture
from demo.standards.plan import NIGHTS, WALLED_FROM, Plan
from demo.standards.site import Answerer, CountySite, SentPage
from demo.world import SHANGHAI

_WALL = SentPage(
    b"<html><head><script src='/Xk2p/d.js'></script><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=5121;</script></head><body></body></html>",
    412,
    {"content-type": "text/html; charset=utf-8", "set-cookie": "Yk3=60x; Path=/; HttpOnly"},
)
_FAILING = SentPage(
    b"<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>503</h1></body></html>",
    503,
    {"content-type": "text/html"},
)
_SCRIPT = SentPage(b"/* */", 200, {"content-type": "application/javascript"})
_OTHERS = '<html><head><meta charset="utf-8"><title>{host}</title></head><body><h1>统一平台</h1><p>请选择服务。</p></body></html>'


class StandardsCity(Loopback):
    """The scenario `standards`; use as a context manager. Its pages are a function of seed, address
    and the city's day.
    """

    def __init__(self, seed: int = 1, port: int | None = None) -> None:
        self.seed = seed
        self._built = build(seed)
        hosts = [*self._built.sites, *self._built.elsewhere]
        addresses = {host: f"127.76.{1 + n // 250}.{1 + n % 250}" for n, host in enumerate(hosts)}
        addresses |= dict.fromkeys(self._built.dead_names, "nxdomain")
        self._day_pages: dict[tuple[str, date], Mapping[str, Answerer]] = {}
        nights = [datetime.combine(day, time(2), tzinfo=SHANGHAI) for day in NIGHTS]
        super().__init__(addresses, nights, port)

    @property
    def plan(self) -> Plan:
        """The truth: who has which fault (`demo.standards.plan`)."""
        return self._built.plan

    def config_folder(self, path: Path, **changes: Any) -> Path:
        """Write office.toml and units/*.toml below `path`; keyword arguments are laid over
        office.toml.
        """
        return office.write_folder(
            path,
            self.plan.county,
            dns=self.dns,
            port=self.port,
            canaries=self.canaries,
            changes=changes,
        )

    def label(self, unit_id: str) -> str:
        return self.plan.county.unit(unit_id).short

    def site(self, host: str) -> CountySite:
        return self._built.sites[host]

    def sent(self, host: str, target: str, moment: datetime) -> SentPage:
        """What `host` answers at `moment` to `target` (path and query), without a connection."""
        site = self._built.sites.get(host)
        if site is None:
            return SentPage(
                _OTHERS.format(host=host).encode(),
                200,
                {"content-type": "text/html; charset=utf-8"},
            )
        night = moment.astimezone(SHANGHAI).date()
        path = target.partition("?")[0]
        if hidden := self._hidden(site, target, night):
            return hidden
        if path.startswith("/images/") and path.endswith(("png", "jpg")):
            return picture()
        if path.endswith((".js", ".css", "/hits.asp")) and path != "/js/footer.js":
            return _SCRIPT
        known = self._pages(site, night)
        draw = known.get(target) or known.get(path)
        return draw(night) if draw else systems.missing(site)

    async def respond(
        self, request: Request, host: str, target: str, now: datetime
    ) -> LoopbackAnswer:
        sent = self.sent(host, target, now)
        return LoopbackAnswer(self._ported(sent.body), sent.status, {**sent.headers})

    def _pages(self, site: CountySite, night: date) -> Mapping[str, Answerer]:
        key = (site.host, night)
        if key not in self._day_pages:
            self._day_pages[key] = systems.pages(site, night)
        return self._day_pages[key]

    def _hidden(self, site: CountySite, target: str, night: date) -> SentPage | None:
        """The wall before one site, and the failing pages of another."""
        place, told = self.plan.county, self.plan
        if site.host == place.host(told.walled) and night >= WALLED_FROM:
            return _WALL
        if site.host == place.host(told.weak):
            system = systems.SYSTEMS[site.system]
            opened = {"/", "/index.html", "/robots.txt"}
            opened |= {system.list_at(site.channel(key)) for key in ("gzdt", "jgzn")}
            return None if target in opened else _FAILING
        return None

    def _ported(self, body: bytes) -> bytes:
        """Absolute links name hosts without the port, in which alone the city differs from the
        world.
        """
        for host in self.dns:
            body = body.replace(f"//{host}/".encode(), f"//{host}:{self.port}/".encode())
        return body
