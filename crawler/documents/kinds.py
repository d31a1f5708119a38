"""What a file is, by its bytes and never by its name."""

import re
from io import BytesIO
from zipfile import ZipFile

from crawler.extract.document_kind import BROKEN_ZIP, is_tabbed_text

_PDF, _ZIP, _OLE = b"%PDF-", (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c")
_XML = {
    b"urn:schemas-microsoft-com:office:spreadsheet": "sheet_xml",
    b"schemas.microsoft.com/office/word/2003/wordml": "word_xml",
    b"schemas.microsoft.com/office/2006/xmlPackage": "word_xml",
}
_MAX_NAMES = 2_000
_WORKBOOK_NAMES = (".xls", ".xlsx", ".et")
_PAGE_NAMES = (".html", ".htm", ".doc", ".docx", ".wps")  # in an archive; Word reads a page as well


def kind_of(body: bytes, name: str = "") -> str:
    """pdf | ofd | workbook | sheet_xml | csv | word | word_xml | old_word | rtf | zip | archive |
    image | odf | html | encrypted | "" for what is none of these.
    """
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(_PDF) or _PDF in body[:1024]:
        return "pdf"
    if start.startswith(_ZIP):
        return _kind_of_zip(body)
    if start.startswith(_OLE):
        return _kind_of_ole(body)
    if start.startswith(_ARCHIVES):
        return "archive"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(_PICTURES):
        return "image"
    if kind := kind_of_xml(body):
        return kind
    is_named_workbook = name.lower().endswith(_WORKBOOK_NAMES)
    if re.search(rb"<(?:html|table|!doctype html)\b", start, re.IGNORECASE):
        return (
            "workbook"
            if is_named_workbook
            else "html"
            if name.lower().endswith(_PAGE_NAMES)
            else ""
        )
    # Accounting programs write text with tabs and call it .xls: Excel opens that.
    is_text = is_named_workbook and not start.startswith((b"<", b"{"))
    is_table = is_text or is_tabbed_text(body, name) or name.lower().endswith((".csv", ".tsv"))
    return "csv" if is_table else ""


def kind_of_xml(body: bytes) -> str:
    """sheet_xml | word_xml where it is Office's XML in one file, else ""."""
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"<?xml", b"<Workbook", b"<w:wordDocument", b"<pkg:")):
        return ""
    return next((kind for mark, kind in _XML.items() if mark in start), "")


def _kind_of_zip(body: bytes) -> str:
    """By the names of its members: those of a document packed inside are not its own."""
    try:
        with ZipFile(BytesIO(body)) as archive:
            names = set(archive.namelist()[:_MAX_NAMES])
    except BROKEN_ZIP:
        return "zip"
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return "workbook"
    if "word/document.xml" in names:
        return "word"
    if "OFD.xml" in names:
        return "ofd"
    return "odf" if b"mimetypeapplication/vnd.oasis.opendocument" in body[:200] else "zip"


def _kind_of_ole(body: bytes) -> str:
    def names(word: str) -> bool:
        return word.encode("utf-16-le") in body

    if names("EncryptedPackage"):
        return "encrypted"
    if names("WordDocument"):
        return "old_word"
    return "workbook" if names("Workbook") or names("Book") else "ole"
