"""What a night's note says of our own line, in words: the ledger keeps it as the canaries' answers,
`2026-11-20T18:00:05Z a.example: seen; b.example: HTTP 500`. Pure.
"""

import re

from config.words import Words
from monitor.judging.plain_text import printable

NONE = Words("对照网页：未设置", "pages to compare with: none configured")
NOTHING_REACHED = Words(
    "所访问的网址都没有应答，不能排除检查方自身网络故障",
    "nothing that was asked answered; our own network may be at fault",
)
ALL_SEEN = Words("对照网页：正常", "pages to compare with: seen")
SEEN = Words("对照网页：{n}个正常", "pages to compare with: {n} seen")
JOINT = Words("；", "; ")

_NONE_CONFIGURED = "none configured"
_NOTHING_REACHED = "nothing that was asked could be reached"
_INSTANT_BEFORE = re.compile(r"^\d{4}-\d\d-\d\dT[\d:]+Z ")
_SEEN = re.compile(r"[^:;]+: seen")


def note_text(note: str, language: str) -> str:
    """How our own line was, then whatever else the note tells, as it stands."""
    parts = [part for part in _INSTANT_BEFORE.sub("", printable(note)).split("; ") if part]
    seen = sum(bool(_SEEN.fullmatch(part)) for part in parts)
    rest = [part for part in parts if part != _NONE_CONFIGURED and not _SEEN.fullmatch(part)]
    if _NOTHING_REACHED in rest:
        rest[rest.index(_NOTHING_REACHED)] = NOTHING_REACHED.text(language)
    if _NONE_CONFIGURED in parts:
        rest.insert(0, NONE.text(language))
    elif seen:
        rest.insert(0, (SEEN if rest else ALL_SEEN).text(language, n=seen))
    return JOINT.text(language).join(rest)
