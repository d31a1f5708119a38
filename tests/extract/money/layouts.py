"""Departments' budgets in the layouts in which they are published, made on the spot and rendered as
html, xlsx, docx and pdf.

None of them is anybody's document. A `Layout` is a table as rows of cells ("<" is merged into the
cell left of it, "^" into the one above) and what a careful person would read in it.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from docx import Document
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.documents.pdf_writer import Page, pdf

Rows = Sequence[Sequence[str]]
Line = tuple[str, str, float]  # code, name without spaces, yuan


@dataclass(frozen=True)
class Layout:
    title: str
    unit: str  # as printed above the table, "" where the table prints it elsewhere
    rows: Rows
    others: tuple[Line, ...]  # every 其他 line of spending
    total: float | None  # yuan
    says_unit: str = "万元"
    widths: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    pages: int = 1  # of a pdf: the rows are spread over so many, the headings repeated
    heading_rows: int = 1
    kinds: tuple[str, ...] = field(default=())


W = 10_000.0

LAYOUTS: dict[str, Layout] = {
    "收支总表, income left and spending right": Layout(
        "2025年部门收支预算总表",
        "单位：万元",
        [
            ["收　　入", "<", "支　　出", "<"],
            ["项　　目", "预算数", "项　　目", "预算数"],
            ["一、一般公共预算拨款收入", "1,820.50", "一、一般公共服务支出", "1,402.30"],
            ["二、政府性基金预算拨款收入", "－", "二、公共安全支出", "－"],
            ["三、事业收入", "30.00", "三、社会保障和就业支出", "210.20"],
            ["四、其他收入", "949.50", "四、卫生健康支出", "88.00"],
            ["", "", "五、住房保障支出", "132.00"],
            ["", "", "六、其他支出", "967.50"],
            ["本年收入合计", "2,800.00", "本年支出合计", "2,800.00"],
            ["上年结转结余", "100.00", "年终结转结余", "100.00"],
            ["收入总计", "2,900.00", "支出总计", "2,900.00"],
        ],
        (("", "六、其他支出", 967.50 * W),),
        2800.0 * W,
        widths=(170, 80, 170, 80),
    ),
    "类款项 in three columns, total on top, full-width dashes": Layout(
        "2025年部门支出预算表",
        "金额单位：元",
        [
            ["科目编码", "<", "<", "科目名称", "合计", "基本支出", "项目支出"],
            ["类", "款", "项", "^", "^", "^", "^"],
            ["", "", "", "合计", "12 345 678.00", "9 000 000.00", "3 345 678.00"],
            ["201", "", "", "一般公共服务支出", "10 000 000.00", "8 000 000.00", "2 000 000.00"],
            ["201", "32", "", "组织事务", "10 000 000.00", "8 000 000.00", "2 000 000.00"],
            ["201", "32", "01", "行政运行", "8 000 000.00", "8 000 000.00", "－"],
            ["201", "32", "99", "其他组织事务支出", "2 000 000.00", "－", "2 000 000.00"],
            ["208", "", "", "社会保障和就业支出", "1 000 000.00", "1 000 000.00", "－"],
            ["208", "05", "", "行政事业单位养老支出", "1 000 000.00", "1 000 000.00", "－"],
            [
                "208",
                "05",
                "05",
                "机关事业单位基本养老保险缴费支出",
                "1 000 000.00",
                "1 000 000.00",
                "－",
            ],
            ["229", "", "", "其他支出", "1 345 678.00", "－", "1 345 678.00"],
            ["229", "99", "", "其他支出", "1 345 678.00", "－", "1 345 678.00"],
            ["229", "99", "99", "其他支出", "1 345 678.00", "－", "1 345 678.00"],
        ],
        (
            ("2013299", "其他组织事务支出", 2_000_000.0),
            ("229", "其他支出", 1_345_678.0),
            ("22999", "其他支出", 1_345_678.0),
            ("2299999", "其他支出", 1_345_678.0),
        ),
        12_345_678.0,
        says_unit="元",
        widths=(40, 35, 35, 190, 85, 80, 80),
        heading_rows=2,
    ),
    "code and name in one cell, indent by full-width spaces, total at the bottom": Layout(
        "某街道办事处2024年一般公共预算支出决算表",
        "单位:万元",
        [
            ["功能分类科目", "本年支出合计", "其中：基本支出", "其中：项目支出"],
            ["[201]一般公共服务支出", "803.21", "500.00", "303.21"],
            ["　[20103]政府办公厅（室）及相关机构事务", "803.21", "500.00", "303.21"],
            ["　　[2010301]行政运行", "500.00", "500.00", ""],
            ["　　[2010399]其他政府办公厅（室）及相关机构事务支出", "303.21", "", "303.21"],
            ["[212]城乡社区支出", "196.79", "", "196.79"],
            ["　[21201]城乡社区管理事务", "196.79", "", "196.79"],
            ["　　[2120199]其他城乡社区管理事务支出", "196.79", "", "196.79"],
            ["合　　计", "1,000.00", "500.00", "500.00"],
        ],
        (
            ("2010399", "其他政府办公厅（室）及相关机构事务支出", 303.21 * W),
            ("2120199", "其他城乡社区管理事务支出", 196.79 * W),
        ),
        1000.0 * W,
        widths=(290, 80, 80, 80),
    ),
    "经济分类 of basic spending, people and offices apart": Layout(
        "2025年一般公共预算基本支出表（部门预算支出经济分类科目）",
        "单位：元",
        [
            ["经济分类科目编码", "经济分类科目名称", "合计", "人员经费", "公用经费"],
            ["", "合计", "5,000,000", "4,200,000", "800,000"],
            ["301", "工资福利支出", "4,000,000", "4,000,000", ""],
            ["30101", "基本工资", "2,600,000", "2,600,000", ""],
            ["30112", "其他社会保障缴费", "100,000", "100,000", ""],
            ["30199", "其他工资福利支出", "1,300,000", "1,300,000", ""],
            ["302", "商品和服务支出", "800,000", "", "800,000"],
            ["30201", "办公费", "500,000", "", "500,000"],
            ["30239", "其他交通费用", "250,000", "", "250,000"],
            ["30299", "其他商品和服务支出", "50,000", "", "50,000"],
            ["303", "对个人和家庭的补助", "200,000", "200,000", ""],
            ["30399", "其他对个人和家庭的补助", "200,000", "200,000", ""],
        ],
        (
            ("30112", "其他社会保障缴费", 100_000.0),
            ("30199", "其他工资福利支出", 1_300_000.0),
            ("30239", "其他交通费用", 250_000.0),
            ("30299", "其他商品和服务支出", 50_000.0),
            ("30399", "其他对个人和家庭的补助", 200_000.0),
        ),
        5_000_000.0,
        says_unit="元",
        widths=(90, 160, 80, 80, 80),
    ),
    "政府预算经济分类 beside 部门预算经济分类": Layout(
        "2025年一般公共预算基本支出明细表",
        "单位：万元",
        [
            ["部门预算支出经济分类", "<", "政府预算支出经济分类", "<", "金额"],
            ["科目编码", "科目名称", "科目编码", "科目名称", "^"],
            ["", "合计", "", "", "400.00"],
            ["301", "工资福利支出", "501", "机关工资福利支出", "300.00"],
            ["30101", "基本工资", "50101", "工资奖金津补贴", "200.00"],
            ["30199", "其他工资福利支出", "50199", "其他工资福利支出", "100.00"],
            ["302", "商品和服务支出", "502", "机关商品和服务支出", "100.00"],
            ["30201", "办公费", "50201", "办公经费", "80.00"],
            ["30299", "其他商品和服务支出", "50299", "其他商品和服务支出", "20.00"],
        ],
        (("30199", "其他工资福利支出", 100.0 * W), ("30299", "其他商品和服务支出", 20.0 * W)),
        400.0 * W,
        widths=(70, 120, 70, 130, 70),
        heading_rows=2,
    ),
    "a list of projects with reasons, and a column of other funds": Layout(
        "2025年项目支出预算表",
        "单位：万元",
        [
            ["序号", "项目名称", "项目内容", "合计", "财政拨款", "其他资金"],
            ["1", "信息化运维", "机房设备维保", "120.00", "100.00", "20.00"],
            ["2", "其他专项业务费", "", "80.50", "80.50", ""],
            ["3", "其他", "购置防汛抽水泵和沙袋", "49.50", "49.50", ""],
            ["", "合计", "", "250.00", "230.00", "20.00"],
        ],
        (("", "其他专项业务费", 80.5 * W), ("", "其他", 49.5 * W)),
        250.0 * W,
        widths=(40, 140, 150, 60, 60, 60),
    ),
    "over three pages, the headings printed again on each": Layout(
        "2024年度支出决算表",
        "单位：万元",
        [
            [
                "科目编码",
                "科目名称",
                "本年支出合计",
                "基本支出",
                "项目支出",
                "上缴上级支出",
                "经营支出",
                "对附属单位补助支出",
            ],
            ["栏次", "^", "1", "2", "3", "4", "5", "6"],
            ["合计", "<", "9,000.00", "4,500.00", "4,500.00", "", "", ""],
            *(
                row
                for group in range(10)
                for row in (
                    [
                        f"20{1 + group // 5}{group % 5 + 10}",
                        f"事务{group}",
                        "900.00",
                        "450.00",
                        "450.00",
                        "",
                        "",
                        "",
                    ],
                    [
                        f"20{1 + group // 5}{group % 5 + 10}01",
                        "行政运行",
                        "450.00",
                        "450.00",
                        "",
                        "",
                        "",
                        "",
                    ],
                    [
                        f"20{1 + group // 5}{group % 5 + 10}02",
                        "一般行政管理事务",
                        "405.00",
                        "",
                        "405.00",
                        "",
                        "",
                        "",
                    ],
                    [
                        f"20{1 + group // 5}{group % 5 + 10}99",
                        f"其他事务{group}支出",
                        "45.00",
                        "",
                        "45.00",
                        "",
                        "",
                        "",
                    ],
                )
            ),
        ],
        tuple(
            (f"20{1 + group // 5}{group % 5 + 10}99", f"其他事务{group}支出", 45.0 * W)
            for group in range(10)
        ),
        9000.0 * W,
        widths=(70, 130, 70, 55, 55, 50, 45, 45),
        pages=3,
        heading_rows=2,
        notes=("注：1.本表反映部门本年度各项支出情况。", "2.其他需要说明的事项见说明部分。"),
    ),
    "其他 in 其他, 其中, and negatives in brackets": Layout(
        "某局2025年支出明细表",
        "（单位：千元）",
        [
            ["支　出　项　目", "上年决算数", "本年预算数", "增减"],
            ["一、人员支出", "600.0", "700.0", "100.0"],
            ["二、公用支出", "180.0", "200.0", "20.0"],
            ["　其中：办公费", "80.0", "90.0", "10.0"],
            ["　　　　其他", "100.0", "110.0", "10.0"],
            ["三、其他支出", "120.0", "110.0", "(10.0)"],
            ["　其中：其他专项", "60.0", "60.0", ""],
            ["　　　　其他零星支出", "60.0", "50.0", "(10.0)"],
            ["四、收回以前年度款项", "", "(10.0)", "(10.0)"],
            ["支出总计", "900.0", "1,000.0", "100.0"],
        ],
        (
            ("", "其他", 110_000.0),
            ("", "三、其他支出", 110_000.0),
            ("", "其中：其他专项", 60_000.0),
            ("", "其他零星支出", 50_000.0),
        ),
        1_000_000.0,
        says_unit="千元",
        widths=(220, 80, 80, 80),
    ),
    "bodies and their sections, 单位名称 above 科目": Layout(
        "2025年部门支出总体情况表",
        "单位：万元",
        [
            ["科目编码", "单位名称（科目名称）", "总计", "基本支出", "项目支出"],
            ["", "合计", "700.00", "500.00", "200.00"],
            ["201", "一般公共服务支出", "600.00", "450.00", "150.00"],
            ["20129", "群众团体事务", "600.00", "450.00", "150.00"],
            ["2012901", "行政运行", "450.00", "450.00", ""],
            ["2012999", "其他群众团体事务支出", "150.00", "", "150.00"],
            ["210", "卫生健康支出", "100.00", "50.00", "50.00"],
            ["21011", "行政事业单位医疗", "100.00", "50.00", "50.00"],
            ["2101101", "行政单位医疗", "50.00", "50.00", ""],
            ["2101199", "其他行政事业单位医疗支出", "50.00", "", "50.00"],
        ],
        (
            ("2012999", "其他群众团体事务支出", 150 * W),
            ("2101199", "其他行政事业单位医疗支出", 50 * W),
        ),
        700 * W,
        widths=(70, 200, 70, 70, 70),
    ),
    "the unit in the column's heading": Layout(
        "2025年度部门支出预算情况表",
        "",
        [
            ["科目代码", "支出功能分类科目", "预算金额（万元）", "占比（%）", "备注"],
            ["2010101", "行政运行", "60.00", "60.00", ""],
            ["2010199", "其他人大事务支出", "40.00", "40.00", "代表视察、议案办理"],
            ["合计", "<", "100.00", "100.00", ""],
        ],
        (("2010199", "其他人大事务支出", 40 * W),),
        100 * W,
        widths=(80, 180, 90, 60, 110),
    ),
    "traditional letters": Layout(
        "2025年度支出預算表",
        "單位：萬元",
        [
            ["項目編碼", "項目名稱", "預算數", "備註"],
            ["", "人事費", "300.00", ""],
            ["", "業務費", "150.00", ""],
            ["", "其他支出", "50.00", ""],
            ["", "合計", "500.00", ""],
        ],
        (("", "其他支出", 50 * W),),
        500 * W,
        widths=(80, 180, 90, 110),
    ),
    "English": Layout(
        "Expenditure budget 2025",
        "Unit: RMB 10,000",
        [
            ["Item", "Amount", "Notes"],
            ["Staff costs", "300.00", ""],
            ["Premises", "150.00", ""],
            ["Other expenses", "45.00", ""],
            ["Services by other organisations", "5.00", ""],
            ["Total", "500.00", ""],
        ],
        (("", "Otherexpenses", 45 * W),),
        500 * W,
        widths=(200, 90, 110),
    ),
}


def html(layout: Layout) -> bytes:
    rows = []
    for at, row in enumerate(layout.rows):
        cells = []
        for column, words in enumerate(row):
            if words in ("<", "^"):
                continue
            across, down = _spans(layout.rows, at, column)
            spans = (f' colspan="{across}"' if across > 1 else "") + (
                f' rowspan="{down}"' if down > 1 else ""
            )
            cells.append(f"<td{spans}>{words}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    notes = "".join(f"<p>{note}</p>" for note in layout.notes)
    above = f'<p align="center">{layout.title}</p><p align="right">{layout.unit}</p>'
    return f'<html><meta charset="utf-8"><body>{above}<table border="1">{"".join(rows)}</table>{notes}</body></html>'.encode()


def xlsx(layout: Layout) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([layout.title])
    sheet.append([*[None] * (len(layout.rows[0]) - 1), layout.unit])
    for row in layout.rows:
        sheet.append([None if words in ("<", "^") else _number(words) for words in row])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(layout.rows[0]))
    for at, row in enumerate(layout.rows):
        for column, words in enumerate(row):
            across, down = _spans(layout.rows, at, column)
            if words not in ("<", "^") and (across, down) != (1, 1):
                first, last = get_column_letter(column + 1), get_column_letter(column + across)
                sheet.merge_cells(f"{first}{at + 3}:{last}{at + 2 + down}")
    for note in layout.notes:
        sheet.append([note])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx(layout: Layout) -> bytes:
    document = Document()
    document.add_paragraph(layout.title)
    document.add_paragraph(layout.unit)
    table = document.add_table(len(layout.rows), len(layout.rows[0]))
    for at, row in enumerate(layout.rows):
        for column, words in enumerate(row):
            if words and words not in ("<", "^"):
                across, down = _spans(layout.rows, at, column)
                cell = table.cell(at, column)
                if (across, down) != (1, 1):
                    cell = cell.merge(table.cell(at + down - 1, column + across - 1))
                cell.text = words
    for note in layout.notes:
        document.add_paragraph(note)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def printed(layout: Layout) -> bytes:
    """Ruled, the heading rows again on every page."""
    heads, rows = layout.rows[: layout.heading_rows], layout.rows[layout.heading_rows :]
    size = -(-len(rows) // layout.pages)
    pages = []
    for number in range(layout.pages):
        page = Page()
        page.write(180, 40, layout.title, size=14)
        page.write(460, 70, layout.unit)
        bottom = page.table(
            [*heads, *rows[number * size : (number + 1) * size]], layout.widths, left=25, top=90
        )
        page.write(280, 810, f"- {number + 1} -")
        pages.append((page, bottom))
    for at, note in enumerate(layout.notes):
        pages[-1][0].write(40, pages[-1][1] + 10 + 16 * at, note)
    return pdf(*(page for page, _ in pages))


RENDERED: dict[str, Callable[[Layout], bytes]] = {
    "html": html,
    "xlsx": xlsx,
    "docx": docx,
    "pdf": printed,
}


def _spans(rows: Rows, at: int, column: int) -> tuple[int, int]:
    across = down = 1
    while column + across < len(rows[at]) and rows[at][column + across] == "<":
        across += 1
    while at + down < len(rows) and rows[at + down][column] == "^":
        down += 1
    return across, down


def _number(words: str) -> str | float | None:
    bare = words.replace(",", "").replace(" ", "")
    is_number = bare.replace(".", "", 1).isdigit() and "." in bare
    return float(bare) if is_number else words or None
