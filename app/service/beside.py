"""Work that a thread does beside the pages for as long as they are served."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

ENDS_WITHIN_S = 1.0  # it is a daemon: one that does not end in time ends with the process


@contextmanager
def beside(name: str, work: Callable[[Event], None]) -> Iterator[None]:
    """While inside, `work` runs in a thread of that name, until the event that it is given is set."""
    stop = Event()
    thread = Thread(target=work, args=(stop,), daemon=True, name=name)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(ENDS_WITHIN_S)
