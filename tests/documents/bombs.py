"""Documents that want far more than they weigh, each built on the spot (docs/faults.md D1, D2)."""

import io
import struct
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
    return zipped(
        {
            "[Content_Types].xml": _TYPES.encode(),
            "word/document.xml": (before + _WORD.format(body=body)).encode(),
        }
    )


def honest_xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["某局2012年支出预算表（单位：万元）"],
        ["科目名称", "金额"],
        ["办公费", 60],
        ["其他支出", 40],
        ["合计", 100],
    ):
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
    cells = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c><c r="Z%d"><v>2</v></c></row>' % (n, n, n)
        for n in range(1, 40_001)
    )
    merged = b"".join(b'<mergeCell ref="A%d:Z%d"/>' % (n, n) for n in range(1, 40_001))
    return _with_sheet(_SHEET % (cells, b'<mergeCells count="40000">%b</mergeCells>' % merged))


def overlong_sheet() -> bytes:
    """80 MB of one row, packed three hundred to one."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(honest_xlsx())) as honest,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
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
    marks = b"".join(
        b"1 0 0 1 %d %d Tm <4e00> Tj\n" % (n % 590, n // 590 * 4 + 9) for n in range(100_000)
    )
    return pdf_of_contents([(b"BT /F1 3 Tf " + marks + b"ET", Page())])


def rules_pdf() -> bytes:
    """A drawing of 100,000 lines, every one of them a possible table's."""
    lines = b"".join(
        b"%d %d m %d %d l S\n" % (n % 590, n % 830, n % 590, n % 830 + 9) for n in range(100_000)
    )
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
    return docx(
        "<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>",
        before=f'<!DOCTYPE d [<!ENTITY l0 "ha">{entities}]>',
    )


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


def overlapping_zip() -> bytes:
    """Two hundred entries of the directory that all point at the same packed bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b"a,1\n" * 1_000_000
    packed = packer.compress(data) + packer.flush()
    local, directory = b"", b""
    for number in range(200):
        name = b"%03d.csv" % number
        fields = struct.pack(
            "<HHHHHIIIHH", 20, 0, 8, 0, 0x21, zlib.crc32(data), len(packed), len(data), len(name), 0
        )
        local = local or b"PK\x03\x04" + fields + name + packed
        directory += (
            b"PK\x01\x02"
            + struct.pack("<H", 20)
            + fields
            + struct.pack("<HHHII", 0, 0, 0, 0, 0)
            + name
        )
    return (
        local
        + directory
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, 200, 200, len(directory), len(local), 0)
    )


def shared_strings() -> bytes:
    """A workbook whose table of words unpacks to 190 MB."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(honest_xlsx())) as honest,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in honest.namelist():
            if name != "xl/sharedStrings.xml":
                archive.writestr(name, honest.read(name))
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            part.write(b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">')
            for _ in range(190):
                part.write(b"<si><t>abcdefgh</t></si>" * 41_666)
            part.write(b"</sst>")
    return out.getvalue()


def open_document() -> bytes:
    """An .ods of 190 MB of repeated cells."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            zipfile.ZipInfo("mimetype"), b"application/vnd.oasis.opendocument.spreadsheet"
        )
        with archive.open("content.xml", "w", force_zip64=True) as part:
            for _ in range(190):
                part.write(b'<table:table-cell table:number-columns-repeated="16384"/>' * 17_000)
    return out.getvalue()


def _pdf_with(objects: dict[int, bytes], trailer: bytes) -> bytes:
    out, places = b"%PDF-1.5\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    table = b"xref\n0 1\n0000000000 65535 f \n1 %d\n%b" % (len(places), rows)
    return (
        out
        + table
        + b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(places) + 1, trailer, len(out))
    )


_CATALOG, _PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"


def pages_in_a_circle() -> bytes:
    """A page tree that holds itself."""
    return _pdf_with(
        {
            1: _CATALOG,
            2: b"<</Type/Pages/Count 9/Kids[3 0 R 2 0 R]>>",
            3: b"<</Type/Pages/Count 9/Kids[2 0 R]>>",
        },
        b"",
    )


def tables_in_a_circle() -> bytes:
    """/Prev leads back to the same cross-reference table."""
    body = _pdf_with(
        {1: _CATALOG, 2: _PAGES, 3: b"<</Type/Page/Parent 2 0 R>>"}, b"/Prev 0000000000"
    )
    return body.replace(b"/Prev 0000000000", b"/Prev %010d" % body.index(b"xref\n"))


def deep_kids() -> bytes:
    """A page tree 20,000 levels deep."""
    kids = {n: b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (n + 1) for n in range(2, 20_000)}
    return _pdf_with({1: _CATALOG, **kids, 20_000: b"<</Type/Page/Parent 19999 0 R>>"}, b"")


def wide_map() -> bytes:
    """A font whose /ToUnicode maps the same 65,536 characters two thousand times over."""
    ranges = (
        b"begincmap\n" + b"1 beginbfrange <0000> <ffff> <4e00> endbfrange\n" * 2_000 + b"endcmap"
    )
    packed = zlib.compress(ranges)
    font = b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
    objects = {
        1: _CATALOG,
        2: _PAGES,
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        4: b"<</Length 44>>stream\nBT /F1 10 Tf 50 700 Td <00010002000300> Tj ET\nendstream",
        5: font,
        6: b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
    }
    return _pdf_with(objects, b"")


def locked_pdf() -> bytes:
    """Encrypted by a password that nobody gave us."""
    lock = b"<</Filter/Standard/V 2/R 3/Length 128/P -44/O<%b>/U<%b>>>" % (b"41" * 32, b"42" * 32)
    return _pdf_with(
        {1: _CATALOG, 2: _PAGES, 3: b"<</Type/Page/Parent 2 0 R>>", 4: lock},
        b"/Encrypt 4 0 R/ID[<00><00>]",
    )


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file of sectors of 512 bytes, each stream at least 4,096 long, as Office 97 wrote
    it.
    """
    sectors: list[bytes] = []
    chain: list[int] = []
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for number, (name, body) in enumerate(streams.items(), start=1):
        data = body.ljust(4_096, b"\0")
        first, count = len(sectors), -(-len(data) // 512)
        sectors += [data[at * 512 : at * 512 + 512].ljust(512, b"\0") for at in range(count)]
        chain += [first + at + 1 for at in range(count - 1)] + [0xFFFFFFFE]
        entries.append(
            _entry(
                name, 2, first, len(data), right=number + 1 if number < len(streams) else 0xFFFFFFFF
            )
        )
    directory = b"".join(entries).ljust(512 * -(-len(entries) // 4), b"\0")
    at_directory = len(sectors)
    count = len(directory) // 512
    sectors += [directory[at * 512 : at * 512 + 512] for at in range(count)]
    chain += [at_directory + at + 1 for at in range(count - 1)] + [0xFFFFFFFE]
    fat_count = -(-(len(chain) + 8) // 127)
    places = list(range(len(sectors), len(sectors) + fat_count))
    chain += [0xFFFFFFFD] * fat_count
    chain += [0xFFFFFFFF] * (fat_count * 128 - len(chain))
    sectors += [struct.pack("<128I", *chain[at * 128 : at * 128 + 128]) for at in range(fat_count)]
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 10
    )
    head += struct.pack(
        "<IIIIIIII", fat_count, at_directory, 0, 4_096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    head += struct.pack("<109I", *(places + [0xFFFFFFFF] * (109 - len(places))))
    return head.ljust(512, b"\0") + b"".join(sectors)


def _entry(
    name: str, kind: int, first: int, size: int, *, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF
) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    body = spelled.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(spelled), kind, 1, 0xFFFFFFFF, right, child
    )
    return (body + b"\0" * 36 + struct.pack("<IQ", first, size)).ljust(128, b"\0")


def old_workbook(cells: list[tuple[int, int, str | float]]) -> bytes:
    """An .xls (BIFF8) of one sheet with these cells: (row, column, words or number)."""
    bof_book, bof_sheet = (
        _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))
        for kind in (0x0005, 0x0010)
    )
    name = "Sheet1"
    bound_at = len(bof_book) + 4
    bound = _record(0x0085, struct.pack("<IBBBB", 0, 0, 0, len(name), 0) + name.encode())
    book = bof_book + bound + _record(0x000A, b"")
    book = book[:bound_at] + struct.pack("<I", len(book)) + book[bound_at + 4 :]
    sheet = bof_sheet
    for row, column, value in sorted(cells):
        if isinstance(value, str):
            words = value.encode("utf-16-le")
            sheet += _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + words)
        else:
            sheet += _record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    return ole({"Workbook": book + sheet + _record(0x000A, b"")})


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def wide_old_workbook() -> bytes:
    """65,536 x 256 with a number in every row of the last column: 16.8 million cells for a reader
    that fills the rectangle.
    """
    return old_workbook([(row, 255, 1.0) for row in range(0, 65_536, 3)])


def broken_et() -> bytes:
    """A compound file that names a workbook and holds noise, as a cut-off .et does."""
    return ole({"Workbook": bytes(range(256)) * 200})


def broken_wps() -> bytes:
    return ole(
        {"WordDocument": b"\xec\xa5\xc1\x00" + bytes(range(256)) * 400, "1Table": b"\xff" * 8_000}
    )


def long_line_csv() -> bytes:
    """30 MB on one line."""
    return b"a,1\nb,2\n" + b"1," * 15_000_000


BOMBS |= {
    "ten_nested_zips": lambda: nested_zips(10),
    "overlapping_zip": overlapping_zip,
    "shared_strings": shared_strings,
    "open_document": open_document,
    "pages_in_a_circle": pages_in_a_circle,
    "tables_in_a_circle": tables_in_a_circle,
    "deep_kids": deep_kids,
    "wide_map": wide_map,
    "locked_pdf": locked_pdf,
    "wide_old_workbook": wide_old_workbook,
    "broken_et": broken_et,
    "broken_wps": broken_wps,
    "long_line_csv": long_line_csv,
}
