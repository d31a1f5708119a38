"""robots.txt: where it lies, what it may cost, what it means, for spider and probe. Pure."""

import re
from urllib.parse import urlsplit

from protego import Protego

from crawler.extract.encoding import decode

DEADLINE_S = 5.0
MAX_BYTES = 512 << 10

RobotsRules = Protego | None  # None: could not be had
NO_RULES = Protego.parse("")


def place_of(url: str) -> str:
    """The address of the robots.txt that speaks for `url`."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def rules_of(status: int, body: bytes) -> RobotsRules:
    """2xx is obeyed, 4xx sets no rules (RFC 9309 §2.3.1); anything else is None: at 5xx the RFC
    forbids all, here the caller decides (crawler/middlewares/robots.py).
    """
    if 200 <= status < 300:
        return Protego.parse(_words(body))
    return NO_RULES if 400 <= status < 500 else None


def _words(body: bytes) -> str:
    """As a page's bytes are read, without what editors leave unseen before a line: one such mark
    makes of its User-agent a field that nobody knows, and its group is lost.
    """
    return _UNSEEN.sub("", decode(body.lstrip(_NO_BREAK_SPACE)).text)


_NO_BREAK_SPACE = b"\xa0"  # in one byte: two with the U that follows it, as GBK reads it
# Format characters, NUL, and a UTF-8 BOM that was taken for Latin and encoded once more.
_UNSEEN = re.compile(r"[\0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|^ï»¿", re.MULTILINE)
