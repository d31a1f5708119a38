"""A paper as a Word document, laid out as GB/T 9704-2012 (党政机关公文格式) asks.

版头: issuer in red, number, red rule · 主体: title, addressees, text, annexes, signature, date ·
版记: who printed it when.
"""

from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.shared import Emu, Mm, Pt
from docx.text.paragraph import Paragraph as DocxParagraph

from config.words import word_table
from monitor.judging.plain_text import printable
from monitor.report import docx_page as page
from monitor.report.chart_png import chart_png
from monitor.report.docx_file import docx_bytes
from monitor.report.docx_page import TextStyle
from monitor.report.papers.paper import PAPER_WORDS, Level, Paper, Paragraph

WORDS = word_table(PAPER_WORDS)
LOOKS: dict[Level, TextStyle] = {
    Level.PART: TextStyle(page.PART),
    Level.SECTION: TextStyle(page.SECTION),
    Level.BODY: TextStyle(),
}
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def paper_docx(paper: Paper) -> bytes:
    """The bytes of the .docx."""
    document = Document()
    page.set_page(document)
    document.core_properties.title = printable(paper.title).replace("\n", "")
    document.core_properties.author = printable(paper.signed)
    head(document, paper)
    main_part(document, paper)
    annex_pages(document, paper)
    charts(document, paper)
    end_matter(document, paper)
    return docx_bytes(document)


def head(document: DocumentType, paper: Paper) -> None:
    """版头: the issuer 35 mm below the top of the text block, as large as one line allows; number;
    red rule.
    """
    size = masthead_size(paper.masthead)
    masthead = line(document, paper.masthead, TextStyle(page.TITLE, size, page.RED), align=CENTRE)
    masthead.paragraph_format.space_before = Mm(35)
    masthead.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    blank(document)
    blank(document)
    number = line(document, paper.number, TextStyle(), align=CENTRE)
    page.rules(number, "bottom", color="E60000", eighths_of_a_point=12)


def main_part(document: DocumentType, paper: Paper) -> None:
    blank(document)
    blank(document)
    title = line(document, paper.title, TextStyle(page.TITLE, page.TITLE_SIZE), align=CENTRE)
    title.paragraph_format.line_spacing = Pt(34)
    blank(document)
    line(document, paper.addressees, TextStyle())
    written = [text_paragraph(document, paragraph) for paragraph in paper.paragraphs]
    # A signature never stands alone, nor with the closing formula (特此通报) alone.
    for last in written[-2:]:
        last.paragraph_format.keep_with_next = True
    if paper.annexes:
        blank(document).paragraph_format.keep_with_next = True
    annexes(document, paper)
    signature(document, paper)


def charts(document: DocumentType, paper: Paper) -> None:
    """After the signature, on a page of their own, as annexes stand (§7.3.7)."""
    for number, chart in enumerate(paper.charts, start=1):
        label = line(document, WORDS["chart"].text(paper.language, n=number), TextStyle(page.PART))
        label.paragraph_format.page_break_before = number == 1
        label.paragraph_format.keep_with_next = True
        title = line(document, chart.title, TextStyle(), align=CENTRE)
        title.paragraph_format.keep_with_next = True
        picture = chart_png(chart)
        if picture:
            drawn = document.add_paragraph()
            drawn.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            drawn.paragraph_format.keep_with_next = True
            shape = drawn.add_run().add_picture(BytesIO(picture), width=Mm(156))
            shape._inline.docPr.set(
                "descr", printable("; ".join(f"{bar.label} {bar.share:.1%}" for bar in chart.bars))
            )
        else:
            line(document, WORDS["no_chart"].text(paper.language), TextStyle())
        note = line(document, chart.note, TextStyle(size=page.SMALL_SIZE))
        note.paragraph_format.space_after = Pt(14)


def text_paragraph(document: DocumentType, paragraph: Paragraph) -> DocxParagraph:
    written = line(document, paragraph.text, LOOKS[paragraph.level])
    # A web address is broken by some programs at its slashes only, and the line before it would be
    # stretched to the margin.
    is_justified = paragraph.level is Level.BODY and "://" not in paragraph.text
    written.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if is_justified else WD_ALIGN_PARAGRAPH.LEFT
    written.paragraph_format.keep_with_next = paragraph.level is not Level.BODY
    page.indent(written, first_line=2)
    return written


def annexes(document: DocumentType, paper: Paper) -> None:
    """§7.3.6: one blank line below the text, two characters in; further annexes under the first."""
    for number, annex in enumerate(paper.annexes, start=1):
        label = paper.annex_label if number == 1 else ""
        numbered = f"{number}. " if len(paper.annexes) > 1 else ""
        written = line(document, f"{label}{numbered}{annex.title}", TextStyle())
        page.indent(written, left=2 if number == 1 else 5)
        written.paragraph_format.keep_with_next = True


def signature(document: DocumentType, paper: Paper) -> None:
    """§7.3.5: signature above the date, both to the right; never on a page without text."""
    for _ in range(2):
        blank(document).paragraph_format.keep_with_next = True
    signed = line(document, paper.signed, TextStyle(), align=RIGHT)
    dated = line(document, paper.dated, TextStyle(), align=RIGHT)
    wider = max(0, (len(paper.signed) - len(paper.dated)) // 2)
    page.indent(signed, right=2)
    page.indent(dated, right=2 + wider)
    signed.paragraph_format.keep_with_next = True


def annex_pages(document: DocumentType, paper: Paper) -> None:
    """§7.3.7: each on a page of its own, its number in the first line, its title in the third."""
    for number, annex in enumerate(paper.annexes, start=1):
        counted = number if len(paper.annexes) > 1 else ""
        label = line(
            document,
            WORDS["annex"].text(paper.language, n=counted).strip(),
            TextStyle(page.PART),
        )
        label.paragraph_format.page_break_before = True
        label.paragraph_format.keep_with_next = True
        blank(document).paragraph_format.keep_with_next = True
        title = line(document, annex.title, TextStyle(page.TITLE, page.TITLE_SIZE), align=CENTRE)
        title.paragraph_format.line_spacing = Pt(34)
        title.paragraph_format.space_after = Pt(12)
        title.paragraph_format.keep_with_next = True
        for text in annex.lines:
            line(document, text, TextStyle(size=page.SMALL_SIZE))
        page.table(document, annex.columns, annex.widths, annex.rows, annex.row_height)
        if annex.note:
            line(document, annex.note, TextStyle(size=page.SMALL_SIZE))


def end_matter(document: DocumentType, paper: Paper) -> None:
    """§7.4 版记: at the foot of the last page between two rules, 4号仿宋, one character in from
    either side.
    """
    blank(document)
    written = document.add_paragraph()
    written.paragraph_format.tab_stops.add_tab_stop(
        Emu(Mm(156) - page.SMALL_SIZE), alignment=WD_TAB_ALIGNMENT.RIGHT
    )
    page.rules(written, "top", "bottom", color="000000", eighths_of_a_point=8)
    page.put_at_the_bottom(written)
    # The blank stands for an indent: an indented paragraph would draw its rules indented, too.
    text = f"\u3000{printable(paper.printed_by)}\t{printable(paper.printed_on)}"
    page.write(written, text, TextStyle(size=page.SMALL_SIZE))


def line(
    document: DocumentType, text: str, look: TextStyle, *, align: WD_ALIGN_PARAGRAPH | None = None
) -> DocxParagraph:
    paragraph: DocxParagraph = document.add_paragraph()
    page.write(paragraph, printable(text), look)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def blank(document: DocumentType) -> DocxParagraph:
    paragraph: DocxParagraph = document.add_paragraph()
    return paragraph


def masthead_size(text: str) -> Pt:
    """As large as fits on one line, never above 22 mm (62 pt), as the standard recommends; Latin
    letters count half.
    """
    widths = sum(1.0 if ord(character) > 0x2E7F else 0.55 for character in text) or 1.0
    return Pt(int(min(62, max(22, page.TEXT_WIDTH_PT / (widths + 0.5)))))
