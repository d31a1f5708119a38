"""The page of an official document in Word's terms: GB/T 9704-2012 as numbers, and the few XML
pieces it needs.

python-docx knows neither East Asian fonts, nor page numbers, nor rules drawn across the page; they
are set here by the elements of WordprocessingML that stand for them. Fonts are named as offices
have them (仿宋_GB2312 …); where one is missing the reader's program falls back by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from monitor.judging.plain_text import printable

# §5.2: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; what is left is 35 below and 26 to the right.
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
TEXT_WIDTH_PT = 156 / 25.4 * 72
TEXT_WIDTH_TWIPS = round(TEXT_WIDTH_PT * 20)
# §5.2.3: 22 lines of 28 characters. 225 mm / 22 = 28.99 pt; 28 characters of 16 pt are 448 pt, the
# line has 442: a quarter of a point is taken from between the characters.
LINE = Pt(28.9)
TIGHTER = -5  # twentieths of a point
# §7.5: the dashes beside the page number stand 7 mm below the text block.
FOOTER = Mm(23)

BODY, PART, SECTION, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
LATIN = "Times New Roman"
# A document carries what to take where a font is missing; Word and LibreOffice honour it (alternate
# names, §17.8.3.1).
FALLBACKS = {BODY: "仿宋", SECTION: "楷体", TITLE: "宋体"}
RED = RGBColor(0xE6, 0x00, 0x00)
BODY_SIZE, TITLE_SIZE, SMALL_SIZE = Pt(16), Pt(22), Pt(14)  # 3号, 2号, 4号
CELL_SIZE, CELL_LINE = Pt(10.5), Pt(15)  # 5号, in tables

# Word refuses a file whose elements stand in another order than the schema's.
_LAYOUT = ("w:snapToGrid", "w:spacing", "w:ind")
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:autoSpaceDE", "w:autoSpaceDN", *_LAYOUT, "w:jc", "w:rPr")
_AFTER_AUTO_SPACE = (
    *("w:bidi", "w:adjustRightInd", *_LAYOUT),
    *("w:contextualSpacing", "w:jc", "w:rPr"),
)
_AFTER_WORD_WRAP = (
    *("w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN"),
    *_AFTER_AUTO_SPACE,
)
_AFTER_FRAME = ("w:widowControl", "w:numPr", "w:suppressLineNumbers", "w:pBdr", *_AFTER_BORDERS)
_AFTER_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text looks."""

    font: str = BODY
    size: Pt = BODY_SIZE
    color: RGBColor | None = None
    bold: bool = False


def set_page(document: DocumentType) -> None:
    """Margins, the body's style, and page numbers outside: right on odd pages, left on even ones."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.footer_distance = FOOTER
    _name_fallbacks(document)
    _set_body_style(document)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def write(paragraph: Paragraph, text: str, look: TextStyle) -> None:
    run = paragraph.add_run(text)
    run.font.size = look.size
    run.font.bold = look.bold or None
    if look.color is not None:
        run.font.color.rgb = look.color
    name_fonts(run._element.get_or_add_rPr(), look.font)


def name_fonts(properties: Any, east_asian: str) -> None:
    """Chinese and Latin text of one run bear different fonts; Word asks for the former under
    `eastAsia`.
    """
    fonts = properties.get_or_add_rFonts()
    for attribute, name in (("w:ascii", LATIN), ("w:hAnsi", LATIN), ("w:eastAsia", east_asian)):
        fonts.set(qn(attribute), name)
    fonts.set(qn("w:hint"), "eastAsia")  # quotation marks and dashes take the Chinese font, too


def indent(paragraph: Paragraph, *, first_line: int = 0, left: int = 0, right: int = 0) -> None:
    """Indents counted in characters of the paragraph's font, as the standard counts them (1/100 in
    the file).
    """
    indents = paragraph._element.get_or_add_pPr().get_or_add_ind()
    given = {"firstLine": first_line, "left": left, "right": right}
    for key, characters in given.items():
        if characters:
            indents.set(qn(f"w:{key}Chars"), str(characters * 100))
            # one character of 16 pt is 320 twips, for programs that ignore *Chars
            indents.set(qn(f"w:{key}"), str(characters * 320))


def element(name: str, **attributes: str) -> Any:
    """An element of WordprocessingML with its attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def rules(paragraph: Paragraph, *edges: str, color: str, eighths_of_a_point: int) -> None:
    """Lines across the text block: above ("top"), below ("bottom")."""
    borders = element("pBdr")
    for edge in edges:
        size = str(eighths_of_a_point)
        borders.append(element(edge, val="single", sz=size, space="3", color=color))
    paragraph._element.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def put_at_the_bottom(paragraph: Paragraph) -> None:
    """Take the paragraph out of the flow, to the foot of the text block of the page it stands on."""
    anchor = {"vAnchor": "margin", "hAnchor": "margin", "xAlign": "left", "yAlign": "bottom"}
    frame = element("framePr", w=str(TEXT_WIDTH_TWIPS), wrap="around", **anchor)
    paragraph._element.get_or_add_pPr().insert_element_before(frame, *_AFTER_FRAME)


def table(
    document: DocumentType,
    columns: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    row_height: int = 0,
) -> None:
    """A table across the text block, `widths` in mm: its head repeated on every page, no row torn
    between two, none lower than `row_height` mm.
    """
    made = document.add_table(rows=0, cols=len(columns))
    made.style = "Table Grid"
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for number, row in enumerate((columns, *rows)):
        written = made.add_row()
        properties = written._tr.get_or_add_trPr()
        properties.append(element("cantSplit"))
        if number == 0:
            properties.append(element("tblHeader"))
        elif row_height:
            written.height = Mm(row_height)
        for cell, text, width in zip(written.cells, row, widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.line_spacing = CELL_LINE
            write(paragraph, printable(text), TextStyle(PART if number == 0 else BODY, CELL_SIZE))


def add_field(paragraph: Paragraph, code: str, look: TextStyle) -> None:
    """A field such as PAGE, which the reader's program fills in."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = look.size
        name_fonts(run._element.get_or_add_rPr(), look.font)
        if kind == "":
            instruction = element("instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
            run._element.append(instruction)
        elif kind == "text":
            run.text = text
        else:
            run._element.append(element("fldChar", fldCharType=kind))


def _name_fallbacks(document: DocumentType) -> None:
    """In the document's own table of fonts: what to take where an office lacks one of ours."""
    main = document.part
    table = main.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in FALLBACKS.items()
    )
    fonts = table.blob.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")
    main.drop_rel(main.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE))
    with_others = Part(table.partname, table.content_type, fonts, table.package)
    main.relate_to(with_others, RELATIONSHIP_TYPE.FONT_TABLE)


def _set_body_style(document: DocumentType) -> None:
    style = document.styles["Normal"]
    style.font.size = BODY_SIZE
    style.font.name = LATIN
    properties = style.element.get_or_add_rPr()
    name_fonts(properties, BODY)
    properties.insert_element_before(element("spacing", val=str(TIGHTER)), *_AFTER_SPACING)
    _speak_chinese(properties)
    _no_gaps_around_figures(style.element.get_or_add_pPr())
    _break_long_addresses(style.element.get_or_add_pPr())
    layout = style.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    layout.space_before = layout.space_after = Pt(0)
    layout.widow_control = False  # 22 lines a page, whatever stands on them


def _speak_chinese(properties: Any) -> None:
    """Otherwise a program may take the comma and the full stop of Taiwan, which stand in the middle
    of the line.
    """
    for language in properties.findall(qn("w:lang")):
        properties.remove(language)
    properties.append(element("lang", val="en-US", eastAsia="zh-CN"))


def _no_gaps_around_figures(properties: Any) -> None:
    """2012年, not 2012 年: the quarter blank that Word adds beside figures and Latin letters is no
    part of the standard.
    """
    for name in ("autoSpaceDE", "autoSpaceDN"):
        properties.insert_element_before(element(name, val="0"), *_AFTER_AUTO_SPACE)


def _break_long_addresses(properties: Any) -> None:
    """An address may be broken anywhere: else the line before it is stretched to the margin."""
    properties.insert_element_before(element("wordWrap", val="0"), *_AFTER_WORD_WRAP)


def _page_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in 4号半角宋体, one character in from the outer edge (§7.5)."""
    look = TextStyle(font="宋体", size=SMALL_SIZE)
    paragraph.alignment = side
    is_right = side == WD_ALIGN_PARAGRAPH.RIGHT
    indent(paragraph, right=1 if is_right else 0, left=0 if is_right else 1)
    write(paragraph, "— ", look)
    add_field(paragraph, "PAGE", look)
    write(paragraph, " —", look)
