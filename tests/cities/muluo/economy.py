"""发展改革局: pages by form post, a new site at the same address from 20 March. 财政局: lists out of
scripts, papers as files only.
"""

from datetime import date

from tests.cities.city import Answer
from tests.cities.luoyan.base import Channel, Item
from tests.cities.luoyan.money import (
    account,
    cells,
    document,
    prose_pages,
    spending,
    table_page,
    workbook,
)
from tests.cities.muluo.shapes import Markup, Scripted, Templated
from tests.cities.muluo.words import about, notices, stories, text

D = date
_FGJ = "沐洛彝族自治县发展和改革局"

_FORMS = Markup(
    frame="""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8" /><title>{title} {site}</title></head>
<body><form method="post" action="" id="form1"><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUK{state}ZGQ=" /><input type="hidden" name="__EVENTTARGET" value="" />
<table width="1000" align="center"><tr><td class="mn">{menu}</td></tr><tr><td>{today} 您是第 <span id="lblCount">{counter}</span> 位访客</td></tr>
<tr><td>{inner}</td></tr><tr><td class="cr">Copyright &copy; {site} 标识码{code} 技术支持：某某科技</td></tr></table></form></body></html>""",
    row='<tr><td width="20"><img src="/images/dot.gif" alt="" /></td><td><a id="GridView1_ctl{n:02d}_hl" title="{title}" href="{url}">{title}</a></td><td align="right"><span id="GridView1_ctl{n:02d}_lblDate">{day}</span></td></tr>',
    rows='<table id="GridView1" cellspacing="0" rules="rows" border="0"><tr><th colspan="3">{name}</th></tr>{rows}</table>',
    article='<div id="divTitle">{title}</div><div id="divInfo">添加时间：{day} 10:20:31 添加人：admin 浏览：<script src="/hit.ashx"></script></div><div id="divContent">{body}</div>',
    list_at="/List.aspx?cid={no}",
    more_at="/List.aspx?cid={no}&page={page}",
    item_at="/NewsShow.aspx?ID={id}",
    menu='<a href="{url}" class="m">{name}</a>&nbsp;',
    pager="<div id='AspNetPager1'>页次：{page}/{pages} <a href=\"javascript:__doPostBack('AspNetPager1','{pages}')\">尾页</a> <a href=\"javascript:__doPostBack('AspNetPager1','2')\">下页</a></div>",
    days=lambda day, night: f"{day.year}/{day.month}/{day.day}",
    long_days=lambda day, night: f"{day.year}/{day.month}/{day.day}",
)
_RELAUNCHED = Markup(
    frame="""<!doctype html><html><head><meta charset="utf-8"><meta name="SiteName" content="{site}"><title>{title}-{site}</title></head><body>
<header><strong>{site}</strong><nav>{menu}</nav></header><main>{inner}</main><footer>主办单位：{site} 网站标识码：{code} 访问 {counter}</footer></body></html>""",
    row='<li class="news-item"><div class="news-item__t"><a href="{url}">{title}</a></div><div class="news-item__d">{day}</div></li>',
    rows='<section><h2>{name}</h2><ul class="news">{rows}</ul></section>',
    article='<article><h1>{title}</h1><div class="meta">发布时间：{day}</div>{body}</article>',
    list_at="/c/{key}/list.html",
    more_at="/c/{key}/list_{page}.html",
    item_at="/a/{on:%Y}/{on:%m}/{id}.html",
    pager='<a class="prev" href="{back}">上一页</a><a class="next" href="{on}">下一页</a>',
)
_JW = (
    ("2010401", "行政运行", 0.28), ("2010402", "一般行政管理事务", 0.12), ("2010408", "物价管理", 0.06), ("2010499", "其他发展与改革事务支出", 0.23),
    ("2080505", "机关事业单位基本养老保险缴费支出", 0.06), ("2110301", "大气", 0.13), ("2210201", "住房公积金", 0.12),
)  # fmt: skip
_WHY = "其他发展与改革事务支出主要用于：“十五五”规划纲要编制委托咨询、成品粮油储备轮换保管、成本监审外聘会计师三项工作。"
_CHANNELS = (
    Channel("jwyw", "局务要闻", stories("fgj", ("项目前期", "以工代赈", "粮食储备", "价格监测", "光伏帮扶电站"), D(2025, 10, 4), D(2026, 4, 15), 6), rows=8),
    Channel("gsgg", "公示公告", notices(
        ("2025-12-11", "关于冬谷坝水库除险加固工程初步设计批前公示"), ("2025-11-05", "关于县殡仪馆收费听证会的公告"),
        ("2026-01-19", "关于储备粮竞价销售的公告"), ("2026-03-02", "关于征集信用承诺典型案例的公告"), ("2026-04-08", "关于节能审查意见公示"),
    ), rows=5),
    Channel("fzgh", "发展规划", notices(
        ("2024-12-30", "沐洛彝族自治县国民经济和社会发展第十四个五年规划中期评估报告"), ("2023-06-12", "沐洛彝族自治县“十四五”能源发展规划"), ("2021-11-08", "沐洛彝族自治县“十四五”规划纲要"),
    ), rows=3),
    Channel("jgxx", "价格信息", tuple(
        Item(f"{day.year}年{day.month}月{day.day}日主要副食品零售价格", day, f"<table><tr><td>大米</td><td>{3 + day.day % 3}.10元</td></tr><tr><td>鲜猪肉</td><td>{12 + day.month}.00元</td></tr></table>" + text(f"价格{day}"))
        for day in (D(2025, 11, 28), D(2025, 12, 12), D(2025, 12, 24), D(2026, 1, 7), D(2026, 1, 21), D(2026, 2, 4), D(2026, 2, 25), D(2026, 3, 11), D(2026, 3, 25), D(2026, 4, 8))
    )),
    Channel("yjsxx", "预决算信息", (
        account(_FGJ, 2026, "预算", D(2026, 3, 6), 1_460.2, *_JW, note=_WHY),
        account(_FGJ, 2024, "决算", D(2025, 9, 25), 1_533.1, *_JW, note=_WHY),
        account(_FGJ, 2025, "预算", D(2025, 2, 28), 1_402.7, *_JW, note=_WHY),
    )),
    Channel("gknb", "信息公开年报", (
        Item(f"{_FGJ}2025年度政府信息公开工作报告", D(2026, 1, 29), text("fgjnb25")),
        Item(f"{_FGJ}2024年度政府信息公开工作报告", D(2025, 1, 24), text("fgjnb24")),
    )),
    *about(_FGJ, "本局概况", "公开指南", 6),
)  # fmt: skip
FGJ = Templated(
    "fgj.muluo.example.gov.cn", _FGJ, "5134990012", _CHANNELS, markup=_FORMS, per_page=20
)
FGJ_NEW = Templated(
    "fgj.muluo.example.gov.cn", _FGJ, "5134990012", _CHANNELS, markup=_RELAUNCHED, first_no=700
)


def fgj(target: str, night: date) -> Answer | None:
    return (FGJ_NEW if night >= D(2026, 3, 20) else FGJ).answer(target, night)


_CZJ = "沐洛彝族自治县财政局"
_SCRIPTS = Markup(
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title><script src="/js/list.js"></script></head><body>
<div id="logo">{site}</div><div id="menu"><ul>{menu}</ul></div><div id="wrap">{inner}</div><div id="bottom">版权所有 {site}｜{code}｜<span>{counter}</span>次</div></body></html>""",
    row='<tr><td>{n}</td><td><a href="{url}">{title}</a></td><td>{day}</td></tr>',
    rows="<table class='fj'><caption>{name}</caption><tr><th>序号</th><th>文件名称</th><th>上传日期</th></tr>{rows}</table>",
    article='<h2>{title}</h2><div class="sub">{day}</div><div class="con">{body}</div>',
    list_at="/col{no}/list.jsp",
    item_at="/art/{on:%Y-%m-%d}/{id}.jsp",
    menu='<li><a href="{url}">{name}</a></li>',
    days=lambda day, night: f"{day.year}年{day.month:02d}月{day.day:02d}日",
)
_ROWS = (
    ("2010601", "行政运行", 0.27), ("2010602", "一般行政管理事务", 0.10), ("2010607", "信息化建设", 0.09), ("2010650", "事业运行", 0.15),
    ("2010699", "其他财政事务支出", 0.31), ("2210201", "住房公积金", 0.08),
)  # fmt: skip
_COUNTY = (
    ("2010301", "行政运行", 0.14), ("2050202", "小学教育", 0.26), ("2080505", "机关事业单位基本养老保险缴费支出", 0.17), ("2100201", "综合医院", 0.13),
    ("2130505", "生产发展", 0.27), ("2299999", "其他支出", 0.01), ("2210201", "住房公积金", 0.02),
)  # fmt: skip
_FILES = {
    "/files/2025bmys.pdf": document(
        table_page(cells("2025年部门支出总表", spending(2_205.0, *_ROWS))),
        [(70, 780, "其他财政事务支出主要用于其他财政事务方面的支出。")],
    ),
    "/files/2024bmjs.xlsx": workbook(
        ("支出决算表", cells("2024年度支出决算表", spending(2_340.0, *_ROWS))),
        ("说明", [["其他财政事务支出725.40万元，主要用于乡镇国库集中支付网络租赁、非税票据印制和投资评审中介服务。", "", ""]]),
    ),
    "/files/2026zfys.xlsx": workbook(
        ("一般公共预算支出表", cells("2026年一般公共预算支出表", spending(218_300.0, *_COUNTY))),
    ),
    "/files/2025zfys.xlsx": workbook(
        ("一般公共预算支出表", cells("2025年一般公共预算支出表", spending(209_100.0, *_COUNTY))),
    ),
    "/files/2024zfjs.xlsx": workbook(
        ("一般公共预算支出决算表", cells("2024年一般公共预算支出决算表", spending(211_730.0, *_COUNTY))),
    ),
    "/files/gk2024.pdf": prose_pages(
        "沐洛彝族自治县财政局2024年度政府信息公开年度报告",
        "2024年主动公开信息一百四十条，收到依申请公开三件，均按期答复，无行政复议和行政诉讼。",
    ),
    "/files/2026bg.pdf": prose_pages(
        "关于沐洛彝族自治县2025年预算执行情况和2026年预算草案的报告",
        "2025年，全县一般公共预算收入完成预算的一百零二点一，支出完成预算的九十六点四。",
        "2026年预算安排坚持过紧日子，保基本民生、保工资、保运转，三公经费只减不增。",
    ),
    "/files/gk2025.ofd": b"PK\x03\x04" + b"\x14\x00\x00\x00\x08\x00" + bytes(range(256)) * 8,
}  # fmt: skip
CZJ = Scripted(
    "czj.muluo.example.gov.cn", _CZJ, "5134990015",
    (
        Channel("czdt", "财政工作", stories("czj", ("国库集中支付", "惠农补贴一卡通", "政府采购监管", "债务化解"), D(2025, 10, 8), D(2026, 4, 14), 7), rows=6),
        Channel("zcfg", "财税法规", notices(("2025-06-04", "沐洛彝族自治县县级财政专项资金管理办法"), ("2025-03-13", "沐洛彝族自治县差旅费管理办法"), ("2024-10-09", "沐洛彝族自治县会议费管理办法")), rows=4),
        Channel("tzgg", "通知公告", notices(("2025-11-21", "关于开展会计人员信息采集的通知"), ("2026-01-13", "关于报送部门决算的通知"), ("2026-03-19", "关于非税票据核销的通知")), rows=4),
        Channel("yjs", "财政预决算专栏", (
            Item("沐洛彝族自治县2026年政府预算公开表", D(2026, 2, 12), href="/files/2026zfys.xlsx"),
            Item("关于沐洛彝族自治县2025年预算执行情况和2026年预算草案的报告", D(2026, 2, 12), href="/files/2026bg.pdf"),
            Item("沐洛彝族自治县2024年政府决算公开表", D(2025, 9, 12), href="/files/2024zfjs.xlsx"),
            Item("沐洛彝族自治县2025年政府预算公开表", D(2025, 2, 7), href="/files/2025zfys.xlsx"),
            Item("沐洛彝族自治县财政局2024年度部门决算", D(2025, 9, 22), href="/files/2024bmjs.xlsx"),
            Item("沐洛彝族自治县财政局2025年部门预算", D(2025, 2, 26), href="/files/2025bmys.pdf"),
        ), style="plain", rows=4),
        Channel("gknb", "政府信息公开年报", (
            Item("沐洛彝族自治县财政局2025年度政府信息公开年度报告", D(2026, 1, 28), href="/files/gk2025.ofd"),
            Item("沐洛彝族自治县财政局2024年度政府信息公开年度报告", D(2025, 1, 21), href="/files/gk2024.pdf"),
        ), style="plain"),
        *about(_CZJ, "单位职能", "政府信息公开指南", 7),
    ),
    markup=_SCRIPTS, per_page=60, files=_FILES,
)  # fmt: skip
