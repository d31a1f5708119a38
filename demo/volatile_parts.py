"""What changes at every look and means nothing: counters, weather, tokens, rotating links.

A page is rendered once with slots in it; each look fills them with values made from the look's own
number, so that no two looks of one city are alike and everything between the slots is the same to
the byte.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

_OPEN, _CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{_OPEN}([a-z]+):([0-9]*){_CLOSE}")

_SKIES = ("晴", "多云", "阴", "小雨", "晴转多云", "多云转小雨", "阴转晴")


def slot(kind: str, number: int = 0) -> str:
    """A place to be filled at each look: visitors, clicks, online, weather, token, buster, ms, hot,
    friends.
    """
    return f"{_OPEN}{kind}:{number}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A rendered page: encoded stretches, and between them the slots."""

    parts: tuple[bytes | tuple[str, int], ...]
    hot: tuple[bytes, ...] = ()
    friends: tuple[bytes, ...] = ()

    @property
    def is_constant(self) -> bool:
        return all(isinstance(part, bytes) for part in self.parts)

    def filled(self, look: int, encoding: str) -> bytes:
        return b"".join(
            part if isinstance(part, bytes) else self._value(part[0], part[1], look, encoding)
            for part in self.parts
        )

    def _value(self, kind: str, number: int, look: int, encoding: str) -> bytes:
        if kind == "hot":
            return b"\n".join(_turned(self.hot, look)[:5])
        if kind == "friends":
            return b"\n".join(_turned(self.friends, look))
        return _word(kind, number, look).encode(encoding)


def prepare(
    page: str, encoding: str, *, hot: Sequence[str] = (), friends: Sequence[str] = ()
) -> Prepared:
    """Encode everything of `page` that never changes. Characters the encoding lacks become
    references.
    """
    pieces = _SLOT.split(page)
    parts: list[bytes | tuple[str, int]] = []
    for position in range(0, len(pieces), 3):
        if pieces[position]:
            parts.append(_encoded(pieces[position], encoding))
        if position + 2 < len(pieces):
            parts.append((pieces[position + 1], int(pieces[position + 2] or 0)))
    return Prepared(
        tuple(parts),
        tuple(_encoded(row, encoding) for row in hot),
        tuple(_encoded(row, encoding) for row in friends),
    )


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "xmlcharrefreplace")


def _turned(rows: Sequence[bytes], look: int) -> Sequence[bytes]:
    if not rows:
        return rows
    start = look % len(rows)
    return [*rows[start:], *rows[:start]]


def _word(kind: str, number: int, look: int) -> str:
    match kind:
        case "visitors":
            return str(318_204 + look)
        case "clicks":
            return str(number % 797 + 12 + look)
        case "online":
            return str(3 + look % 41)
        case "weather":
            return f"{_SKIES[look % 7]} {6 + look % 5}～{14 + look % 9}℃ 风力{1 + look % 4}级"
        case "token" | "buster":
            return blake2b(f"{kind}{look}".encode(), digest_size=8).hexdigest()
        case "ms":
            return f"{11 + look % 389}.{look % 1000:03d}"
        case _:
            raise KeyError(kind)
