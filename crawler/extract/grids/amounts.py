"""Numbers as budgets print them, and the unit they are printed in.

`1,234.50`, `１２３４`, `(12.3)`, `△5`, `133.30万元` are amounts; `—`, `12.5%`, `2024年`, `201 05`
are not.
"""

import re
from dataclasses import dataclass

from crawler.extract.grids.grid import plain

# How many yuan one printed 1 is worth. Pounds are counted as they are: only shares are judged
# there.
YUAN = {"元": 1.0, "千元": 1e3, "万元": 1e4, "百万元": 1e6, "亿元": 1e8}

_SPELLINGS = {
    "元": ("元", "圆", "人民币元", "人民币", "yuan", "rmb", "cny", "rmbyuan"),
    "千元": ("千元", "仟元", "rmbthousand", "rmb1,000", "thousandyuan"),
    "万元": (
        "万元",
        "萬元",
        "人民币万元",
        "rmb10,000",
        "10,000yuan",
        "10000yuan",
        "tenthousandyuan",
    ),
    "百万元": ("百万元", "百萬元", "rmbmillion", "millionyuan"),
    "亿元": ("亿元", "億元", "rmb100million", "100millionyuan"),
}
_UNIT_OF = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings}
_SPELLED = "|".join(sorted((re.escape(spelling) for spelling in _UNIT_OF), key=len, reverse=True))
_LABEL = r"(?:金额|计量|货币|金額|計量|貨幣|currency|amount|money)?(?:单位|單位|unit|units)"
# 单位：元（列至角分) and 单位：元、角、分 state yuan; 单位：元坝镇 states an office
_STATED = re.compile(
    rf"{_LABEL}(?:均|都|一律)?[:为是]*(?:人民币)?({_SPELLED})(?:[至、,]?角[、,]?分)?(?![\w一-鿿])"
    rf"|以({_SPELLED})为(?:金额|计量)?单位|[(\[](?:人民币)?({_SPELLED})[)\]]|^({_SPELLED})$",
    re.IGNORECASE,
)
_FOR_ALL_TABLES = re.compile(
    rf"(?:各表|所有|以[下上]|下列|上述|均|全部)[^。;]{{0,12}}{_LABEL}[^。;\w]{{0,3}}(?:均|都|一律)?[:为是]*(?:人民币)?({_SPELLED})(?![\w一-鿿])"
    rf"|{_LABEL}(?:均|都|一律)为(?:人民币)?({_SPELLED})(?![\w一-鿿])|以({_SPELLED})为(?:金额|计量)?单位",
    re.IGNORECASE,
)
_IN_PROSE = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?:亿|百万|万|千)?元")
_IN_HEADER = re.compile(
    rf"[(\[]({_SPELLED})[)\]]|[:/,]({_SPELLED})$|(?:[数额]|合计|支出|费用|经费)({_SPELLED})$|^({_SPELLED})$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?P<minus>[-−–△▲])?(?:人民币|约)?(?:[¥£$€])?(?P<minus2>-)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<unit>(?:亿|億|百万|百萬|万|萬|千|仟)元?|元)?\*?"
)
# 1,234.50① is no 1,234.501, which is what its letters become for comparison
_FOOTNOTES = re.compile("[\u00b2\u00b3\u00b9\u2070-\u2079\u2460-\u24ff\u2776-\u2793]+$")
_NOTHING = re.compile(r"[-−–—―─_/\\]*|无|空|nil|none|n/?a", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed number, and the unit where the cell itself names one."""

    value: float
    unit: str = ""

    def in_yuan(self, unit_of_table: str) -> float:
        """In yuan, rounded to 0.0001; by its own unit, else by that of the table."""
        return round(self.value * YUAN.get(self.unit or unit_of_table, 1.0), 4)


def parse_amount(text: str) -> Amount | None:
    """The amount a cell states, or None where it states none (empty, a dash, a percentage, words)."""
    words = plain(_FOOTNOTES.sub("", text.strip())).replace("，", ",")
    in_brackets = len(words) > 2 and words[0] == "(" and words[-1] == ")"
    found = _NUMBER.fullmatch(words[1:-1] if in_brackets else words)
    if found is None or len(found["digits"]) > 24:
        return None
    value = float(found["digits"].replace(",", ""))
    is_negative = in_brackets or found["minus"] is not None or found["minus2"] is not None
    unit = found["unit"] or ""
    return Amount(
        -value if is_negative else value, _UNIT_OF[f"{unit.removesuffix('元')}元"] if unit else ""
    )


def is_unreadable(text: str) -> bool:
    """Whether the cell of an amount says something that is none: `####`, `#REF!`, `***`, 见附表.

    An empty cell and a dash say that there is nothing to state.
    """
    return parse_amount(text) is None and _NOTHING.fullmatch(plain(text)) is None


def stated_unit(*texts: str) -> str:
    """The unit of the first text that states one as `单位：万元`; "" where none does."""
    for text in texts:
        found = [
            "".join(spellings)
            for line in text.splitlines()
            for spellings in _STATED.findall(plain(line))
        ]
        if found:
            # The words nearest to the table are the last ones above it.
            return _UNIT_OF[found[-1].lower()]
    return ""


def unit_of_all(text: str) -> str:
    """The unit that prose gives to all tables of a document (各表金额单位均为万元); "" where it gives
    none, or several.
    """
    units = {
        _UNIT_OF[spelling.lower()]
        for found in _FOR_ALL_TABLES.findall(plain(text))
        for spelling in found
        if spelling
    }
    return units.pop() if len(units) == 1 else ""


def unit_of_sum(printed: float, text: str) -> str:
    """The unit in which the prose states the same sum (合计1,000.00万元); "" where it does not, or in
    several.
    """
    units = {
        amount.unit
        for words in _IN_PROSE.findall(plain(text))
        if (amount := parse_amount(words)) is not None and abs(amount.value - printed) < 0.006
    }
    return units.pop() if len(units) == 1 and printed else ""


def column_unit(header: str) -> str:
    """The unit that a column's own heading names: `预算数（万元）`; "" where it names none."""
    found = _IN_HEADER.search(plain(header))
    if found is None:
        return stated_unit(header)
    return _UNIT_OF[next(spelling for spelling in found.groups() if spelling).lower()]
