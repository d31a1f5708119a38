"""The three standard streams as whoever started us left them: closed, full, a pipe that nobody reads,
an encoding that lacks our letters.
"""

import os
import sys


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


def leave_output() -> None:
    """What was not written yet goes nowhere: nobody reads it, or there is no room for it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
