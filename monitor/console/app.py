"""The console as one ASGI application: what stands at which address, and the guard round all of it."""

import re
from asyncio import Semaphore
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from types import MappingProxyType

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from config.errors import GongkaiError, NotFound
from monitor.console.access import Right, may_ask
from monitor.console.api.endpoints import ENDPOINTS, documentation, openapi
from monitor.console.context import BeforeFirstNight, Console
from monitor.console.forwarded import Forwarded
from monitor.console.request import STATIC, PageRequest
from monitor.console.request_guard import HEADERS, RequestGuard, said_to_a_program
from monitor.console.token_gate import reads_by_token
from monitor.console.views import (
    accounts,
    counties,
    feeds,
    findings,
    health,
    login,
    nightly,
    over_time,
    overview,
    pages,
    papers,
    rectification,
    remarks,
    rule,
    runs,
    score,
    search,
    tokens,
    unit,
    wording,
    workers,
)
from monitor.console.views import finding as one_finding
from monitor.rectification.attachments import MOST_FILES
from monitor.rectification.saying import NotADay, NothingChosen, NoWords
from store.desk.users import User

NO_MOUNTS: Mapping[str, ASGIApp] = MappingProxyType({})
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
MOST_FIELDS = 20
MOST_CHOSEN = 240  # findings of a list, with what is said of them
# Passwords that are hashed at once: each takes 64 MiB (RFC 9106's second choice of parameters), and
# whoever has no login may ask for as many as they like.
MOST_HASHED = 2
MOST_UPLOADED = 2  # answers with files that are read at once: each may take MOST_SENT_WITH_FILES

# What was wrong with a form, where more can be said than that something was.
_SAID_OF: Mapping[type[BaseException | None], str] = {
    NotADay: "refused.day",
    NoWords: "refused.no_words",
    NothingChosen: "refused.nothing_chosen",
}

Change = Callable[[Request, Mapping[str, str]], Response]
Answer = Callable[[Request, Mapping[str, str], Sequence[tuple[str, bytes]]], Response]


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
        exception_handlers={
            HTTPException: _refused,  # type: ignore[dict-item]
            GongkaiError: _failed,  # type: ignore[dict-item]
            ClientDisconnect: _hung_up,
            Exception: _broken,
        },
    )
    app.state.console = console
    app.state.mounts = frozenset(mounts)
    return app


class RoleRoute(Route):
    """A page for those whom `access` lets ask for it."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        user: User | None = scope.get("state", {}).get("user")
        if user is not None and not may_ask(user, self.path):
            await PageRequest(Request(scope)).refused(403)(scope, receive, send)
        else:
            await super().handle(scope, receive, send)


def _routes() -> list[BaseRoute]:
    hashing, uploading = Semaphore(MOST_HASHED), Semaphore(MOST_UPLOADED)
    return [
        RoleRoute("/", overview.overview),
        RoleRoute("/findings", findings.findings),
        RoleRoute("/findings/export.{form}", findings.export),
        RoleRoute(
            "/findings/many", changing(findings.say_of_many, fields=MOST_CHOSEN), methods=["POST"]
        ),
        RoleRoute("/findings/{finding:int}", one_finding.finding),
        RoleRoute("/findings/{finding:int}/say", changing(rectification.say), methods=["POST"]),
        RoleRoute(
            "/findings/{finding:int}/answer",
            uploading_to(rectification.answer, uploading),
            methods=["POST"],
        ),
        RoleRoute("/answers/{file:int}", rectification.file),
        RoleRoute("/findings/views", changing(findings.keep_view), methods=["POST"]),
        RoleRoute("/feeds/findings.atom", feeds.new_findings),
        RoleRoute("/feeds/deadlines.ics", feeds.deadlines),
        *(RoleRoute(one.path, one.view) for one in ENDPOINTS),
        RoleRoute("/api", documentation),
        RoleRoute("/api/v1/openapi.json", openapi),
        RoleRoute("/waiting", rectification.waiting),
        RoleRoute("/remarks", remarks.remarks),
        RoleRoute("/units/{unit}", unit.unit),
        RoleRoute("/units/{unit}/over-time", over_time.unit),
        RoleRoute("/units/{unit}/nights", over_time.nights),
        RoleRoute("/units/{unit}/turns", over_time.turns),
        RoleRoute("/kinds/{kind}", over_time.kind),
        RoleRoute("/pages/{page:int}", pages.page),
        RoleRoute("/captures/{capture:int}", pages.capture),
        RoleRoute("/captures/{capture:int}/source", pages.source),
        RoleRoute("/captures/{capture:int}/frame", pages.frame),
        RoleRoute("/captures/{capture:int}/raw", pages.raw),
        RoleRoute("/rules/{rule}", rule.rule),
        RoleRoute("/wording", wording.wording),
        RoleRoute("/workers", workers.workers),
        RoleRoute("/wording/say", changing(wording.say), methods=["POST"]),
        RoleRoute("/accounts", accounts.accounts),
        RoleRoute("/accounts/say", changing(accounts.say), methods=["POST"]),
        RoleRoute("/search", search.search),
        RoleRoute("/papers", papers.papers),
        RoleRoute("/papers/{paper}", papers.paper),
        RoleRoute("/nightly/{file}", nightly.nightly),
        RoleRoute("/counties", counties.counties),
        RoleRoute("/counties/papers/{paper}", counties.paper),
        RoleRoute("/counties/{county}", counties.county),
        RoleRoute("/papers/notices/{unit}", papers.notice),
        RoleRoute("/runs", runs.runs),
        RoleRoute("/runs/{run}", runs.run),
        RoleRoute("/runs/{run}/visits", runs.visits),
        RoleRoute("/runs/{run}/undecided", runs.undecided),
        RoleRoute("/score", score.league),
        RoleRoute("/score/{unit}", score.unit),
        RoleRoute("/account", login.account_page),
        RoleRoute("/account/tokens", changing(tokens.say), methods=["POST"]),
        RoleRoute("/account/password", changing(login.account, hashing), methods=["POST"]),
        RoleRoute("/login", login.login_page),
        RoleRoute("/login", changing(login.login, hashing), methods=["POST"]),
        RoleRoute("/logout", changing(login.logout), methods=["POST"]),
        RoleRoute("/language", changing(login.language), methods=["POST"]),
        RoleRoute("/health", health.health),
        # asked for by every browser on pages of others that name none
        RoleRoute("/favicon.ico", _icon),
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
            given = _texts(form)
        async with at_once or nullcontext():
            return await run_in_threadpool(view, request, given)

    return change


def uploading_to(view: Answer, at_once: AbstractAsyncContextManager[None]) -> Callable[..., object]:
    """The same with files, as (name, bytes); more of them than an answer may bear are refused."""

    async def answer(request: Request) -> Response:
        PageRequest(request).must(Right.ANSWER)  # before anything of it is taken
        async with request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES + 1) as form:
            fields = _texts(form)
            sent = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
            async with at_once:
                files = [(one.filename, await one.read()) for one in sent if one.filename]
                return await run_in_threadpool(view, request, fields, files)

    return answer


def _texts(form: FormData) -> dict[str, str]:
    """What was typed. Raises HTTPException for half a character: a form may name a charset that
    makes one (`utf-7`, `unicode_escape`), and nothing can write it down.
    """
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    if any(_HALF_A_CHARACTER.search(text) for pair in given.items() for text in pair):
        raise HTTPException(400)
    return given


def _hung_up(request: Request, error: Exception) -> Response:
    """A visitor who went before their form was whole: no bug, so no traceback in the log."""
    del error
    return PageRequest(request).refused(400)


def _refused(request: Request, error: HTTPException) -> Response:
    if reads_by_token(request.scope):
        return said_to_a_program(error.status_code, error.detail, error.headers or {})
    said = _SAID_OF.get(type(error.__cause__), "")
    answer = PageRequest(request).refused(error.status_code, said=said)
    answer.headers.update(error.headers or {})
    return answer


def _failed(request: Request, error: GongkaiError) -> Response:
    visit = PageRequest(request)
    if reads_by_token(request.scope):
        is_missing = isinstance(error, NotFound) and not isinstance(error, BeforeFirstNight)
        return said_to_a_program(404 if is_missing else 503, "No data to read now")
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
