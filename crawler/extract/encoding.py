"""Bytes decide, declarations only advise.

Order (docs/field-notes.md §7, docs/stack.md §5): BOM, strict UTF-8, strict GB18030 with a Big5
tie-break by common characters, then a detector for damaged bytes, then replacement. What header and
page declare is kept beside what was used, and never decides.
"""

import codecs
import re
from dataclasses import dataclass

from resiliparse.parse.encoding import detect_encoding

# Above this share of U+FFFD among the letters that people see a page is called mojibake
# (docs/field-notes.md §7). In a wrong code every second letter is one; titles cut in the midst of a
# character have one each.
MOJIBAKE_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """A body as text. `used`: the codec that decoded it; `declared`: what was claimed, or ""."""

    text: str
    used: str
    declared: str = ""
    lies: tuple[str, ...] = ()  # claims that the bytes contradict, e.g. "header:gbk"
    replaced: int = 0  # characters that could not be decoded
    replaced_share: float = 0.0  # of the letters outside markup and scripts

    @property
    def is_mojibake(self) -> bool:
        """The words themselves cannot be read: more than one letter in ten is lost."""
        return self.replaced_share > MOJIBAKE_SHARE


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of `body`, whatever `content_type` (the header) and the page say. Never raises."""
    claims = _claims(body, content_type)
    text, used = (
        _by_bom(body) or _by_wide_zeros(body) or _by_strictness(body, claims) or _by_detector(body)
    )
    text = text.removeprefix("\ufeff")
    is_plain_ascii = body.isascii() and used == "utf-8"
    return Decoded(
        text=text,
        used=used,
        declared=next(iter(claims.values()), ""),
        lies=()
        if is_plain_ascii
        else tuple(
            f"{where}:{name}" for where, name in claims.items() if _family(name) != _family(used)
        ),
        replaced=text.count(_LOST),
        replaced_share=_share_lost(text)
        if _LOST in text or _was_lost_before(text, body, used)
        else 0.0,
    )


_LOST = "\ufffd"
# What was read in a wrong code and saved: U+FFFD twice as UTF-8, in a GBK page, and as the hanzi
# that GBK makes of it; Chinese commas and full stops of UTF-8 and of GBK as Latin-1 has them.
_LOST_IN_GB = (b"\xef\xbf\xbd\xef\xbf\xbd",)
_LOST_IN_UTF8 = tuple(mark.encode() for mark in ("锟斤拷", "ï¼", "ã\x80", "ã€", "£¬", "¡£"))
# No language writes so many in a row: å³äºå å¼º, ¹ØÓÚ¼ÓÇ¿.
_UNREADABLE = re.compile("\ufffd|锟斤拷|[\x80-\x9f\xa1-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{6,}")


def _was_lost_before(text: str, body: bytes, used: str) -> bool:
    """Every 25th character of a Chinese text is 的: where one is read, nobody has to search."""
    marks = _LOST_IN_UTF8 if used == "utf-8" else _LOST_IN_GB
    return "的" not in text and any(map(body.__contains__, marks))


def _share_lost(text: str) -> float:
    """Of the letters between tags, but for those of scripts and styles."""
    pieces = text.replace("<", ">").split(">")
    behind = ["", *pieces[1::2]]
    seen = "".join(
        words
        for words, tag in zip(pieces[::2], behind, strict=False)
        if not tag[:6].lower().startswith(("script", "style"))
    )
    lost = sum(len(found) for found in _UNREADABLE.findall(seen))
    left = sum(map(str.isalnum, _UNREADABLE.sub("", seen)))
    return lost / (lost + left) if lost else 0.0


# --- what is claimed

_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Only inside <meta …>: `charset=gb…` stands in a <script> on 24 of 62 measured pages
# (docs/field-notes.md §7).
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096


def _claims(body: bytes, content_type: str) -> dict[str, str]:
    """Declared names by place, the header's first."""
    head = body[:_HEAD_BYTES]
    found = {
        "header": _HEADER_CHARSET.search(content_type),
        "meta": _META_CHARSET.search(head),
        "xml": _XML_CHARSET.search(head),
    }
    names = {where: match.group(1) for where, match in found.items() if match}
    return {
        where: (name.decode("ascii", "replace") if isinstance(name, bytes) else name).lower()
        for where, name in names.items()
    }


_FAMILIES = {
    "gb2312": "gb", "gbk": "gb", "gb18030": "gb", "x-gbk": "gb", "gb_2312-80": "gb", "cp936": "gb", "euc-cn": "gb",
    "big5": "big5", "big5-hkscs": "big5", "big5hkscs": "big5", "cp950": "big5",
    "utf-8": "utf-8", "utf8": "utf-8",
    "utf-16": "utf-16", "utf-16le": "utf-16", "utf-16be": "utf-16", "utf-16-le": "utf-16", "utf-16-be": "utf-16",
    "iso-8859-1": "latin", "latin1": "latin", "windows-1252": "latin", "cp1252": "latin", "us-ascii": "latin", "ascii": "latin",
}  # fmt: skip


def _family(name: str) -> str:
    return _FAMILIES.get(name.lower(), name.lower())


# --- what the bytes say

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)


def _by_bom(body: bytes) -> tuple[str, str] | None:
    for bom, codec in _BOMS:
        if body.startswith(bom):
            return body.decode(codec, "replace"), codec
    return None


def _by_wide_zeros(body: bytes) -> tuple[str, str] | None:
    """UTF-16 without a BOM: a page begins with ASCII markup, so every other byte is zero."""
    head = body[:24]
    if len(head) < 8 or b"\0" not in head:
        return None
    for codec, zeros, letters in (
        ("utf-16-le", head[1::2], head[0::2]),
        ("utf-16-be", head[0::2], head[1::2]),
    ):
        if zeros.count(0) > 0.8 * len(zeros) and not letters.count(0):
            return body.decode(codec, "replace"), codec
    return None


def _by_strictness(body: bytes, claims: dict[str, str]) -> tuple[str, str] | None:
    utf8 = _strict(body, "utf-8")
    if utf8 is not None:
        return utf8, "utf-8"
    if _is_nearly_utf8(body):
        return body.decode("utf-8", "replace"), "utf-8"
    gb, big5 = _strict(body, "gb18030"), _strict(body, "big5")
    if big5 is None:
        big5 = _strict(body, "big5hkscs")
    if gb is None and big5 is None:
        return None
    if gb is None or (big5 is not None and _commonness(big5) > 1.3 * _commonness(gb)):
        return big5 or "", "big5"
    if (
        any(_family(name) == "latin" for name in claims.values())
        and _commonness(gb) < _CHINESE_AT_LEAST
    ):
        return body.decode(
            "cp1252", "replace"
        ), "windows-1252"  # accented letters in pairs can be valid GBK
    return gb, "gb18030"


def _strict(body: bytes, codec: str) -> str | None:
    """The text where every byte is valid; a character cut off at the very end is forgiven."""
    try:
        return codecs.getincrementaldecoder(codec)("strict").decode(body, final=False)
    except UnicodeDecodeError:
        return None


def _is_nearly_utf8(body: bytes) -> bool:
    """UTF-8 with a few damaged bytes: real GB text fails at every second character."""
    text = body.decode("utf-8", "replace")
    foreign = len(text) - (len(body) - len(body.translate(None, _ASCII)))
    return foreign >= 4 and text.count(_LOST) <= _DAMAGE * foreign


_ASCII = bytes(range(128))
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_HANZI = re.compile(r"[\u3400-\u9fff]+")
_SAMPLE = 4000
_CHINESE_AT_LEAST = 0.1
_CHINESE_SURELY, _DAMAGE = 0.2, 0.2
# The characters most used on Chinese pages, simplified and traditional; a wrong decoding seldom
# hits them.
_COMMON = frozenset(
    "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手"
    "用主行方又如前所本见经头面公同三已老从动两长知样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再"
    "平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏况规推居民县镇乡村局厅府省厂费预算支决收项目通知公告印室各乡辖彻落贯认真监督责任服众农村社工作会议信息示政策规划招聘采购标环保卫医疗教育"
    "這來個國到說們為時會對後過還發當開無見經頭動長現將與進實點種聲話業問機給間電東門關並產萬體別處總場師書員報馬張難數應車親務計系題請愛讓認論義術結連遠資隊帶條變聯權領傳紅達辦運強區轉眾輕語滿寫識極錢黨設雙歷圖網專兵誰讀飛觀爭視濟離雖壞規導廣議單據於裡麼臺灣學從樣兩幾氣聽買賣"
)


def _commonness(text: str) -> float:
    """The share of common hanzi: half of them in real Chinese, few in a wrong decoding."""
    hanzi = "".join(_HANZI.findall(text[: 8 * _SAMPLE]))[:_SAMPLE]
    return sum(map(_COMMON.__contains__, hanzi)) / len(hanzi) if hanzi else 0.0


def _by_detector(body: bytes) -> tuple[str, str]:
    """For damaged bytes: the Chinese code with little broken and most common, else a detector."""
    readings = [(body.decode(codec, "replace"), codec) for codec in ("gb18030", "big5")]
    text, codec = max(
        readings, key=lambda reading: _commonness(reading[0]) - 5 * _broken_share(reading[0])
    )
    if _commonness(text) > _CHINESE_SURELY and _broken_share(text) < _DAMAGE:
        return text, codec
    name = (detect_encoding(body) or "utf-8").lower()
    codec = {"gb": "gb18030", "big5": "big5", "latin": "windows-1252"}.get(_family(name), name)
    try:
        return body.decode(codec, "replace"), codec
    except (LookupError, UnicodeError):
        return body.decode("utf-8", "replace"), "utf-8"


def _broken_share(text: str) -> float:
    foreign = sum(len(run) for run in _FOREIGN.findall(text))
    return text.count(_LOST) / foreign if foreign else 0.0
