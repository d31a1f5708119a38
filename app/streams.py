"""The three standard streams as whoever started us left them: closed, full, a pipe that nobody
reads, an encoding that lacks our letters; and what strangers' pages may do to the terminal behind
them.
"""

import os
import re
import shutil
import sys
from typing import Any, TextIO, cast

from app.command_line.line_width import fitted
from store.privacy.logs import masked_line

# What a terminal obeys, and what turns the order of letters round: a page's title must not set the
# clipboard of who reads it here. Colours are ours where there is a terminal.
_OBEYED = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_IN_A_FILE = re.compile(rf"(\r\n)|{_OBEYED}")
_AT_A_TERMINAL = re.compile(rf"(\x1b\[[0-9;]*m|\r\n)|{_OBEYED}")


def make_usable() -> None:
    """Before anything is opened or written. A closed stream is led to nowhere: else the next file
    that is opened, a ledger, takes its number and with it what libraries and children print. A
    letter that the terminal's encoding lacks is spelled out.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # takes the lowest number that is free, which is this one; children take it over
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    sys.stdout = cast(TextIO, _SpelledOut(sys.stdout))
    sys.stderr = cast(TextIO, _Masked(sys.stderr))


class _Masked:
    """A stream for text that shows no person's number, whoever typed it or broke over it; in a
    terminal its lines end where words do.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_read_by_people = stream.isatty()

    def write(self, text: str) -> int:
        shown = masked_line(text)
        if self._is_read_by_people:
            shown = fitted(shown, shutil.get_terminal_size().columns)
        self._stream.write(shown)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _SpelledOut(_Masked):
    """And on which what a terminal would obey stands as \\u001b: in JSON the same."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._obeyed = _AT_A_TERMINAL if self._is_read_by_people else _IN_A_FILE

    def write(self, text: str) -> int:
        return super().write(self._obeyed.sub(_spelled, text))


def _spelled(found: re.Match[str]) -> str:
    return found[1] or f"\\u{ord(found[0]):04x}"


def leave_output() -> None:
    """What was not written yet goes nowhere: nobody reads it, or there is no room for it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
