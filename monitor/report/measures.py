"""A measure is the ledger's own short word, the same in every language: `402 d`, `17 d, 5 checks`.
Here it is said.
"""

import re
from collections.abc import Mapping, Sequence

from monitor.judging.words import MARK_TEXT

_MEASURES: Mapping[str, Sequence[tuple[str, str]]] = {
    "zh": (
        (r"^(\d+)/(\d+)/(\d+)/(\d+)$", r"执法\1件、收费\2件、义务\3件、权利\4件"),
        (r"^(\d+)/(\d+)/(\d+)$", r"职权\1件、义务\2件、权利\3件"),
        (r"^1/1$|^1 duties, 1 rights$", "义务、权利各不少于1件"),
        (r"\b(news|overdue|blank) (\d+)-(\d+)\b", r"\1 \2至\3"),
        (r"\bnews (\d+(?:至\d+)?)", r"动态、通知、政策类栏目\1个"),
        (r"\boverdue (\d+(?:至\d+)?)", r"其他应更新栏目\1个"),
        (r"\bblank (\d+(?:至\d+)?)", r"空白栏目\1个"),
        (r"^picture only$", "只有图片"),
        (r"^text$", "文字"),
        (r"\b(\d+) sentences?\b", r"\1处"),
        (r"\b(\d+) posts?\b", r"内容\1条"),
        (r"\b(\d+) fees?\b", r"收费项目\1个"),
        (r"\b(\d+) documents?\b", r"\1件"),
        (r"\b([\d.]+%?) of (\d+) probes?\b", r"\2次探测的\1"),
        (r"\b(\d+) of (\d+) items?\b", r"\2条信息中\1条"),
        (r"\b(\d+) of (\d+) links? open\b", r"\2个链接中打开\1个"),
        (r"\b(\d+) of (\d+) links?\b", r"\2个链接中\1个"),
        (r"\b(\d+) links?\b", r"\1个链接"),
        (r"\bdue in (\d+) d\b", r"距期限\1天"),
        (r"\bempty on (\d+) days?\b", r"\1天检查均为空白"),
        (r"([\d.]+%) apart\b", r"相差\1"),
        (r"\b(\d+) a year\b", r"每年\1次"),
        (r"\b([\d.]+) s apart\b", r"间隔\1秒"),
        (r"\b([\d.]+) (?:d|days?)\b", r"\1天"),
        (r"\b12 mo\b", "1年"),
        (r"\b24 mo\b", "2年"),
        (r"\b([\d.]+) mo\b", r"\1个月"),
        (r"\b([\d.]+) h\b", r"\1小时"),
        (r"\b([\d.]+) s\b", r"\1秒"),
        (r"\b(\d+) checks?\b", r"\1次访问"),
        (r"\b(\d+) items?\b", r"\1条信息"),
        (r"\b(\d+) of (\d+) guides?\b", r"\2个事项中\1个"),
        (r"\b(\d+) guides?\b", r"\1个事项"),
        (r"\bup to (\d+) elements?\b", r"最多缺\1类"),
        (r"\b(\d+) elements?\b", r"缺\1类"),
        (r"\b(\d+) messages?\b", r"\1条留言"),
        (r"\b(\d+) pages?\b", r"\1个页面"),
        (r"\b([\d.]+%) open\b", r"打开\1"),
        (r"\b(\d+) own sites?\b", r"\1个独立网站或子网站"),
        (r"\b(\d+) sites?\b", r"\1个渠道"),
        (r"\b(\d+) nights?\b", r"\1次夜间检查"),
        (r"\b(\d+) looks?\b", r"\1次访问"),
        (r"\b(\d+) failures?\b", r"\1次失败"),
        (r"\bup ([\d.]+) points?\b", r"上升\1个百分点"),
        (r"\b([\d.]+) times last year\b", r"上年的\1倍"),
        (r"\b(\d+) times?\b", r"\1次"),
        (r"\b(\d{4})-0?(\d+)-0?(\d+)\b", r"\1年\2月\3日"),
        (r", ", "，"),
    ),
    "en": (
        (r"^(\d+)/(\d+)/(\d+)/(\d+)$", r"powers \1, fees \2, duties \3, rights \4"),
        (r"^(\d+)/(\d+)/(\d+)$", r"powers \1, duties \2, rights \3"),
        (r"^1/1$|^1 duties, 1 rights$", "at least one each of duties and rights"),
        (r"\bnews (\d)", r"news, notices and policies \1"),
        (r"\b(\d+) d\b", r"\1 days"),
        (r"\b12 mo\b", "1 year"),
        (r"\b24 mo\b", "2 years"),
        (r"\b(\d+) mo\b", r"\1 months"),
        (r"\b1 own sites?\b", "1 site or sub-site of its own"),
        (r"\b(\d+) own sites\b", r"\1 sites or sub-sites of its own"),
        (r"\b(\d+) sites?\b(?! or)", r"\1 places"),
        (r"\b1 (day|month|check|item|link|place|night|look|failure|time)s\b", r"1 \1"),
    ),
}


def mark_text(mark: str, language: str) -> str:
    """Whose number a threshold is; a mark that this program no longer knows stays as it is."""
    return MARK_TEXT[mark].text(language) if mark in MARK_TEXT else mark


def measure_text(text: str, language: str) -> str:
    """In words of "zh" or "en"; what is no such measure stays as it is."""
    for short, said in _MEASURES["en" if language == "en" else "zh"]:
        text = re.sub(short, said, text)
    return text
