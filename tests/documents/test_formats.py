"""The same table in every form in which a budget is published reads the same."""

import io
import os
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from config.rulebook_files import shipped_rulebook
from crawler.documents.answers import facts_of
from crawler.documents.archives import UNPACKERS
from crawler.documents.kinds import kind_of
from crawler.documents.sandbox import read_document
from store.outcomes import Outcome
from store.records import PageFacts, PageKind
from tests.documents import ofd_writer
from tests.documents.bombs import docx, zipped
from tests.documents.pdf_writer import Page, pdf
from tests.extract.money.pages import vague
from tests.reading import read_answer

TITLE, UNIT = "2012年部门支出预算总表", "单位：万元"
HEAD = ["类", "款", "项", "科目名称", "合计", "基本支出", "项目支出"]
ROWS = [
    ["合计", "", "", "", "100", "60", "40"],
    ["201", "", "", "一般公共服务支出", "60", "60", ""],
    ["201", "03", "", "政府办公厅（室）及相关机构事务", "60", "60", ""],
    ["201", "03", "01", "行政运行", "60", "60", ""],
    ["212", "", "", "城乡社区支出", "40", "", "40"],
    ["212", "99", "", "其他城乡社区支出", "40", "", "40"],
    ["212", "99", "99", "其他城乡社区支出", "40", "", "40"],
]
REASON = "其他城乡社区支出（项）40万元，主要用于路灯电费和河道保洁。"
AS_READ = [
    ("201", 600_000.0, None),
    ("20103", 600_000.0, None),
    ("2010301", 600_000.0, None),
    ("212", 400_000.0, None),
    ("21299", 400_000.0, "warning"),
    ("2129999", 400_000.0, "warning"),
]


def word_document() -> bytes:
    document = Document()
    document.add_heading("某局2012年部门预算", 0)
    document.add_paragraph(f"二、支出说明：{REASON}")
    document.add_paragraph(TITLE)
    document.add_paragraph(UNIT)
    table = document.add_table(len(ROWS) + 2, len(HEAD))
    for number, row in enumerate([["项目", "", "", "", "支出预算", "", ""], HEAD, *ROWS]):
        for at, words in enumerate(row):
            if words:
                table.cell(number, at).text = words
    table.cell(0, 0).merge(table.cell(0, 3))
    table.cell(0, 4).merge(table.cell(0, 6))
    table.cell(2, 0).merge(table.cell(2, 3))
    document.add_paragraph("注：本表含上级补助。")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[str | None]] = [
        [TITLE],
        [None, None, None, None, None, None, UNIT],
        [*HEAD],
        *(list[str | None](row) for row in ROWS),
        [f"说明：{REASON}"],
    ]
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def printed() -> bytes:
    page = Page(width=842, height=595)
    page.write(300, 40, TITLE, size=16)
    page.write(680, 70, UNIT)
    merged = [["合计", "<", "<", "<", *ROWS[0][4:]], *ROWS[1:]]
    y = page.table([HEAD, *merged], [50, 40, 40, 230, 100, 100, 100], top=90)
    page.write(40, y + 20, REASON)
    return pdf(page)


def converted(body: bytes, suffix: str, to: str, folder: Path) -> bytes:
    """The document as an office program saves it in another format."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("NOT TESTED: no soffice here, so nothing makes a real ." + to)
    (folder / f"d.{suffix}").write_bytes(body)
    command = [
        program,
        f"-env:UserInstallation=file://{folder}/home",
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(folder),
        str(folder / f"d.{suffix}"),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return (folder / f"d.{to}").read_bytes()


def read(body: bytes, name: str) -> PageFacts:
    return read_answer(body, url=f"http://a.gov.cn/P020120305.{name}", as_of=date(2012, 4, 1))


def judged(facts: PageFacts) -> list[tuple[str, float | None, str | None]]:
    [table] = [table for table in facts.tables if table.lines]
    assert (table.title, table.kind, table.year, table.unit) == (TITLE, "function", 2012, "万元")
    assert (table.total_yuan, table.anomalies, facts.document_unreadable) == (1_000_000.0, (), "")
    assert [each.reason for each in table.lines if vague(each)] == ["路灯电费和河道保洁"] * 2
    return [(each.code, each.amount_yuan, vague(each)) for each in table.lines]


@pytest.mark.parametrize(
    ("make", "name"), [(word_document, "docx"), (workbook, "xlsx"), (printed, "pdf")]
)
def test_one_table_in_three_formats(make: "object", name: str) -> None:
    assert callable(make)
    assert judged(read(make(), name)) == AS_READ


def test_the_name_of_a_file_is_not_believed() -> None:
    assert judged(read(printed(), "doc")) == AS_READ
    assert judged(read(word_document(), "xls")) == AS_READ


def test_a_zip_of_documents_is_read_as_one() -> None:
    facts = read(zipped({"预算/附件1.docx": word_document(), "说明.txt": b"\x00\x01"}), "zip")
    assert judged(facts) == AS_READ
    assert facts.anomalies == ("说明.txt: passed over",)


def test_a_document_of_an_old_word_is_read_with_its_merged_cells(tmp_path: Path) -> None:
    body = converted(word_document(), "docx", "doc", tmp_path)
    assert body.startswith(b"\xd0\xcf\x11\xe0")
    assert judged(read(body, "doc")) == AS_READ
    reading = read_document(body, "附件.doc")
    assert reading.grids[0].rows[0] == ("项目",) * 4 + ("支出预算",) * 3
    assert "注：本表含上级补助。" in reading.prose


def test_a_printed_word_document_is_read(tmp_path: Path) -> None:
    assert judged(read(converted(word_document(), "docx", "pdf", tmp_path), "pdf")) == AS_READ


def test_a_rar_is_read_or_says_what_is_missing(tmp_path: Path) -> None:
    body = b"Rar!\x1a\x07\x00" + b"\x00" * 100
    if any(os.access(program, os.X_OK) for program, _ in UNPACKERS):
        assert "not unpacked" in read_document(body, "a.rar").unreadable
    else:
        assert "install unar" in read_document(body, "a.rar").unreadable


def test_deleted_words_and_text_boxes_of_a_docx() -> None:
    body = docx(
        "<w:p><w:r><w:t>保留的</w:t></w:r><w:del><w:r><w:delText>删除的</w:delText></w:r></w:del><w:ins><w:r><w:t>插入的</w:t></w:r></w:ins></w:p>"
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>框内</w:t></w:r></w:p></mc:Choice>'
        "<mc:Fallback><w:p><w:r><w:t>框内</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    reading = read_document(body, "a.docx")
    assert reading.text.split() == ["保留的插入的", "框内"]


def test_cells_merged_downwards_repeat_and_are_not_counted_twice() -> None:
    cell = "<w:tc>{}<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    start, on = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = [
        cell.format("", "科目名称") + cell.format("", "金额"),
        cell.format(start, "其他支出") + cell.format("", "60"),
        cell.format(on, "") + cell.format("", "40"),
    ]
    reading = read_document(
        docx("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"), "a.docx"
    )
    assert reading.grids[0].rows == (("科目名称", "金额"), ("其他支出", "60"), ("其他支出", "40"))
    assert reading.grids[0].repeats == {(2, 0)}


def test_a_scan_is_named_as_what_it_is() -> None:
    page = Page()
    page.picture()
    facts = read(pdf(page, page), "pdf")
    assert facts.document_unreadable.startswith("image_only: 2 of 2 pages")
    assert facts.anomalies == ("image_only: page 1, 2 of 2",)
    assert (facts.kind, facts.outcome, facts.tables) == (PageKind.ATTACHMENT, Outcome.OPEN, ())


def test_what_a_document_says_of_powers_and_rights_is_kept() -> None:
    document = Document()
    document.add_paragraph("某局权责清单")
    document.add_paragraph("本局依法行使行政处罚权。公民有权申请行政复议。")
    out = io.BytesIO()
    document.save(out)
    assert {mention.side for mention in read(out.getvalue(), "docx").mentions} >= {
        "powers",
        "rights",
    }


def test_pages_and_errors_pass_by_the_sandbox() -> None:
    page = read_answer(
        b"<html><title>x</title><body><p>" + "通知公告".encode() * 80 + b"</p></body></html>",
        url="http://a.gov.cn/",
        as_of=date(2012, 4, 1),
    )
    assert page.kind is not PageKind.ATTACHMENT
    gone = read_answer(printed(), url="http://a.gov.cn/a.pdf", status=404, as_of=date(2012, 4, 1))
    assert gone.outcome is Outcome.HTTP_404_410
    nothing = read_answer(b"%PDF-1.4", url="http://a.gov.cn/a.pdf", as_of=date(2012, 4, 1))
    assert "gone" in nothing.document_unreadable


def test_the_same_words_have_the_same_fingerprint_however_they_are_packed() -> None:
    rulebook = shipped_rulebook()
    one, other = (
        zipped({"a.csv": "名称,金额\n其他支出,5\n办公费,5\n".encode()}),
        zipped({"a.csv": "名称,金额\n其他支出,5\n办公费,5\n".encode()}, 0),
    )
    first, second = (
        facts_of(read_document(body, "a.zip"), body, "a.zip", rulebook) for body in (one, other)
    )
    assert one != other
    assert first.fingerprint == second.fingerprint != ""


def test_a_table_inside_a_layout_table_of_word_is_the_table() -> None:
    document = Document(io.BytesIO(word_document()))
    inner = document.tables[0]
    outer = document.add_table(1, 1)
    outer.cell(0, 0)._tc.insert(1, inner._tbl)
    out = io.BytesIO()
    document.save(out)
    reading = read_document(out.getvalue(), "a.docx")
    [grid] = reading.grids
    assert ["212", "99", "99", "其他城乡社区支出", "40", "", "40"] in [
        list(row) for row in grid.rows
    ]


def test_hidden_words_of_word_are_not_read() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>不公开</w:t></w:r>"
    reading = read_document(
        docx(f"<w:p><w:r><w:t>某局预算公开</w:t></w:r>{hidden}</w:p>"), "a.docx"
    )
    assert reading.text == "某局预算公开"


def tabbed(encoding: str) -> bytes:
    lines = [
        [TITLE],
        [UNIT],
        ["科目名称", "合计"],
        ["办公费", "60"],
        ["其他支出", "40"],
        ["合计", "100"],
    ]
    return "\n".join("\t".join(cells) for cells in lines).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["xls", "txt"])
def test_text_with_tabs_is_a_table(encoding: str, ending: str) -> None:
    facts = read(tabbed(encoding), ending)
    [table] = facts.tables
    assert (facts.kind_reason, table.total_yuan) == ("csv", 1_000_000.0)


def test_text_with_tabs_in_a_zip_is_a_table() -> None:
    facts = read(zipped({"支出.txt": tabbed("gb18030")}), "zip")
    assert [table.total_yuan for table in facts.tables] == [1_000_000.0]


def test_text_without_a_table_is_a_page() -> None:
    words = "某局2012年部门预算说明\n\t一、\t支出100万元。\n\t其他支出40万元，主要用于路灯电费。\n"
    assert read(words.encode(), "txt").kind_reason != "csv"


def test_a_page_in_a_zip_is_read() -> None:
    page = "<html><body><p>2012年支出预算表</p><p>单位：万元</p><table><tr><td>科目<td>金额<tr><td>办公费<td>60<tr><td>其他支出<td>40<tr><td>合计<td>100</table>"
    facts = read(zipped({"表1.html": page.encode()}), "zip")
    assert [table.total_yuan for table in facts.tables] == [1_000_000.0]


AN_OFD = ofd_writer.ofd(ofd_writer.page(ofd_writer.HEAD))


def test_a_zip_is_told_by_its_own_members_and_not_by_those_packed_in_it() -> None:
    stored = zipped({"附件.xlsx": workbook(), "附件.ofd": AN_OFD}, zipfile.ZIP_STORED)
    assert kind_of(stored) == "zip"
    assert kind_of(workbook()) == "workbook"
    assert kind_of(AN_OFD) == "ofd"


def test_a_picture_in_the_place_of_a_table_is_named() -> None:
    drawn = "<w:p><w:r><w:t>某局2012年部门支出预算表</w:t></w:r></w:p><w:p><w:r><w:drawing/></w:r></w:p>"
    assert read(docx(drawn), "docx").document_unreadable.startswith("picture_of_table")
    words = "<w:p><w:r><w:t>某局工作总结</w:t></w:r></w:p>"
    assert read(docx(words), "docx").document_unreadable == ""


GARBLED = "ÄÅÇÉÑÖÜáÇàâäãåçéèêÖëÜíë"


def test_characters_that_nobody_writes_are_no_words() -> None:
    wrong, right = Page(), Page()
    wrong.write(40, 40, GARBLED)
    right.write(40, 40, "某局2012年部门支出预算表，一般公共服务支出六十万元，其他支出四十万元。")
    assert read_document(pdf(wrong)).unreadable.startswith("garbled pdf")
    assert read_document(pdf(right)).unreadable == ""
