"""The office's table of units: the forms it comes in, what is made of its cells, and rows that are
refused.
"""

import io
from pathlib import Path

import openpyxl
import pytest

from config.errors import ConfigRefused
from config.folder import load
from config.office import Person
from config.office_table.units_table import read_units_table
from config.office_table.units_write import write_units
from config.office_table.web_table import web_tables
from config.unit import DatedName, Unit
from tests.config.folders import OFFICE, UNIT, write_folder

ROWS: list[list[str | int]] = [
    ["附件1：单位及网站一览表"],
    [
        "序号",
        "单位名称（全称）*",
        "简称",
        "单位类别",
        "主管部门",
        "网站地址",
        "曾用名",
        "责任人",
        "备注",
    ],
    [1, "某市人民政府", "市政府", "政府", "", "https://www.example.gov.cn/", "", "", ""],
    [
        2,
        "某市生态环境局",
        "环保局",
        "部门",
        "市政府",
        "www.example.gov.cn/hbj/",
        "某市环境保护局",
        "王某",
        "x",
    ],
    [3, "某市张集镇人民政府", "张集镇", "乡镇", "", "", "", "", ""],
    [4, "某市国家税务局", "", "垂直管理", "", "http://sw.example.gov.cn", "", "", ""],
    [5, "某市人民法院", "法院", "司法", "", "无", "", "", ""],
    [6, "某市供电公司", "", "公用事业", "", "", "", "", ""],
    [7, "某市第一医院", "", "二级单位", "环保局", "", "", "", ""],
    [8, "赞阳街道办事处", "", "街道", "", "", "", "", ""],
]
PEOPLE = [Person(id="wang", name="王某")]


def as_csv(rows: list[list[str | int]], delimiter: str = ",") -> str:
    return "\r\n".join(delimiter.join(str(cell) for cell in row) for row in rows) + "\r\n"


def as_xlsx(rows: list[list[str | int]]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.title = "说明"  # type: ignore[union-attr]
    sheet = workbook.create_sheet("单位")
    for row in rows:
        sheet.append(row)
    body = io.BytesIO()
    workbook.save(body)
    return body.getvalue()


def as_web_page(rows: list[list[str | int]]) -> str:
    """As office programs write an .xls: cells left open, the title across all columns, layout in a
    table round it.
    """
    title, *others = rows
    cells = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in others)
    return f"<html><body><table><tr><td><table><tr><td colspan=9>{title[0]}</td></tr>{cells}</table></table></body></html>"


FORMS = {
    "web page": as_web_page(ROWS).encode(),
    "GBK web page": ('<meta charset="gb2312">' + as_web_page(ROWS)).encode("gbk"),
    "UTF-8 csv": as_csv(ROWS).encode(),
    "UTF-8 csv with its mark": as_csv(ROWS).encode("utf-8-sig"),
    "GBK csv": as_csv(ROWS).encode("gbk"),
    "Unicode text from Excel": as_csv(ROWS, "\t").encode("utf-16"),
    "semicolons": as_csv(ROWS[1:], ";").encode("gb18030"),
    "xlsx, second sheet": as_xlsx(ROWS),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_table_is_read_in_every_form(form: str) -> None:
    table = read_units_table(FORMS[form], "单位表", people=PEOPLE)
    assert not table.problems
    units = {draft["id"]: Unit.model_validate(draft) for draft in table.drafts}
    assert [unit.name for unit in units.values()] == [row[1] for row in ROWS[2:]]
    kinds = [
        "government",
        "department",
        "township",
        "vertical",
        "judicial",
        "public_enterprise",
        "second_level",
        "township",
    ]
    assert [unit.kind for unit in units.values()] == kinds
    assert list(units) == [f"u{number:03d}" for number in range(1, 9)]
    bureau = units["u002"]
    assert (bureau.short, bureau.parent, bureau.responsible) == ("环保局", "u001", ["wang"])
    assert [(name.name, name.former) for name in bureau.names] == [("某市环境保护局", True)]
    assert [(site.kind, site.url) for site in bureau.sites] == [
        ("portal_channel", "http://www.example.gov.cn/hbj/")
    ]
    assert [(site.kind, site.url) for site in units["u001"].sites] == [
        ("own", "https://www.example.gov.cn/")
    ]
    assert units["u007"].parent == "u002"


def test_what_was_guessed_or_left_out_is_said() -> None:
    notes = "\n".join(
        note.zh for note in read_units_table(FORMS["GBK csv"], "单位表.csv", people=PEOPLE).notes
    )
    assert "u001 至 u008" in notes and "备注" in notes and "序号" not in notes
    assert "第 4 行：网址没有写 http://" in notes and "按门户栏目处理" in notes
    assert "某市人民法院填的是没有网站" in notes


def test_none_is_a_blank_only_when_somebody_confirmed_it() -> None:
    rows = "名称,类别,网址,核实人,核实日期\n甲局,部门,无,信息科,2026年3月5日\n乙局,部门,无,,\n丙局,部门,,信息科,2026/3/5\n"
    units = [
        Unit.model_validate(draft) for draft in read_units_table(rows.encode(), "t.csv").drafts
    ]
    assert units[0].no_own_site is not None and units[0].no_own_site.on.isoformat() == "2026-03-05"
    assert [unit.no_own_site for unit in units[1:]] == [None, None], "an empty cell is not a blank"
    assert not units[0].no_own_site.no_portal_channel, "of the portal nobody spoke"


def test_that_the_portal_has_no_place_of_it_either_is_a_word_of_its_own() -> None:
    heads = "名称,类别,网址,核实人,核实日期,无门户栏目\n"
    rows = "甲局,部门,无,信息科,2026年3月5日,是\n乙局,部门,无,信息科,2026年3月5日,\n"
    drafts = read_units_table((heads + rows).encode(), "t.csv").drafts
    blanks = [Unit.model_validate(draft).no_own_site for draft in drafts]
    assert [blank and blank.no_portal_channel for blank in blanks] == [True, False]
    table = read_units_table((heads + rows.replace("是", "也许")).encode(), "t.csv")
    assert [problem.key for problem in table.problems] == ["无门户栏目"]


def test_ids_come_from_their_column_or_from_the_unit_on_file_or_are_made() -> None:
    on_file = [
        Unit(id="u001", name="甲局", kind="department"),
        Unit(id="yi", name="乙局", kind="department"),
    ]
    rows = "名称,类别\n乙局,部门\n丙局,部门\n甲局,部门\n丁局,部门\n"
    assert [
        draft["id"] for draft in read_units_table(rows.encode(), "t.csv", on_file=on_file).drafts
    ] == ["yi", "u002", "u001", "u003"]
    rows = "编号,名称,类别\n7,甲局,部门\nYi,乙局,部门\n"
    assert [draft["id"] for draft in read_units_table(rows.encode(), "t.csv").drafts] == [
        "u007",
        "yi",
    ]


BAD_ROWS = {
    "no name": (",部门,,,,", "t.csv:3 单位名称", "缺少单位名称"),
    "no kind": ("乙局,,,,,", "t.csv:3 类别", "部门"),
    "unknown kind": ("乙局,什么,,,,", "t.csv:3 类别", "什么"),
    "unknown superior": ("乙局,部门,丙局,,,", "t.csv:3 上级", "丙局"),
    "its own superior": ("乙局,部门,乙局,,,yi", "t.csv:3 上级", "yi → yi"),
    "a name of two superiors": ("乙局,部门,同名,,,yi", "t.csv:3 上级", "不止一个单位"),
    "unknown person": ("乙局,部门,,,老李,", "t.csv:3 责任人", "[[people]]"),
    "no address": ("乙局,部门,,ftp://x/,,", "t.csv:3 网址", "http://"),
    "full-width address": ("乙局,部门,,http：//b.example.gov.cn/,,", "t.csv:3 网址", "https://"),
    "name twice": ("甲局,部门,,,,", "t.csv:3 单位名称", "第 2 行"),
    "id in Chinese": ("乙局,部门,,,,乙局", "t.csv:3 编号", "小写英文字母"),
    "id twice": ("乙局,部门,,,,jia", "t.csv:3 编号", "第 2 行"),
    "id that climbs out": ("乙局,部门,,,,../../x", "t.csv:3 编号", "小写英文字母"),
    "invisible character in a name": ("乙\u200b局,部门,,,,", "t.csv:3 单位名称", "看不见"),
}


@pytest.mark.parametrize("case", BAD_ROWS)
def test_a_bad_row_is_refused_with_its_number_column_and_repair(case: str) -> None:
    row, place, words = BAD_ROWS[case]
    body = f"单位名称,类别,上级,网址,责任人,编号\n甲局,部门,,,,jia\n{row}\n".encode("gb18030")
    twins = [Unit(id=f"t{n}", name=f"丁{n}局", short="同名", kind="department") for n in (1, 2)]
    (problem,) = read_units_table(body, "t.csv", on_file=twins).problems
    said = problem.text()
    assert said.zh.startswith(f"{place}：") and words in said.zh
    assert said.en.startswith(f"{place}: ") and " — " in said.en


def test_a_superior_is_named_by_any_of_its_names_or_its_id() -> None:
    bureau = Unit(
        id="gongan",
        name="岚水县公安局",
        short="公安局",
        kind="department",
        names=[DatedName(name="岚水县公安处", former=True)],
    )
    words = ("gongan", "岚水县公安局", "公安局", "岚水县公安处")
    rows = "".join(f"派出所{n},二级单位,{word}\n" for n, word in enumerate(words))
    read = read_units_table(f"单位名称,类别,主管单位\n{rows}".encode(), "t.csv", on_file=[bureau])
    assert [draft["parent"] for draft in read.drafts] == ["gongan"] * 4


def test_a_circle_is_refused_once_at_its_first_row_with_those_on_file() -> None:
    on_file = [Unit(id="bing", name="丙局", kind="department", parent="jia")]
    rows = "jia,甲局,部门,乙局\nyi,乙局,部门,丙局\nding,丁所,二级单位,甲局\n"
    body = f"编号,单位名称,类别,上级单位\n{rows}".encode()
    (problem,) = read_units_table(body, "t.csv", on_file=on_file).problems
    assert problem.text().zh == (
        "t.csv:2 上级单位：上下级关系成了一圈：jia → yi → bing → jia — 请改正其中一行的上级单位"
    )
    assert "the superiors form a circle: jia → yi → bing → jia" in problem.text().en


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "表头"),
        ("单位名称,类别\n".encode(), "没有单位"),
        ("甲,乙\n1,2\n".encode(), "单位名称"),
        (b"PK\x03\x04 not really a workbook", ".xlsx"),
        (b"\xd0\xcf\x11\xe0 nor this", ".xlsx"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ".xlsx"),
        (as_xlsx([["标题"], ["x", "y"]]), "表头"),
    ],
)
def test_what_is_no_table_of_units_is_refused(body: bytes, words: str) -> None:
    (problem,) = read_units_table(body, "t").problems
    assert words in problem.text().zh


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_all_rows_are_written_and_valid_together(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        {
            "office.toml": OFFICE + '[[people]]\nid = "wang"\nname = "王某"\n',
            "units/README.md": "kept",
        },
    )
    written = write_units(folder, read_units_table(FORMS["GBK csv"], "t.csv", people=PEOPLE).drafts)
    assert len(written.added) == 8 and not written.kept
    assert len(load(folder).units) == 9
    assert (folder / "units/README.md").read_text() == "kept"
    assert sorted(path.name for path in folder.iterdir()) == ["office.toml", "units"], (
        "nothing temporary is left"
    )


def test_nothing_is_applied_when_the_folder_would_not_be_valid_with_the_new_units(
    tmp_path: Path,
) -> None:
    folder = write_folder(tmp_path, {})
    before = contents(folder)
    rows = "名称,类别,网址\n甲局,部门,http://jia.example.gov.cn/\n乙局,部门,http://czj.example.gov.cn/\n"
    with pytest.raises(ConfigRefused) as caught:
        write_units(folder, read_units_table(rows.encode(), "t.csv").drafts)
    assert (
        "units/u002.toml" in caught.value.words.zh
        and "units/caizheng.toml" in caught.value.words.zh
    )
    assert contents(folder) == before


def test_existing_units_are_left_alone_unless_asked(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {})
    before = contents(folder)
    rows = "编号,名称,简称,类别\ncaizheng,某市财政局,财政局,部门\n"
    drafts = read_units_table(rows.encode(), "t.csv").drafts
    assert write_units(folder, drafts).kept == ("caizheng",)
    assert contents(folder) == before
    assert write_units(folder, drafts, replace=True).replaced == ("caizheng",)
    assert load(folder).units[0].short == "财政局"


def test_replacing_keeps_comments_and_what_the_table_does_not_speak_of(tmp_path: Path) -> None:
    by_hand = UNIT.replace('kind = "department"', 'kind = "department"  # 经编办核定') + (
        'needs_browser = true\n\n[[exemptions]]  # 主任批准\nrule = "stale_channel"\nreason = "改版"\nby = "主任"\nuntil = 2027-01-01\n'
    )
    folder = write_folder(tmp_path, {"units/caizheng.toml": by_hand})
    rows = "编号,名称,简称,类别,网址\ncaizheng,某市财政局,财政局,部门,http://czj.example.gov.cn/ http://new.example.gov.cn/\n"
    write_units(folder, read_units_table(rows.encode(), "t.csv").drafts, replace=True)
    text = (folder / "units/caizheng.toml").read_text()
    assert "# 经编办核定" in text and "# 主任批准" in text
    unit = load(folder).units[0]
    assert unit.short == "财政局" and unit.exemptions[0].reason == "改版"
    assert [(site.url, site.needs_browser) for site in unit.sites] == [
        ("http://czj.example.gov.cn/", True),
        ("http://new.example.gov.cn/", False),
    ]


def test_a_cell_over_several_rows_of_a_web_page_stands_in_each() -> None:
    body = b"<table><tr><td rowspan=2>a<td>b<tr><td colspan=x>c<tr><td>d</table><p>no table</p>"
    assert web_tables(body) == [[["a", "b"], ["a", "c"], ["d"]]]


def test_only_what_changed_counts_as_changed(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {})
    rows = "编号,名称,简称,类别\ncaizheng,某市财政局,财政局,部门\nu002,甲局,甲,部门\n"
    drafts = read_units_table(rows.encode(), "t.csv").drafts
    first = write_units(folder, drafts, replace=True)
    assert (first.added, first.replaced, first.kept) == (("u002",), ("caizheng",), ())
    again = write_units(folder, drafts, replace=True)
    assert (again.added, again.replaced, again.kept) == ((), (), ("caizheng", "u002"))


def test_a_unit_on_file_keeps_its_id_however_its_name_is_spread_out() -> None:
    on_file = [Unit(id="cz", name="某县财政局", kind="department")]
    rows = "名称,类别\n某县财 政 局,部门\n"
    (draft,) = read_units_table(rows.encode(), "t.csv", on_file=on_file).drafts
    assert (draft["id"], draft["name"]) == ("cz", "某县财政局")
