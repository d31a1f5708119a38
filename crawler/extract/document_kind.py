"""What a body is that is no page: magic bytes decide, not the name (docs/field-notes.md §13)."""

import re
from io import BytesIO
from urllib.parse import urlsplit
from zipfile import BadZipFile, ZipFile

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"RIFF", "media"),
    (b"\x1f\x8b", "gzip"),
    (b"ID3", "media"),
)
_TEXT_TABLE = re.compile(r"\.csv$", re.IGNORECASE)
# Text with tabs that is called a workbook, by its name or by its server.
_CALLED_WORKBOOK = re.compile(r"\.(?:xlsx?|et)$", re.IGNORECASE)
_WORKBOOK_TYPES = ("application/vnd.ms-excel", "application/x-xls", "application/excel")
_TABBED_TEXT = re.compile(r"\.txt$", re.IGNORECASE)
_TABBED_LINES = 3  # of a table, with words on both sides of a tab
_XML = {
    b"urn:schemas-microsoft-com:office:spreadsheet": "workbook",
    b"schemas.microsoft.com/office/word/2003/wordml": "word",
    b"schemas.microsoft.com/office/2006/xmlPackage": "word",
}
_OLE_WORKBOOK = "Workbook".encode("utf-16-le")
_OLE_BOOK = "Book".encode("utf-16-le")
# What a zip that is none makes its reader raise.
BROKEN_ZIP = (BadZipFile, ValueError, OSError, NotImplementedError, OverflowError, UnicodeError)
GONE = 16  # bytes: an attachment this small is a file that is gone (docs/field-notes.md §13)


def document_kind(body: bytes, url: str, content_type: str) -> str:
    """pdf | ofd | workbook | csv | word | zip | ole | rtf | image | media | …; "" for a page's
    text.
    """
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    found = next((kind for magic, kind in _MAGIC if start.startswith(magic)), "")
    if found == "image" and start.startswith(b"BM") and not content_type.startswith("image/"):
        found = ""
    if found == "zip":
        return _inside_zip(body)
    if found == "ole":
        return (
            "workbook"
            if _OLE_WORKBOOK in body[:200_000] or _OLE_BOOK in body or _OLE_WORKBOOK in body
            else "ole"
        )
    if not found and b"%PDF-" in body[:1024]:
        return "pdf"
    if not found and start.startswith((b"<?xml", b"<Workbook", b"<w:wordDocument", b"<pkg:")):
        found = next((kind for mark, kind in _XML.items() if mark in body[:4096]), "")
    is_called_table = _is_called_table(url, content_type) or is_tabbed_text(body, path_of(url))
    if not found and not start.startswith((b"<", b"{")) and is_called_table:
        return "csv"
    if not found and content_type.split("/")[0].strip().lower() in (
        "image",
        "audio",
        "video",
        "font",
    ):
        return "media"
    return found


def is_tabbed_text(body: bytes, name: str) -> bool:
    """Whether it is a table that Excel saved as text (文本文件（制表符分隔）, *.txt), in any encoding."""
    tabbed = (b"\t" in line.strip() for line in body[:4096].split(b"\n"))
    return _TABBED_TEXT.search(name) is not None and sum(tabbed) >= _TABBED_LINES


def _is_called_table(url: str, content_type: str) -> bool:
    path = path_of(url)
    return (
        content_type.startswith(("text/csv", *_WORKBOOK_TYPES))
        or _TEXT_TABLE.search(path) is not None
        or _CALLED_WORKBOOK.search(path) is not None
    )


def path_of(url: str) -> str:
    """The path of an address, "" of one that is none (http://[::1)."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _inside_zip(body: bytes) -> str:
    try:
        with ZipFile(BytesIO(body)) as archive:
            names = archive.namelist()[:2000]
    except BROKEN_ZIP:
        return "zip"
    if any(name.startswith("xl/") for name in names):
        return "workbook"
    if any(name.startswith("word/") for name in names):
        return "word"
    return "ofd" if "OFD.xml" in names else "zip"
