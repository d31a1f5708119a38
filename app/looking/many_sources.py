"""Many files, one after another: one that cannot be read is named, and stops none of the others."""

import sys
from collections.abc import Callable, Iterable
from typing import TypeVar

from app.language import spoken_language
from config.errors import NotFound

T = TypeVar("T")


def in_turn(
    sources: Iterable[T], work: Callable[[T], None], unread: Callable[[T, NotFound], None]
) -> None:
    """`work` on each; where it raises NotFound, `unread` answers in its place (a machine wants its
    line) and the rest go on.

    Raises the last NotFound when all were tried: the exit code says that something was missing.
    Earlier ones are named on standard error.
    """
    failed: NotFound | None = None
    for source in sources:
        try:
            work(source)
        except NotFound as error:
            unread(source, error)
            if failed is not None:
                print(failed.words.text(spoken_language()), file=sys.stderr)
            failed = error
    if failed is not None:
        raise failed
