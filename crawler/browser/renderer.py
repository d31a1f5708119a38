"""A worker's browsers: none until a page needs one, at most `AT_ONCE`, shared by all its crawls,
one page each at a time.
"""

import asyncio

from crawler.browser import presence
from crawler.browser.helper import Fetch, Helper
from crawler.browser.limits import AT_ONCE
from crawler.browser.messages import RenderedPage, RenderRequest

# a browser that failed to start so often in a row will not start for the next page either
_STARTS = 2


class Renderer:
    """One per process and event loop."""

    def __init__(self) -> None:
        self._helpers = [Helper(presence.program()) for _ in range(AT_ONCE)]
        self._free: asyncio.LifoQueue[Helper] = asyncio.LifoQueue()
        for helper in self._helpers:
            self._free.put_nowait(helper)
        self._failed_starts = 0
        self._why_not = ""

    @property
    def missing(self) -> str:
        """Why no page can be rendered, with the remedy; "" where it can."""
        return presence.missing() or (self._why_not if self._failed_starts >= _STARTS else "")

    async def rendered(self, order: RenderRequest, fetch: Fetch) -> RenderedPage:
        """As `Helper.rendered`; waits for a free browser."""
        helper = await self._free.get()
        try:
            rendered = await helper.rendered(order, fetch)
        finally:
            self._free.put_nowait(helper)
        self._failed_starts = self._failed_starts + 1 if rendered.trouble == "start" else 0
        self._why_not = (
            f"the browser does not start: {rendered.detail}" if rendered.trouble == "start" else ""
        )
        return rendered

    async def close(self) -> None:
        """End every browser."""
        await asyncio.gather(*(helper.end() for helper in self._helpers))
