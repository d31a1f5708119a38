"""Small PDFs written by hand: Chinese words at a place, drawn lines, pictures, and whatever a test
wants to be broken.

The font is named and not embedded (Adobe-GB1), as older office programs did; pdfium knows its
characters.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

A4 = (595, 842)
_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
    b"/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)


@dataclass
class Page:
    """A page drawn from its upper left corner, in points."""

    width: int = A4[0]
    height: int = A4[1]
    turned: int = 0  # /Rotate
    marks: list[str] = field(default_factory=list)
    has_picture: bool = False

    def write(self, left: float, top: float, words: str, size: float = 10) -> None:
        self.marks.append(
            f"BT /F1 {size} Tf {left} {self.height - top - size} Td <{words.encode('utf-16-be').hex()}> Tj ET"
        )

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.marks.append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S")

    def picture(self) -> None:
        self.has_picture = True
        self.marks.append(f"q {self.width} 0 0 {self.height} 0 0 cm /I1 Do Q")

    def table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        left: float = 40,
        top: float = 100,
        row: float = 20,
        ruled: bool = True,
    ) -> float:
        """The table's cells; amounts stand right, words left. A cell that is None-like "<" is
        merged into the one left of it, "^" into the one above. Returns the y below the table.
        """
        edges = [left + sum(widths[:at]) for at in range(len(widths) + 1)]
        for number, cells in enumerate(rows):
            for at, words in enumerate(cells):
                y = top + number * row
                if words in ("<", "^"):
                    continue
                is_amount = bool(words) and all(letter in "0123456789.,-" for letter in words)
                x = edges[at + 1] - 4 - 5 * len(words) if is_amount else edges[at] + 3
                self.write(x, y + 5, words)
        if ruled:
            self._draw(rows, edges, top, row)
        return top + len(rows) * row

    def _draw(
        self, rows: Sequence[Sequence[str]], edges: Sequence[float], top: float, row: float
    ) -> None:
        bottom = top + len(rows) * row
        for at in range(len(edges)):
            for number in range(len(rows)):
                if at in (0, len(edges) - 1) or rows[number][at] != "<":
                    self.rule(edges[at], top + number * row, edges[at], top + (number + 1) * row)
        for number in range(len(rows) + 1):
            for at in range(len(edges) - 1):
                y = top + number * row
                if number == len(rows) or y in (top, bottom) or rows[number][at] != "^":
                    self.rule(edges[at], y, edges[at + 1], y)


def pdf(*pages: Page) -> bytes:
    """The file of some pages."""
    return pdf_of_contents([("\n".join(page.marks).encode(), page) for page in pages])


def pdf_of_contents(contents: Sequence[tuple[bytes, Page]], *, packed: bool = False) -> bytes:
    """The file of pages whose drawing commands are given as bytes; `packed` says they are deflated
    already.
    """
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", _FONT, _picture()]
    kids = []
    for content, page in contents:
        data = content if packed else zlib.compress(content)
        objects.append(
            b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(data), data)
        )
        pictures = b"/XObject<</I1 4 0 R>>" if page.has_picture else b""
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>%b>>>>"
            % (page.width, page.height, page.turned, len(objects), pictures)
        )
        kids.append(len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    xref = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, xref) + end


def _picture() -> bytes:
    data = zlib.compress(b"\x7f" * 64)
    return (
        b"<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
        % (len(data), data)
    )
