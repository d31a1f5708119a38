"""Messages and service guides of one page: looked for where its words name any, and nowhere else."""

import re
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract import fingerprint
from crawler.extract.flat import FlatPage
from crawler.extract.labelled.guides import HAS_MORE, LEADS_ON, may_hold_guides, read_guides
from crawler.extract.labelled.inquiries import may_hold_inquiries, read_inquiries
from crawler.extract.links import is_attachment
from store.records import Block, Inquiry, PageFacts, PageKind, ServiceGuide

# Scripts that ask their server for words, and places that they fill.
_ASKS_FOR_MORE = (
    *("$.ajax(", "$.get(", "$.post(", "$.getJSON(", "axios", "XMLHttpRequest"),
    *("{{", "v-html", "v-text", "ng-bind"),
)
_FETCHES = re.compile(r"\bfetch\(")
_OTHER_PAGES = ("<iframe", "<embed", "<object")  # shown within it, and not read with it
_LONGEST_SOURCE = 3_000_000  # characters
_OF_THE_FRAME = re.compile(
    r"\b(?:head|foot|nav|menu|logo|banner|top|qr|code|share|icon|bottom|copyright|link)",
    re.IGNORECASE,
)


def read_labelled(
    facts: PageFacts,
    flat: FlatPage,
    tree: LexborHTMLParser,
    source: str,
    crumb: tuple[str, ...],
    base: str,
    as_of: date,
) -> tuple[tuple[Inquiry, ...], tuple[ServiceGuide, ...]]:
    """Of a page that is neither a front page nor only leads on; its other facts are known."""
    if facts.kind is PageKind.HOME or facts.jumps_to or len(source) > _LONGEST_SOURCE:
        return (), ()
    about = (*crumb, facts.column_name, facts.column_type)
    title, way = facts.title or flat.title, (*about, flat.title)
    named = f"{facts.title} {flat.title}"
    words = "\n".join(flat.runs)
    holds_inquiries = may_hold_inquiries(words, named, about)
    holds_guides = may_hold_guides(words, title, way)
    if not holds_inquiries and not holds_guides:
        return (), ()
    is_filled_later = any(map(source.__contains__, _ASKS_FOR_MORE)) or (
        "fetch(" in source and _FETCHES.search(source) is not None
    )
    inquiries = holds_inquiries and read_inquiries(
        flat,
        title=facts.title,
        about=about,
        base=base,
        as_of=as_of,
        is_filled_later=is_filled_later,
    )
    if inquiries or not holds_guides:
        return inquiries or (), ()
    shows_another = any(tag in source for tag in _OTHER_PAGES)
    in_main = [link for link in facts.links if link.area == "main"]
    guides = read_guides(
        flat,
        title=title,
        way=way,
        annexes=[link.text for link in (*facts.attachments, *in_main) if is_attachment(link.url)],
        has_pictures=shows_another or (flat.images > 0 and _shows_pictures(tree)),
        has_links=any(HAS_MORE.search(link.text) for link in in_main),
        leads_on=any(LEADS_ON.search(link.text) for link in in_main),
        is_list=facts.kind is PageKind.LIST,
        text=facts.text,
        is_filled_later=is_filled_later,
    )
    return (), guides


def blocks_of(inquiries: tuple[Inquiry, ...]) -> tuple[Block, ...]:
    """A block a message: on a list an answer changes a state or a day beside the title, and no
    entry.
    """
    return fingerprint.blocks_of(
        [(f"{one.title}|{one.asked}|{one.answered}|{one.state}", one.title) for one in inquiries]
    )


def _shows_pictures(tree: LexborHTMLParser) -> bool:
    """A picture that is none of the page's frame."""
    return any(not _is_of_the_frame(image) for image in tree.css("img"))


def _is_of_the_frame(image: LexborNode) -> bool:
    node: LexborNode | None = image
    while node is not None and node.tag != "body":
        attributes = node.attributes
        names = " ".join(attributes.get(key) or "" for key in ("class", "id", "src"))
        if node.tag in ("header", "footer", "nav") or _OF_THE_FRAME.search(names):
            return True
        node = node.parent
    return False
