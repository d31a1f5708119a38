"""Messages and service guides of a reading as the ledger keeps them: JSON, NULL where nobody looked."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from store.instants import day_text, maybe_day
from store.records import GuideElement, Inquiry, ServiceGuide


def inquiries_text(inquiries: Iterable[Inquiry] | None) -> str | None:
    if inquiries is None:
        return None
    return _text(
        [[i.title, day_text(i.asked), day_text(i.answered), i.state, i.url] for i in inquiries]
    )


@lru_cache(64)  # most pages show none
def inquiries_of(text: str | None) -> tuple[Inquiry, ...] | None:
    if text is None:
        return None
    return tuple(
        Inquiry(title, maybe_day(asked), maybe_day(answered), state, url)
        for title, asked, answered, state, url in json.loads(text)
    )


def guides_text(guides: Iterable[ServiceGuide] | None) -> str | None:
    if guides is None:
        return None
    return _text([[g.title, [[e.what, e.label, e.state] for e in g.elements]] for g in guides])


@lru_cache(64)
def guides_of(text: str | None) -> tuple[ServiceGuide, ...] | None:
    if text is None:
        return None
    return tuple(
        ServiceGuide(title, tuple(GuideElement(*element) for element in elements))
        for title, elements in json.loads(text)
    )


_ASKING = re.compile(r"信箱|留言|来信|咨询|投诉|互动|问政|建言|12345|热线|民声|诉求")
_HANDLING = re.compile(
    r"办事|政务服务|一网通办|服务网|行政审批|审批服务|服务大厅|在线办理|网上办理"
)


def leads_of(links: Iterable[Sequence[str]] | None) -> Iterator[tuple[str, str, str]]:
    """(address, words, kind) of the links by which one asks or has a matter handled."""
    for url, words, *_ in links or ():
        if _ASKING.search(words):
            yield url, words, "asking"
        if _HANDLING.search(words) or "zwfw" in url:
            yield url, words, "handling"


def _text(rows: list[list[object]]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
