"""Services that refuse with HTTP 200 and a number of their own in the answer, and how much each
takes at once (docs/stack.md §12).

apprise looks at the HTTP status alone and cuts by characters; these services count bytes, some of
the text, some of the whole request as it goes over the wire, where JSON spells a Chinese character
in six. What is written here is theirs to change: an answer that is not understood is no yes.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Robot:
    """`keys`: where its own number stands, 0 = taken; the first that is there counts. `too_long`:
    its numbers for a text that a shorter one may mend.
    """

    name: str
    keys: tuple[str, ...]
    most: int  # bytes, as `size` counts them
    size: Callable[[str], int]
    too_long: frozenset[int] = frozenset()

    def refusal(self, body: bytes) -> int | None:
        """Its own number where it refused; None where it took the message. Raises ValueError for an
        answer that is not its own.
        """
        try:
            said = json.loads(body)
        except RecursionError as error:
            raise ValueError("nested without end") from error
        if not isinstance(said, dict):
            raise ValueError("not an object")
        number = next((said[key] for key in self.keys if key in said), None)
        if isinstance(number, bool) or not isinstance(number, int | str):
            raise ValueError("no number in it")
        return int(number) or None


def robot_of(service: Any) -> Robot | None:
    """The robot behind a service of apprise; None for a service whose HTTP status is its word."""
    return ROBOTS.get(str(service.secure_protocol))


def parts(subject: str, body: str, robot: Robot) -> list[str]:
    """The message in as many parts as the robot needs, the subject over each: a robot that asks for
    a keyword finds it in every part.
    """
    whole = f"{subject}\n{body}"
    if robot.size(whole) <= robot.most:
        return [whole]
    room = robot.most - robot.size(_HEAD.format(subject=subject, n=999, of=999))
    cut = list(pieces(body, room, robot.size))
    return [
        _HEAD.format(subject=subject, n=n, of=len(cut)) + piece for n, piece in enumerate(cut, 1)
    ]


def shorter(part: str, robot: Robot) -> list[str]:
    """`part` cut in two, each under its heading; nothing where it cannot be cut further."""
    head, _, rest = part.partition("\n")
    room = robot.size(rest) // 2 + _A_LINE
    if robot.size(rest) <= 2 * _A_LINE:
        return []
    return [f"{head}\n{piece}" for piece in pieces(rest, room, robot.size)]


def pieces(text: str, most: int, size: Callable[[str], int]) -> Iterator[str]:
    """`text` in order, nothing lost: cut at the ends of lines, a line that is too long within."""
    piece, used = [""], 0
    for line in text.splitlines(keepends=True):
        for bit in _bits(line, most, size):
            if used + size(bit) > most and used:
                yield "".join(piece)
                piece, used = [""], 0
            piece.append(bit)
            used += size(bit)
    if used:
        yield "".join(piece)


def _bits(line: str, most: int, size: Callable[[str], int]) -> Iterator[str]:
    while size(line) > most:
        taken = max(1, bisect_right(range(1, len(line)), most, key=lambda n: size(line[:n])))
        yield line[:taken]
        line = line[taken:]
    yield line


def _text_bytes(text: str) -> int:
    return len(text.encode(errors="replace"))


def _wire_bytes(text: str) -> int:
    return len(json.dumps(text)) - 2


_HEAD = "{subject}（{n}/{of}）\n"
_A_LINE = 200  # bytes below which cutting further mends nothing
_FRAME = 1_000  # bytes of the request around its text: names, telephone numbers to call

ROBOTS = {
    # 40058: content exceeds its length; 45002: message content out of limit
    "wecombot": Robot("企业微信", ("errcode",), 2_048, _text_bytes, frozenset({40058, 45002})),
    "wechat": Robot("企业微信", ("errcode",), 2_048, _text_bytes, frozenset({40058, 45002})),
    # 310000 is about keyword, signature or address and never about length
    "dingtalk": Robot("钉钉", ("errcode",), 20_000 - _FRAME, _wire_bytes, frozenset({460101})),
    # 19024 keyword, 19021 signature, 19022 address; 9499 is what a body over 20 KB is called
    "feishu": Robot(
        "飞书", ("code", "StatusCode"), 20_000 - _FRAME, _wire_bytes, frozenset({9499})
    ),
    "lark": Robot("Lark", ("code", "StatusCode"), 20_000 - _FRAME, _wire_bytes, frozenset({9499})),
}
