"""Small OFD packages written by hand: words at a place and lines in millimetres, and whatever a test
wants to be broken.
"""

import zipfile
from collections.abc import Mapping, Sequence

from tests.documents.bombs import zipped

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_START = f"<ofd:OFD {_NS}><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
EDGES = (20, 50, 110, 145, 185)
ROWS = (
    ("科目编码", "科目名称", "合计", "基本支出"),
    ("", "合计", "1,200.00", "800.00"),
    ("201", "一般公共服务支出", "900.00", "700.00"),
    ("20199", "其他一般公共服务支出", "900.00", "50.00"),
    ("221", "住房保障支出", "300.00", "100.00"),
)


def words(x: float, y: float, text: str, *, size: float = 3.5, more: str = "") -> str:
    steps = " ".join(f"{size if ord(letter) > 127 else size / 2:g}" for letter in text[:-1])
    deltas = f' DeltaX="{steps}"' if steps else ""
    attributes = more if "<" not in more else ""
    inside = more if "<" in more else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 90 6" Size="{size}" {attributes}>{inside}'
        f'<ofd:TextCode X="0" Y="{size * 0.85:g}"{deltas}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return (
        f'<ofd:PathObject Boundary="{x0} {y0} 1 1" LineWidth="0.2"><ofd:AbbreviatedData>'
        f"M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def table(top: float = 50, *, is_ruled: bool = True) -> str:
    drawn = ""
    for at, row in enumerate(ROWS):
        for column, text in enumerate(row):
            width = sum(3.5 if ord(letter) > 127 else 1.75 for letter in text)
            left = EDGES[column + 1] - 1 - width if column > 1 else EDGES[column] + 1
            drawn += words(left, top + 8 * at + 2, text) if text else ""
    bottom = top + 8 * len(ROWS)
    if is_ruled:
        for at in range(len(ROWS) + 1):
            drawn += rule(EDGES[0], top + 8 * at, EDGES[-1], top + 8 * at)
        for edge in EDGES:
            drawn += rule(edge, top, edge, bottom)
    return drawn


HEAD = words(50, 20, "某局2025年部门支出预算表", size=6) + words(160, 42, "单位：万元")


def page(content: str, before: str = "") -> str:
    return f"<ofd:Page {_NS}>{before}<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"


def parts(
    pages: Sequence[str], common: str = "", members: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """The XML members of a package of these pages."""
    listed = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/P{at}.xml"/>' for at in range(len(pages)))
    document = (
        f"<ofd:Document {_NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    written = {
        "OFD.xml": _START,
        "Doc_0/Document.xml": document,
        **{f"Doc_0/Pages/P{at}.xml": drawn for at, drawn in enumerate(pages)},
        **(members or {}),
    }
    return {name: part.encode() for name, part in written.items()}


def ofd(*pages: str) -> bytes:
    return zipped(parts(pages), zipfile.ZIP_DEFLATED)
