"""Looking from a second place: which entry points may be asked for there, and how a question gets
there.

A second vantage answers one question, "does the site open there?", so only the registered entry
points are asked for, and nothing that a page says. Through a proxy the far end resolves names that
may mean nothing here; so a target is refused by what it leads to here, if anything, and by not
being a registered host. The proxy itself is the office's own word.
"""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import unquote, urlsplit

from config.addresses import INNER, is_inner
from config.office import Vantage
from config.unit import Unit
from crawler.errnos import Settled
from crawler.page_traits import home_row
from crawler.scope import Scope, host_of
from crawler.transport.address_guard import Resolution
from store.outcomes import Ours, Outcome
from store.records import FrontierRow

# over plain http nobody can tell whether the proxy says so or the site
FROM_THE_PROXY = frozenset({407, 502, 503, 504})
NOT_REGISTERED = "only registered entry points are asked for from a second vantage"


@dataclass(frozen=True, slots=True)
class Way:
    """To a proxy. `alias` stands for it in the engine, so that no page can name its address."""

    host: str
    port: int
    authorization: str  # "" where it asks for none

    @classmethod
    def of(cls, vantage: Vantage | None) -> "Way | None":
        """The way of a vantage, None where it has no proxy."""
        if vantage is None or not vantage.proxy:
            return None
        parts = urlsplit(vantage.proxy)
        name, password = unquote(parts.username or ""), unquote(parts.password or "")
        authorization = (
            f"Basic {b64encode(f'{name}:{password}'.encode()).decode()}" if parts.username else ""
        )
        return cls(parts.hostname or "", parts.port or 0, authorization)


ALIAS = "proxy.vantage.invalid"


def hosts_of(units: Iterable[Unit]) -> frozenset[str]:
    """The hosts of registered entry points."""
    return frozenset(host_of(site.url) for unit in units for site in unit.sites)


def plan_entry_points(unit: Unit, day: date) -> list[FrontierRow]:
    """The home pages on record and no more: a channel on a portal is the portal's entry point."""
    return [
        home_row(site)
        for site in unit.sites
        if site.was_on_record(day) and site.kind != "portal_channel"
    ]


def opened_at(vantage: Vantage, units: Iterable[Unit]) -> dict[str, tuple[str, ...]]:
    """For the guard where we stand inside: registered entry points may lead to inner addresses."""
    return (
        dict.fromkeys(hosts_of(units), tuple(map(str, INNER)))
        if vantage.inside and not vantage.proxy
        else {}
    )


def is_registered(url: str, unit: Unit) -> bool:
    """The host of one of the unit's entry points."""
    return any(Scope.of(site).is_same_host(url) for site in unit.sites)


def refusal(answer: Resolution, vantage: Vantage, *, is_registered: bool) -> Settled | None:
    """Why `answer`, the target's here, keeps us from asking for it from `vantage`; else None."""
    if not is_registered:
        return Outcome.REFUSED_BY_OUR_POLICY, NOT_REGISTERED
    if (
        answer.outcome is not Outcome.REFUSED_BY_OUR_POLICY
        and answer.outcome is not Outcome.INTRANET_ONLY
    ):
        return None  # unknown here is the far end's to resolve
    if vantage.inside and answer.seen and all(is_inner(address) for address in answer.seen):
        return None
    return Outcome.REFUSED_BY_OUR_POLICY, answer.reason


def put_on_its_way(request: Any, way: Way) -> None:
    """Make the engine ask through the proxy."""
    request.meta["proxy"] = f"http://{ALIAS}:{way.port}"
    request.meta["download_slot"] = f"ip:{ALIAS}"
    if way.authorization:
        request.headers["Proxy-Authorization"] = way.authorization


def is_by_proxy(request: Any) -> bool:
    """`put_on_its_way` has sent it there."""
    return request is not None and bool(request.meta.get("proxy"))


# Whatever fails between us and a proxy's answer may be the proxy's own failure.
PROVED_NOTHING: Settled = (Outcome.NOT_JUDGED, Ours.PROXY)
