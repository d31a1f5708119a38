"""Tables out of a web page, or out of an .xls that is one: many office programs write HTML under
that name. Pure.

BeautifulSoup, because nothing here is hot and everything may be broken: unclosed rows, tables in
tables, any encoding.
"""

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

WIDEST = 100  # columns that a cell may span; a list of units has a dozen
_FIRST_BYTES = 4096
_MARKS = (b"<table", b"<html", b"<!doctype html")


def is_web_page(body: bytes) -> bool:
    """Whether the file is HTML, whatever it is called. UTF-16 counts, its letters are read without
    the gaps.
    """
    begin = body[:_FIRST_BYTES].replace(b"\x00", b"").lower()
    return any(mark in begin for mark in _MARKS)


def web_tables(body: bytes) -> list[list[list[str]]]:
    """The cells of every table that holds no other, top to bottom; cells that span columns or rows
    stand in each of them.
    """
    page = BeautifulSoup(body, "lxml")
    return [list(_rows(table)) for table in page.find_all("table") if table.find("table") is None]


def _rows(table: Tag) -> Iterator[list[str]]:
    hanging: dict[
        int, tuple[int, str]
    ] = {}  # column: rows still to come, and the text of the cell above
    for row in table.find_all("tr"):
        cells: dict[int, str] = {}
        place = 0
        for cell in row.find_all(["td", "th"]):
            while place in hanging:
                place += 1
            text = _text(cell)
            for column in range(place, place + _span(cell, "colspan", WIDEST)):
                cells[column] = text
                if (rows := _span(cell, "rowspan", len(table.find_all("tr")))) > 1:
                    hanging[column] = (rows, text)
            place = max(cells, default=-1) + 1
        cells |= {column: text for column, (_, text) in hanging.items() if column not in cells}
        hanging = {column: (rows - 1, text) for column, (rows, text) in hanging.items() if rows > 1}
        yield [cells.get(column, "") for column in range(max(cells, default=-1) + 1)]


def _text(cell: Tag) -> str:
    """What the cell shows, or the address behind it where it shows a word: 进入网站."""
    text = " ".join(cell.get_text(" ", strip=True).split())
    links = [str(link["href"]) for link in cell.find_all("a", href=True)]
    is_word = len(links) == 1 and "." not in text and links[0].startswith(("http://", "https://"))
    return links[0] if is_word else text


def _span(cell: Tag, name: str, most: int) -> int:
    said = str(cell.get(name, "1")).strip()
    return min(max(int(said), 1), max(most, 1)) if said.isascii() and said.isdigit() else 1
