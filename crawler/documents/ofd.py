"""An OFD package taken out of its zip and read. Runs in the child."""

from dataclasses import replace

from crawler.documents.fixed_pages import judged
from crawler.documents.reading import DocumentReading, DocumentUnreadable
from crawler.extract.grids.ofd import OfdUnreadable, read_ofd
from crawler.extract.grids.zip_guard import ZipRefused, parts_of


def read_ofd_package(body: bytes) -> DocumentReading:
    """The grids and words of an OFD; pages that are pictures are named. Raises
    DocumentUnreadable.
    """
    try:
        parts = dict(parts_of(body, lambda name: name.lower().endswith(".xml")))
        if any(name.rpartition("/")[2] == "Encryptions.xml" for name in parts):
            raise DocumentUnreadable("encrypted")
        document = read_ofd({name.lstrip("/"): part for name, part in parts.items()})
    except (ZipRefused, OfdUnreadable) as why:
        raise DocumentUnreadable(str(why)) from why
    if not document.pages:
        raise DocumentUnreadable("ofd without pages")
    reading = judged(document.pages, "ofd")
    return replace(reading, title=reading.title or document.title)
