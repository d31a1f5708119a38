"""A process that works for another one and shall not outlive it, however that one ended."""

import os
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from threading import Thread


def end_with_parent() -> None:
    """To be called in a child of multiprocessing; does nothing in a process that is none.

    A parent that was killed ends no children by itself: they would wait for ever for what comes
    next.
    """
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent,), daemon=True, name="end-with-parent").start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
