"""Does a line's name say 其他, and does it say anything else?

A pure question of words (docs/rulebook.md §5): whether an 其他 is *too much* is the monitor's to
judge, because codes ending in 99 are statutory and every budget has them.
"""

import re

from crawler.extract.grids.grid import plain

_NUMBERING = re.compile(
    r"^(?:其中[:：]?|[*★#●○◆■▪·•—–-]+"
    r"|[(\[【〔][一二三四五六七八九十百\d]{1,4}[)\]】〕][、.:,]?"
    r"|[一二三四五六七八九十百]{1,4}[、.:,]|第[一二三四五六七八九十\d]{1,3}[类款项、]?|\d{1,3}(?:\.\d{1,3})*[、.:,)](?!\d)|[a-zA-Z][.、)])+"
)
_QUOTES = re.compile(r"[\"'“”‘’《》<>「」_.。·,，;:：]")
_BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "〖": "〗"}
_OTHER_FIRST = re.compile(r"^(?:其[他它]|杂(?:费|项|支)|雜(?:費|項|支))")
_OTHER_LAST = re.compile(
    r"(?:[及和与與、/—–\-(]|等|以及)(?:其[他它]|杂[费项支]|雜[費項支])(?:各项|各項)?(?:支出|费用|費用|开支|開支|费|費|项目|項目)?\)?$"
)
_TAIL_NUMBER = re.compile(r"(?:\d+|[(\[][一二三四五六七八九十\d]+[)\]]|[一二三四五六七八九十])$")
_BARE = re.compile(
    r"^(?:其[他它](?:各项|各項|类|類|零星|杂项|雜項|杂|雜)?(?:支出|费用|費用|开支|開支|费|費|项目|項目|项|項|款项|款項|用途|经费|經費|项目支出|費用支出|费用支出)?|杂[费项支](?:支出)?|雜[費項支](?:支出)?)$"
)

# Not spending, or 其他 in the sense of "who" or "what else is to be said" (docs/rulebook.md §5).
_FALSE_FRIENDS = re.compile(
    r"^其[他它](?:.{0,6}(?:收入|应收款|應收款|应付款|應付款|应收|应付|收款|预收款|预付款|来源|來源)|资金|資金|货币资金|财政资金|权益工具.*|(?:非)?流动(?:资产|负债)"
    r"|固定资产|无形资产|资产|负债|净资产|综合收益|债权投资|行政权力|权力|有关资料|资料|事项|需要说明的.*|重要事项.*|说明.*|情况.*|相关.*(?:说明|情况)|补充说明"
    r"|单位|部门|机构|地区|街道|乡镇|地方政府|政府部门|社会组织|行政单位|事业单位|用车)$"
)

_ENGLISH = re.compile(r"\b(?:other|others|misc|miscellaneous|sundry|sundries)\b")
_ENGLISH_PARTY = re.compile(
    r"\bother (?:\w+ )?(?:agencies|organi[sz]ations|authorities|bodies|las|councils|depots|departments|schools|governments|providers|boards|trusts|funds|parties|people|persons)\b"
)
_ENGLISH_LISTED = re.compile(r"(?:\band|&|,|/) other\b(?! *$)")
_ENGLISH_INCOME = re.compile(
    r"\b(?:income|receipts?|revenue|receivables?|payables?|debtors|creditors)\b"
)
_ENGLISH_EMPTY = re.compile(
    r"\b(?:other|others|misc|miscellaneous|sundry|sundries|costs?|fees?|services?|expenses?|expenditure|charges?|items?|payments?|general|and|various|the|spend|spending)\b"
)
_ENGLISH_PREFIX = re.compile(r"^[a-z&]{1,6} (?=other$|misc$|miscellaneous$)")


def says_other(name: str) -> bool:
    """Whether the name says 其他 of a spending: not 其中, 其余, 其他收入, nor 其他单位."""
    words = bare_words(name)
    if _FALSE_FRIENDS.match(words):
        return False
    if _OTHER_FIRST.match(words) or _OTHER_LAST.search(words):
        return True
    return _english_other(_english(name))


def is_bare(name: str) -> bool:
    """Whether the name says 其他 and nothing more: 其他费用1, （三）其 它, 杂费, OTHER COSTS."""
    if not says_other(name):
        return False
    words = bare_words(name)
    if _BARE.match(words) or _BARE.match(_TAIL_NUMBER.sub("", words)):
        return True
    english = _ENGLISH_PREFIX.sub("", _english(name))
    return bool(_ENGLISH.search(english)) and not re.search(r"\w", _ENGLISH_EMPTY.sub("", english))


def bare_words(name: str) -> str:
    """The name without numbering, quotes, spaces and invisible characters."""
    words = _QUOTES.sub("", _NUMBERING.sub("", plain(name)))
    if words[:1] and words[-1:] == _BRACKETS.get(words[0]):
        words = words[1:-1]
    return words


def _english(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip().lower()


def _english_other(words: str) -> bool:
    if not _ENGLISH.search(words) or _ENGLISH_INCOME.search(words):
        return False
    return not (_ENGLISH_PARTY.search(words) or _ENGLISH_LISTED.search(words))
