"""The console as one ASGI application: what stands at which address, and the guard round all of it."""

from asyncio import Semaphore
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from types import MappingProxyType

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from config.errors import GongkaiError, NotFound
from monitor.console.context import BeforeFirstNight, Console
from monitor.console.forwarded import Forwarded
from monitor.console.request import STATIC, PageRequest
from monitor.console.request_guard import HEADERS, RequestGuard
from monitor.console.views import (
    accounts,
    findings,
    health,
    login,
    overview,
    pages,
    remarks,
    rule,
    runs,
    score,
    search,
    unit,
    wording,
)
from monitor.console.views import finding as one_finding

NO_MOUNTS: Mapping[str, ASGIApp] = MappingProxyType({})
MOST_FIELDS = 20
MOST_CHOSEN = 240  # findings of a list, with what is said of them
# Passwords that are hashed at once: each takes 64 MiB (RFC 9106's second choice of parameters), and
# whoever has no login may ask for as many as they like.
MOST_HASHED = 2

Change = Callable[[Request, Mapping[str, str]], Response]


def build(console: Console, mounts: Mapping[str, ASGIApp] = NO_MOUNTS) -> Starlette:
    """The console, with other applications (`/data` …) under the same roof: same login, roles by
    `access.MOUNTS`.

    A mounted application finds who asks in `scope["state"]["user"]` (store.desk.users.User).
    """
    app = Starlette(
        routes=[*_routes(), *(Mount(path, mounted) for path, mounted in mounts.items())],
        middleware=[
            Middleware(Forwarded, console=console),
            Middleware(RequestGuard, console=console, mounts=frozenset(mounts)),
        ],
        exception_handlers={HTTPException: _refused, GongkaiError: _failed, Exception: _broken},  # type: ignore[dict-item]
    )
    app.state.console = console
    app.state.mounts = frozenset(mounts)
    return app


def _routes() -> list[BaseRoute]:
    hashing = Semaphore(MOST_HASHED)
    return [
        Route("/", overview.overview),
        Route("/findings", findings.findings),
        Route("/findings/export.{form}", findings.export),
        Route(
            "/findings/many", changing(findings.say_of_many, fields=MOST_CHOSEN), methods=["POST"]
        ),
        Route("/findings/{finding:int}", one_finding.finding),
        Route("/findings/{finding:int}/say", changing(one_finding.say), methods=["POST"]),
        Route("/remarks", remarks.remarks),
        Route("/units/{unit}", unit.unit),
        Route("/pages/{page:int}", pages.page),
        Route("/captures/{capture:int}", pages.capture),
        Route("/captures/{capture:int}/source", pages.source),
        Route("/captures/{capture:int}/frame", pages.frame),
        Route("/captures/{capture:int}/raw", pages.raw),
        Route("/rules/{rule}", rule.rule),
        Route("/wording", wording.wording),
        Route("/wording/say", changing(wording.say), methods=["POST"]),
        Route("/accounts", accounts.accounts),
        Route("/accounts/say", changing(accounts.say), methods=["POST"]),
        Route("/search", search.search),
        Route("/runs", runs.runs),
        Route("/runs/{run}", runs.run),
        Route("/score", score.league),
        Route("/score/{unit}", score.unit),
        Route("/account", login.account_page),
        Route("/account/password", changing(login.account, hashing), methods=["POST"]),
        Route("/login", login.login_page),
        Route("/login", changing(login.login, hashing), methods=["POST"]),
        Route("/logout", changing(login.logout), methods=["POST"]),
        Route("/language", changing(login.language), methods=["POST"]),
        Route("/health", health.health),
        # asked for by every browser on pages of others that name none
        Route("/favicon.ico", _icon),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


def _icon(request: Request) -> Response:
    del request
    return FileResponse(STATIC / "icon.svg", media_type="image/svg+xml")


def changing(
    view: Change,
    at_once: AbstractAsyncContextManager[None] | None = None,
    fields: int = MOST_FIELDS,
) -> Callable[..., object]:
    """A view that takes a form; it works in a thread like every page, for it writes to disk.

    `at_once`: how many of its kind may work; the others wait without a thread. `fields`: how many a
    form of its kind may have.
    """

    async def change(request: Request) -> Response:
        async with request.form(max_fields=fields, max_files=0) as form:
            given = {name: value for name, value in form.items() if isinstance(value, str)}
        async with at_once or nullcontext():
            return await run_in_threadpool(view, request, given)

    return change


def _refused(request: Request, error: HTTPException) -> Response:
    answer = PageRequest(request).refused(error.status_code)
    answer.headers.update(error.headers or {})
    return answer


def _failed(request: Request, error: GongkaiError) -> Response:
    visit = PageRequest(request)
    if isinstance(error, BeforeFirstNight):
        return overview.before_first_night(visit)
    status = 404 if isinstance(error, NotFound) else 503
    message = error.words.text(visit.language) if visit.is_office else ""  # it names files
    return visit.refused(status, message)


def _broken(request: Request, error: Exception) -> Response:
    """A bug: the server's log has it whole, the visitor learns that it is not their fault. It is
    answered outside the guard.
    """
    del error
    answer = PageRequest(request).refused(500)
    answer.headers.update(HEADERS)
    return answer
