"""Is this page a document that a living site published? Then its words are its subject, not the
state of the site.

“关于系统维护的通知”, “社保系统错误数据更正” and “未备案网站处罚公告” use every word of a page under
repair, broken or for sale. What tells them apart is the frame that a publishing system puts round
a document: when and by whom it was published, the way to it, an address with a number, a document's
own kind of title. Errors and walls have none of these; a site's root never is one.
"""

from urllib.parse import urlsplit

from crawler.extract.answer import ReadAnswer
from crawler.extract.patterns import patterns
from crawler.extract.publication import LINE_LENGTH, PUBLISHED

_PATTERNS = patterns(__name__)
_WAY_TO_IT = _PATTERNS["way_to_it"]
_ABOUT = _PATTERNS["about"]
_KIND = _PATTERNS["kind"]
_OWN_LINKS = 5


def is_published(answer: ReadAnswer) -> bool:
    """Marks of publication stand on the page, wherever it was read but at a site's root."""
    if _is_root(answer.url):
        return False
    if answer.flat.metas.get("articletitle") or any(
        len(block.text) <= LINE_LENGTH
        and block.area != "footer"
        and (PUBLISHED.search(block.text) or _WAY_TO_IT.search(block.text))
        for block in answer.flat.blocks
    ):
        return True
    if len(answer.flat.anchors) < _OWN_LINKS or urlsplit(answer.url).path.endswith("/"):
        # nobody drew a site round it; or the root of a sub-site, whose notice is its state
        return False
    titles = [
        answer.title,
        *(block.text for block in answer.flat.blocks if block.heading and block.area == "main"),
    ]
    return any(
        _ABOUT.match(title) or (_has_a_number(answer.url) and _KIND.search(title))
        for title in titles
    )


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    path = parts.path.strip("/").lower()
    return (
        bool(parts.hostname)
        and not parts.query
        and (not path or path.startswith(("index.", "default.")))
    )


def _has_a_number(url: str) -> bool:
    """As a list's entry has (t20261110_5.html, show.asp?id=5), and a sub-site's root has not."""
    parts = urlsplit(url)
    return any(character.isdecimal() for character in parts.path + parts.query)
