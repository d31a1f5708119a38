"""One helper process, from the crawl's side: started when it is needed, asked to render, ended when
it is hung.

Whatever it says is judged as a stranger's word: a page may have taken it over.
"""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress

from crawler.browser import memory
from crawler.browser.limits import GRACE_S, LONGEST_PATH, START_S
from crawler.browser.messages import (
    LONGEST,
    Ask,
    FetchedAnswer,
    RenderedPage,
    RenderRequest,
    from_line,
    not_rendered,
    to_line,
)
from crawler.browser.sandbox import without_network

Fetch = Callable[[Ask], Awaitable[FetchedAnswer]]


class Helper:
    """Renders one page at a time."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._folder = ""
        self._child: asyncio.subprocess.Process | None = None

    async def rendered(self, order: RenderRequest, fetch: Fetch) -> RenderedPage:
        """The page, or why there is none. Never raises for what page, browser or helper do."""
        seconds = order.seconds + GRACE_S + (0 if self._child else START_S)
        try:
            child = await self._started()
            rendered = await asyncio.wait_for(self._conversation(child, order, fetch), seconds)
        except TimeoutError:
            why = f"no word from the browser within {seconds:.0f} s"
            rendered = not_rendered("hung", why, is_last=True)
        except (OSError, ValueError, asyncio.LimitOverrunError) as error:
            rendered = not_rendered("hung", f"{type(error).__name__}: {error}", is_last=True)
        except BaseException:
            await self.end()
            raise
        if rendered.is_last:
            await self.end()
        return rendered

    async def end(self) -> None:
        """The helper, the browser, all that it started and their folder are gone afterwards."""
        child, self._child = self._child, None
        if child is not None:
            await asyncio.to_thread(memory.end_below, child.pid)
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def _started(self) -> asyncio.subprocess.Process:
        if self._child is None:
            self._folder = _folder()
            self._child = await asyncio.create_subprocess_exec(
                *without_network(), sys.executable, "-I", "-X", "utf8", "-m", "crawler.browser.child", self._program,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=LONGEST,
                env=self._environment(),
                cwd=self._folder,
                start_new_session=True,
            )  # fmt: skip
        return self._child

    def _environment(self) -> dict[str, str]:
        """Nothing of ours: no proxies, no secrets; home and temporary files end with it."""
        return {
            "HOME": self._folder,
            "TMPDIR": self._folder,
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    async def _conversation(
        self, child: asyncio.subprocess.Process, order: RenderRequest, fetch: Fetch
    ) -> RenderedPage:
        assert child.stdin is not None and child.stdout is not None
        child.stdin.write(to_line(order))
        await child.stdin.drain()
        answering: set[asyncio.Task[None]] = set()
        try:
            while line := await child.stdout.readline():
                detail = from_line(line)
                if isinstance(detail, RenderedPage):
                    return detail
                if isinstance(detail, Ask):
                    task = asyncio.ensure_future(_answer(detail, fetch, child.stdin))
                    answering.add(task)
                    task.add_done_callback(answering.discard)
        finally:
            for task in answering:
                task.cancel()
        return not_rendered("hung", "the browser ended without a word", is_last=True)


def _folder() -> str:
    """Where temporary files go; under /tmp where that path leaves Chromium's socket no room."""
    usual = tempfile.gettempdir()
    is_short_enough = len(os.fsencode(usual)) <= LONGEST_PATH
    return tempfile.mkdtemp(prefix="browser-", dir=usual if is_short_enough else "/tmp")  # noqa: S108


async def _answer(ask: Ask, fetch: Fetch, pipe: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        pipe.write(to_line(await fetch(ask)))
        await pipe.drain()
