"""Which part of a page an element opens: nav, aside or footer, by its tag and the names its author gave it."""

import re

# A frame of the page holds little of its text; a wrapper that only happens to be called header holds most of it.
FRAME_SHARE = 0.5

_BY_TAG = {"nav": "nav", "header": "nav", "footer": "footer", "aside": "aside", "article": "main", "main": "main"}

# One class or id name as a whole; 左右 (left, right) say nothing: the main list is as often on either side.
_BY_NAME = (
    ("footer", re.compile(r"(?:[a-z]+[-_]?)?(?:footer|foot)(?:er)?(?:[-_]?[a-z0-9]*)?|bottom|copyright|copy|ft|fbox|(?:friend|yq|youqing)[-_]?(?:link|lian|lj)\w*|flinks?|youlian")),
    ("nav", re.compile(r"\w*nav(?:bar|igation|i)?[-_]?\w*|\w*menu\w*|\w*(?:bread)?crumbs?\w*|top(?:bar|nav|box|_?bg)?|(?:site|page|global|main)?[-_]?header\w*|head(?:er|_?bg|box)?|banner|logo|masthead|toolbar|search\w*|login\w*|skip[-_]?\w*|lang(?:uage)?s?[-_]?\w*|cookies?[-_]?\w*|\w*consent\w*|dqwz|weizhi|curpos\w*|(?:cur(?:rent)?|your|now)[-_]?(?:position|location|place)|location|position")),
    ("aside", re.compile(r"side[-_]?bar\w*|aside\w*|\w*recommend\w*|related?\w*|relevant\w*|tuijian|xg(?:wz|xw|yd|nr)\w*|hot[-_]?(?:news|list|tj|rank)\w*|rank\w*|(?:bd|jia)?share\w*|comments?\w*|widgets?|advert\w*|ads?[-_]\w*|weather|tianqi|carousel\w*|swiper\w*|pre(?:v)?[-_]?next|prenext|sxp|page[-_]?turn")),
)  # fmt: skip


def area_opened_by(tag: str, names: str) -> str:
    """ "nav", "aside", "footer", "main" (an article, whose own header is no frame), or "" for an element that opens no frame. `names`: its classes and id, lower case."""
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if tag in ("body", "html", "a", "input", "button", "li", "h1"):
        return ""
    words = names.split()
    for area, pattern in _BY_NAME:
        if any(pattern.fullmatch(word) for word in words):
            return area
    return ""
