"""Budgets and final accounts as tables in a page or as a workbook, by 功能 to 项 and 经济 to 款."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tests.cities.qingtan.writing import paragraphs

Row = tuple[str, str, float, float]

_GROUPS = {
    "201": "一般公共服务支出", "20101": "人大事务", "20103": "政府办公厅（室）及相关机构事务",
    "20105": "统计信息事务", "20108": "审计事务", "20138": "市场监督管理事务",
    "204": "公共安全支出", "20402": "公安", "205": "教育支出", "20502": "普通教育",
    "207": "文化旅游体育与传媒支出",
    "20701": "文化和旅游", "208": "社会保障和就业支出", "20805": "行政事业单位养老支出",
    "20810": "社会福利", "210": "卫生健康支出", "21011": "行政事业单位医疗",
    "21015": "医疗保障管理事务", "212": "城乡社区支出", "21205": "城乡社区环境卫生",
    "213": "农林水支出", "21301": "农业农村", "21302": "林业和草原",
    "21303": "水利", "21307": "农村综合改革", "214": "交通运输支出", "21401": "公路水路运输",
    "221": "住房保障支出", "22102": "住房改革支出", "224": "灾害防治及应急管理支出",
    "22401": "应急管理事务", "22402": "消防救援事务",
    "301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助",
}  # fmt: skip
_ECONOMY = {
    "30101": ("基本工资", 24.0), "30102": ("津贴补贴", 17.0), "30103": ("奖金", 11.0),
    "30108": ("机关事业单位基本养老保险缴费", 8.6), "30110": ("职工基本医疗保险缴费", 4.1),
    "30112": ("其他社会保障缴费", 0.7), "30113": ("住房公积金", 6.4), "30201": ("办公费", 6.8),
    "30205": ("水费", 0.4), "30206": ("电费", 1.9), "30207": ("邮电费", 1.2),
    "30211": ("差旅费", 3.3), "30213": ("维修（护）费", 2.7), "30217": ("公务接待费", 0.6),
    "30228": ("工会经费", 1.5), "30231": ("公务用车运行维护费", 2.6),
    "30239": ("其他交通费用", 3.9), "30299": ("其他商品和服务支出", 1.3),
    "30305": ("生活补助", 2.0),
}  # fmt: skip
_COMMON = (
    ("2080505", "机关事业单位基本养老保险缴费支出", 7.0, 0.0),
    ("2101101", "行政单位医疗", 3.4, 0.0),
    ("2210201", "住房公积金", 5.2, 0.0),
)


@dataclass(frozen=True, slots=True)
class Account:
    """`lines`: the unit's own 项, beside those that every unit has. `heavy`: shares by 款 that are
    not as usual. `scale`: 10000 tells it in 元."""

    unit: str
    year: int
    is_final: bool
    lines: tuple[Row, ...]
    heavy: Mapping[str, float]
    note: tuple[str, ...] = ()
    scale: float = 1.0
    is_split: bool = False
    detail: tuple[tuple[str, float], ...] = ()

    @property
    def title(self) -> str:
        return f"{self.unit}{self.year}年" + ("度部门决算" if self.is_final else "部门预算")

    @property
    def money(self) -> str:
        return "元" if self.scale > 1 else "万元"

    def by_function(self) -> list[Row]:
        return _with_groups(sorted((*self.lines, *_COMMON)), (3, 5))

    def by_economy(self) -> list[Row]:
        basic = sum(line[2] for line in (*self.lines, *_COMMON))
        weights = {code: self.heavy.get(code, weight) for code, (_, weight) in _ECONOMY.items()}
        rest = sum(weight for code, weight in weights.items() if code not in self.heavy)
        free = 100 - sum(self.heavy.values())
        rows: list[Row] = []
        for code, (name, _) in _ECONOMY.items():
            share = weights[code] if code in self.heavy else weights[code] * free / rest
            rows.append((code, name, round(basic * share / 100, 2), 0.0))
        first = rows[0]
        missing = round(basic - sum(row[2] for row in rows), 2)
        rows[0] = (first[0], first[1], round(first[2] + missing, 2), 0.0)
        return _with_groups(rows, (3,))

    def tables(self) -> list[tuple[str, list[list[str]]]]:
        """Each with its caption: function, economy and, where there is one, the detail."""
        function, economy = self.by_function(), self.by_economy()
        leaves = [row for row in function if len(row[0]) == 7]
        basic, project = sum(row[2] for row in leaves), sum(row[3] for row in leaves)
        what = "决算" if self.is_final else "预算"
        first = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
        first.append(["", "合计", self._as(basic + project), self._as(basic), self._as(project)])
        first += [
            [code, name, self._as(one + two), self._as(one), self._as(two)]
            for code, name, one, two in function
        ]
        second = [["科目编码", "科目名称", "金额"], ["", "合计", self._as(basic)]]
        second += [[code, name, self._as(one)] for code, name, one, _ in economy]
        told = [
            (f"一般公共预算支出{what}表（按功能分类）", first),
            (f"一般公共预算基本支出{what}表（按经济分类）", second),
        ]
        if self.detail:
            whole = next(row[2] for row in economy if row[0] == "30299")
            shares = sum(part for _, part in self.detail)
            parts = [round(whole * part / shares, 2) for _, part in self.detail]
            parts[0] = round(parts[0] + whole - sum(parts), 2)
            rows = [["序号", "用途", "金额"]]
            pairs = enumerate(zip(self.detail, parts, strict=True), 1)
            rows += [[str(n), name, self._as(part)] for n, ((name, _), part) in pairs]
            rows.append(["", "合计", self._as(whole)])
            told.append(("其他商品和服务支出（30299）明细表", rows))
        return told

    def page(self) -> str:
        """The document as HTML."""
        told = [paragraphs(self._prose())]
        for caption, rows in self.tables():
            told.append(
                f"<p align=center><b>{caption}</b></p><p align=right>单位：{self.money}</p>"
            )
            if self.is_split and len(rows) > 14:
                told.append(_table(rows[:12]))
                told.append(
                    f"<p align=center>{caption}（续表）</p>" + _table([rows[0], *rows[12:]])
                )
            else:
                told.append(_table(rows))
        return "".join(told)

    def workbook(self) -> bytes:
        sheets = [
            (caption[:20], [[caption], ["单位：" + self.money], *rows])
            for caption, rows in self.tables()
        ]
        if self.note:
            sheets.append(("说明", [[line] for line in self._prose()]))
        return workbook(sheets)

    def _prose(self) -> list[str]:
        leaves = (*self.lines, *_COMMON)
        basic, project = sum(row[2] for row in leaves), sum(row[3] for row in leaves)
        what = "决算" if self.is_final else "预算"
        return [
            f"一、{self.year}年{self.unit}支出{what}总额{self._as(basic + project)}{self.money}，"
            f"其中基本支出{self._as(basic)}{self.money}，项目支出{self._as(project)}{self.money}。",
            f"二、机关运行经费按照编制人数和定额标准安排，主要是办公费、差旅费、邮电费和维修费，"
            f"“三公”经费{what}中公务接待费、公务用车运行维护费均未突破上年水平，无因公出国（境）费。",
            *self.note,
        ]

    def _as(self, amount: float) -> str:
        return f"{amount * self.scale:,.2f}"


def _with_groups(leaves: Sequence[Row], lengths: tuple[int, ...]) -> list[Row]:
    rows: list[Row] = []
    seen: set[str] = set()
    for leaf in leaves:
        for length in lengths:
            code = leaf[0][:length]
            if code not in seen:
                seen.add(code)
                below = [line for line in leaves if line[0].startswith(code)]
                basic = round(sum(line[2] for line in below), 2)
                rows.append((code, _GROUPS[code], basic, round(sum(line[3] for line in below), 2)))
        rows.append(leaf)
    return rows


def _table(rows: Sequence[Sequence[str]]) -> str:
    told = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f'<table border="1" cellspacing="0" width="90%"><tbody>\n{told}</tbody></table>'


def workbook(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> bytes:
    """A workbook of inline strings and numbers, the same bytes every time."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    word = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(sheets) + 1)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{word}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{word}.worksheet+xml"/>'
            for n in numbers
        )
        + "</Types>",
        "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{kind}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'{head}<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>'
        + "".join(
            f'<sheet name="{escape(sheets[n - 1][0])}" sheetId="{n}" r:id="rId{n}"/>'
            for n in numbers
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{package}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{kind}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in numbers
        )
        + "</Relationships>",
    }
    for n in numbers:
        rows = "".join(
            f'<row r="{r}">' + "".join(_cell(r, c, text) for c, text in enumerate(row)) + "</row>"
            for r, row in enumerate(sheets[n - 1][1], 1)
        )
        sheet = f'{head}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
        parts[f"xl/worksheets/sheet{n}.xml"] = sheet
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 7, 1, 0, 0, 0)), text)
    return made.getvalue()


def _cell(row: int, column: int, text: str) -> str:
    at = f"{chr(65 + column)}{row}"
    bare = text.replace(",", "")
    if "." in bare and bare.replace(".", "", 1).isdigit():
        return f'<c r="{at}"><v>{bare}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
