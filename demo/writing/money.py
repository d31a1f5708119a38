"""Budgets and final accounts: tables whose rows sum, and the one line that is, or is not, lumped
under 其他.

Each style is far on one side of the levels of docs/rulebook.md §5: heavy lines are above a fifth of
the document's spending, clean ones under a fortieth, so that no reading of the rule can differ.
Each document agrees with itself: one total in all its tables and its prose, basic spending the same
by function and by economic kind, every public expense once.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from io import BytesIO

import xlsxwriter

from demo.seeded_random import SeededRandom
from demo.writing.fields import Field


class Style(StrEnum):
    """What the document does with 其他."""

    CLEAN = "clean"
    VAGUE_GOODS = "vague_goods"  # 30299 near a third, not a word why
    VAGUE_FUNCTION = (
        "vague_function"  # the 99 item of the main function above a quarter, not a word why
    )
    TAUTOLOGY = "tautology"  # “其他…支出主要用于其他…支出”
    BARE = "bare"  # a row 其他支出 without code or qualifier
    EXPLAINED_NOTE = "explained_note"  # heavy, with the purpose in the note column
    EXPLAINED_PROSE = "explained_prose"  # heavy, with a sentence that names what for
    HEAVY_TRAVEL = "heavy_travel"  # 30239 is a named item whatever its name says

    @property
    def is_vague(self) -> bool:
        return self in (Style.VAGUE_GOODS, Style.VAGUE_FUNCTION, Style.TAUTOLOGY, Style.BARE)


class DemoPaper(StrEnum):
    BUDGET = "budget"
    FINAL_ACCOUNTS = "final_accounts"

    @property
    def word(self) -> str:
        return "预算" if self is DemoPaper.BUDGET else "决算"


@dataclass(frozen=True, slots=True)
class BudgetRow:
    code: str
    name: str
    yuan: int  # always a multiple of 100, so that 万元 with two decimals are exact
    depth: int = 0
    note: str = ""
    basic: int | None = None  # of which 基本支出, where the table splits


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    unit: str  # 元 | 万元
    head: tuple[str, ...]
    rows: tuple[BudgetRow, ...]  # the total first

    @property
    def total(self) -> int:
        return self.rows[0].yuan

    def amount(self, name: str) -> int:
        """Of the row whose name begins so."""
        return next(row.yuan for row in self.rows if row.name.startswith(name))


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    tables: tuple[Table, ...]
    prose: tuple[str, ...]
    vague_line: str  # code or name of the line that is to be found, "" where there is none

    @property
    def html(self) -> str:
        """The whole document as one article."""
        said = "".join(f'<p style="text-indent:2em">{line}</p>\n' for line in self.prose)
        return said + "\n".join(map(_html_table, self.tables))

    @property
    def workbook(self) -> bytes:
        """The tables as .xlsx, one sheet each."""
        file = BytesIO()
        book = xlsxwriter.Workbook(file, {"in_memory": True})
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - else the bytes would carry today's time
        for number, table in enumerate(self.tables, 1):
            _fill_sheet(book.add_worksheet(f"表{number}"), table)
        book.close()
        return file.getvalue()


def write(
    name: str,
    short: str,
    field: Field,
    paper: DemoPaper,
    year: int,
    style: Style,
    rng: SeededRandom,
    *,
    is_town: bool = False,
) -> Document:
    """The paper of one year. A township's is one plain list; a department's goes by function and by
    economic kind.
    """
    unit = rng.pick(("万元", "元"))
    title = f"{name}{year}年{'财政' if is_town else '部门'}{paper.word}"
    if is_town:
        spending = _plain(title, unit, style, paper, rng)
        tables: tuple[Table, ...] = (spending, _three_publics(title, spending, paper))
    else:
        by_kind = _by_kind(title, unit, field, style, paper, rng)
        spending = _by_function(title, by_kind, field, style, paper, rng)
        tables = (
            _income(title, spending, paper, rng),
            spending,
            by_kind,
            _three_publics(title, by_kind, paper),
        )
    return Document(
        title,
        tables,
        _prose(name, short, field, paper, year, spending.total, tables, style, rng),
        _vague_line(field, style),
    )


def _vague_line(field: Field, style: Style) -> str:
    lines = {
        Style.VAGUE_GOODS: "30299",
        Style.TAUTOLOGY: "30299",
        Style.VAGUE_FUNCTION: f"{field.function[2]}99",
        Style.BARE: "其他支出",
    }
    return lines.get(style, "")


def _by_function(
    title: str, by_kind: Table, field: Field, style: Style, paper: DemoPaper, rng: SeededRandom
) -> Table:
    """All spending, of which the basic part is that of the table by kind."""
    section, section_name, group, group_name = field.function
    tasks = [
        BudgetRow(f"{group}01", "行政运行", _money(rng, 240, 420), 2),
        *(
            BudgetRow(f"{group}{5 + at:02}", task, _money(rng, 40, 120), 2)
            for at, task in enumerate(field.tasks)
        ),
    ]
    beside = _beside(section, rng)
    rest = sum(row.yuan for row in tasks) + sum(row.yuan for row in beside if row.depth == 2)
    share = rng.share(0.26, 0.34) if style is Style.VAGUE_FUNCTION else rng.share(0.008, 0.022)
    tasks.append(BudgetRow(f"{group}99", field.other, _share_of(rest, share), 2))
    heads = [BudgetRow(section, section_name, 0, 0), BudgetRow(group, group_name, 0, 1)]
    rows = sorted([*heads, *tasks, *beside], key=lambda row: row.code)
    rows = _around_basic(rows, by_kind.total, rng.share(0.80, 0.86))
    total = sum(row.yuan for row in rows if row.depth == 0)
    head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    return Table(
        f"{title}支出{paper.word}表（功能分类）",
        by_kind.unit,
        head,
        (BudgetRow("", "合计", total, basic=by_kind.total), *rows),
    )


def _beside(section: str, rng: SeededRandom) -> list[BudgetRow]:
    """Sections that every department has beside its own."""
    blocks = {
        "208": (
            ("208", "社会保障和就业支出"),
            ("20805", "行政事业单位离退休"),
            ("2080501", "归口管理的行政单位离退休"),
        ),
        "210": (("210", "医疗卫生支出"), ("21005", "医疗保障"), ("2100501", "行政单位医疗")),
        "221": (("221", "住房保障支出"), ("22102", "住房改革支出"), ("2210201", "住房公积金")),
    }
    rows = []
    for code, block in blocks.items():
        if code != section:
            yuan = _money(rng, 14, 46)
            rows += [
                BudgetRow(number, name, yuan if depth == 2 else 0, depth)
                for depth, (number, name) in enumerate(block)
            ]
    return rows


def _around_basic(rows: list[BudgetRow], basic: int, share: float) -> list[BudgetRow]:
    """The rows sized so that `basic` is about so much of them, each 项 divided into 基本支出 and
    项目支出, with the sums of its children above it.
    """
    drawn = {row.code: row.yuan for row in rows if row.depth == 2}
    times = basic / share / sum(drawn.values())
    whole = {code: round(yuan * times / 100) * 100 for code, yuan in drawn.items()}
    parts = {code: int(yuan * share / 100) * 100 for code, yuan in whole.items()}
    largest = max(whole, key=lambda code: whole[code])
    parts[largest] += basic - sum(parts.values())
    return [
        replace(row, yuan=_below(row.code, whole), basic=_below(row.code, parts)) for row in rows
    ]


def _below(code: str, amounts: dict[str, int]) -> int:
    return sum(yuan for each, yuan in amounts.items() if each.startswith(code))


def _by_kind(
    title: str, unit: str, field: Field, style: Style, paper: DemoPaper, rng: SeededRandom
) -> Table:
    wages = [
        BudgetRow("30101", "基本工资", _money(rng, 90, 160), 1),
        BudgetRow("30102", "津贴补贴", _money(rng, 60, 120), 1),
        BudgetRow("30103", "奖金", _money(rng, 10, 30), 1),
    ]
    goods = [
        BudgetRow(code, name, _money(rng, low, high), 1)
        for code, name, low, high in (
            ("30201", "办公费", 12, 26),
            ("30202", "印刷费", 4, 9),
            ("30207", "邮电费", 3, 8),
            ("30211", "差旅费", 8, 18),
            ("30213", "维修（护）费", 5, 16),
            ("30215", "会议费", 3, 9),
            ("30217", "公务接待费", 3, 9),
            ("30231", "公务用车运行维护费", 10, 24),
        )
    ]
    homes = [
        BudgetRow("30302", "退休费", _money(rng, 20, 60), 1),
        BudgetRow("30311", "住房公积金", _money(rng, 18, 40), 1),
    ]
    rest = sum(row.yuan for row in (*wages, *goods, *homes))
    travel = rng.share(0.16, 0.19) if style is Style.HEAVY_TRAVEL else rng.share(0.01, 0.02)
    goods.append(BudgetRow("30239", "其他交通费用", _share_of(rest, travel), 1))
    goods.append(
        BudgetRow(
            "30299",
            "其他商品和服务支出",
            _share_of(rest + goods[-1].yuan, _weight_of_goods(style, rng)),
            1,
            _note(field, style),
        )
    )
    rows: list[BudgetRow] = []
    for code, name, lines in (
        ("301", "工资福利支出", wages),
        ("302", "商品和服务支出", goods),
        ("303", "对个人和家庭的补助", homes),
    ):
        rows += [BudgetRow(code, name, sum(line.yuan for line in lines)), *lines]
    total = BudgetRow("", "合计", sum(row.yuan for row in rows if row.depth == 0))
    return Table(
        f"{title}基本支出{paper.word}表（经济分类）",
        unit,
        ("科目编码", "科目名称", f"{paper.word}数", "备注"),
        (total, *rows),
    )


def _weight_of_goods(style: Style, rng: SeededRandom) -> float:
    match style:
        case Style.VAGUE_GOODS:
            return rng.share(0.41, 0.46)
        case Style.TAUTOLOGY | Style.EXPLAINED_NOTE | Style.EXPLAINED_PROSE:
            return rng.share(0.28, 0.32)
        case _:
            return rng.share(0.008, 0.02)


def _note(field: Field, style: Style) -> str:
    return (
        f"用于{field.topics[0]}设备购置、{field.topics[1]}资料印制和{field.topics[2]}车辆租赁"
        if style is Style.EXPLAINED_NOTE
        else ""
    )


def _plain(title: str, unit: str, style: Style, paper: DemoPaper, rng: SeededRandom) -> Table:
    lines = [
        BudgetRow("", name, _money(rng, low, high))
        for name, low, high in (
            ("人员工资", 160, 260),
            ("村级组织运转补助", 60, 120),
            ("农田水利建设", 50, 110),
            ("村庄环境整治", 40, 90),
            ("敬老院运行", 18, 40),
            ("办公费", 9, 20),
            ("会议费", 3, 8),
            ("公务接待费", 4, 10),
            ("车辆运行费", 6, 14),
        )
    ]
    share = rng.share(0.24, 0.31) if style is Style.BARE else rng.share(0.006, 0.016)
    lines.append(BudgetRow("", "其他支出", _share_of(sum(line.yuan for line in lines), share)))
    total = BudgetRow("", "合计", sum(line.yuan for line in lines))
    return Table(f"{title}支出明细表", unit, ("项目", f"{paper.word}数"), (total, *lines))


def _three_publics(title: str, spending: Table, paper: DemoPaper) -> Table:
    guests = spending.amount("公务接待费")
    running = sum(row.yuan for row in spending.rows if "车" in row.name and "运行" in row.name)
    rows = (
        BudgetRow("", "合计", guests + running),
        BudgetRow("", "因公出国（境）费", 0),
        BudgetRow("", "公务接待费", guests),
        BudgetRow("", "公务用车购置及运行费", running),
        BudgetRow("", "其中：公务用车购置费", 0, 1),
        BudgetRow("", "公务用车运行费", running, 1),
    )
    return Table(f"{title}“三公”经费支出表", spending.unit, ("项目", f"{paper.word}数"), rows)


def _income(title: str, spending: Table, paper: DemoPaper, rng: SeededRandom) -> Table:
    """其他收入 is heavy here and no spending at all (docs/rulebook.md §5, "not spending")."""
    business = _money(rng, 20, 60)
    other = round(spending.total * rng.share(0.22, 0.32) / 100) * 100
    grant = spending.total - business - other
    rows = (
        BudgetRow("", "合计", spending.total),
        BudgetRow("", "财政拨款收入", grant),
        BudgetRow("", "事业收入", business),
        BudgetRow("", "其他收入", other),
    )
    return Table(f"{title}收入{paper.word}表", spending.unit, ("收入项目", f"{paper.word}数"), rows)


def _prose(
    name: str,
    short: str,
    field: Field,
    paper: DemoPaper,
    year: int,
    total: int,
    tables: tuple[Table, ...],
    style: Style,
    rng: SeededRandom,
) -> tuple[str, ...]:
    lines = [
        f"一、基本情况。{name}现有在职人员{rng.between(18, 90)}人，离退休人员{rng.between(4, 30)}人，纳入{year}年{paper.word}编制范围的单位{rng.between(1, 4)}个。",
        f"二、收支情况。{year}年支出{paper.word}总额{total / 10_000:.2f}万元，与上年相比，变化的主要原因是人员变动和{field.topics[0]}任务加重。",
        f"三、“三公”经费。严格执行有关规定，{year}年公务接待批次比上年减少{rng.between(2, 30)}批，没有安排因公出国（境）。",
    ]
    heavy = next((row for table in tables for row in table.rows if row.code == "30299"), None)
    if heavy and style is Style.EXPLAINED_PROSE:
        lines.append(
            f"四、有关说明。其他商品和服务支出{heavy.yuan / 10_000:.2f}万元，主要用于{field.topics[0]}物资采购、{field.topics[1]}人员培训和{field.topics[3]}设备租赁。"
        )
    if heavy and style is Style.TAUTOLOGY:
        lines.append(
            f"四、有关说明。其他商品和服务支出{heavy.yuan / 10_000:.2f}万元，主要用于其他商品和服务支出。"
        )
    lines.append(f"本{paper.word}由{short}编制并公开，数据因四舍五入可能存在尾差。")
    return tuple(lines)


def _money(rng: SeededRandom, low: int, high: int) -> int:
    """An amount between so many 万元, in yuan, a multiple of 100."""
    return rng.between(low * 100, high * 100) * 100


def _share_of(rest: int, share: float) -> int:
    """What must be added to `rest` to be `share` of the sum."""
    return round(rest * share / (1 - share) / 100) * 100


def _shown(yuan: int, unit: str) -> str:
    return f"{yuan / 10_000:.2f}" if unit == "万元" else f"{yuan:,.2f}"


def _cells(row: BudgetRow, table: Table) -> list[str | int]:
    """The row's cells in the order of the table's head: names as text, amounts as yuan."""
    values: dict[str, str | int] = {
        "科目编码": row.code,
        "备注": row.note,
        "基本支出": row.basic or 0,
        "项目支出": row.yuan - (row.basic or 0),
    }
    return [
        values.get(
            head, row.yuan if head in ("合计", "预算数", "决算数") else "　" * row.depth + row.name
        )
        for head in table.head
    ]


def _html_table(table: Table) -> str:
    head = "".join(f"<th>{name}</th>" for name in table.head)
    rows = "\n".join(
        "<tr>"
        + "".join(
            f'<td align="right">{_shown(cell, table.unit)}</td>'
            if isinstance(cell, int)
            else f"<td>{cell}</td>"
            for cell in _cells(row, table)
        )
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<p align="center"><strong>{table.title}</strong></p>\n<p align="right">单位：{table.unit}</p>\n'
        f'<table border="1" cellspacing="0" cellpadding="2" width="96%">\n<tr>{head}</tr>\n{rows}\n</table>'
    )


def _fill_sheet(sheet: "xlsxwriter.worksheet.Worksheet", table: Table) -> None:
    sheet.write_string(0, 0, table.title)
    sheet.write_string(1, len(table.head) - 1, f"单位：{table.unit}")
    for column, name in enumerate(table.head):
        sheet.write_string(2, column, name)
    for line, row in enumerate(table.rows, 3):
        for column, cell in enumerate(_cells(row, table)):
            if isinstance(cell, int):
                sheet.write_number(line, column, cell / 10_000 if table.unit == "万元" else cell)
            else:
                sheet.write_string(line, column, cell)
