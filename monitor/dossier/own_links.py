"""Links that a page holds beside its sisters' menus: a directory of bureaus is content, though it
has no entry. Pure.
"""

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlsplit

from store.urls import canonical

# A list's further pages are the list itself: index_2.html, ?page=2.
_NUMBERED = re.compile(r"(?:_?\d+)?(?:\.\w{2,5})?$")


def own_links(pages: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """How many of a page's links no other page leads to. `pages`: what each page with menus leads
    to, by its address.
    """
    linked = {url: {canonical(link) for link in links} for url, links in pages.items()}
    known = Counter(link for links in linked.values() for link in links)
    return {
        url: sum(known[link] == 1 and _place(link) != _place(url) for link in links)
        for url, links in linked.items()
    }


def _place(url: str) -> str:
    parts = urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    stem = _NUMBERED.sub("", name)
    return f"{parts.netloc}{folder}/{'' if stem == 'index' else stem}"
