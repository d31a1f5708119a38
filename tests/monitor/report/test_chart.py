"""The charts of the circular: drawn from the findings alone, none where there is nothing to draw,
never boxes for letters.
"""

import json
import zipfile
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console as Screen

from config.words import Words
from monitor.report import chart_png as drawing
from monitor.report import terminal
from monitor.report.chart import charts_of
from monitor.report.chart_png import chart_png, fonts_present
from monitor.report.chart_svg import chart_svg
from monitor.report.circular import write_circular
from monitor.report.circular_html import circular_html
from monitor.report.material import Material, ReportedProblem, UnitLine
from monitor.report.papers.paper_docx import paper_docx
from monitor.report.write import ReportPaths
from tests.monitor.report.sample import DAY

ROWS = [
    ["一般公共服务支出", 0.6, False, 0],
    ["政府办公厅（室）及相关机构事务", 0.6, False, 1],
    ["行政运行", 0.257, False, 2],
    ["其他政府办公厅（室）及相关机构事务支出", 0.343, True, 2],
    ["城乡社区支出", 0.4, False, 0],
    ["其他城乡社区支出<script>", 0.276, True, 1],
]


def vague(
    unit: str, label: str, subject: str, measured: str, rows: object = ROWS
) -> ReportedProblem:
    return ReportedProblem(
        id=1,
        unit=unit,
        label=label,
        rule="vague_expense",
        theme=4,
        subject=subject,
        kind="unexplained",
        is_critical=True,
        is_new=True,
        opened=DAY,
        measured=measured,
        threshold="20%",
        threshold_mark="product",
        basis="《预算法》第十四条",
        sentence_zh=f"{label}……",
        sentence_en=f"{label} …",
        channel="万里街道2025年部门预算",
        rows=json.dumps(rows, ensure_ascii=False),
    )


def material(*problems: ReportedProblem, language: str = "zh") -> Material:
    """34 units, the last ten of which publish no table of spending."""
    named = list(dict.fromkeys(problem.unit for problem in problems))
    ids = [*named, *(f"u{n}" for n in range(34 - len(named)))]
    units = tuple(
        UnitLine(
            id=unit,
            name=unit,
            label=unit,
            kind="department",
            judged=True,
            undecided=0,
            themes_looked_at=(4,) if n < 24 else (1,),
            themes_not_applicable=(),
        )
        for n, unit in enumerate(ids)
    )
    return Material(
        office="某办",
        city="某市",
        issuer="某市政务公开办公室",
        document_number="",
        language=language,
        as_of=DAY,
        due=DAY,
        due_counted=Words("按工作日", "work days"),
        units=units,
        problems=problems,
        repaired=(),
        examples=(),
        undecided=(),
        warnings=(),
    )


PROBLEMS = (
    vague("jiaotong", "交通运输局", "spending:budget:2025:30299", "39.9%"),
    vague("wanli", "万里街道办事处", "spending:budget:2024:2010399", "34.7%"),
    vague("wanli", "万里街道办事处", "spending:budget:2025:2010399", "28.0%"),
    vague("wanli", "万里街道办事处", "spending:budget:2025:2129999", "27.6%"),
    vague("nongye", "农业农村局", "spending:final_accounts:2024:2130199", "22.1%"),
    vague("yuanchong", "袁冲乡", "spending:budget:2025:其他支出", "6.0%"),
    vague("gongyong", "公用局", "picture:http://a.gov.cn/1.pdf", "picture only"),
)


def test_units_stand_side_by_side_each_with_its_newest_paper_alone() -> None:
    by_unit, table = charts_of(material(*PROBLEMS))
    assert [(bar.label, round(bar.share, 3)) for bar in by_unit.bars] == [
        ("万里街道办事处", 0.556),
        ("交通运输局", 0.399),
        ("农业农村局", 0.221),
        ("袁冲乡", 0.06),
    ]
    assert "另有20个单位未发现此类问题、0个单位未能判断、10个单位未见支出表" in by_unit.note
    assert "非法定" in by_unit.note
    assert (table.title, len(table.bars)) == ("万里街道办事处支出构成（万里街道2025年部门预算）", 6)
    assert [bar.is_marked for bar in table.bars] == [False, False, False, True, False, True]


@pytest.mark.parametrize("problems", [(), (PROBLEMS[-1],)])
def test_no_chart_where_nothing_was_measured(problems: tuple[ReportedProblem, ...]) -> None:
    circular = write_circular(material(*problems))
    assert circular.charts == ()
    assert "<svg" not in circular_html(circular)
    assert not _pictures(paper_docx(circular))


@pytest.mark.parametrize("rows", ["", "{", "[1]", "[]", '[["x", "y", 1, 2]]'])
def test_a_finding_of_older_days_has_no_rows_to_draw(rows: str) -> None:
    problem = PROBLEMS[0].model_copy(update={"rows": rows})
    assert len(charts_of(material(problem))) == 1


def test_the_page_holds_the_charts_inline_and_escaped() -> None:
    circular = write_circular(material(*PROBLEMS))
    page = circular_html(circular)
    assert page.count("<svg") == 2
    assert "<script>" not in page
    svg = ElementTree.fromstring(str(chart_svg(circular.charts[1])))
    assert "34.3%" in "".join(svg.itertext())


@pytest.mark.skipif(
    not fonts_present(), reason="NOT TESTED: no Chinese font here (apt: fonts-noto-cjk)"
)
def test_the_document_holds_two_pictures_with_words_for_those_who_cannot_see() -> None:
    body = paper_docx(write_circular(material(*PROBLEMS)))
    assert len(_pictures(body)) == 2
    xml = zipfile.ZipFile(BytesIO(body)).read("word/document.xml").decode()
    assert "万里街道办事处 55.6%" in xml
    assert "附图1" in xml


@pytest.mark.skipif(
    not fonts_present(), reason="NOT TESTED: no Chinese font here (apt: fonts-noto-cjk)"
)
def test_no_letter_of_a_picture_is_a_box(recwarn: pytest.WarningsRecorder) -> None:
    for chart in charts_of(material(*PROBLEMS)):
        assert (chart_png(chart) or b"").startswith(b"\x89PNG")
    assert not [str(warning.message) for warning in recwarn if "Glyph" in str(warning.message)]


def test_without_a_font_the_document_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "fonts_present", lambda: ())
    body = paper_docx(write_circular(material(*PROBLEMS)))
    assert not _pictures(body)
    said = zipfile.ZipFile(BytesIO(body)).read("word/document.xml").decode()
    assert "此图未绘制" in said and "字体" not in said, (
        "what a machine lacks is no matter of a circular"
    )
    screen = StringIO()
    monkeypatch.setattr(terminal, "fonts_present", lambda: ())
    paths = ReportPaths(*[Path("x")] * 4)
    terminal.print_material(Screen(file=screen, width=300), material(*PROBLEMS), paths)
    assert "本机未装中文字体" in screen.getvalue()


def _pictures(body: bytes) -> list[str]:
    return [
        name for name in zipfile.ZipFile(BytesIO(body)).namelist() if name.startswith("word/media/")
    ]
