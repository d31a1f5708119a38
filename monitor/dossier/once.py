"""What is asked several times of the same things of a dossier, worked out once."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

MOST = 128  # answers held, of all functions together: those of two or three units

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_HELD: dict[tuple[int, ...], tuple[object, Any]] = {}


def once(work: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A pure function of things that never change. They are known by which they are, not by what
    is in them, so that no thousand entries are compared; asked of an equal one it works anew. What
    is held is let go all together when it has become too much.
    """

    @wraps(work)
    def remembered(*asked: Asked.args, **named: Asked.kwargs) -> Answer:
        key = (id(work), *map(id, (*asked, *named.values())))
        if key not in _HELD:
            answer = work(*asked, **named)
            if len(_HELD) >= MOST:
                _HELD.clear()
            _HELD[key] = (work, asked, named), answer  # held, an id is no other thing's
            return answer
        known: Answer = _HELD[key][1]
        return known

    return remembered
