"""Budgets and final accounts: tables in pages, workbooks, documents."""

import zipfile
import zlib
from collections.abc import Iterable
from datetime import date
from html import escape
from io import BytesIO

from tests.cities.luoyan.base import Item

Row = tuple[str, str, float]

_WAGES: tuple[Row, ...] = (
    ("30101", "基本工资", 0.21), ("30102", "津贴补贴", 0.12), ("30103", "奖金", 0.06),
    ("30108", "机关事业单位基本养老保险缴费", 0.06), ("30201", "办公费", 0.03),
    ("30211", "差旅费", 0.03), ("30239", "其他交通费用", 0.03),
)  # fmt: skip


def spending(total: float, *told: Row) -> list[Row]:
    """The items of a table of spending, in 万元, by shares; the last takes what is left."""
    rows = [(code, name, round(total * share, 2)) for code, name, share in told[:-1]]
    left = round(total - sum(row[2] for row in rows), 2)
    return [*rows, (told[-1][0], told[-1][1], left)]


def basic(total: float, special: float = 0.02) -> list[Row]:
    """Basic spending by kind: `special` is the share of 其他商品和服务支出."""
    rows = [
        (code, name, round(total * share * (1 - special) / 0.54, 2)) for code, name, share in _WAGES
    ]
    left = round(total - sum(row[2] for row in rows), 2)
    return [*rows, ("30299", "其他商品和服务支出", left)]


def cells(title: str, rows: Iterable[Row], unit: str = "万元") -> list[list[str]]:
    rows = list(rows)
    total = sum(row[2] for row in rows)
    head = [
        [title, "", ""],
        [f"单位：{unit}", "", ""],
        ["科目编码", "科目名称", "金额"],
    ]
    return [
        *head,
        ["", "合计", f"{total:.2f}"],
        *([c, n, f"{a:.2f}"] for c, n, a in rows),
    ]


def html_table(told: list[list[str]]) -> str:
    head = f"<p align='center'><b>{told[0][0]}</b></p><p align='right'>{told[1][0]}</p>"
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in told[2:]
    )
    return f"{head}<table border='1' cellspacing='0' width='96%'>{rows}</table>"


def told_of(unit: str, year: int, kind: str) -> str:
    return (
        f"<p>　　一、部门主要职责。{unit}承担县委、县政府交办的本领域工作。</p>"
        f"<p>　　二、机构设置。内设机构六个，{year}年末在职人员若干名。</p>"
        f"<p>　　三、{year}年{kind}收支总体情况。收入全部为一般公共预算财政拨款，支出按功能分类编列到项，"
        "基本支出按经济分类编列到款。</p><p>　　四、机关运行经费用于办公、差旅、会议、培训、水电和公务用车维护。</p>"
        "<p>　　五、“三公”经费较上年下降，无因公出国（境）安排。本部门无政府性基金预算，相应表格为空表。</p>"
    )


def account(
    unit: str,
    year: int,
    kind: str,
    on: date,
    total: float,
    *told: Row,
    other: float = 0.02,
    note: str = "",
) -> Item:
    """A budget or final account as a page with its tables."""
    tables = html_table(cells(f"{year}年部门支出总表", spending(total, *told)))
    tables += html_table(
        cells(f"{year}年一般公共预算基本支出表", basic(round(total * 0.6, 2), other))
    )
    title = f"{unit}{year}年部门{kind}"
    return Item(
        title,
        on,
        told_of(unit, year, kind) + (f"<p>　　{note}</p>" if note else "") + tables,
    )


def workbook(*sheets: tuple[str, list[list[str]]]) -> bytes:
    """An xlsx of plain cells; numbers as numbers."""
    out = BytesIO()
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, (name, _) in enumerate(sheets, 1)
    )
    kin = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kin}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{kin}/package/2006/relationships"><Relationship '
        f'Id="rId1" Type="{kin}/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{kin}/spreadsheetml/2006/main" '
        f'xmlns:r="{kin}/officeDocument/2006/relationships"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{kin}/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{kin}/officeDocument/2006/relationships/worksheet" '
            f'Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + "</Relationships>",
    }
    for n, (_, rows) in enumerate(sheets, 1):
        data = "".join(
            f'<row r="{r}">' + "".join(_cell(r, c, cell) for c, cell in enumerate(row)) + "</row>"
            for r, row in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{kin}/spreadsheetml/2006/main"><sheetData>{data}</sheetData>'
            "</worksheet>"
        )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
    return out.getvalue()


def _cell(row: int, column: int, told: str) -> str:
    at = f"{chr(65 + column)}{row}"
    if column == 2 and told.replace(".", "", 1).isdigit():
        return f'<c r="{at}"><v>{told}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(told)}</t></is></c>' if told else ""


def old_workbook(*rows: tuple[str, ...]) -> bytes:
    """What many offices put up as .xls: a table of HTML under that name."""
    told = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv='
        f'"Content-Type" content="text/html; charset=utf-8"></head><body><table>{told}</table>'
        "</body></html>"
    )
    return page.encode()


def document(*pages: list[tuple[int, int, str]]) -> bytes:
    """A PDF of words at places, with a map that any reader can turn back into words."""
    objects: list[bytes] = []
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    ranges = [f"<{h:02X}00> <{h:02X}FF> <{h:02X}00>" for h in range(256)]
    blocks = "\n".join(
        f"{len(ranges[i : i + 64])} beginbfrange\n" + "\n".join(ranges[i : i + 64]) + "\nendbfrange"
        for i in range(0, 256, 64)
    )
    back = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /U def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{blocks}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )
    objects.append(b"<</Type/Catalog/Pages 2 0 R>>")
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    objects.append(
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>"
    )
    objects.append(
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500]"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]"
        b"/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 700/StemV 80>>>>"
    )
    objects.append(_stream(back.encode()))
    for n, words in enumerate(pages):
        text = "BT\n" + "".join(
            f"/F1 11 Tf 1 0 0 1 {x} {y} Tm <{said.encode('utf-16-be').hex()}> Tj\n"
            for x, y, said in words
        )
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            + f"/Contents {7 + 2 * n} 0 R>>".encode()
        )
        objects.append(_stream((text + "ET").encode()))
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for n, made in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n".encode() + made + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{at:010d} 00000 n \n".encode() for at in places)
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    head = f"<</Length {len(packed)}/Filter/FlateDecode>>\nstream\n".encode()
    return head + packed + b"\nendstream"


def prose_pages(title: str, *lines: str) -> bytes:
    """A document of prose."""
    words = [(90, 780, title)]
    y = 740
    for line in lines:
        for i in range(0, len(line), 36):
            words.append((70, y, line[i : i + 36]))
            y -= 22
    return document(words)


def table_page(told: list[list[str]], y: int = 780) -> list[tuple[int, int, str]]:
    words = [(200, y, told[0][0]), (420, y - 24, told[1][0])]
    for n, row in enumerate(told[2:]):
        at = y - 52 - 22 * n
        words += [(x, at, cell) for x, cell in zip((70, 170, 440), row, strict=True) if cell]
    return words
