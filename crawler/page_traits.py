"""A few things to know about pages, shared by the planner and the spider. Pure."""

import re
from urllib.parse import SplitResult, urlsplit

from config.unit import Site
from store.records import FrontierRow, PageFacts, PageKind, Purpose
from store.urls import canonical

# Shallow before deep, lists before articles: what a budget cuts off is then the oldest and deepest.
_PRIORITIES = {
    Purpose.HOME: 100,
    Purpose.CHANNEL: 90,
    Purpose.LIST_PAGE: 60,
    Purpose.DATA: 60,
    Purpose.PAGE: 50,
    Purpose.ITEM: 40,
    Purpose.ATTACHMENT: 30,
}


def home_row(site: Site) -> FrontierRow:
    """A registered site's front page, as nobody has visited it yet."""
    home, first = Purpose.HOME, _PRIORITIES[Purpose.HOME]
    return FrontierRow(canonical(site.url), home, site.id, priority=first, title_hint=site.name)


def priority_of(purpose: Purpose) -> int:
    """Higher first."""
    return _PRIORITIES[purpose]


def reads_as_list(facts: PageFacts) -> bool:
    """A list or a column under construction: both are channels. An article may say so of a road."""
    return facts.kind is PageKind.LIST or (
        bool(facts.placeholder) and facts.kind is not PageKind.ARTICLE
    )


_OF_SERVICE = re.compile(
    r"信箱|留言|来信|写信|咨询|投诉|问政|互动|办事指南|服务指南|办事服务|办事大厅|便民服务"
)
A_SERVICE = 5  # so much before others of its kind


def is_of_service(name: str) -> bool:
    """A board of messages or service guides, by its name: few pages on which much depends, which no
    budget may cut off behind the news.
    """
    return _OF_SERVICE.search(name) is not None


_MENUS_WORD = 12  # characters: 政府信息公开工作年度报告
_A_LONGER_NAME = re.compile(r"[\u4e00-\u9fff（）()、]{13,16}")  # of no year, number or quoted title
_OF_A_LIST = re.compile(r"\W*(?:\d[\d\W]*|.*页|返回.*|打印.*|关闭.*|收藏.*|分享.*)\W*")
_FRONT = re.compile(r"(?:index|default)?(?:\.\w{3,5})?", re.IGNORECASE)


def is_a_channel_below(url: str, words: str, channel: str) -> bool:
    """`url`, linked as `words` from the page of `channel` and no entry of its list, is a channel of
    the second level: its name is as short as a menu's word, 更多 included, and neither a page's
    number nor a button of the page; a longer name is one by its address alone.
    """
    name = "".join(words.split())
    if not name or _OF_A_LIST.fullmatch(name):
        return False
    is_long = _A_LONGER_NAME.fullmatch(name) is not None
    return len(name) <= _MENUS_WORD or (is_long and _is_an_address_below(url, channel))


def _is_an_address_below(url: str, channel: str) -> bool:
    """A folder below that of the channel, or the channel's own address with another number
    (/list.asp?classid=21 beside /list.asp?classid=10).
    """
    here, there = urlsplit(canonical(channel)), urlsplit(canonical(url))
    folder, index = here.path.rsplit("/", 1)
    below, last = there.path.rsplit("/", 1)
    is_folder_below = (
        _FRONT.fullmatch(index) is not None
        and _FRONT.fullmatch(last) is not None
        and below.startswith(folder + "/")
    )
    is_numbered = re.search(r"\d", here.path + here.query) is not None
    return is_folder_below or (is_numbered and _without_numbers(here) == _without_numbers(there))


def _without_numbers(parts: SplitResult) -> str:
    return re.sub(r"\d+", "0", f"{parts.netloc}{parts.path}?{parts.query}")


def is_deep(url: str) -> bool:
    """Not the root of its host, nor the root's index page."""
    path = urlsplit(url).path.strip("/")
    return bool(path) and not path.lower().startswith(("index.", "default."))
