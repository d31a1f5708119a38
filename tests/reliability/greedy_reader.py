"""The tests' stand-in reader, except for two hosts: one is killed as the kernel kills, one asks for
more than there is.
"""

import os
import signal

from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from store.records import PageFacts
from tests.crawler.reading import read as read_plainly


def read(answer: ReceivedAnswer, context: ReadingContext) -> PageFacts:
    if "//killer." in answer.url:
        os.kill(os.getpid(), signal.SIGKILL)
    if "//greedy." in answer.url:
        bytearray(64 << 30)  # beyond the worker's address space
    return read_plainly(answer, context)
