"""Is an 其他 explained, and by what kind of words?

A reason is looked for in the row's own note, in the rows below it, and in the document's prose.
What is found is classed (docs/rulebook.md §5): *specific* names a real purpose; *generic* is a
definition from the chart of accounts or next to nothing; *circular* repeats the line's own name.
Only a specific reason explains: that is the complaint of the 2012 circular, 没有事由.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from crawler.extract.grids.grid import plain
from crawler.extract.money.other import bare_words

BROKEN_DOWN = 0.90  # child rows that sum to this part of the line explain it (docs/rulebook.md §5)
# characters between the item's name and the words of purpose: `（项）3845.49万元。主要用于：`
_REACH = 60
_LONGEST = 160
_MOST_MENTIONS, _MOST_PURPOSES = 100, 5  # of one name in one document

_PURPOSE = re.compile(
    r"(?:主要)?(?:是|系)?(?:用于|用於|用以|用来)|主要(?:是指|是|为|為|包括|包含|安排|支付|反映|有|系)|(?:具体|其中)?(?:包括|包含)|安排(?:用于|给)|具体(?:是|为|用途)|用途(?:是|为|:)"
)
_NOT_PURPOSE = re.compile(r"^(?:原因|变动|增加|减少|:?(?:比|较))")
_END = re.compile(
    r"[。;!?]|(?:全年预算|年初预算|支出决算|当年预算|预算数)(?:为|执行)|,?(?:比|较)(?:上年|20\d\d年|去年)|完成(?:全年|年初)预算|\d{4}年(?:当年)?预算"
)
_NEXT_ITEM = re.compile(
    r"[“\"]?[一-鿿]{2,20}\((?:类|\d{3}类)\)|(?<=[。;])\(?[一二三四五六七八九十\d]{1,3}[)、.]"
)
# A new sentence with its own money, or a number without a unit before more words: the cells of a
# table run together.
_ANOTHER_ITEM = re.compile(
    r"[。;].*\d[\d,.]*(?:万|亿|千)?元"
    r"|(?<![\d.,])(?!(?:19|20)\d\d(?!\d))\d[\d,.]*(?![年万亿千百元类款项号个人次辆家台月日期])[一-鿿]"
)
_NAME_FOLLOWS = (
    r"(?:支出|经费|费)?[”\"」]?(?:\((?:\d{2,3})?[类款项][级]?\)[”\"]?|\(\d{3,7}\))*[”\"]?"
)
_AMOUNT_FOLLOWS = (
    r"(?:预算|决算|支出|安排|共计|合计|为|是|:|,|共|约|金额|\()*\d[\d,.]*\s*(?:万|亿|千)?元"
)
# A bare 其他 stands in every paragraph; only one that is followed by its money or its purpose names
# the line.
_SHORT = 4
_MONEY_OR_PURPOSE = f"(?={_AMOUNT_FOLLOWS}|[,:。]?主要用于|[,:。]?用于)"
# 其他水利 does not name 其他水利管理事务.
_NAME_ENDS = (
    "(?=[^一-鿿]|$|主要|用于|用於|包括|包含|安排|预算|决算|为|是|系|共|约|合计|支出|经费|资金)"
)

_AFTER_NAME = re.compile(_NAME_FOLLOWS + _NAME_ENDS)
_AFTER_SHORT_NAME = re.compile(_NAME_FOLLOWS + _MONEY_OR_PURPOSE)
_SUFFIX = re.compile("(?:支出|经费|费用)$")

_DEFINITIONS = re.compile(
    r"未单独设置[项款]?级?科目(?:的)?|除(?:上述|以上|前述|此).{0,12}(?:以外|之外|外)(?:的)?|上述(?:项目|科目|各项)?(?:以外|之外)(?:的)?"
    r"|(?:没有|未)(?:列入|归入|纳入)(?:上述|以上|其他).{0,8}的"
)
# Words that name no purpose by themselves.
_EMPTY_WORDS = re.compile(
    "单位|本单位|部门|机关|日常|正常|运转|运行|各项|各类|相关|有关|必要|零星|杂项|一般|业务|工作|活动|需要|所需|开展|保障|弥补|公用|公务|费用|经费|资金|专项|财政|预算|"
    "其他|其它|支出|开支|事务|项目|项级|科目|未单独设置|方面|用途|用于|主要|安排|反映|包括|上述|以上|以外|之外|不足|完成|任务|年度|本年|履行|职能|管理|综合|实施|"
    "详见|见|附件|附表|说明|备注|正文|无|略|同上|文件"
)
_TRIVIAL = re.compile("其他|其它|支出|开支|事务|项目|科目|费用|经费|方面|用途|资金")
_GLUE = re.compile(r"[\W_\d]+|[的等和及与或之为由从对在用了类款项费元万各]")
_NO_NOTE = re.compile(r"^(?:无|/|-+|—+|略|\.|0|\\|空|)$")


@dataclass(frozen=True, slots=True)
class Reason:
    """`kind` is None where nothing was found, else specific, generic or circular; `words` as
    printed, spaces dropped.
    """

    kind: str | None = None
    words: str = ""


def find_reason(
    name: str,
    *,
    note: str = "",
    children: Sequence[tuple[str, float]] = (),
    amount: float | None = None,
    above: Sequence[str] = (),
    text: str = "",
) -> Reason:
    """The best reason given for a line: a specific one wherever it stands, else the first that was
    given.

    `children` are (name, amount) of the rows below that are not themselves 其他; `above` the names
    of the rows this one stands in; `text` the prose of the same document.
    """
    found: list[Reason] = []
    if not _NO_NOTE.match(plain(note)):
        found.append(Reason(classify(plain(note), name, above), plain(note)[:_LONGEST]))
    if amount and sum(part for _, part in children) >= BROKEN_DOWN * amount:
        found.append(Reason("specific", "、".join(part for part, _ in children)[:_LONGEST]))
    found.extend(
        Reason(classify(words, name, [*above, between]), words)
        for between, words in purposes_in(text, name)
    )
    specific = [reason for reason in found if reason.kind == "specific"]
    return (specific or found or [Reason()])[0]


def classify(purpose: str, name: str, above: Sequence[str] = ()) -> str:
    """specific | generic | circular: what is left of the purpose when the line's own words are
    taken away.
    """
    words = plain(purpose)
    without_definition = _DEFINITIONS.sub("", words)
    left = _without(
        without_definition,
        [bare_words(name)[:_REACH], *(bare_words(label)[:_REACH] for label in above)],
    )
    if len(_GLUE.sub("", _EMPTY_WORDS.sub("", left))) >= 2:
        return "specific"
    is_definition = without_definition != words
    is_repetition = (
        not is_definition
        and bool(_shared(words, bare_words(name)))
        and not _GLUE.sub("", _TRIVIAL.sub("", left))
    )
    return "circular" if is_repetition else "generic"


def purposes_in(text: str, name: str) -> list[tuple[str, str]]:
    """What the prose gives for the item, in order of appearance: (words between name and purpose,
    words of purpose).

    The words between may name the item once more, one level down:
    `其他生活救助（款）其他城市生活救助（项）`.
    """
    item = bare_words(name)
    return list(_purposes(_prose(text), item)) if len(item) >= 2 and text else []


@lru_cache(maxsize=1_000)
def _purposes(prose: str, item: str) -> tuple[tuple[str, str], ...]:
    """One name is searched for once, however many rows bear it, and at its first places only."""
    found: list[tuple[str, str]] = []
    for end in islice(_mentions(prose, item), _MOST_MENTIONS):
        window = prose[end : end + _REACH + _LONGEST]
        next_item = _NEXT_ITEM.search(window)
        between, words = _purpose_at(window[: next_item.start()] if next_item else window)
        if words and (between, words) not in found:
            found.append((between, words))
        if len(found) >= _MOST_PURPOSES:
            break
    return tuple(found)


def _mentions(prose: str, item: str) -> Iterator[int]:
    """Where each mention of the item ends. Prose may shorten the name: 其他水利支出 is written
    其他水利（项） as well.
    """
    stem = _SUFFIX.sub("", item)
    name = stem if len(stem) >= _SHORT else item
    follows = _AFTER_SHORT_NAME if len(item) <= _SHORT else _AFTER_NAME
    at = prose.find(name)
    while at >= 0:
        mention = follows.match(prose, at + len(name))
        if mention:
            yield mention.end()
        at = prose.find(name, at + len(name))


@lru_cache(maxsize=4)
def _prose(text: str) -> str:
    """The document's prose for searching, made once for all its lines."""
    return plain(text)


def _purpose_at(window: str) -> tuple[str, str]:
    marker = _PURPOSE.search(window)
    if marker is None or marker.start() > _REACH or _ANOTHER_ITEM.search(window[: marker.start()]):
        return "", ""
    rest = window[marker.end() :].lstrip(":,")
    if _NOT_PURPOSE.match(rest):
        return "", ""
    end = _END.search(rest)
    return window[: marker.start()], rest[: end.start() if end else _LONGEST][:_LONGEST].strip(
        ",:、"
    )


def _without(words: str, labels: Sequence[str]) -> str:
    """The words with every run of two or more characters that a label also has taken out, longest
    runs first.
    """
    for label in labels:
        while run := _shared(words, label):
            words = words.replace(run, " ")
    return words


def _shared(words: str, label: str) -> str:
    """The longest run of at least two characters that both have; labels are short, so the plain
    search is enough.
    """
    for length in range(min(len(words), len(label)), 1, -1):
        for start in range(len(label) - length + 1):
            run = label[start : start + length]
            if run in words and " " not in run:
                return run
    return ""
