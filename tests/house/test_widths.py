"""Lines are at most 100 columns wide, a Chinese character counting two. What may be longer is a
sentence in Chinese, and a text or pattern that stands whole on its line; code and prose never.
"""

import io
import re
import tokenize
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tests.house.product import name_of, sources

COLUMNS = 100
CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
# Lines that are still too wide. The number only falls.
CEILING = 72


def test_code_and_prose_keep_to_a_hundred_columns() -> None:
    found = [line for path in sources() for line in too_wide(path)]
    print(f"{len(found)} lines of code or prose are wider than {COLUMNS} columns")
    assert len(found) <= CEILING, "\n".join(found)


def too_wide(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    texts = _texts(text)
    for number, line in enumerate(text.splitlines(), 1):
        if _width(line) - texts.get(number, 0) > COLUMNS and not CHINESE.search(line):
            yield f"{name_of(path)}:{number}"


def _texts(source: str) -> dict[int, int]:
    """How many columns of each line are strings that begin and end on it."""
    found: dict[int, int] = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.STRING and token.start[0] == token.end[0]:
            found[token.start[0]] = found.get(token.start[0], 0) + _width(token.string)
    return found


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
