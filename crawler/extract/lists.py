"""A list page read by the first dialect that recognises it, else by the generic reader."""

from crawler.extract.dialects import asp, generic, gkmlpt, hanweb, jpaas, trs, ucap, vsb
from crawler.extract.dialects.reading import ListPage, ListReading

# Those whose lists are not in the HTML come first: their marks are the surest.
_DIALECTS = (hanweb.read, jpaas.read, gkmlpt.read, trs.read, vsb.read, ucap.read, asp.read)


def read_list(page: ListPage) -> ListReading:
    """Items, further pages and data requests of the page, taken as a list (whether it is one, `kind.py` decides)."""
    for dialect in _DIALECTS:
        reading = dialect(page)
        if reading is not None:
            return reading
    return generic.read(page)
