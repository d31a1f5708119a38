"""The line that says when and by whom a page was published, and its words, for every step that
looks for one.

The steps differ on purpose: what is enough to end a text is not enough to call a page a document.
Each pattern is put together from named sets of words, so that the differences can be seen.
"""

import re

LINE_LENGTH = 160  # characters; a longer one is a text that happens to tell a day

# Verbs before 时间 or 日期, as publishing systems print them.
_PUT_ON_LINE = ("发布", "发文", "公开", "添加", "录入", "发表")
_MADE_KNOWN = ("公布", "上传")
_CHANGED = ("更新",)
_MADE = ("成文", "生成", "加入", "信息")
_IN_TABLES = ("上网", "登载", "信息")
# What else stands in such a line.
_SOURCE = ("来源", "作者")
_EDITOR = ("编辑",)
_PEOPLE = ("责任编辑", "发布人", "发布者", "发布单位")
_COUNTS = ("浏览", "点击", "阅读")
_LETTERS = ("字号", "字体")
_TOOLS = (
    "责编",
    "发布",
    "分享",
    "打印",
    "信息员",
    "录入",
    "人气",
    "【",
    "访问",
    "上传",
    "已读",
    "供稿",
    "撰稿",
)
_ORIGIN = ("来源", "稿源", "作者", "发布机构")
_READ = ("浏览次数", "阅读次数", "点击数", "字号")

_YEAR = r"(?:19|20)\d\d"


def _any(*sets: tuple[str, ...]) -> str:
    return "(?:" + "|".join(word for words in sets for word in words) + ")"


# The line between title and text: when, by whom, how often read.
_BYLINE_WORDS = _any(
    _PUT_ON_LINE,
    _MADE_KNOWN,
    _CHANGED,
    _SOURCE,
    _EDITOR,
    _PEOPLE,
    _COUNTS,
    _LETTERS,
    ("日期", "时间"),
)
BYLINE = re.compile(
    rf"[\[【(（\s]*(?:(?:信息)?{_BYLINE_WORDS}(?:时间|日期|于|数|次数|量)?\s*[:：]"
    rf"|{_YEAR}\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}\s*日?\s*(?:\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?)?[\]】\s]*(?:{_any(_SOURCE, _COUNTS, _EDITOR, _LETTERS)}|$))"
)
# A line that holds one of these beside its only date is a byline, wherever the date stands in it.
BYLINE_MARK = re.compile(rf"{_any(_SOURCE, _COUNTS, _LETTERS, _EDITOR, _TOOLS)}|\d\d?:\d\d")
# A page's own: the verb and its day.
OWN_BYLINE = re.compile(
    rf".{{0,24}}{_any(_PUT_ON_LINE, _MADE_KNOWN)}\s*(?:时间|日期)\s*[:：]?\s*{_YEAR}"
)
# Where a text begins: nothing of the kind stands above links to others.
TEXT_BEGINS = re.compile(r".{0,20}(?:发布(?:时间|日期)|来源)\s*[:：]|.{0,12}位置\s*[:：]")
# The frame that a publishing system puts round a document. A plain 时间 or 日期 is no mark:
# firewalls print them beside the number of the event.
_DAY = rf"{_YEAR}\s*[-年./]\s*\d{{1,2}}\s*[-月./]\s*\d{{1,2}}"
PUBLISHED = re.compile(
    rf"(?:{_any(_PUT_ON_LINE, _CHANGED, _MADE)}(?:时间|日期|于)|{_any(_ORIGIN, ('发文机关',), _READ)}).{{0,40}}?{_DAY}"
    rf"|{_DAY}.{{0,40}}?{_any(_ORIGIN, _READ)}\s*[：:【\[]"
)
# The head of a table's column.
PUBLISHED_COLUMN = re.compile(
    rf"{_any(('发布', '公开'), _MADE_KNOWN, _CHANGED, _IN_TABLES)}\s*(?:日期|时间)|^\s*(?:日\s*期|时\s*间)\s*$"
)
