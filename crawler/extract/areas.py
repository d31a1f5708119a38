"""Which part of a page an element opens: nav, aside or footer, by its tag and the names its author
gave it.
"""

import re
from functools import lru_cache

# A frame of the page holds little of its text; a wrapper that only happens to be called header
# holds most of it. What is a frame by its tag or by its heading is believed sooner: beside a short
# notice the other pages' titles are most of the words.
FRAME_SHARE = 0.5
SURE_SHARE = 0.8
SURE_TAGS = frozenset(("nav", "aside", "footer"))

_BY_TAG = {
    "nav": "nav",
    "header": "nav",
    "footer": "footer",
    "aside": "aside",
    "article": "main",
    "main": "main",
}

# One class or id name as a whole; 左右 (left, right) say nothing: the main list is as often on
# either side.
_BY_NAME = (
    ("footer", re.compile(r"(?:[a-z]+[-_]?)?(?:footer|foot)(?:er)?(?:[-_]?[a-z0-9]*)?|bottom|copyright|copy|ft|fbox|(?:friend|yq|youqing)[-_]?(?:link|lian|lj)\w*|flinks?|youlian")),
    ("nav", re.compile(r"\w*nav(?:bar|igation|i)?[-_]?\w*|\w*menu\w*|\w*(?:bread)?crumbs?\w*|top(?:bar|nav|box|_?bg)?|(?:site|page|global|main)?[-_]?header\w*|head(?:er|_?bg|box)?|banner|logo|masthead|toolbar|search\w*|login\w*|skip[-_]?\w*|lang(?:uage)?s?[-_]?\w*|cookies?[-_]?\w*|\w*consent\w*|dqwz|weizhi|curpos\w*|(?:cur(?:rent)?|your|now)[-_]?(?:position|location|place)|location|position")),
    ("aside", re.compile(r"side[-_]?bar\w*|aside\w*|\w*recommend\w*|related?\w*|relevant\w*|tuijian|xg(?:wz|xw|yd|nr)\w*|hot[-_]?(?:news|list|tj|rank)\w*|rank\w*|(?:bd|jia)?share\w*|comments?\w*|widgets?|advert\w*|ads?[-_]\w*|weather|tianqi|carousel\w*|swiper\w*|newsletter\w*|testimonials?|promos?[-_]?\w*|promotions?|tweets?|modal\w*|popup\w*|(?:announcement|alert|promo|notice)[-_]?bar\w*|bandeau\w*|pre(?:v)?[-_]?next|prenext|sxp|page[-_]?turn")),
)  # fmt: skip


def area_opened_by(tag: str, names: str) -> str:
    """ "nav", "aside", "footer", "main" (an article, whose own header is no frame), or "" for an
    element that opens no frame. `names`: its classes and id, lower case.
    """
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if tag in ("body", "html", "a", "input", "button", "li", "h1"):
        return ""
    words = names.split()
    for area, pattern in _BY_NAME:
        if any(pattern.fullmatch(word) for word in words):
            return area
    return ""


# Headings above links to other pages, in the three languages met. Nothing that may head a text's
# own parts: 相关文件 and 相关附件 belong to the text they stand under.
LONGEST_HEADING = 36
_NEIGHBOURS = re.compile(
    r"(?:相关(?:的?文章|新闻|信息|链接|阅读|推荐|资讯|稿件|报道|内容|主题)|(?:今日|本周|本月|近期)?(?:热点|热门)(?:推荐|新闻|信息|文章|排行榜?|关注|专题|资讯|阅读|点击|图文|内容|标签)?|(?:今日|本周|本月)?热(?:点|门)?排行榜?|"
    r"(?:点击|阅读|浏览|新闻|文章|人气|信息|热度)(?:量)?排行榜?|(?:精彩|编辑|小编|为您|视频|图片|站长|本站|延伸)?推荐(?:阅读|文章|信息|新闻|内容|资讯)?|猜你喜欢|延伸阅读|最新(?:文章|更新|资讯)|随机(?:文章|推荐)|大家都在看|友情链接|看过本文的人还看了|"
    r"(?:related|similar|recommended|featured|popular|trending|recent|latest|further|other|more)\s+(?:articles?|posts?|stories|story|news|content|links|topics|reading|reads|videos?|press releases|resources|blog posts?|pages|tweets)|"
    r"(?:you\s+(?:may|might)\s+also\s+(?:like|be interested in)|more like this|recommended(?: for you)?|read (?:also|next|more)|most (?:read|viewed|popular|shared|recent)|in the news|spotlight|featured|trending(?: now)?|what's new|popular now|from (?:the|our) blog|keep reading)|"
    r"(?:à lire (?:aussi|également)|sur le même (?:sujet|thème)|(?:articles?|actualités|contenus|pages|publications)\s+(?:similaires|liée?s|associée?s|récente?s|recommandée?s|connexes)|les plus (?:lus|consultés|populaires)|vous aimerez aussi|dans la même rubrique|à découvrir(?: aussi)?|(?:nos )?dernières actualités))(?:\W{0,4}(?:更多|more)\W{0,4})?",
    re.IGNORECASE,
)


_MARKS = " \t·•■◆|:：>»…[]【】+."


@lru_cache(maxsize=4096)
def is_heading_of_neighbours(text: str) -> bool:
    """The words head a list of other pages: “相关信息”, “You may also like”, “À lire aussi”."""
    return _NEIGHBOURS.fullmatch(text.strip(_MARKS)) is not None
