"""The figures that count by themselves: how often a page was read, liked, shared.

They are told by their form: a short label and a bare number, alone between two breaks. At the edge
of a text the label has to be a known one; beside it any will do, but for what people act on: money,
telephone numbers, deadlines, the number of a document.
"""

import re

from crawler.extract.dates import find_dates
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_FORMS = _PATTERNS["forms"]
_GLUED = _PATTERNS["glued"]
KNOWN = _PATTERNS["known"]
_ACTED_ON = _PATTERNS["acted_on"]
_MEASURED = _PATTERNS["figures_acted_on"]
_SENTENCE = _PATTERNS["sentence"]
_BOX = _PATTERNS["box"]
_MAY_COUNT = _PATTERNS["may_count"]
_LONGEST, _LONGEST_OF_A_BOX = 400, 100  # characters


def without_counts(line: str, *, of_any_name: bool = False) -> str:
    """The line without the counts inside it; `of_any_name`: whatever their labels are.

    A sentence that tells how often a site was visited is no counter.
    """
    is_known = has_known_label(line)
    may_count = (of_any_name or is_known) and len(line) <= _LONGEST and _MAY_COUNT.search(line)
    if not may_count or _SENTENCE.search(line):
        return line
    days = find_dates(line) if of_any_name else []

    def left_of(form: re.Match[str]) -> str:
        is_day = any(day.start < form.end() and form.start() < day.end for day in days)
        return " " if (of_any_name and not is_day) or has_known_label(form[0]) else form[0]

    left = _FORMS.sub(left_of, line)
    if is_known:
        left = _GLUED.sub(" ", left)
    return line if left == line else " ".join(left.split())


def has_known_label(line: str) -> bool:
    """A word of those that stand before counts: without one there is none at the edge of a text."""
    return KNOWN.search(line.lower()) is not None


def is_count(line: str) -> bool:
    """The whole line has the form of a count, whatever it is called."""
    return _FORMS.fullmatch(line) is not None


def acted_on(line: str) -> str:
    """The figures in the line that people act on, with what names them; "" where none is."""
    return " ".join(found[0] for found in _ACTED_ON.finditer(line))


def is_of_a_box(line: str) -> bool:
    """The line may be one of a box that helps the visitor, where it stands beside a text."""
    return len(line) <= _LONGEST_OF_A_BOX and _BOX.search(line) is not None


def figures_acted_on(line: str) -> list[str]:
    """The days, and what stands about the other figures that people act on."""
    days = [found.day.isoformat() for found in find_dates(line)]
    return days + [found[0] for found in _MEASURED.finditer(line)]
