"""A document as the bytes of a .docx whose members bear no date of this machine's clock.

A zip file has no dates before 1980, and a machine whose clock lost its battery shows 1970
(docs/faults.md M5): its report must come out all the same. So every member is dated 1980-01-01, as
in the .xlsx.
"""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import PackageWriter
from docx.opc.rel import Relationships


def docx_bytes(document: Document) -> bytes:
    stream = BytesIO()
    package = document.part.package
    parts = list(package.iter_parts())
    for part in parts:
        part.before_marshal()
    with ZipFile(stream, "w") as zipped:
        _Members.write_all(_Undated(zipped), package.rels, parts)
    return stream.getvalue()


class _Members(PackageWriter):
    """python-docx's own order of members, written to a zip file of ours."""

    @classmethod
    def write_all(cls: Any, zipped: "_Undated", rels: Relationships, parts: list[Part]) -> None:
        cls._write_content_types_stream(zipped, parts)
        cls._write_pkg_rels(zipped, rels)
        cls._write_parts(zipped, parts)


class _Undated:
    """What python-docx writes a member to."""

    def __init__(self, zipped: ZipFile) -> None:
        self._zipped = zipped

    def write(self, name: PackURI, content: bytes | str) -> None:
        self._zipped.writestr(ZipInfo(name.membername), content, ZIP_DEFLATED)
