from io import BytesIO

from docx import Document
from openpyxl import load_workbook

from config.folder import Config
from monitor.scoring.league import League
from monitor.scoring.papers import write_league


def test_both_papers_hold_every_unit_and_every_line(league: League, config: Config) -> None:
    paths = write_league(league, config)
    book = load_workbook(BytesIO(paths.xlsx.read_bytes()))
    assert book.sheetnames == ["考核排名", "扣分明细", "各项指标"]
    table = [[cell.value for cell in row] for row in book["考核排名"].iter_rows(min_row=3)]
    assert table[0][1:4] == [1, "环保局", 100]
    assert [row[2] for row in table[:5]] == ["环保局", "交通局", "国土局", "税务局", "监察大队"]
    lines = [[cell.value for cell in row] for row in book["扣分明细"].iter_rows(min_row=3)]
    assert len(lines) == 3
    assert {row[0] for row in lines} == {"交通局", "国土局", "监察大队"}
    document = Document(str(paths.docx))
    cells = [cell.text for one in document.tables for row in one.rows for cell in row.cells]
    text = "\n".join([*(each.text for each in document.paragraphs), *cells])
    assert "2012年第四季度政务公开考核评分" in text
    assert "不评分：92夜中只有0夜作出判断" in text
    assert "5分 × 超出50% × 31/92夜 = 0.84分" in text


def test_papers_made_again_are_the_same_bytes(league: League, config: Config) -> None:
    first = write_league(league, config).docx.read_bytes()
    assert write_league(league, config).docx.read_bytes() == first
