"""RTF by striprtf, which writes a table's rows as lines and its cells as `a|b|c|`: those lines are
made grids again.

What RTF says of merged cells is lost on the way; budgets have them in headings alone.
"""

from striprtf.striprtf import rtf_to_text

from crawler.extract.grids.grid import MAX_COLUMNS, MAX_ROWS, Grid, squared
from crawler.extract.grids.word import WordReading, WordUnreadable

_ABOVE = 6
_LONGEST_ABOVE = 80
_MAX_BYTES = 16_000_000


def read_rtf(body: bytes) -> WordReading:
    """Raises WordUnreadable."""
    if len(body) > _MAX_BYTES:
        raise WordUnreadable("rtf over 16 MB")
    text: str = rtf_to_text(body.decode("latin-1"), errors="replace")
    grids: list[Grid] = []
    prose: list[str] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), "."]:
        if line.endswith("|") and len(rows) < MAX_ROWS:
            rows.append([cell.strip() for cell in line.split("|")[:-1][:MAX_COLUMNS]])
            continue
        if len(rows) > 1:
            above = [words for words in prose[-_ABOVE:] if len(words) <= _LONGEST_ABOVE]
            grids.append(Grid(squared(rows), "\n".join(above)))
        rows = []
        prose += [line.strip()] if line.strip() else []
    return WordReading(tuple(grids), text.replace("|", "\t"), "\n".join(prose[:-1]))
