"""交通运输局: on record at home, read on the province's platform. 生态环境局: moved to another domain.
住房和城乡建设局: days only in addresses, links that lead nowhere.
"""

from datetime import date

from tests.cities.city import Answer
from tests.cities.luoyan.base import Channel, Item, moved
from tests.cities.luoyan.money import account
from tests.cities.muluo.shapes import Markup, Templated, text_page
from tests.cities.muluo.words import about, notice, notices, stories, text

D = date
PLATFORM = "zwgk.nanzhou.example.gov.cn"
_ROWS = (
    ("2140101", "行政运行", 0.21), ("2140106", "公路养护", 0.44), ("2140199", "其他公路水路运输支出", 0.04), ("2080505", "机关事业单位基本养老保险缴费支出", 0.12), ("2210201", "住房公积金", 0.19),
)  # fmt: skip
_PLATFORM = Markup(
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="南洲省政府信息公开平台"><title>{title}-南洲省政府信息公开平台</title></head>
<body><div class="p-head">南洲省政府信息公开平台 <b>{site}</b></div><div class="p-left"><ul class="tree">{menu}</ul></div><div class="p-right">{inner}</div><div class="p-foot">南洲省人民政府办公厅主办 标识码5100000001</div></body></html>""",
    row='<tr><td class="ix">N{n:03d}</td><td><a href="{url}" title="{title}">{title}</a><div class="box"><b>名称：</b>{title}<b>发文日期：</b>{day}<b>发布日期：</b>{day}</div></td><td class="fb">{day}</td></tr>',
    rows='<table class="gkml"><thead><tr><td>索引号</td><td>名称（{name}）</td><td>发布日期</td></tr></thead>{rows}</table>',
    article='<table class="idx"><tr><td>名称：{title}</td><td>发布日期：{day}</td><td>文号：无</td></tr></table><h2>{title}</h2><div class="zw">{body}</div>',
    list_at="/{key}/list.shtml",
    more_at="/{key}/list_{page}.shtml",
    item_at="/{key}/{on:%Y-%m}/{on:%d}/content_{id}.shtml",
    menu='<li><a href="{url}"><img src="/plus.gif">{name}</a></li>',
)
JTYS = Templated(
    PLATFORM, "沐洛彝族自治县交通运输局", "0",
    (
        Channel("gzdt", "基层动态", stories("jtys", ("农村客运", "通村路硬化", "冬季保畅", "超限治理"), D(2025, 10, 20), D(2026, 4, 15), 6), rows=8),
        Channel("gsgg", "公示公告", notices(("2025-08-20", "关于道路客运班线经营许可的公示"), ("2025-07-15", "关于省道封闭施工的公告"), ("2025-04-02", "关于出租汽车资格考试的公告")), rows=4),
        Channel("yjs", "预算／决算", (account("沐洛彝族自治县交通运输局", 2026, "预算", D(2026, 3, 4), 6_020.0, *_ROWS), account("沐洛彝族自治县交通运输局", 2024, "决算", D(2025, 9, 28), 6_310.0, *_ROWS), account("沐洛彝族自治县交通运输局", 2025, "预算", D(2025, 2, 25), 5_980.0, *_ROWS))),
        Channel("nb", "政府信息公开年度报告", (Item("沐洛彝族自治县交通运输局2025年度政府信息公开工作年度报告", D(2026, 1, 26), text("jtysnb")), Item("沐洛彝族自治县交通运输局2024年度政府信息公开工作年度报告", D(2025, 1, 24), text("jtysnb24")))),
        *about("沐洛彝族自治县交通运输局", "机构职能", "政府信息公开指南", 9),
    ),
    markup=_PLATFORM, prefix="/muluo/jtysj", first_no=400,
)  # fmt: skip


def jtys_old(target: str, night: date) -> Answer | None:
    return moved(f"http://{PLATFORM}/muluo/jtysj/")


def platform(target: str, night: date) -> Answer | None:
    if target == "/":
        return text_page(
            "<h1>南洲省政府信息公开平台</h1><p>按市县检索</p>", title="南洲省政府信息公开平台"
        )
    return JTYS.answer(target, night)


_GREEN = Markup(
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{site}--{title}</title></head><body><div class="green">{site}</div><p>{menu}</p>
{inner}<div class="ft">{site}主办 {code} {today}</div></body></html>""",
    row='<li><span>[{day}]</span><a href="{url}">{title}</a></li>',
    rows='<div class="lb"><b>{name}</b><ul>{rows}</ul></div>',
    article="<h2>{title}</h2><p class='i'>日期：{day}　字体：[大 中 小]</p><div>{body}</div>",
    list_at="/{key}/",
    more_at="/{key}/index_{page}.html",
    item_at="/{key}/{on:%Y%m%d}_{id}.html",
    menu='<a href="{url}">{name}</a> | ',
    pager='<p><a href="{on}">下一页</a></p>',
    days=lambda day, night: f"{day:%m-%d}",
    long_days=lambda day, night: f"{day.year}-{day.month}-{day.day}",
)
HBJ_HOST, STHJ_HOST = "hbj.muluo.example.gov.cn", "mlsthj.nanzhou.example.gov.cn"
HBJ = Templated(
    HBJ_HOST, "南洲省阿嘎州沐洛生态环境局", "5134990030",
    (
        Channel("gzdt", "工作动态", stories("hbj", ("饮用水源地巡查", "秸秆禁烧", "尾矿库排查", "噪声整治"), D(2025, 10, 3), D(2026, 4, 15), 5), rows=9),
        Channel("hpgs", "环评公示", (*notices(("2025-12-10", "关于瓦吉砂石加工项目环评文件受理公示"), ("2026-01-16", "关于冬谷坝污水处理站环评拟批准公示"), ("2026-03-13", "关于马厂坪加油站环评受理公示")), notice("关于花椒加工厂环评受理公示", D(2025, 12, 16), down=D(2026, 1, 5))), rows=4),
        Channel("hjzl", "环境质量", notices(("2025-12-05", "2025年11月空气质量状况"), ("2026-01-06", "2025年12月空气质量状况"), ("2026-02-05", "2026年1月空气质量状况"), ("2026-03-05", "2026年2月空气质量状况"), ("2026-04-03", "2026年3月空气质量状况"))),
    ),
    markup=_GREEN, first_no=60,
)  # fmt: skip
STHJ = Templated(STHJ_HOST, HBJ.name, HBJ.code, HBJ.channels, markup=_GREEN, first_no=60)


def hbj_old(target: str, night: date) -> Answer | None:
    if night >= D(2026, 4, 1):
        return Answer(is_silent=True)
    if night < D(2026, 2, 1):
        return HBJ.answer(target, night)
    if target != "/":
        return None
    return text_page(
        "<h2>网站迁移公告</h2><p>根据全省政府网站集约化工作要求，南洲省阿嘎州沐洛生态环境局网站自2026年2月1日起迁移至新域名："
        f'<a href="http://{STHJ_HOST}/">http://{STHJ_HOST}/</a>，原域名将于2026年3月31日停止使用，敬请留意。</p><p>2026年1月30日</p>',
        title="网站迁移公告",
    )


_BARE = Markup(
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{site}</title><meta name="ColumnName" content="{title}"></head><body><div class="w">
<div class="banner" style="background:url(/i/b.png)">{site}</div><div class="nv">{menu}</div>{inner}<div class="b">{site} {code} 点击量：{counter}</div></div></body></html>""",
    row='<li><a href="{url}" title="{title}">{title}</a></li>',
    rows='<div class="ls"><h3>{name}</h3><ol>{rows}</ol></div>',
    article='<div class="con"><h3>{title}</h3><!-- {day} --><div class="text">{body}</div></div>',
    list_at="/{key}/list.html",
    more_at="/{key}/list{page}.html",
    item_at="/{key}/{on:%Y}/{on:%m%d}/{id}.html",
    menu='<span><a href="{url}">{name}</a></span>',
    pager='<div><a href="{back}">前页</a><a href="{on}">后页</a></div>',
)
_ZJJ = "沐洛彝族自治县住房和城乡建设局"
_ZROWS = (
    ("2120101", "行政运行", 0.24), ("2120106", "工程建设管理", 0.20), ("2120199", "其他城乡社区管理事务支出", 0.06), ("2210106", "公共租赁住房", 0.28), ("2210201", "住房公积金", 0.22),
)  # fmt: skip


class Dead(Templated):
    """Links that lead nowhere; and in March the lists stand upside down."""

    def order(self, channel: Channel, shown: list[Item]) -> list[Item]:
        newest = max((item.on for item in shown), default=D(2026, 1, 1))
        return shown[::-1] if channel.key == "bzf" and newest.month == 3 else shown

    def home(self, night: date) -> str:
        links = "".join(
            f'<a href="/old/{n}.html">{name}</a> '
            for n, name in enumerate(
                ("资质查询", "公积金查询", "房产交易网", "物业维修基金", "招投标监督")
            )
        )
        return (
            super()
            .home(night)
            .replace('<div class="b">', f'<div class="fast">常用服务：{links}</div><div class="b">')
        )


ZJJ = Dead(
    "zjj.muluo.example.gov.cn", _ZJJ, "5134990044",
    (
        Channel("zjyw", "住建要闻", stories("zjj", ("老旧小区改造", "农房抗震", "燃气安全", "工地扬尘"), D(2025, 10, 1), D(2026, 4, 15), 5), rows=9),
        Channel("gsgg", "公示公告", (*notices(("2025-08-28", "关于物业服务企业信用评定的公告"), ("2025-08-11", "关于商品房预售许可的公告"), ("2025-05-20", "关于建筑业企业资质的公告")),), rows=4),
        Channel("bzf", "住房保障", (
            notice("2025年第四批公租房保障对象名单公示", D(2025, 12, 18), "公示期：2025年12月18日至2026年1月2日。", down=D(2026, 1, 20)),
            notice("2026年第一批公租房保障对象名单公示", D(2026, 1, 27), "公示期：2026年1月27日至2月10日。", down=D(2026, 3, 1)),
            notice("2026年公租房租赁补贴发放情况", D(2026, 3, 31)), notice("2025年公租房年度审核通告", D(2025, 11, 12)),
        ), rows=3),
        Channel("yjs", "部门预决算", (account(_ZJJ, 2026, "预算", D(2026, 3, 9), 3_160.0, *_ZROWS), account(_ZJJ, 2024, "决算", D(2025, 9, 29), 3_333.0, *_ZROWS), account(_ZJJ, 2025, "预算", D(2025, 2, 28), 3_090.0, *_ZROWS))),
        Channel("nb", "公开年报", (Item(f"{_ZJJ}2025年度政府信息公开年报", D(2026, 2, 6), text("zjjnb")), Item(f"{_ZJJ}2024年度政府信息公开年报", D(2025, 1, 26), text("zjjnb24")))),
        *about(_ZJJ, "关于我局", "信息公开指南", 11),
    ),
    markup=_BARE, first_no=900,
)  # fmt: skip
