"""A list page read by the first dialect that recognises it, else by the generic reader."""

from crawler.extract.dialects import (
    asp,
    generic,
    gkmlpt,
    hanweb,
    jpaas,
    script_rows,
    trs,
    ucap,
    vsb,
)
from crawler.extract.dialects.reading import ListPage, ListReading

# Those whose lists are not in the HTML come first: their marks are the surest.
_DIALECTS = (hanweb.read, jpaas.read, gkmlpt.read, trs.read, asp.read)
# Plain lists whose paging has a way of its own. Looked for on lists only: on any other page it
# would be for nothing.
_HABITS = (vsb.settle, ucap.settle)


def read_list(page: ListPage) -> ListReading:
    """Items, further pages and data requests of the page, taken as a list (`kind.py` decides)."""
    for dialect in _DIALECTS:
        reading = dialect(page)
        if reading is not None:
            return reading
    reading = generic.read(page)
    return reading if reading.with_days else script_rows.read(page) or reading


def settle(reading: ListReading, page: ListPage) -> ListReading:
    """The reading of what is a list, with the system that wrote it and its way of paging."""
    if reading.dialect != generic.NAME:
        return reading
    return next(
        (settled for habit in _HABITS if (settled := habit(reading, page)) is not None), reading
    )
