"""Documents that want far more than they weigh, each built on the spot (faults.md, D1 and D2)."""

import io
import zipfile
import zlib

from openpyxl import Workbook

from tests.documents.pdf_writer import Page, pdf_of_contents

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def docx(body: str, *, before: str = "") -> bytes:
    return zipped({"[Content_Types].xml": _TYPES.encode(), "word/document.xml": (before + _WORD.format(body=body)).encode()})


def honest_xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["某局2012年支出预算表（单位：万元）"], ["科目名称", "金额"], ["办公费", 60], ["其他支出", 40], ["合计", 100]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with_sheet(sheet: bytes) -> bytes:
    """The honest workbook with another sheet1.xml."""
    with zipfile.ZipFile(io.BytesIO(honest_xlsx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {"xl/worksheets/sheet1.xml": sheet})


_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%b</sheetData>%b</worksheet>'


def far_cell() -> bytes:
    """One cell in the last corner: 512 GiB for a reader that allocates the rectangle."""
    return _with_sheet(_SHEET % (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', b""))


def million_merged_cells() -> bytes:
    cells = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c><c r="Z%d"><v>2</v></c></row>' % (n, n, n) for n in range(1, 40_001))
    merged = b"".join(b'<mergeCell ref="A%d:Z%d"/>' % (n, n) for n in range(1, 40_001))
    return _with_sheet(_SHEET % (cells, b'<mergeCells count="40000">%b</mergeCells>' % merged))


def overlong_sheet() -> bytes:
    """80 MB of one row, packed three hundred to one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(honest_xlsx())) as honest, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in honest.namelist():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, honest.read(name))
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(80):
                part.write(b'<row><c t="inlineStr"><is><t>x</t></is></c></row>' * 20_000)
    return out.getvalue()


def zip_bomb() -> bytes:
    return zipped({"a.csv": b"a,1\n" * 20_000_000})


def nested_zips(levels: int) -> bytes:
    body = zipped({"a.csv": "名称,金额\n其他支出,5\n办公费,5\n".encode()})
    for level in range(levels):
        body = zipped({f"{level}.zip": body})
    return body


def many_members() -> bytes:
    return zipped({f"{number}.csv": b"a,1\nb,2\n" for number in range(2_001)}, zipfile.ZIP_STORED)


def flate_pdf() -> bytes:
    """1.1 GB of spaces in a page's content, deflated."""
    packer = zlib.compressobj(1)
    data = b"".join(packer.compress(b" " * 10_000_000) for _ in range(110)) + packer.flush()
    return pdf_of_contents([(data, Page())], packed=True)


def operators_pdf() -> bytes:
    """100,000 characters on one page, each with an operator of its own."""
    marks = b"".join(b"1 0 0 1 %d %d Tm <4e00> Tj\n" % (n % 590, n // 590 * 4 + 9) for n in range(100_000))
    return pdf_of_contents([(b"BT /F1 3 Tf " + marks + b"ET", Page())])


def rules_pdf() -> bytes:
    """A drawing of 100,000 lines, every one of them a possible table's."""
    lines = b"".join(b"%d %d m %d %d l S\n" % (n % 590, n % 830, n % 590, n % 830 + 9) for n in range(100_000))
    return pdf_of_contents([(lines, Page())])


def deep_word() -> bytes:
    """Tables in tables, 3,000 deep."""
    return docx("<w:tbl><w:tr><w:tc>" * 3_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3_000)


def wide_word() -> bytes:
    """A cell that says it spans a billion columns, and one million rows of it."""
    row = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>'
    return docx(f"<w:tbl>{row * 100_000}</w:tbl>")


def laughing_word() -> bytes:
    """Entities of entities: 10^9 laughs."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return docx("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", before=f'<!DOCTYPE d [<!ENTITY l0 "ha">{entities}]>')


def word_that_reads(path: str) -> bytes:
    """XXE: a docx that asks for a file of ours."""
    body = "<w:p><w:r><w:t>before &x; after, and words enough</w:t></w:r></w:p>"
    return docx(body, before=f'<!DOCTYPE d [<!ENTITY x SYSTEM "{path}">]>')


def workbook_that_reads(path: str) -> bytes:
    entity = b'<!DOCTYPE d [<!ENTITY x SYSTEM "%b">]>' % path.encode()
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c><c r="B1"><v>1</v></c></row>'
    return _with_sheet(entity + _SHEET % (row, b""))


BOMBS = {
    "far_cell": far_cell,
    "million_merged_cells": million_merged_cells,
    "overlong_sheet": overlong_sheet,
    "zip_bomb": zip_bomb,
    "nested_zips": lambda: nested_zips(3),
    "many_members": many_members,
    "flate_pdf": flate_pdf,
    "operators_pdf": operators_pdf,
    "rules_pdf": rules_pdf,
    "deep_word": deep_word,
    "wide_word": wide_word,
    "laughing_word": laughing_word,
}
