"""A city of somebody else's making: its sites as a function of the day, its office, its truth.

A city is a package below `tests/cities`:

- `sites.py` with `NIGHTS`, the days on which it is inspected (each at 02:00 Shanghai time, in
  order), and `answer(host, target, day)`: what the host answers on that day to path and query. Pure:
  the same day gives the same bytes.
- `office/`: office.toml and units/*.toml as an office writes them, addresses as `http://HOST/…`
  without a port. Name resolution, canaries and the data folder are laid over.
- `truth.toml`, set down before the product saw the city; see `tests/cities/truth.py`.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import tomlkit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from config.folder import Config, load
from demo.server import Server, bind_all
from tests.cities.truth import Truth, read_truth

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT_AT = time(2)
_CANARIES = ("canary-a.example", "canary-b.example", "canary-c.example")
_MARKER = "网络连通观测点"
_HOST = re.compile(r"//([a-z0-9-]+(?:\.[a-z0-9-]+)+)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site sends. `is_silent`, of a home page: nobody listens at that host on that day."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(
        default_factory=lambda: {"content-type": "text/html; charset=utf-8"}
    )
    is_silent: bool = False


class City:
    """A city on loopback, an address a host, all on one port. Use as a context manager."""

    def __init__(self, name: str) -> None:
        """Raises ModuleNotFoundError where there is no such city."""
        sites = import_module(f"tests.cities.{name}.sites")
        self.folder = Path(str(sites.__file__)).parent
        self.nights: tuple[date, ...] = tuple(sites.NIGHTS)
        self.truth: Truth = read_truth(self.folder / "truth.toml")
        self._answer: Callable[[str, str, date], Answer | None] = sites.answer
        hosts = sorted({*_CANARIES, *_hosts_on_record(self.folder), *getattr(sites, "HOSTS", ())})
        unknown = set(getattr(sites, "WITHOUT_A_NAME", ()))
        self.addresses = {
            host: "nxdomain" if host in unknown else f"127.79.{1 + n // 250}.{1 + n % 250}"
            for n, host in enumerate(hosts)
        }
        self._day = self.nights[0]

    def __enter__(self) -> Self:
        sockets = bind_all([at for at in self.addresses.values() if at != "nxdomain"])
        self.port = int(next(iter(sockets.values())).getsockname()[1])
        routes = [Route("/{path:path}", self._serve, methods=["GET", "HEAD", "POST"])]
        self._server = Server(Starlette(routes=routes), sockets)
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._server.stop()

    def begin_night(self, day: date) -> datetime:
        """Turn the city's clock; the instant at which the night begins."""
        self._day = day
        for host, address in self.addresses.items():
            if host not in _CANARIES and address != "nxdomain":
                home = self._answer(host, "/", day)
                act = self._server.silence if home and home.is_silent else self._server.resume
                act(address)
        return datetime.combine(day, NIGHT_AT, tzinfo=SHANGHAI)

    def open_office(self, folder: Path) -> Config:
        """The city's office below `folder`, ready to inspect this city."""
        office = folder / "office"
        shutil.copytree(self.folder / "office", office)
        for path in (office / "units").glob("*.toml"):
            path.write_text(self._with_port(path.read_text(encoding="utf-8")), encoding="utf-8")
        known = tomlkit.parse((office / "office.toml").read_text(encoding="utf-8")).unwrap()
        laid_over = {**known, **self._laid_over(known)}
        (office / "office.toml").write_text(tomlkit.dumps(laid_over), encoding="utf-8")
        return load(office)

    def _laid_over(self, known: dict[str, Any]) -> dict[str, Any]:
        crawl = {"delay_s": 0, "second_look_s": 0, "workers": 2, "requests_per_site": 8}
        return {
            "data": "data",
            "crawl": {**known.get("crawl", {}), **crawl, "browser_pages_per_unit": 0},
            "network": {
                "vantage": "here", "treat_as_public": ["127.0.0.0/8"],
                # the machine's own resolver is asked for nobody
                "dns": {**dict.fromkeys(_named_in(self.folder), "servfail"), **self.addresses},
            },
            "canaries": [
                {"name": host, "url": f"http://{host}:{self.port}/", "marker": _MARKER}
                for host in _CANARIES
            ],
        }  # fmt: skip

    def _with_port(self, text: str) -> str:
        for host in self.addresses:
            text = text.replace(f"http://{host}/", f"http://{host}:{self.port}/")
        return text

    async def _serve(self, request: Request) -> Response:
        scope = request.scope
        query = scope["query_string"].decode("latin-1")
        target = scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")
        host = request.headers.get("host", "").rsplit(":", 1)[0].lower()
        answer = _CANARY if host in _CANARIES else self._answer(host, target, self._day)
        if answer is None:
            answer = Answer(
                "<html><title>404</title><body><h1>404 Not Found</h1></body></html>", 404
            )
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        at = datetime.combine(self._day, NIGHT_AT, tzinfo=SHANGHAI).astimezone(UTC)
        headers = {**answer.headers, "date": format_datetime(at, usegmt=True)}
        return Response(self._ported(body, headers), answer.status, headers)

    def _ported(self, body: bytes, headers: dict[str, str]) -> bytes:
        """Absolute links name hosts without a port, in pages as in `location`."""
        for host in self.addresses:
            old, new = f"//{host}/", f"//{host}:{self.port}/"
            body = body.replace(old.encode(), new.encode())
            if "location" in headers:
                headers["location"] = headers["location"].replace(old, new)
        return body


_CANARY = Answer(
    f'<html><head><meta charset="utf-8"><title>{_MARKER}</title></head><body><p>{_MARKER}：本页长期不变。</p></body></html>'
)


def _hosts_on_record(folder: Path) -> Iterable[str]:
    for path in (folder / "office" / "units").glob("*.toml"):
        unit = tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()
        for site in (*unit.get("sites", ()), *unit.get("channels", ())):
            host = urlsplit(site["url"]).hostname or ""
            if not _is_address(host):
                yield host


def _named_in(folder: Path) -> Iterable[str]:
    """Hosts that its pages may lead to, strangers among them."""
    for path in folder.glob("*.py"):
        yield from _HOST.findall(path.read_text(encoding="utf-8"))


def _is_address(host: str) -> bool:
    """An address on record is what it is: an inner one leads inside, not to loopback."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
