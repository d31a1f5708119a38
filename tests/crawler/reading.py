"""A stand-in for the reader, so that the engine is tested by itself: a page is JSON of a few facts."""

import json

from crawler.extract.fingerprint import is_masked
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from store.outcomes import Outcome
from store.records import Block, Item, Link, PageFacts, PageKind


def read(answer: ReceivedAnswer, context: ReadingContext) -> PageFacts:
    body, masks = answer.body, context.masks
    root = "/".join(answer.url.split("/", 3)[:3])
    if outcome := _by_status(answer.status_read_as, body):
        return PageFacts(PageKind.ERROR_PAGE, "status", outcome)
    try:
        said = json.loads(body)
    except ValueError:
        return PageFacts(PageKind.OTHER, "not ours", Outcome.OPEN, text_length=500)
    if said.get("crash"):
        raise RuntimeError("a reader with a bug")
    blocks = tuple(Block(b, b) for b in said.get("blocks", ["b"]) if not is_masked(b, masks))
    return PageFacts(
        kind=PageKind(said.get("kind", "other")),
        kind_reason="said so",
        outcome=Outcome(said.get("outcome", "open")),
        items=tuple(Item(title, root + path) for title, path in said.get("items", [])),
        next_pages=tuple(root + path for path in said.get("next", [])),
        links=tuple(
            Link(root + path if path.startswith("/") else path, text, area)
            for text, path, area in said.get("links", [])
        ),
        attachments=tuple(Link(root + path, path) for path in said.get("attachments", [])),
        jumps_to=said.get("jumps_to", ""),
        placeholder=said.get("placeholder", ""),
        blocks=blocks,
        fingerprint="v1:" + "|".join(b.hash for b in blocks),
        text_length=said.get("text_length", 500),
    )


def _by_status(status: int, body: bytes) -> Outcome | None:
    if status >= 500:
        return Outcome.HTTP_5XX
    if status in (404, 410):
        return Outcome.HTTP_404_410
    if status >= 400:
        return Outcome.HTTP_4XX
    return Outcome.EMPTY_200 if not body else None
