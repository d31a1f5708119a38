"""The helper in which pages are rendered: `python -m crawler.browser.child`, one JSON line in, one
out (crawler.browser.messages).

It holds one Chromium and renders one page at a time, each in a context of its own, so that no
cookie and no storage outlives a page. It has no network: what a page asks for is asked of the
crawl, line by line. Ends with its standard input.
"""

import asyncio
import os
import resource
import sys
from dataclasses import replace
from typing import NoReturn

from crawler.browser import memory
from crawler.browser.chromium import arguments, may_use_its_sandbox
from crawler.browser.limits import FILE_BYTES, MEMORY, RENDERINGS, START_S
from crawler.browser.messages import (
    LONGEST,
    Ask,
    FetchedAnswer,
    Message,
    RenderRequest,
    from_line,
    not_rendered,
    to_line,
)
from crawler.browser.page_image import PageImage

_LOOK_S = 0.2  # between two looks at the memory


def main() -> None:
    """The only argument is the program to start."""
    _limit()
    memory.keep_orphans()
    try:
        asyncio.run(_serve(sys.argv[1]))
    finally:
        _leave()


def _limit() -> None:
    """Lift the crawl's limit of address space: Chromium cannot live under it, and is watched."""
    resource.setrlimit(resource.RLIMIT_AS, (resource.getrlimit(resource.RLIMIT_AS)[1],) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, hard))


async def _serve(program: str) -> None:
    crawl = _CrawlPipe()
    await crawl.connect()
    watch = asyncio.ensure_future(_watch_memory())
    try:
        from playwright.async_api import Error, async_playwright

        async with async_playwright() as playwright:
            try:
                browser = await playwright.chromium.launch(
                    executable_path=program,
                    args=arguments(),
                    chromium_sandbox=may_use_its_sandbox(),
                    timeout=START_S * 1000,
                )
            except Error as error:
                tell(not_rendered("start", _why(error), is_last=True))
                return
            for number in range(1, RENDERINGS + 1):
                rendered = await PageImage(browser, await crawl.order(), crawl).rendered()
                is_last = number == RENDERINGS or rendered.trouble == "hung"
                tell(replace(rendered, is_last=is_last))
                if is_last:
                    return
    finally:
        watch.cancel()
        memory.end_below(os.getpid())


class _CrawlPipe:
    """The other end of the pipes: orders come, answers come to whoever asked."""

    def __init__(self) -> None:
        self._orders: asyncio.Queue[RenderRequest] = asyncio.Queue()
        self._waiting: dict[int, asyncio.Future[FetchedAnswer]] = {}
        self._number = 0

    async def connect(self) -> None:
        reader = asyncio.StreamReader(limit=LONGEST)
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), sys.stdin.buffer
        )
        self._listening = asyncio.ensure_future(self._listen(reader))

    async def order(self) -> RenderRequest:
        return await self._orders.get()

    def next_number(self) -> int:
        self._number += 1
        return self._number

    async def asked(self, ask: Ask) -> FetchedAnswer:
        future: asyncio.Future[FetchedAnswer] = asyncio.get_running_loop().create_future()
        self._waiting[ask.number] = future
        tell(ask)
        try:
            return await future
        finally:
            self._waiting.pop(ask.number, None)

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            message = from_line(line)
            if isinstance(message, RenderRequest):
                self._orders.put_nowait(message)
            elif isinstance(message, FetchedAnswer) and message.number in self._waiting:
                future = self._waiting[message.number]
                if not future.done():
                    future.set_result(message)
        _leave()  # the crawl is gone


def tell(message: Message) -> None:
    """Write one message to the crawl."""
    sys.stdout.buffer.write(to_line(message))
    sys.stdout.buffer.flush()


async def _watch_memory() -> None:
    """A page that wants too much ends its browser, at once and with everything in it."""
    while True:
        await asyncio.sleep(_LOOK_S)
        if await asyncio.to_thread(memory.held_below, os.getpid()) > MEMORY:
            why = f"wants more than {MEMORY >> 20} MB of memory"
            tell(not_rendered("memory", why, is_last=True))
            _leave()


def _leave() -> NoReturn:
    memory.end_below(os.getpid())
    sys.stdout.flush()
    os._exit(0)


def _why(error: BaseException) -> str:
    """The line of the browser's that tells most: its log also holds the whole command."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = [line for line in lines if "<launching>" not in line]
    telling = (line for word in ("FATAL", "sandbox", "ERROR") for line in said if word in line)
    return next(telling, (said or [type(error).__name__])[0])


if __name__ == "__main__":
    main()
