"""`python -m tests.unseen.tables_of_units_second.make`: the office tables of this folder, anew."""

from pathlib import Path

import xlsxwriter

from tests.unseen.tables_of_units.make import fill, sheet_of, url

HERE = Path(__file__).parent


def main() -> None:
    book, _ = sheet_of(
        [
            ["附件2", None, None, None, None],
            ["青枫县政务公开单位基本信息采集表", None, None, None, None],
            ["填报时间：2026年11月", None, None, None, None],
            ["编号", "单位全称", "单位类别", "网站网址", "分管领导"],
            ["01", "青枫县财政局", "部门", url("czj"), "张某某"],
            ["02", "柳林镇人民政府", "乡镇", url("llz"), "李某"],
            ["单位负责人（签字）：", None, "（盖章）", None, None],
            ["填报人：王某　联系电话：0700-1234567", None, None, None, "2026年11月20日"],
        ],
        ["A2:E2", "A7:B7", "A8:D8"],
    )
    book.save(HERE / "form_with_signatures.xlsx")

    with xlsxwriter.Workbook(HERE / "hyperlink_formula.xlsx") as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["单位名称", "类别", "网址"])
        for row, (unit, host) in enumerate((("青枫县财政局", "czj"), ("青枫县民政局", "mzj")), 1):
            sheet.write_row(row, 0, [unit, "部门"])
            sheet.write_formula(row, 2, f'=HYPERLINK("{url(host)}","点击访问")', None, "点击访问")

    book, sheet2 = sheet_of([["单位名称", "类别", "网址"], ["青枫县财政局", "部门", url("czj")]])
    old = book.create_sheet("作废")
    fill(old, [["单位名称", "类别", "网址"], ["青枫县物价局", "部门", url("wjj")]])
    old.sheet_state = "hidden"
    sheet2.title = "现行"
    book.save(HERE / "hidden_sheet.xlsx")

    book, _ = sheet_of(
        [
            ["单位名称", "类别", "网址", "单位名称", "类别", "网址"],
            ["青枫县财政局", "部门", url("czj"), "柳林镇人民政府", "乡镇", url("llz")],
            ["青枫县民政局", "部门", url("mzj"), "石桥乡人民政府", "乡镇", url("sqx")],
            ["青枫县教育局", "部门", url("jyj"), None, None, None],
        ]
    )
    book.save(HERE / "side_by_side.xlsx")

    book, _ = sheet_of(
        [
            ["单位名称", "类别", "网址"],
            ["青枫县财政局", "部门", url("czj")],
            ["青枫县民政局", "同上", url("mzj")],
            ["青枫县教育局", "〃", url("jyj")],
            ["柳林镇人民政府", "乡镇", url("llz")],
            ["石桥乡人民政府", "同上", url("sqx")],
        ]
    )
    book.save(HERE / "ditto.xlsx")

    book, _ = sheet_of(
        [
            ["单位名称", "类别", "网址"],
            ["青枫县财政局", "部门", url("czj")],
            ["青枫县民政局", "部门", url("mzj")],
            ["共计：2个单位", None, None],
            ["备注：以上网址均已核对。", None, None],
            ["（此表一式两份）", None, None],
        ],
        ["A4:C4", "A5:C5", "A6:C6"],
    )
    book.save(HERE / "closing_lines.xlsx")

    (HERE / "web_merged.xls").write_bytes(
        '<html><head><meta charset="utf-8"></head><body><table>'
        "<tr><td>类别</td><td>单位名称</td><td>网址</td></tr>"
        f"<tr><td rowspan=2>部门</td><td>青枫县<br>财政局</td><td>{url('czj')}</td></tr>"
        f'<tr><td>青枫县民政局</td><td><a href="{url("mzj")}">点击访问</a></td></tr>'
        f"<tr><td>乡镇</td><td>柳林镇人民政府</td><td>{url('llz')}</td></tr>"
        "<tr><td>合 计</td><td>3</td><td>&nbsp;</td></tr></table></body></html>".encode()
    )


if __name__ == "__main__":
    main()
