"""On which line of a TOML text a key stands, so that a wrong value can be pointed at.

tomllib gives values without places. This reads the text a second time, and only when there is
something to point at: table headers, arrays of tables and the keys at the beginning of a line. What
stands inside an inline table or a list of several lines is found at the line where that begins.
"""

import re
from collections.abc import Sequence

KeyPath = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"""^\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*="""
)
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^\s."']+))\s*\.?""")
_LONG_QUOTES = ('"""', "'''")


def line_of(text: str, path: Sequence[str | int]) -> int | None:
    """The line (from 1) of the longest known beginning of `path`; None where not even its first key
    is written.
    """
    places = key_lines(text)
    for length in range(len(path), 0, -1):
        if (line := places.get(tuple(path[:length]))) is not None:
            return line
    return None


def key_lines(text: str) -> dict[KeyPath, int]:
    """Every key path of valid or nearly valid TOML with the line it is written on; entries of
    `[[x]]` are numbered from 0.
    """
    places: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    closing = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if closing:
            closing = "" if closing in line else closing
            continue
        if header := _HEADER.match(line):
            table = _table(_parts(header[2]), counts, opens_entry=header[1] == "[[")
            _note(places, table, number)
        elif key := _KEY.match(line):
            _note(places, (*table, *_parts(key[1])), number)
            closing = next((quotes for quotes in _LONG_QUOTES if line.count(quotes) % 2), "")
    return places


def _table(names: list[str], counts: dict[KeyPath, int], *, opens_entry: bool) -> KeyPath:
    path: KeyPath = ()
    for position, name in enumerate(names):
        path = (*path, name)
        if opens_entry and position == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _note(places: dict[KeyPath, int], path: KeyPath, line: int) -> None:
    for length in range(1, len(path) + 1):
        places.setdefault(path[:length], line)


def _parts(dotted: str) -> list[str]:
    return [first or second or third for first, second, third in _PART.findall(dotted)]
