"""What a site answers to a request at an instant: the healthy page, or what stands in its place."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b
from urllib.parse import parse_qsl

from demo.dialects import DIALECTS
from demo.dialects.base import Asked, Dialect, PageType, friend_rows
from demo.dialects.hanweb import Hanweb
from demo.site_view import View
from demo.substitute_pages import missing_page, stand_in
from demo.volatile_parts import Prepared, prepare
from demo.world import SHANGHAI, Attachment, Behaviour, DemoSite, Manner

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KEPT = 6_000  # prepared pages held: the whole city of one day and some of the day before


@dataclass(frozen=True, slots=True)
class DemoAnswer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""
    hangs: bool = False


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page prepared once for each state of its site and each day."""

    status: int
    headers: tuple[tuple[str, str], ...]
    page: Prepared
    encoding: str
    etag: str = ""
    last_modified: str = ""


class Answerer:
    """Answers for the sites of a city. Not thread-safe: one event loop asks it."""

    def __init__(self, sites: Mapping[str, DemoSite]) -> None:
        self._sites = dict(sites)
        self._kept: OrderedDict[tuple[str, str, int, date], _Kept] = OrderedDict()
        self._instants = {host: _instants(site) for host, site in sites.items()}
        self._views: dict[str, tuple[tuple[int, date], View]] = {}

    def answer(
        self,
        host: str,
        target: str,
        now: datetime,
        look: int,
        *,
        headers: Mapping[str, str] | None = None,
        form: str = "",
    ) -> DemoAnswer:
        """The answer of `host` to `target` (path and query) at `now`; `look` numbers the request."""
        site = self._sites.get(host)
        if site is None:
            return DemoAnswer(404, (("content-type", "text/plain"),), b"no such host")
        behaviour = site.behaviour(now)
        if behaviour is not Behaviour.HEALTHY:
            return _instead(site, behaviour)
        kept = self._prepared(site, f"{target}\n{form}" if form else target, now)
        if kept.etag and _is_known(kept, headers or {}):
            return DemoAnswer(304, (("etag", kept.etag), ("last-modified", kept.last_modified)))
        return DemoAnswer(kept.status, kept.headers, kept.page.filled(look, kept.encoding))

    def _prepared(self, site: DemoSite, target: str, now: datetime) -> _Kept:
        state = bisect_right(self._instants[site.host], now)
        day = now.astimezone(SHANGHAI).date()
        key = (site.host, target, state, day)
        if key in self._kept:
            return self._kept[key]
        known = self._views.get(site.host)
        if known is None or known[0] != (state, day):
            known = ((state, day), View(site, now))
            self._views[site.host] = known
        last = self._instants[site.host][state - 1] if state else now
        self._kept[key] = _render(known[1], target, last)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]


def _instants(site: DemoSite) -> tuple[datetime, ...]:
    """Every moment at which something on the site changes by itself."""
    moments = {
        at
        for channel in site.channels
        for item in channel.items
        for at in (item.at, *item.change.instants)
    }
    return tuple(sorted(moments))


def _render(view: View, target: str, last_change: datetime) -> _Kept:
    site, dialect = view.site, DIALECTS[view.site.dialect]
    address, _, form = target.partition("\n")
    path, _, query = address.partition("?")
    asked = dialect.understand(path, dict(parse_qsl(f"{query}&{form}")), view)
    if path == "/robots.txt" and site.missing is not Manner.SOFT:
        return _text("User-agent: *\nDisallow: /manage/\nDisallow: /cgi-bin/\n")
    if asked is None:
        return _missing(
            view, dialect, site.missing if site.missing is not Manner.TO_ROOT else Manner.NOT_FOUND
        )
    if asked.what is PageType.FILE:
        file = _file(view, asked.number)
        return _attachment(file, last_change) if file else _missing(view, dialect, Manner.NOT_FOUND)
    if asked.what is PageType.ARTICLE:
        found = view.find(asked.number)
        if found is None or found.gone:
            return _missing(view, dialect, (found.gone if found else None) or Manner.NOT_FOUND)
    return _page(view, dialect, asked, last_change)


def _page(view: View, dialect: Dialect, asked: Asked, last_change: datetime) -> _Kept:
    page = prepare(
        _written(view, dialect, asked),
        dialect.encoding,
        hot=_hot_rows(view, dialect),
        friends=friend_rows(view.site),
    )
    headers = [("content-type", _html_type(view.site))]
    if not (view.site.is_static and page.is_constant):
        return _Kept(200, (*headers, ("cache-control", "no-cache")), page, dialect.encoding)
    etag = f'"{blake2b(page.filled(0, dialect.encoding), digest_size=8).hexdigest()}"'
    modified = _http_date(last_change)
    return _Kept(
        200,
        (*headers, ("etag", etag), ("last-modified", modified)),
        page,
        dialect.encoding,
        etag,
        modified,
    )


def _hot_rows(view: View, dialect: Dialect) -> list[str]:
    return (
        []
        if view.site.is_static
        else [dialect.hot_row(channel, item, view) for channel, item in view.hot]
    )


def _written(view: View, dialect: Dialect, asked: Asked) -> str:
    if asked.what is PageType.HOME:
        return dialect.home(view)
    channel = view.site.channel(asked.key)
    if asked.what is PageType.LISTING:
        return dialect.listing(view, channel, asked.page)
    if asked.what is PageType.RECORDS:
        assert isinstance(dialect, Hanweb)
        return dialect.records(view, channel, *asked.rows)
    found = view.find(asked.number)
    assert found is not None
    return dialect.article(view, found.channel, found.item)


def _file(view: View, number: int) -> Attachment | None:
    for channel in view.site.channels:
        for item in channel.items:
            if item.attachments and item.is_out(view.now) and not item.is_gone(view.now):
                for file in item.attachments:
                    if file.number == number:
                        return file
    return None


def _attachment(file: Attachment, last_change: datetime) -> _Kept:
    etag, modified = f'"{blake2b(file.data, digest_size=8).hexdigest()}"', _http_date(last_change)
    headers = (
        ("content-type", XLSX),
        ("content-disposition", f'attachment; filename="{file.number}.xlsx"'),
        ("etag", etag),
        ("last-modified", modified),
    )
    return _Kept(200, headers, Prepared((file.data,)), "utf-8", etag, modified)


def _missing(view: View, dialect: Dialect, manner: Manner) -> _Kept:
    if manner is Manner.TO_ROOT:
        return _Kept(
            302,
            (("location", "/"), ("content-type", _html_type(view.site))),
            Prepared(()),
            dialect.encoding,
        )
    page = prepare(missing_page(view.site, manner, dialect.encoding), dialect.encoding)
    return _Kept(
        404 if manner is Manner.NOT_FOUND else 200,
        (("content-type", _html_type(view.site)),),
        page,
        dialect.encoding,
    )


def _text(words: str) -> _Kept:
    return _Kept(200, (("content-type", "text/plain"),), prepare(words, "utf-8"), "utf-8")


def _instead(site: DemoSite, behaviour: Behaviour) -> DemoAnswer:
    if behaviour is Behaviour.HANG:
        return DemoAnswer(200, (), hangs=True)
    status, extra, body = stand_in(site, behaviour)
    return DemoAnswer(status, (("content-type", "text/html; charset=utf-8"), *extra), body.encode())


def _html_type(site: DemoSite) -> str:
    return f"text/html; charset={site.header_charset}" if site.header_charset else "text/html"


def _is_known(kept: _Kept, headers: Mapping[str, str]) -> bool:
    if asked := headers.get("if-none-match"):
        return kept.etag in asked
    if since := headers.get("if-modified-since"):
        try:
            return parsedate_to_datetime(kept.last_modified) <= parsedate_to_datetime(since)
        except ValueError:
            return False
    return False


def _http_date(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)
