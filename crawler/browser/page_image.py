"""One page rendered: from the answer as it came, over what its scripts ask for, to the page as a
visitor would see it.

Nothing goes out from here. A request of the page is one of four kinds that carry words (a document,
a frame, a script, what scripts fetch) and is asked of the crawl; pictures, fonts, films, sockets,
beacons and downloads are refused on the spot, and a stylesheet is empty, because some scripts wait
for it.
"""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from crawler.browser.limits import ALL_PARTS_BYTES, PAGE_BYTES, PARTS, QUIET_S, TICKING_S
from crawler.browser.messages import Ask, FetchedAnswer, RenderedPage, RenderRequest, not_rendered

if TYPE_CHECKING:
    from playwright.async_api import (
        Browser,
        BrowserContext,
        FloatRect,
        Page,
        Request,
        Route,
        ViewportSize,
    )

_POLL_S = 0.2
WINDOW: "ViewportSize" = {"width": 1280, "height": 2000}
_LEAST_HEIGHT = 200
# In quirks mode the body is as high as the window: only what is in it tells where the page ends.
_BOTTOM = "() => { const all = document.createRange(); all.selectNodeContents(document.body); return all.getBoundingClientRect().bottom + 16 }"
_PICTURE_S = 10.0
_LAST_WORD_S = 3.0  # for a page that never ended to say what it shows
_SCRIPTS = ("script", "xhr", "fetch")
# What the page may say of itself; anything else (cookies, authorization, client hints) stays here.
_SENT = ("accept", "content-type", "x-requested-with", "referer")


class RequestHandler(Protocol):
    def next_number(self) -> int: ...

    def asked(self, ask: Ask) -> Awaitable[FetchedAnswer]: ...


class PageImage:
    """Good for one page."""

    def __init__(self, browser: "Browser", order: RenderRequest, crawl: RequestHandler) -> None:
        self._browser, self._order, self._crawl = browser, order, crawl
        self._until = monotonic() + order.seconds
        self._in_the_air = 0
        # a page that polls asks the site once
        self._answers: dict[tuple[str, str, bytes], asyncio.Future[FetchedAnswer]] = {}
        self._bytes = 0
        self._last_news = monotonic()
        self._is_first = True

    async def rendered(self) -> RenderedPage:
        """Never raises: a page that breaks its browser is told as `hung`."""
        from playwright.async_api import Error

        try:
            context = await asyncio.wait_for(self._context(), 10)
        except (Error, TimeoutError) as error:
            return not_rendered("hung", error)
        try:
            rendered = await self._in(context)
        except (Error, TimeoutError) as error:
            rendered = not_rendered("hung", error)
        try:
            await asyncio.wait_for(context.close(), 5)
        except (Error, TimeoutError) as error:
            return replace(
                rendered,
                trouble=rendered.trouble or "hung",
                detail=rendered.detail or str(error)[:200],
            )
        return rendered

    async def _context(self) -> "BrowserContext":
        context = await self._browser.new_context(
            user_agent=self._order.agent,
            locale="zh-CN",
            timezone_id=self._order.zone,
            accept_downloads=False,
            service_workers="block",
            ignore_https_errors=True,
            viewport=WINDOW,
        )
        await context.route("**/*", self._asked_for)
        await context.route_web_socket("**/*", lambda socket: socket.close())
        return context

    async def _in(self, context: "BrowserContext") -> RenderedPage:
        page = await context.new_page()
        context.on("page", lambda popup: asyncio.ensure_future(_closed(popup)))
        self._page = page
        await page.goto(self._order.url, wait_until="commit", timeout=self._left() * 1000)
        is_ready = await self._stands_still(page)
        html = await self._html(page, _LAST_WORD_S)
        if html is None:
            return not_rendered("hung", "the page's scripts never ended")
        if len(html) > PAGE_BYTES:
            return RenderedPage(
                page.url, trouble="size", detail=f"larger than {PAGE_BYTES >> 20} MB when drawn"
            )
        picture = await self._picture(page) if self._order.with_picture else b""
        return RenderedPage(page.url, html, picture, "" if is_ready else "late")

    async def _picture(self, page: "Page") -> bytes:
        """What stands in the window, without the blank below a short page; nothing where the
        browser does not come to it in time.
        """
        from playwright.async_api import Error

        try:
            words = await asyncio.wait_for(page.evaluate(_BOTTOM), _LAST_WORD_S)
            height = (
                min(max(int(words), _LEAST_HEIGHT), WINDOW["height"])
                if isinstance(words, int | float)
                else WINDOW["height"]
            )
            part: FloatRect = {"x": 0, "y": 0, "width": WINDOW["width"], "height": height}
            return await page.screenshot(
                type="png", animations="disabled", clip=part, timeout=_PICTURE_S * 1000
            )
        except (Error, TimeoutError, ValueError, OverflowError):
            return b""

    async def _stands_still(self, page: "Page") -> bool:
        """Wait until the page asks for nothing and stands still; whether that came in time."""
        before, quiet_since = None, 0.0
        while self._left() > _LAST_WORD_S / 2:
            await asyncio.sleep(_POLL_S)
            if self._in_the_air or monotonic() - self._last_news < QUIET_S:
                quiet_since = 0.0
                continue
            quiet_since = quiet_since or monotonic()
            now = await self._html(page, self._left())
            if (
                now is not None
                and (now == before or monotonic() - quiet_since > TICKING_S)
                and await _is_parsed(page, self._left())
            ):
                return True
            before = now
        return False

    async def _html(self, page: "Page", seconds: float) -> bytes | None:
        from playwright.async_api import Error

        try:
            return (await asyncio.wait_for(page.content(), max(seconds, 0.1))).encode(
                "utf-8", "replace"
            )
        except TimeoutError:
            return None
        except Error:
            return None if page.is_closed() else b""  # between two documents

    async def _asked_for(self, route: "Route") -> None:
        from playwright.async_api import Error

        with suppress(Error):
            await self._settled(route)

    async def _settled(self, route: "Route") -> None:
        request = route.request
        kind = request.resource_type
        if kind == "document" and self._is_first and request.frame == self._page.main_frame:
            self._is_first = False
            await route.fulfill(
                status=200,
                headers={"content-type": "text/html; charset=utf-8"},
                body=self._order.body,
            )
        elif kind == "stylesheet":
            await route.fulfill(
                status=200,
                headers={"content-type": "text/css", "access-control-allow-origin": "*"},
                body="",
            )
        elif kind == "document" or kind in _SCRIPTS:
            await self._handed_on(
                route,
                "script"
                if kind == "script"
                else "fetch"
                if kind != "document"
                else self._which(request),
            )
        else:
            await route.abort("blockedbyclient")

    def _which(self, request: "Request") -> str:
        return "document" if request.frame == self._page.main_frame else "frame"

    async def _handed_on(self, route: "Route", kind: str) -> None:
        request = route.request
        body = request.post_data_buffer or b""
        same = (request.method, request.url, body)
        if same not in self._answers:
            if len(self._answers) >= PARTS or self._bytes > ALL_PARTS_BYTES:
                await route.abort("blockedbyclient")
                return
            sent = {name: value for name, value in request.headers.items() if name in _SENT}
            ask = Ask(self._crawl.next_number(), request.url, request.method, kind, sent, body)
            self._answers[same] = asyncio.ensure_future(self._asked(ask))
        answer = await asyncio.shield(self._answers[same])
        if answer.refused:
            await route.abort("blockedbyclient")
        else:
            await route.fulfill(status=answer.status, headers=answer.headers, body=answer.body)

    async def _asked(self, ask: Ask) -> FetchedAnswer:
        self._in_the_air += 1
        try:
            answer = await self._crawl.asked(ask)
            self._bytes += len(answer.body)
            return answer
        finally:
            self._in_the_air -= 1
            self._last_news = monotonic()

    def _left(self) -> float:
        return max(0.1, self._until - monotonic())


async def _is_parsed(page: "Page", seconds: float) -> bool:
    from playwright.async_api import Error

    try:
        await page.wait_for_load_state("domcontentloaded", timeout=seconds * 1000)
    except Error:
        return False
    return True


async def _closed(popup: "Page") -> None:
    from playwright.async_api import Error

    with suppress(Error):
        await popup.close()
