"""Several offices in one document, each under a numbered heading of its own (（一）某局本级, （二）某站):
whose a table is, and which words are not about it. Pure.
"""

from collections.abc import Iterable

from crawler.extract.grids.grid import plain
from crawler.extract.money.naming import without_common_tail
from crawler.extract.patterns import patterns

_PATTERNS = patterns(__name__)
_HEADING = _PATTERNS["heading"]
_CELL = " | "  # between the cells of a row, in the text of a page
_REACH = 5  # lines from a heading to its table; an office in a list of offices heads nothing


def offices_over(words: Iterable[str]) -> frozenset[str]:
    """The offices that head tables, by the words above each; empty where they are fewer than two:
    nobody is told apart there.
    """
    offices = frozenset(filter(None, map(office_over, words)))
    return offices if len(offices) > 1 else frozenset()


def office_over(words: str) -> str:
    """The office that the last such heading in these words names, "" where none does."""
    return next(filter(None, map(_headed, reversed(words.splitlines()))), "")


def words_about(office: str, text: str) -> str:
    """The text without what stands under the headings of other offices' tables. The last part
    stays: what is said of all offices stands at the end as well.
    """
    lines = text.splitlines()
    parts: list[tuple[str, list[str]]] = [("", [])]
    for at, line in enumerate(lines):
        if (headed := _headed(line)) and any(_CELL in row for row in lines[at : at + _REACH]):
            parts.append((headed, []))
        parts[-1][1].append(line)
    kept = [about for owner, about in parts[:-1] if owner in ("", office)]
    return "\n".join(line for about in (*kept, parts[-1][1]) for line in about)


def _headed(line: str) -> str:
    found = _HEADING.match(plain(line))
    return without_common_tail(found[1]) if found else ""
