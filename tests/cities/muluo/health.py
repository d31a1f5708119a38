"""卫生健康局: ASP in GBK, tables, everything by onclick, http only. Its centre for disease control stands
on the same host. 县人民医院 has a site of its own.
"""

from datetime import date

from tests.cities.luoyan.base import Channel, Item
from tests.cities.luoyan.money import account
from tests.cities.muluo.shapes import Markup, Templated, joined
from tests.cities.muluo.words import about, notice, notices, stories, text

D = date
_HOST = "wjj.muluo.example.gov.cn"
_WJJ = "沐洛彝族自治县卫生健康局"
_OLD = Markup(
    frame="""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{title}-{site}</title>
<script language="javascript">function go(u){{window.location.href=u;}} function op(u){{window.open(u,'_blank','width=900');}}</script></head>
<body topmargin=0 bgcolor=#ffffff><table width=980 border=0 align=center cellpadding=0><tr><td><img src=images/banner.gif width=980 height=160></td></tr>
<tr><td><table width=100% bgcolor=#0a5><tr>{menu}</tr></table></td></tr><tr><td><marquee scrollamount=3>热烈欢迎各级领导莅临指导！{today}</marquee></td></tr>
<tr><td>{inner}</td></tr><tr><td align=center><font size=2>{site} 版权所有 {foot}<br>编号{code} 您是第<font color=red>{counter}</font>位访问者</font></td></tr></table></body></html>""",
    row="<tr><td height=24>・<a href=\"#\" onclick=\"op('{url}');return false;\">{title}</a></td><td width=90><font color=#999999>{day}</font></td></tr>",
    rows="<table width=98%><tr><td colspan=2><b>{name}</b></td></tr>{rows}</table>",
    article="<table width=96% align=center><tr><td align=center><font size=4><b>{title}</b></font></td></tr><tr><td align=center>作者：办公室　加入时间：{day}　点击：<script src=hits.asp></script></td></tr><tr><td>{body}</td></tr></table>",
    list_at="/class.asp?bid={no}",
    more_at="/class.asp?bid={no}&page={page}",
    item_at="/show.asp?bid={no}&id={id}",
    menu="<td style=\"cursor:hand\" onclick=\"go('{url}')\" align=center><font color=white>{name}</font></td>",
    pager="<table width=98%><tr><td>第{page}页/共{pages}页 <a href=\"javascript:go('{back}')\">上一页</a> <a href=\"javascript:go('{on}')\">下一页</a></td></tr></table>",
    days=lambda day, night: f"{day.year}.{day.month}.{day.day}",
    long_days=lambda day, night: f"{day.year}-{day.month}-{day.day} 8:31:00",
)  # fmt: skip
_ROWS = (
    ("2100101", "行政运行", 0.22), ("2100408", "基本公共卫生服务", 0.36), ("2100717", "计划生育服务", 0.18),
    ("2109999", "其他卫生健康支出", 0.03), ("2080505", "机关事业单位基本养老保险缴费支出", 0.09), ("2210201", "住房公积金", 0.12),
)  # fmt: skip
WJJ = Templated(
    _HOST, _WJJ, "5134990021",
    (
        Channel("wsdt", "卫生动态", (*stories("wjj", ("基层卫生", "艾防攻坚", "家庭医生签约", "乡村医生培训"), D(2025, 11, 1), D(2026, 2, 13), 5),
                notice("春节值守：医务人员坚守岗位", D(2026, 2, 24)), notice("全县卫生健康工作会召开", D(2026, 3, 23)), notice("义诊走进阿依河片区", D(2026, 4, 1)), notice("疫苗接种宣传周启动", D(2026, 4, 10))), rows=8),
        Channel("tztg", "通知通告", notices(("2025-12-04", "关于医师定期考核的通知"), ("2026-01-15", "关于护士延续注册的通告"), ("2026-03-05", "关于公布民营医疗机构校验结果的通告"), ("2025-10-22", "关于乡村医生资格审核的通知"), ("2026-03-30", "关于职业病防治宣传周的通知")), rows=5),
        Channel("yqxx", "疫情信息", tuple(Item(f"沐洛彝族自治县{day.year}年{m}月法定传染病疫情概况", day, text(f"yq{day}")) for day, m in ((D(2025, 11, 12), 10), (D(2025, 12, 11), 11), (D(2026, 1, 12), 12), (D(2026, 2, 10), 1), (D(2026, 3, 11), 2), (D(2026, 4, 10), 3)))),
        Channel("fgk", "政策法规库", notices(("2025-10-28", "沐洛彝族自治县艾滋病防治工作办法"), ("2025-05-16", "关于规范诊所备案管理的通知"), ("2024-12-02", "关于加强医疗废物管理的通知"))),
        Channel("yzgl", "药政管理", text="<table width=98%><tr><td>对不起，暂无信息！</td></tr></table>"),
        Channel("czxx", "财务公开", (account(_WJJ, 2026, "预算", D(2026, 3, 9), 3_960.0, *_ROWS), account(_WJJ, 2024, "决算", D(2025, 9, 27), 4_102.5, *_ROWS), account(_WJJ, 2025, "预算", D(2025, 2, 27), 3_870.0, *_ROWS))),
        Channel("nb", "公开年报", (Item("沐洛彝族自治县卫生健康局2025年政府信息公开工作年度报告", D(2026, 1, 30), text("wjjnb")), Item("沐洛彝族自治县卫生健康局2024年政府信息公开工作年度报告", D(2025, 1, 20), text("wjjnb24")))),
        Channel("jgjj", "机构简介", text="<p>县卫生健康局内设办公室、医政股、疾控股、基层股、规财股。地址：沐洛县北街45号，电话0888-6203345，工作时间：工作日8:30至17:30。局长：曲木拉且，主持全面工作；副局长：周文华，分管医政；副局长：海来五果，分管疾控和基层。</p>"),
        *about(_WJJ, "职能介绍", "信息公开指南", 8),
    ),
    markup=_OLD, charset="gbk", first_no=200, foot='<a href="#" onclick="go(\'/cdc/\')">县疾控中心</a>',
)  # fmt: skip
_CDC = Markup(
    frame="<html><head><meta charset=gbk><title>{title}</title></head><body><center><b>{site}</b> {menu}</center><hr>{inner}<hr><center>{today}</center></body></html>",
    row='<p><a href="{url}">{title}</a>&nbsp;[{day}]</p>',
    rows="<h4>{name}</h4>{rows}",
    article="<h3>{title}</h3><p>发布日期：{day}</p>{body}",
    list_at="/list{no}.asp",
    item_at="/v.asp?id={id}",
    menu='[<a href="{url}">{name}</a>]',
)
CDC = Templated(
    _HOST, "沐洛彝族自治县疾病预防控制中心", "0",
    (
        Channel("zxdt", "中心动态", stories("cdc", ("碘缺乏病监测", "结核病筛查", "水质监测"), D(2025, 10, 12), D(2026, 4, 15), 6), rows=8),
        Channel("jkts", "健康提示", notices(("2025-12-22", "冬季一氧化碳中毒防范"), ("2026-02-11", "春节健康提示"), ("2026-04-03", "清明踏青防蜱虫")), rows=4),
    ),
    markup=_CDC, per_page=60, charset="gbk", prefix="/cdc", first_no=8000,
)  # fmt: skip
wjj = joined(CDC, WJJ)

_CARDS = Markup(
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_{site}</title></head><body><div class="topbar">急诊电话：0888-6203120</div>
<div class="nav">{menu}</div>{inner}<div class="footer">{site} 地址：县城新区健康路 今日就诊 {code} 号</div></body></html>""",
    row='<div class="card"><a href="{url}"><h5>{title}</h5></a><p class="time"><i class="icon"></i>{day}</p></div>',
    rows='<div class="cards"><div class="hd">{name}</div>{rows}</div>',
    article='<h1 class="at">{title}</h1><p>时间：{day}</p><div>{body}</div>',
    list_at="/news/{key}.html",
    item_at="/news/detail-{id}.html",
    days=lambda day, night: f"{day.month:02d}月{day.day:02d}日 {day.year}",
)
YY = Templated(
    "www.mlxrmyy.example.cn", "沐洛彝族自治县人民医院", "0",
    (
        Channel("yydt", "医院动态", stories("yy", ("胸痛中心建设", "双语导诊", "日间手术", "医联体下沉"), D(2025, 10, 2), D(2026, 4, 16), 5), rows=9),
        Channel("gg", "医院公告", notices(("2025-12-20", "关于设备采购询价的公告"), ("2026-02-12", "春节门诊安排"), ("2026-03-25", "招聘编外护理人员公告")), rows=4),
        Channel("jsgk", "医疗服务价格", text="<h3>医疗服务价格公示</h3><table><tr><th>项目</th><th>单位</th><th>价格（元）</th></tr><tr><td>普通门诊诊查费</td><td>次</td><td>9</td></tr><tr><td>二级护理</td><td>日</td><td>16</td></tr><tr><td>静脉采血</td><td>次</td><td>4</td></tr></table><p>以上价格执行省医疗保障局现行文件，欢迎监督，投诉电话0888-6203315。</p>" + text("价格公示")),
    ),
    markup=_CARDS, per_page=60, first_no=40,
)  # fmt: skip
