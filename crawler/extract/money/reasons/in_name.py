"""A reason within the line's own name: 其他支出—农村危房改造, 其他（购置垃圾车）, 其他支出：路灯电费,
农村危房改造（其他支出）.
"""

import re

from crawler.extract.grids.grid import plain
from crawler.extract.money.says_other import bare_words

_OTHER = "其[他它][^—–―:(\\-]{0,20}"
_TAIL = re.compile(rf"^({_OTHER})(?:[—–―\-]+|[:(])(?:说明|备注|用于|事由|用途)?:?(.+?)\)?$")
_HEAD = re.compile(r"^(.+?)\((其[他它][^()]{0,10})\)$")
_CLOSES_EARLY = re.compile(r"\).*[^\W\d_]")


def words_in_name(name: str) -> tuple[str, str]:
    """The name proper and the words added to it, ("", "") where it has none.

    The brackets of 其他政府办公厅（室）及相关机构事务支出 belong to the name itself.
    """
    words = _without_numbering(name)
    tail = _TAIL.match(words)
    if tail and not (words[tail.end(1)] == "(" and _CLOSES_EARLY.search(tail[2])):
        return tail[1], tail[2]
    head = _HEAD.match(words)
    return (head[2], head[1]) if head else ("", "")


def _without_numbering(name: str) -> str:
    """`bare_words` takes colons and dots away too; only where the words begin is asked of it."""
    words, bare = plain(name), bare_words(name)
    return words[max(0, words.find(bare[:2])) :] if bare else words
