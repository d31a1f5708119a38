"""`python -m tests.unseen.tables_of_units.make`: the office tables of this folder, written anew.

As offices keep them; units and addresses are invented. `real.xls` is not made here: BIFF of 1997,
written once with xlwt from the rows of `merged_kinds`.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent

Rows = Iterable[Sequence[object]]


def sheet_of(rows: Rows, merged: Iterable[str] = ()) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet, rows, merged)
    return book, sheet


def fill(sheet: Worksheet, rows: Rows, merged: Iterable[str] = ()) -> None:
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)


def url(name: str) -> str:
    return f"http://{name}.qf.example.gov.cn/"


MERGED_KINDS: list[list[object]] = [
    ["青枫县政府网站及单位名录", None, None, None, None],
    ["填报单位（盖章）：县政务公开办", None, None, "填报日期：2026年11月20日", None],
    ["序号", "单位名称", "类别", "网址", "备注"],
    [1, "青枫县财政局", "部门", url("czj"), None],
    [2, "青枫县民政局", None, url("mzj"), None],
    [3, "青枫县教育局", None, url("jyj"), "新改版"],
    [4, "柳林镇人民政府", "乡镇", url("llz"), None],
    [5, "石桥乡人民政府", None, url("sqx"), None],
    ["合计", "5家", None, None, None],
    ["审核人：", None, None, "填表人：", None],
    [None, None, None, "联系电话：0700-1234567", None],
]


def main() -> None:
    book, _ = sheet_of(MERGED_KINDS, ["A1:E1", "A2:C2", "C4:C6", "C7:C8", "A10:C10"])
    book.save(HERE / "merged_kinds.xlsx")

    book, sheet = sheet_of(
        [
            ["单位名称", "类别", "网站"],
            ["青枫县司法局", "部门", "点击访问"],
            ["青枫县审计局", "部门", "青枫县审计局网站"],
            ["青枫县统计局", "部门", url("tjj")],
            ["青枫县水利局", "部门", "进入"],
        ]
    )
    for cell, name in (("C2", "sfj"), ("C3", "sjj"), ("C4", "tjj"), ("C5", "slj")):
        sheet[cell].hyperlink = url(name)
    book.save(HERE / "hyperlinks.xlsx")

    book, _ = sheet_of(
        [
            ["序 号", "单 位 名 称", "单 位 类 别", "网 站 地 址"],
            [1, "青枫县财 政 局", "部门", url("czj")],
            [2, "青枫县\n民政局", "部门", url("mzj")],
            [3, "青枫县　教　育　局", "部门", url("jyj")],
            [4, " 青枫县公安局\xa0", "部门", url("gaj") + " "],
            [5, "柳林镇\n人民政府", "乡 镇", url("llz")],
        ]
    )
    book.save(HERE / "blanks_in_names.xlsx")

    book, sheet = sheet_of(
        [
            ["单位名称", "类别", "网址"],
            ["青枫县财政局", "部门", url("czj")],
            ["青枫县民政局", "部门", url("mzj")],
            ["青枫县粮食局", "部门", url("lsj")],
            ["青枫县物价局", "部门", url("wjj")],
            ["青枫县教育局", "部门", url("jyj")],
        ]
    )
    sheet.row_dimensions[4].hidden = True
    sheet.row_dimensions[5].hidden = True
    book.save(HERE / "hidden_rows.xlsx")

    book, sheet = sheet_of(
        [
            ["县直部门"],
            ["单位名称", "类别", "网址"],
            ["青枫县财政局", "部门", url("czj")],
            ["青枫县民政局", "部门", url("mzj")],
        ]
    )
    sheet.title = "县直部门"
    fill(
        book.create_sheet("乡镇街道"),
        [
            ["乡镇街道"],
            ["单位名称", "类别", "网址"],
            ["柳林镇人民政府", "乡镇", url("llz")],
            ["城关街道办事处", "街道", url("cg")],
        ],
    )
    fill(
        book.create_sheet("填表说明"), [["1.网址请从浏览器地址栏复制。"], ["2.类别按下拉框选择。"]]
    )
    book.save(HERE / "several_sheets.xlsx")

    book, _ = sheet_of(
        [
            ["单位名称", "类别", "网址", "联系人", "联系电话", "备注"],
            ["青枫县林业局", "部门", url("lyj"), "张某", "0700-1230001", None],
            [None, None, None, None, None, None],
            [
                "青枫县商务局",
                "部门",
                url("swj"),
                "李某",
                "1230002、1230003",
                "与门户网站共用服务器",
            ],
            [None, None, None, None, None, None],
            ["柳林镇人民政府", "乡镇", url("llz"), "王某", 7001230004, None],
            ["注：1.网址须填写完整，以http://开头。", None, None, None, None, None],
            ["    2.没有网站的请在备注栏注明。", None, None, None, None, None],
        ],
        ["A7:F7", "A8:F8"],
    )
    book.save(HERE / "notes.xlsx")

    (HERE / "gbk.csv").write_bytes(
        "青枫县单位名录,,,\r\n序号,单位名称,类别,网址\r\n"
        f"1,青枫县财政局,部门,{url('czj')}\r\n"
        f'2,"青枫县政府办公室","政府部门",{url("zfb")}\r\n'
        f'3,"柳林镇\r\n人民政府",乡镇,{url("llz")}\r\n合计,3,,\r\n,,,\r\n'.encode("gb18030")
    )
    (HERE / "utf8_bom.csv").write_bytes(
        "单位名称,类别,网址,联系电话\r\n"
        f"青枫县财政局,部门,{url('czj')},0700-1234567\r\n"
        f"青枫县应急管理局,部门,{url('yjj')},\r\n"
        f"城关街道办事处,街道,{url('cg')},\r\n".encode("utf-8-sig")
    )
    (HERE / "web.xls").write_bytes(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gbk"></head>'
        "<body><table border=1><tr><td colspan=3>单位名录</td></tr>"
        "<tr><th>单位名称</th><th>类别</th><th>网址</th></tr>"
        f"<tr><td>青枫县财政局</td><td rowspan=2>部门</td><td>{url('czj')}</td></tr>"
        f"<tr><td>青枫县&nbsp;民政局</td><td>{url('mzj')}</td></tr>"
        f'<tr><td>柳林镇人民政府</td><td>乡镇</td><td><a href="{url("llz")}">打开</a></td></tr>'
        "<tr><td colspan=3>合计：3家</td></tr></table></body></html>".encode("gb18030")
    )

    book, _ = sheet_of(
        [
            ["单位名称", "类别", "网址"],
            ["青枫县财政局", "部门", url("czj")],
            ["青枫县民政局", "部门", url("mzj")],
            ["青枫县财 政 局", "部门", url("czj")],
        ]
    )
    book.save(HERE / "duplicates.xlsx")

    book, _ = sheet_of(
        [
            ["单位名称", "单位性质", "网址"],
            ["青枫县财政局", "政府工作部门", url("czj")],
            ["青枫县发展和改革局", "县政府组成部门", url("fgj")],
            ["柳林镇人民政府", "乡镇人民政府", url("llz")],
            ["城关街道办事处", "乡镇（街道）", url("cg")],
            ["青枫县税务局", "垂直管理单位", url("swj")],
            ["青枫县人民法院", "司法机关", url("fy")],
            ["青枫县供水公司", "公共企事业单位", url("gs")],
        ]
    )
    book.save(HERE / "kinds_in_other_words.xlsx")

    book, _ = sheet_of(
        [
            ["单位名称", "类别", "网址"],
            ["青枫县财政局", "部门", "czj.qf.example.gov.cn"],
            ["青枫县教育局", "部门", " www.jyj.example.gov.cn/index.html　"],
            ["青枫县卫健局", "部门", "无"],
            ["青枫县气象局", "部门", "—"],
            ["青枫县商务局", "部门", None],
            ["青枫县审计局", "部门", f"{url('sjj')}；http://www.qf.example.gov.cn/sjj/"],
            ["青枫县公安局", "部门", "HTTP://GAJ.QF.EXAMPLE.GOV.CN"],
            ["青枫县档案局", "部门", "暂无网站"],
        ]
    )
    book.save(HERE / "addresses.xlsx")

    book, _ = sheet_of(
        [
            ["单位名称", "类别", "网址"],
            ["青枫县民政局", "部门", "http：//mzj.qf.example.gov.cn"],
            ["青枫县教育局", "部门", "http://jyj。qf。example。gov。cn/"],
            ["青枫县水利局", "部门", "ｈｔｔｐ：／／ｓｌｊ．qf.example.gov.cn／"],
        ]
    )
    book.save(HERE / "wide_signs.xlsx")

    book, _ = sheet_of(
        [
            ["单位名称", "网址"],
            ["一、县政府工作部门（2个）", None],
            ["青枫县财政局", url("czj")],
            ["青枫县民政局", url("mzj")],
            ["二、乡镇（1个）", None],
            ["柳林镇人民政府", url("llz")],
        ],
        ["A2:B2", "A5:B5"],
    )
    book.save(HERE / "sections.xlsx")

    book, _ = sheet_of(
        [
            ["序号", "单位", None, "网站", None],
            [None, "单位名称", "类别", "网站名称", "网址"],
            [1, "青枫县财政局", "部门", "青枫财政", url("czj")],
            [2, "柳林镇人民政府", "乡镇", "柳林镇政府网", url("llz")],
        ],
        ["A1:A2", "B1:C1", "D1:E1"],
    )
    book.save(HERE / "two_line_heading.xlsx")

    book, _ = sheet_of(
        [
            ["单位名称", "类别", "网址"],
            ["青枫县财政局", "部门", url("czj")],
            [None, None, "http://www.qf.example.gov.cn/czj/"],
            ["青枫县民政局", "部门", url("mzj")],
        ],
        ["A2:A3", "B2:B3"],
    )
    book.save(HERE / "two_addresses.xlsx")

    book, sheet = sheet_of([["单位名称", "类别", "网址"], ["青枫县财政局", "部门", url("czj")]])
    sheet["XFD1048576"] = " "
    book.save(HERE / "far_cell.xlsx")

    book, _ = sheet_of(
        [
            ["序号", "类别", "单位名称", "网址"],
            [1, "部门", "青枫县财政局", url("czj")],
            [2, None, "青枫县民政局", url("mzj")],
            ["小计", None, "=COUNTA(C2:C3)", None],
            [1, "乡镇", "柳林镇人民政府", url("llz")],
            ["小 计", None, 1, None],
            ["总　计", None, 3, None],
            ["制表：张某", None, "审核：李某", "2026年11月20日"],
        ],
        ["B2:B3"],
    )
    book.save(HERE / "subtotals.xlsx")


if __name__ == "__main__":
    main()
