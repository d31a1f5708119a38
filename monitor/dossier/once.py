"""What is asked several times of the same things of a dossier, worked out once."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

MOST = 128  # answers held: those of two or three units

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def once(work: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A pure function of things that never change. They are known by which they are, not by what
    is in them, so that no thousand entries are compared; asked of an equal one it works anew. What
    is held is let go all together when it has become too much.
    """
    held: dict[tuple[int, ...], tuple[object, Answer]] = {}

    @wraps(work)
    def remembered(*asked: Asked.args, **named: Asked.kwargs) -> Answer:
        key = tuple(map(id, (*asked, *named.values())))
        if key not in held:
            if len(held) >= MOST:
                held.clear()
            held[key] = (asked, named), work(*asked, **named)  # held, an id is no other thing's
        return held[key][1]

    return remembered
