"""A restore that was killed, carried to its end by whichever command comes next."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app.night.lock import HELD, held
from store.backup.office_files import clear, data_of_staged
from store.backup.restore import finish_interrupted


def finish_restore(folder: Path) -> None:
    """Where the office's files in `folder` were being restored: all of it, or as if nothing had
    been begun.

    Raises AlreadyRunning while the restore lives: half of the files may be of another day.
    """
    data = data_of_staged(folder)
    if data is not None:
        with everything_held(data):
            finish_interrupted(data)
            clear(folder)


@contextmanager
def everything_held(data: Path) -> Iterator[None]:
    """Every lock of the data folder. Raises AlreadyRunning."""
    with ExitStack() as locks:
        for what in HELD:
            locks.enter_context(held(data, what))
        yield
