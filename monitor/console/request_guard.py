"""Round every request: nobody comes in without a login, nothing changes on another site's word,
and no answer leaves without its headers.

A pure ASGI wrapper round everything, mounted applications included: what is not named open is
closed (docs/faults.md C7).
"""

import re
import time
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from types import MappingProxyType
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.console.access import OPEN_FOLDER, OPEN_PATHS, may_enter
from monitor.console.addresses import is_same_origin
from monitor.console.context import Console
from monitor.console.forwarded import is_own_host, visitor_of
from monitor.console.request import PageRequest
from monitor.console.token_gate import ReadersPace, reads_by_token, token_in
from monitor.rectification.attachments import LARGEST_FILE
from store.desk.tokens import token_user
from store.desk.users import User, session_user

SESSION = "gongkai_session"
MOST_SENT = 64 * 1024  # bytes of a form
MOST_SENT_WITH_FILES = 2 * LARGEST_FILE + 1024 * 1024  # of an answer
_WITH_FILES = re.compile(r"/findings/\d{1,19}/answer")
SAFE_METHODS = frozenset({"GET", "HEAD"})
METHODS = "GET, HEAD, POST"  # of any page; each says its own
LONGEST_TOKEN = 200

# `same-origin` and not `no-referrer`: under the latter browsers send `Origin: null` with our own
# forms.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-DNS-Prefetch-Control": "off",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class RequestGuard:
    def __init__(self, app: ASGIApp, console: Console, mounts: frozenset[str]) -> None:
        self.app, self.console, self.mounts = app, console, mounts
        self.pace = ReadersPace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, with_headers(send))
        # A websocket is neither a page nor a form of ours: it is not answered.

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = self._misaddressed(scope) or self._refused(scope)
        if refused is None and not is_open(scope["path"]):
            refused = self._too_fast(scope)
        if refused is None and not is_open(scope["path"]):
            user = await run_in_threadpool(self._user, scope)
            scope.setdefault("state", {})["user"] = user
            refused = self._unwelcome(scope, user)
        await (refused or self.app)(scope, receive, send)

    def _misaddressed(self, scope: Scope) -> Response | None:
        """A `Host` that is none of ours: a name that somebody pointed here (DNS rebinding), or one
        that would stand in our own redirects. The answer is drawn without it.
        """
        known = self.console.config().office.console
        if is_own_host(scope, known.url, known.hosts):
            return None
        headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
        request = Request({**scope, "headers": headers})
        return PageRequest(request).refused(400, said="refused.host")

    def _refused(self, scope: Scope) -> Response | None:
        """What no page of ours is asked by, a change that did not come from our own pages, or one
        that is too long for a form.
        """
        if scope["method"] in SAFE_METHODS:
            return None
        if scope["method"] != "POST":
            refused = PageRequest(Request(scope)).refused(405)
            refused.headers["Allow"] = METHODS
            return refused
        headers = Headers(scope=scope)
        if not self._is_ours(headers):
            return PageRequest(Request(scope)).refused(403, said="refused.elsewhere")
        length = headers.get("content-length", "")
        most = MOST_SENT_WITH_FILES if _WITH_FILES.fullmatch(scope["path"]) else MOST_SENT
        if not length.isdecimal() or len(length) > 9 or int(length) > most:
            return PageRequest(Request(scope)).refused(413)
        return None

    def _is_ours(self, headers: Headers) -> bool:
        """By the browser's own word: both where it gives both, and at least one."""
        fetch_site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if fetch_site is not None and fetch_site != "same-origin":
            return False
        if origin is not None:
            return is_same_origin(
                origin, headers.get("host", ""), self.console.config().office.console.url
            )
        return fetch_site is not None

    def _too_fast(self, scope: Scope) -> Response | None:
        """Programs are counted by their token; whoever brings none, by the address."""
        if not reads_by_token(scope):
            return None
        reader = token_in(scope) or visitor_of(scope)
        if not self.pace.is_too_fast(reader, time.monotonic()):
            return None
        return said_to_a_program(429, "Too many requests", {"Retry-After": "60"})

    def _user(self, scope: Scope) -> User | None:
        desk, now = self.console.desk, self.console.clock.now()
        if reads_by_token(scope) and (by_token := token_in(scope)):
            return token_user(desk, by_token, now)
        token = session_token(Headers(scope=scope))
        return session_user(desk, token, now) if token else None

    def _unwelcome(self, scope: Scope, user: User | None) -> Response | None:
        if user is None and reads_by_token(scope):
            return said_to_a_program(401, "No valid token", {"WWW-Authenticate": "Bearer"})
        if user is None:
            return _to_login(scope)
        mount = mount_of(scope["path"], self.mounts)
        if mount and not may_enter(user, mount):
            return PageRequest(Request(scope)).refused(403, said="refused.mount")
        return None


def is_open(path: str) -> bool:
    return path in OPEN_PATHS or path.startswith(OPEN_FOLDER)


def mount_of(path: str, mounts: frozenset[str]) -> str:
    """The application that answers for this path; "" where the console itself does."""
    return next((mount for mount in mounts if path == mount or path.startswith(mount + "/")), "")


def session_token(headers: Headers) -> str:
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(SESSION)
    except CookieError:
        return ""
    return morsel.value if morsel and len(morsel.value) <= LONGEST_TOKEN else ""


def with_headers(send: Send) -> Send:
    """Every answer gets the headers; what an application says of itself stands."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return send_with_headers


def said_to_a_program(
    status: int, error: str, headers: Mapping[str, str] = MappingProxyType({})
) -> Response:
    """An answer that is none, in the form that programs read."""
    return JSONResponse({"error": error}, status, dict(headers))


def _to_login(scope: Scope) -> Response:
    if scope["method"] not in SAFE_METHODS:
        return PageRequest(Request(scope)).refused(401)
    wanted = scope["path"] + (
        f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
    )
    return RedirectResponse(f"/login?next={quote(wanted, safe='')}", 303)
