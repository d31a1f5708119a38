"""The tree of our own errors. `str(error)` says what happened, to whom, and how to repair it; never a traceback.

GongkaiError
├── ConfigRefused      the office's files are wrong             exit 4
├── AlreadyRunning     somebody else holds the night            exit 5
├── StoreFailed        ledger, archive or capture file failed   exit 6
├── OutOfSpace         the disk is full                         exit 3
└── NotFound           no such unit, finding, file              exit 7
"""

from config.words import Words


class GongkaiError(Exception):
    """Something a person must act on, in both languages."""

    exit_code = 1
    language = ""  # the language to say it in where the error itself knows it ("zh" or "en"); "" = the terminal's

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class ConfigRefused(GongkaiError):
    exit_code = 4


class AlreadyRunning(GongkaiError):
    exit_code = 5


class StoreFailed(GongkaiError):
    exit_code = 6


class OutOfSpace(StoreFailed):
    exit_code = 3


class NotFound(GongkaiError):
    exit_code = 7
