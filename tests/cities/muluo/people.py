"""民政局: a challenge, maintenance, papers taken back with and without a word. 林业和草原局: closed at
weekends; entries that are dated anew.
"""

from dataclasses import replace
from datetime import date, timedelta

from tests.cities.city import Answer
from tests.cities.luoyan.base import Channel, Item
from tests.cities.luoyan.money import account
from tests.cities.muluo.shapes import Markup, Templated, text_page
from tests.cities.muluo.words import about, notice, notices, stories, text

D = date
_MZJ = "沐洛彝族自治县民政局"
_BLUE = Markup(
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_{site}</title></head><body><div class="h">{site}</div><div class="n">{menu}</div>
<div class="m">{inner}</div><div class="f">{site} {code} {today} 在线 {counter} 人次</div></body></html>""",
    row='<div class="row"><div class="c1">◆</div><div class="c2"><a href="{url}">{title}</a></div><div class="c3">{day}</div></div>',
    rows='<div class="grid"><div class="gh">{name}</div>{rows}</div>',
    article='<h2>{title}</h2><div class="d">编辑日期：{day}</div><div class="t">{body}</div>',
    list_at="/{key}_1.html",
    more_at="/{key}_{page}.html",
    item_at="/detail/{id}.html",
    menu='<a href="{url}"><b>{name}</b></a>',
    days=lambda day, night: f"{day.day:02d}/{day.month:02d}/{day.year}",
    long_days=lambda day, night: f"{day.year}年{day.month}月{day.day}日",
)
_ROWS = (
    ("2080201", "行政运行", 0.16), ("2081901", "城市最低生活保障金支出", 0.20), ("2081902", "农村最低生活保障金支出", 0.42), ("2080299", "其他民政管理事务支出", 0.05), ("2210201", "住房公积金", 0.17),
)  # fmt: skip
_GONE = D(2026, 1, 30)
_TAKEN_BACK = notice("关于2026年高龄津贴申领的通告", D(2026, 1, 12))


class WithWord(Templated):
    """An entry that was taken back says so at its address."""

    def entry(self, channel: Channel, item: Item, night: date) -> str:
        if item.title == _TAKEN_BACK.title and night >= D(2026, 2, 10):
            item = replace(
                item,
                body="<p>　　该通告因表述有误，已于2026年2月9日撤回，更正后的通告另行发布。</p>",
            )
        return super().entry(channel, item, night)

    def rows(self, channel: Channel, shown: list[Item], night: date) -> str:
        if night >= D(2026, 2, 10):
            shown = [item for item in shown if item.title != _TAKEN_BACK.title]
        return super().rows(channel, shown, night)


MZJ = WithWord(
    "mzj.muluo.example.gov.cn", _MZJ, "5134990051",
    (
        Channel("mzxx", "民政信息", stories("mzj", ("临时救助", "养老服务", "殡葬改革", "地名普查", "双拥慰问"), D(2025, 10, 2), D(2026, 4, 15), 5), rows=9),
        Channel("tg", "通告", (
            _TAKEN_BACK, notice("关于2026年高龄津贴申领的通告（更正）", D(2026, 2, 10)), *notices(("2025-12-02", "关于社会组织年检的通告"), ("2025-11-07", "关于行政区划代码变更的通告"), ("2026-03-24", "关于清明祭扫预约的通告")),
            notice("2026年1月城乡低保拟保障对象名单公示", D(2026, 1, 14), "公示时间七天，有异议请反映。", down=D(2026, 2, 5)),
        ), rows=5),
        Channel("zcwj", "民政政策", (
            notice("沐洛彝族自治县殡葬服务收费管理办法", D(2025, 11, 14), down=_GONE), notice("关于提高城乡低保标准的通知", D(2025, 10, 30)),
            notice("关于规范临时救助备用金的通知", D(2025, 12, 12)), notice("关于加强流浪乞讨人员救助的通知", D(2026, 3, 3)),
        ), rows=4),
        Channel("zjxx", "资金信息", (account(_MZJ, 2026, "预算", D(2026, 3, 3), 9_870.0, *_ROWS), account(_MZJ, 2024, "决算", D(2025, 9, 23), 9_912.0, *_ROWS), account(_MZJ, 2025, "预算", D(2025, 2, 24), 9_644.0, *_ROWS))),
        Channel("nb", "年度报告", (Item(f"{_MZJ}2025年政府信息公开工作年度报告", D(2026, 1, 23), text("mzjnb")), Item(f"{_MZJ}2024年政府信息公开工作年度报告", D(2025, 1, 23), text("mzjnb24")))),
        *about(_MZJ, "机构信息", "依申请公开", 12),
    ),
    markup=_BLUE, first_no=5100,
)  # fmt: skip


def mzj(target: str, night: date) -> Answer | None:
    if night in (D(2026, 1, 24), D(2026, 3, 12)):
        return Answer(
            "<html><head><script>var _$ts={};document.cookie='acw_sc__v2=6a;path=/';location.reload();</script></head><body></body></html>",
            202 if night.month == 1 else 521,
            {"content-type": "text/html", "server": "CloudWAF"},
        )
    if night == D(2026, 2, 13):
        return text_page(
            "<h1>系统升级维护中</h1><p>本网站于2026年2月12日18时至2月14日8时进行设备检修，暂停访问，给您带来不便敬请谅解。</p>",
            title="维护公告",
        )
    return MZJ.answer(target, night)


_LYJ = "沐洛彝族自治县林业和草原局"
_TREES = Markup(
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} | {site}</title></head><body><header>{site}</header><nav>{menu}</nav>{inner}
<footer>{site} {code}　森林火险等级：{today}　四级　<span class="cnt">{counter}</span></footer></body></html>""",
    row='<div class="li"><div class="dt"><span class="d">{day}</div><div class="tx"><a href="{url}"><p>{title}</p></a></div></div>',
    rows='<div class="lis"><h3>{name}</h3>{rows}</div>',
    article='<div class="ar"><p class="tt">{title}</p><p class="fbt">发布 {day}</p><div class="nr">{body}</div></div>',
    list_at="/channels/{no}.html",
    more_at="/channels/{no}_{page}.html",
    item_at="/contents/{no}/{id}.html",
    menu='<a href="{url}">{name}</a>',
    days=lambda day, night: f'{day.day:02d}</span><span class="ym">{day:%Y.%m}</span>',
    long_days=lambda day, night: f"{day:%Y.%m.%d}",
)
_OLD_NEWS = stories(
    "lyj",
    ("古树名木保护", "松材线虫病监测", "护林员培训", "义务植树"),
    D(2025, 10, 5),
    D(2026, 2, 10),
    6,
)


def _anew(on: date, n: int) -> Item:
    item = _OLD_NEWS[-n - 3]
    return replace(
        item,
        dated=lambda night: night - timedelta(days=n) if night >= D(2026, 2, 26) else item.on,
    )


_LROWS = (
    ("2130201", "行政运行", 0.26), ("2130205", "森林资源培育", 0.25), ("2130234", "林业草原防灾减灾", 0.31), ("2130299", "其他林业和草原支出", 0.02), ("2210201", "住房公积金", 0.16),
)  # fmt: skip
LYJ = Templated(
    "lyj.muluo.example.gov.cn", _LYJ, "5134990063",
    (
        Channel("lydt", "林草动态", (*_OLD_NEWS[:-8], *_OLD_NEWS[-3:], *(_anew(D(2026, 2, 1), n) for n in range(1, 6))), rows=6),
        Channel("tz", "公告通知", notices(("2025-12-09", "关于冬季禁牧的公告"), ("2026-01-20", "关于退耕还林补助兑付的通知"), ("2026-03-10", "关于森林防火戒严的公告"), ("2026-04-14", "关于古树后续资源普查的通知")), rows=4),
        Channel("fg", "林草法规", notices(("2025-07-01", "沐洛彝族自治县古树名木保护办法"), ("2025-04-15", "关于木材经营加工备案的通知"), ("2024-09-18", "沐洛彝族自治县草原防火办法"))),
        Channel("js", "收支公开", (account(_LYJ, 2024, "决算", D(2025, 9, 30), 2_960.0, *_LROWS), account(_LYJ, 2025, "预算", D(2025, 2, 28), 2_744.0, *_LROWS), account(_LYJ, 2026, "预算", D(2026, 3, 9), 2_811.0, *_LROWS))),
        Channel("nb", "公开年报", (Item(f"{_LYJ}2025年政府信息公开工作年度报告", D(2026, 1, 29), text("lyjnb")), Item(f"{_LYJ}2024年政府信息公开工作年度报告", D(2025, 1, 21), text("lyjnb24")))),
        *about(_LYJ, "机构概况", "", 13),
    ),
    markup=_TREES, first_no=310,
)  # fmt: skip


def lyj(target: str, night: date) -> Answer | None:
    if night == D(2026, 1, 24):
        return text_page("<p>周末机房关闭，网站于周一恢复访问。</p>", 503, "暂停服务")
    if night == D(2026, 4, 5):
        return text_page(
            "<p>本网站周六、周日及法定节假日暂停服务，请于工作日访问。</p>", 200, "暂停服务"
        )
    return LYJ.answer(target, night)
