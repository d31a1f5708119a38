"""The tests' stand-in reader, except for two hosts: one is killed as the kernel kills, one asks for
more than there is.
"""

import os
import signal
from typing import Any

from store.records import PageFacts
from tests.crawler.reading import read as read_plainly


def read(body: bytes, *, url: str, **rest: Any) -> PageFacts:
    if "//killer." in url:
        os.kill(os.getpid(), signal.SIGKILL)
    if "//greedy." in url:
        bytearray(64 << 30)  # beyond the worker's address space
    return read_plainly(body, url=url, **rest)
