"""Pages as they were kept, rendered once more for people: a picture beside each piece of evidence.

Rendered from the bytes alone, in the same sandbox as any page (crawler.browser.child) and without
anybody being asked anything: styles, pictures and what scripts would fetch are not there. The bytes
are the proof; the picture helps to find one's way in them.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.browser.messages import Ask, FetchedAnswer, RenderRequest
from crawler.browser.presence import missing
from crawler.browser.renderer import Renderer
from crawler.extract.encoding import decode

SECONDS = 10.0  # for one page; it has nothing to wait for
MOST_BYTES = 4 << 20  # of one picture
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was received: `content_type` as its server declared it."""

    url: str
    body: bytes
    content_type: str


def pictures_of(pages: Iterable[Kept], *, agent: str, zone: str) -> list[bytes]:
    """A PNG of the first screens of each page (1280 by 2,000 pixels), b"" where none came of it;
    empty where there is no browser.
    """
    return [] if missing() else asyncio.run(_pictures(pages, agent, zone))


async def _pictures(pages: Iterable[Kept], agent: str, zone: str) -> list[bytes]:
    renderer = Renderer()
    try:
        return [
            _believed((await renderer.rendered(_order(page, agent, zone), _nobody)).picture)
            for page in pages
        ]
    finally:
        await renderer.close()


def _order(page: Kept, agent: str, zone: str) -> RenderRequest:
    body = decode(page.body, page.content_type).text.encode("utf-8", "replace")
    return RenderRequest(page.url, body, agent, zone, SECONDS, with_picture=True)


async def _nobody(ask: Ask) -> FetchedAnswer:
    return FetchedAnswer(ask.number, refused="drawn from what was kept: nobody is asked")


def _believed(picture: bytes) -> bytes:
    """The helper's word is a stranger's word: a page may have taken it over."""
    return picture if picture.startswith(_PNG) and len(picture) <= MOST_BYTES else b""
