"""What stands in offices' tables of units, and what is said about it: headings, cell words,
complaints, notes.
"""

from config.words import Words

# A column by any of these headings (brackets, blanks and stars set aside).
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("单位名称", "名称", "全称", "单位全称", "单位", "机构名称", "部门名称", "name"),
    "id": ("编号", "单位编号", "id", "单位代码", "英文编号", "拼音"),
    "short": ("简称", "单位简称", "short"),
    "kind": ("类别", "单位类别", "类型", "单位类型", "性质", "单位性质", "kind"),
    "parent": ("上级", "上级单位", "主管部门", "主管单位", "parent"),
    "url": ("网址", "网站地址", "网站网址", "网站", "首页网址", "url", "website"),
    "site_kind": ("网站类型", "网站类别", "网站性质", "公开渠道"),
    "former": ("曾用名", "原名", "原名称", "former"),
    "responsible": ("责任人", "责任领导", "责任人员", "responsible"),
    "law_enforcing": ("行政执法", "执法部门", "是否执法", "是否行政执法部门", "law_enforcing"),
    "blank_by": ("核实人", "确认人", "无网站核实人"),
    "blank_on": ("核实日期", "确认日期", "核实时间", "确认时间"),
}
NOT_READ = ("序号", "no", "no.", "#")  # counts rows, says nothing
SITE_KINDS = {
    "own": ("own", "自有", "自有网站", "独立网站", "自建", "自建网站", "独立"),
    "subsite": ("subsite", "子站", "门户子站", "子网站", "二级网站"),
    "portal_channel": ("portal_channel", "栏目", "门户栏目", "门户网站栏目", "专栏", "公开栏目"),
}
NONE_WORDS = ("无", "没有", "暂无", "未开通", "未建", "无网站", "-", "--", "—", "/", "none")
YES_WORDS, NO_WORDS = (
    ("是", "有", "y", "yes", "true", "1", "√"),
    ("", "否", "无", "n", "no", "false", "0", "×"),
)

# What is wrong and how to repair it; where it stands alone, the repair is a list made on the spot.
NO_HEADINGS = (
    Words("前十行里没有找到表头", "no headings were found in the first ten rows"),
    Words(
        "表头至少要有“单位名称”和“类别”两列",
        "there must be at least a column of names (单位名称) and one of kinds (类别)",
    ),
)
NO_ROWS = (
    Words("表头之下没有单位", "there is no unit below the headings"),
    Words("每个单位填一行", "write one row a unit"),
)
NO_NAME = (
    Words("缺少单位名称", "the unit's name is missing"),
    Words("请补填，或删去整行", "fill it in, or delete the row"),
)
NO_KIND = Words("缺少单位类别", "the unit's kind is missing")
UNKNOWN_KIND = Words("不认识的单位类别“{value}”", "unknown kind of unit {value}")
UNKNOWN_PARENT = (
    Words(
        "表中和已有单位中都没有上级单位“{value}”",
        "the superior {value} is neither in the table nor on file",
    ),
    Words(
        "请写上级单位的全称、简称或编号，或为它补一行",
        "write its full name, short name or id, or add a row for it",
    ),
)
UNKNOWN_PERSON = (
    Words("office.toml 里没有责任人“{value}”", "office.toml has no person {value}"),
    Words(
        "请先在 office.toml 补写 [[people]]，或留空",
        "add [[people]] to office.toml first, or leave the cell empty",
    ),
)
UNKNOWN_SITE_KIND = Words("不认识的网站类型“{value}”", "unknown kind of site {value}")
NOT_YES_NO = Words("“{value}”不是“是”或“否”", "{value} is neither yes nor no")
NO_DAY = Words("“{value}”不是日期", "{value} is not a day")
REPEATED = Words("“{value}”与第 {row} 行重复", "{value} stands already in row {row}")
REPEATED_REPAIR = Words(
    "请删去一行，或改写以示区别", "delete one of the two rows, or tell them apart"
)

IDS_MADE = Words(
    "表中没有英文编号，已为 {n} 个单位编号 {first} 至 {last}；编号会用作文件名并一直沿用，以后再导入按名称对应",
    "{n} units without an ASCII id were called {first} to {last}; ids are file names and stay, later imports match by name",
)
SCHEME_ADDED = Words(
    "第 {row} 行：网址没有写 http:// 或 https://，按 {url} 处理",
    "row {row}: the address named no scheme and was taken for {url}",
)
TAKEN_FOR_CHANNEL = Words(
    "第 {row} 行：{url} 与其他单位同在一个网站，按门户栏目处理；若是子站请加“网站类型”一列",
    "row {row}: {url} shares its host with other units and was taken for a channel on a portal; add a column 网站类型 where it is a sub-site",
)
NOT_CONFIRMED = Words(
    "第 {row} 行：{name}填的是没有网站，但没有“核实人”和“核实日期”，暂不认定为空白",
    "row {row}: {name} is said to have no site, but not by whom (核实人) and when (核实日期) this was found; it is not taken for a confirmed blank",
)
NOT_IMPORTED = Words("未导入的列：{columns}", "columns not read: {columns}")
