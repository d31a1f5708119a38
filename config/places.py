"""Whose place a channel's name speaks of: the unit's own, or one that lies above it. Pure.

山西要闻 is Shanxi's own news, and in a county the feed of a superior, which nobody there can keep
fresh. Places are known down to prefectures (`places.toml`); words of rank (省府, 区内, 市政府) are
read against the unit's own place. What is not known to lie above is taken for the unit's own.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from config.packaged import packaged_toml
from config.unit import Unit

_NOT_WORDS = re.compile(r"[\s\u200b\ue000-\uf8ff“”\"'《》<>〈〉【】\[\]()|·•:：>»›.…]+")
_SEAT = re.compile(r"(?:(?:人民)?政府(?:办公[室厅])?|办事处|管理委员会|管委会)$")
_TABLE = packaged_toml("places.toml")
# 土家族苗族自治, 柯尔克孜自治: what an autonomous place bears between its short name and its rank.
_AUTONOMOUS = rf"(?:(?:{'|'.join(_TABLE['peoples'].split())})族?)*自治"
_BUREAU = re.compile(r"(?:管理|监督)*(?:局|委员会|委|办公室|厅)$")
_RANK = re.compile(rf"{_AUTONOMOUS}[区州县旗]|地区|街道|兵团|[省市州盟县区旗镇乡村办]")
_AT_THE_END = re.compile(rf"(?:{_RANK.pattern})$")
_BETWEEN = 4  # characters between a place and the kind of channel: 襄阳(时政)要闻
_FULL_NAMES = {"州": rf"(?:{_AUTONOMOUS})?州", "自治区": f"{_AUTONOMOUS}区"}
_BETWEEN = 4


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """The names that are a unit's own, and where the place it is registered in stands."""

    names: tuple[str, ...] = ()  # as `plain` leaves them: of the unit and of its place
    own: str = ""  # 老河口市; of a township itself, 张集镇
    rank: int = 3  # 1 province, 2 prefecture, 3 county, 4 township
    above: str = ""  # the office's city, where the unit's own place lies in it

    @classmethod
    def of(cls, unit: Unit, city: str) -> "UnitPlace":
        """`city` as in office.toml; it may be written with what it lies in: 北京市朝阳区."""
        names, whole = tuple(map(plain, unit.all_names)), plain(city)
        town = _last_part(whole)
        seat = _seat(names, unit, (whole, town))
        if not seat or seat == town:
            return cls((*names, whole, town), town, _rank_of(town))
        rank = 4 if unit.kind == "township" else max(_rank_of(seat), _rank_of(town) + 1)
        return cls((*names, seat), seat, rank, town)

    def is_its_work(self, word: str) -> bool:
        """What its own news may be called by: 水利 of 老河口市水利局, and what its name is shortened
        to, 监管 of 市场监督管理局, 文旅 of 文化广电和旅游局.
        """
        return 2 <= len(word) <= _BETWEEN and any(
            _is_short_for(word, name) for name in self._bureaus()
        )

    def _bureaus(self) -> set[str]:
        """Its names without the place; of a place's own government nothing is left."""
        places = sorted(
            {form for name in (self.own, self.above) for form in forms_of(name)},
            key=len,
            reverse=True,
        )
        bare = set()
        for name in self.names:
            for place in places:
                name = name.removeprefix(place)
            if _BUREAU.search(name):
                bare.add(name)
        return bare


class PlaceSaid(NamedTuple):
    """What the beginning of a channel's name says of a place."""

    is_above: bool  # above the unit's own; else the unit's own
    rest: str  # what follows the place and its organs
    between: int  # characters of `rest` that may stand before the kind of channel: 襄阳·时政·要闻


@lru_cache(20_000)  # the words of every class are compared with the name of every channel
def plain(text: str) -> str:
    """Without blanks, brackets and quotes, NFKC, in small letters: what names are compared by."""
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def forms_of(name: str) -> list[str]:
    """A plain name as written and, of a place, without its rank: 老河口市, 老河口."""
    return [form for form in (name, _AT_THE_END.sub("", name)) if len(form) >= 2]


def place_said(name: str, place: UnitPlace) -> PlaceSaid | None:
    """The place or rank that a plain name begins with; None where it begins with none that is known
    to be the unit's own or to lie above it.
    """
    name = _without_any(name, "before")
    if any(word in name for word in _words("of_ones_own")) or _begins_with_own(name, place):
        return None
    if end := _end_of_a_name(name, place):
        return PlaceSaid(True, _without_any(name[end:], "organs"), _BETWEEN)
    return _rank_said(name, place)


def is_own_feed(name: str, bare: str, place: UnitPlace) -> bool:
    """怀宁新闻, 今日怀宁, 区内动态, 水利新闻: the unit's own place or work, and a word for its news
    and no more. `bare` is the plain name without the unit's names.
    """
    said = place_said(name, place)
    return (
        (bare != name and is_feed(bare))
        or (said is not None and not said.is_above and is_feed(said.rest))
        or any(
            name.endswith(feed) and place.is_its_work(name.removesuffix(feed))
            for feed in _words("feeds")
        )
    )


def _is_short_for(word: str, name: str) -> bool:
    """The word's letters stand in the name in this order."""
    rest = iter(name)
    return all(letter in rest for letter in word)


def is_feed(said: str) -> bool:
    """A word for news, and no more."""
    return said in _words("feeds")


def _begins_with_own(name: str, place: UnitPlace) -> bool:
    """吉林 is 吉林市's own in 吉林要闻, and the province's in 吉林省要闻; 连云 is not in 连云港要闻."""
    longer = max((len(k.short) for k in _may_begin(name) if name.startswith(k.short)), default=0)
    return any(
        name.startswith(own)
        or any(
            name.startswith(short) and len(short) >= longer and not _RANK.match(name, len(short))
            for short in forms_of(own)
        )
        for own in place.names
    )


def _end_of_a_name(name: str, place: UnitPlace) -> int:
    """Where a place above that is named ends in the name: 恩施州|要闻; 0 where there is none."""
    above = [form for form in forms_of(place.above) if name.startswith(form)]
    ends = {len(form): form != place.above for form in above}
    for known in _may_begin(name):
        if known.rank < place.rank and name.startswith(known.short):
            full = known.full.match(name)
            ends[full.end() if full else len(known.short)] = not full
    end = max(ends, default=0)
    # 朝阳区, 朝阳街道 are not 朝阳市.
    return 0 if end and ends[end] and _RANK.match(name, end) else end


def _rank_said(name: str, place: UnitPlace) -> PlaceSaid | None:
    """As `place_said`, for a word that names no place: 省府, 全市, 自治区."""
    said = name if name.startswith(("全国", "全疆", "全区")) else name.removeprefix("全")
    for word, own_end, rank in _ranks():
        if said.startswith(word):
            rest = said[len(word) :]
            after = _without_any(rest, "organs")
            is_own = place.own.endswith(own_end)
            if after != rest and _RANK.match(after):  # 省委省政府
                return _rank_said(after, place)
            if _RANK.match(after) or not (is_own or rank < place.rank):
                return None
            is_bare = len(word) == 1 and said == name and after == rest
            return PlaceSaid(not is_own, after, 0 if is_bare else _BETWEEN)
    return None


def _seat(names: tuple[str, ...], unit: Unit, cities: tuple[str, ...]) -> str:
    """The place that a township or a government is the seat of: 张集镇人民政府, 老河口市人民政府."""
    seats = [_SEAT.sub("", name) for name in names if _SEAT.search(name)]
    if not seats and unit.kind != "township":
        return ""
    seat = _last_part(seats[0] if seats else names[0])
    for city in cities:
        seat = seat.removeprefix(city) if seat != city else seat
    return seat if _AT_THE_END.search(seat) else ""


def _last_part(city: str) -> str:
    """湖北省襄阳市老河口市: 老河口市."""
    for known in _known():
        full = known.full.match(city)
        if full and len(city) - full.end() >= 2:
            return _last_part(city[full.end() :])
    return city


def _rank_of(place: str) -> int:
    """Of a place of the office's own: a province, a prefecture, else a county."""
    ranks = [known.rank for known in _known() if known.full.fullmatch(place)]
    return min(ranks, default=3)


class _Known(NamedTuple):
    short: str
    full: re.Pattern[str]
    rank: int


@cache
def _known() -> tuple[_Known, ...]:
    return tuple(
        _Known(short, re.compile(short + _FULL_NAMES.get(rank_name, rank_name)), rank)
        for rank, level in ((1, "provinces"), (2, "prefectures"))
        for rank_name, shorts in _TABLE[level].items()
        for short in shorts.split()
    )


def _may_begin(name: str) -> list[_Known]:
    """Those whose first letter the name begins with."""
    return _by_first_letter().get(name[:1], [])


@cache
def _by_first_letter() -> dict[str, list[_Known]]:
    found: dict[str, list[_Known]] = {}
    for known in _known():
        found.setdefault(known.short[0], []).append(known)
    return found


@cache
def _ranks() -> tuple[tuple[str, str, int], ...]:
    """Words of rank, the longest first."""
    rows = map(tuple, _TABLE["words_of_rank"])
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _words(key: str) -> list[str]:
    words: list[str] = _TABLE[key]
    return words


def _without_any(text: str, key: str) -> str:
    """`text` without all words of that list that it begins with."""
    while found := next((word for word in _words(key) if text.startswith(word)), ""):
        text = text.removeprefix(found)
    return text
