"""Who asks, and by which name: the word of a web server before the console, and the `Host` header.

X-Forwarded-For and X-Forwarded-Proto are believed from `[console] trusted_proxies` alone; the
visitor is the rightmost address that is none of those, for whatever stands left of it the visitor
may have written. `Forwarded` (RFC 7239) is not read: nginx and Caddy do not send it by themselves.
"""

import logging
import re
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from monitor.console.context import Console

# No name of these leads anywhere but to this machine.
OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
# An IPv6 line is a /64 (RFC 6177): whoever has one has 2**64 addresses to try passwords from.
V6_LINE = 64
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::\d*)?")

_log = logging.getLogger(__name__)


class Forwarded:
    """Round an application: `scope["client"]` and `scope["scheme"]` are the visitor's, as far as a
    trusted proxy says so.
    """

    def __init__(self, app: ASGIApp, console: Console) -> None:
        self._app, self._console = app, console
        self._trusted: list[str] = []
        self._believing: ASGIApp = app
        self._has_warned = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        trusted = self._console.config().office.console.trusted_proxies
        if trusted != self._trusted:  # the office's files may change while the console runs
            self._trusted = trusted
            self._believing = ProxyHeadersMiddleware(self._app, list(trusted))  # type: ignore[arg-type,assignment]
        self._warn_once(scope)
        await self._believing(scope, receive, send)

    def _warn_once(self, scope: Scope) -> None:
        """A proxy that was forgotten in office.toml makes one visitor of all: the office must hear
        of it, once and not for every request.
        """
        if self._has_warned or "x-forwarded-for" not in Headers(scope=scope):
            return
        address = (scope.get("client") or ("",))[0]
        if not _lies_in(address, self._trusted):
            self._has_warned = True
            _log.warning(
                "X-Forwarded-For from %r is not believed; if that is your web server, write it into"
                " office.toml: [console] trusted_proxies",
                address,
            )


def visitor_of(scope: Scope) -> str:
    """Where a visitor comes from, as failed logins are counted: the address, of IPv6 its /64."""
    address: str = (scope.get("client") or ("",))[0]
    try:
        known = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(known, IPv6Address):
        return str(ip_network((known, V6_LINE), strict=False))
    return str(known)


def is_own_host(scope: Scope, public_url: str, hosts: Iterable[str]) -> bool:
    """Whether `Host` names this console: a name of the machine, the address that was connected to,
    the office's own name of it, or one of `hosts`. Ports are the proxy's matter.
    """
    asked = _without_port(Headers(scope=scope).get("host", ""))
    return bool(asked) and asked in {
        *OWN_NAMES,
        *hosts,
        _bracketed((scope.get("server") or ("",))[0] or ""),
        _bracketed(_host_of(public_url)),
    }


def _without_port(host: str) -> str:
    """ "" for what no browser sends."""
    found = _HOST.fullmatch(host)
    return found[1].lower().removesuffix(".") if found else ""


def _host_of(url: str) -> str:
    """As browsers send it: a Chinese name in its xn-- form."""
    host = urlsplit(url).hostname or ""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host.lower()


def _lies_in(address: str, networks: Iterable[str]) -> bool:
    try:
        return any(ip_address(address) in ip_network(network) for network in networks)
    except ValueError:
        return False
