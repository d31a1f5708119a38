"""市场监督管理局: lists in frames, powers with all their sides. 综合行政执法局: powers, fees and penalties
and not a word on what one may do against them.
"""

from datetime import date, timedelta

from tests.cities.luoyan.base import Channel, Item, number
from tests.cities.luoyan.money import account
from tests.cities.muluo.shapes import Framed, Markup, Templated
from tests.cities.muluo.words import about, notices, stories, text

D = date
_SCJ, _ZFJ = "沐洛彝族自治县市场监督管理局", "沐洛彝族自治县综合行政执法局"
_FRAMES = Markup(
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{site}</title></head><body><div id="hd">{site}</div><div id="nv">{menu}</div><div id="mn">{inner}</div><div id="ft">{code} {counter}</div></body></html>""",
    row='<p class="li"><a target="_top" href="{url}">{title}</a><span style="float:right">{day}</span></p>',
    rows='<div class="f"><h4>{name}</h4>{rows}</div>',
    article="<h2>{title}</h2><p>发布时间：{day}　发布机构：办公室</p><div>{body}</div>",
    list_at="/{key}.html",
    item_at="/{key}/{id}.html",
    menu='<a href="{url}">{name}</a>',
)


def _decision(shop: str, on: date, what: str, fine: int, remedy: str) -> Item:
    title = f"{shop}{what}行政处罚决定书"
    body = (
        f"<p>　　当事人：{shop}</p><p>　　经查，当事人{what}，事实清楚，证据确凿。依据《食品安全法》有关规定，决定给予警告，并处罚款{fine}元。</p>"
        f"<p>　　{remedy}</p><p>　　{_PLACES[fine % 5]}　案号{number(title, 900) + 100}</p>"
    )
    return Item(title, on, body)


_PLACES = ("大溪镇正街", "县城北街", "新区农贸市场", "马厂坪", "石莲镇新街")
_REMEDY = "如不服本决定，可以自收到之日起六十日内向沐洛彝族自治县人民政府申请行政复议，或者六个月内依法提起行政诉讼。"
_SHOPS = tuple(
    f"沐洛县{a}{b}" for a in ("阿卓", "惠民", "顺发", "索玛", "老街") for b in ("副食店", "饭店")
)
_DUTIES = (
    "<h3>市场监督管理局责任清单</h3><table><tr><th>序号</th><th>职权名称</th><th>责任事项</th><th>追责情形</th><th>监督电话</th></tr>"
    "<tr><td>1</td><td>食品经营许可</td><td>受理责任：一次性告知补正材料；审查责任；决定责任：法定期限内作出决定</td><td>对符合条件的不予许可的；擅自增设程序的</td><td>0888-6207715</td></tr>"
    "<tr><td>2</td><td>对无照经营的处罚</td><td>立案责任、调查责任、告知责任：告知当事人享有陈述申辩和听证权利</td><td>没有法律依据实施处罚的；未履行告知的</td><td>0888-6207715</td></tr></table>"
)
_SROWS = (
    ("2013801", "行政运行", 0.48), ("2013815", "质量安全监管", 0.16), ("2013816", "食品安全监管", 0.14), ("2013899", "其他市场监督管理事务", 0.04), ("2210201", "住房公积金", 0.18),
)  # fmt: skip
SCJ = Framed(
    "scj.muluo.example.gov.cn", _SCJ, "5134990071",
    (
        Channel("dt", "监管动态", stories("scj", ("校园食堂检查", "计量检定", "药店巡查", "特种设备"), D(2025, 10, 3), D(2026, 4, 15), 6), rows=8),
        Channel("gg", "市场监管公告", notices(("2025-12-15", "2025年第9期食品抽检信息公告"), ("2026-01-22", "2026年第1期食品抽检信息公告"), ("2026-03-18", "2026年第2期食品抽检信息公告")), rows=4),
        Channel("cf", "处罚文书", tuple(_decision(shop, D(2025, 9, 2) + timedelta(days=19 * n), "销售超过保质期的食品", 500 + 300 * n, _REMEDY) for n, shop in enumerate(_SHOPS)), rows=4),
        Channel("qz", "权责清单", text=_DUTIES),
        Channel("ql", "权力运行流程图", text="<p><img src='/i/q1.jpg' alt=''></p><p><img src='/i/q2.jpg' alt=''></p><p><img src='/i/q3.png'></p>"),
        Channel("cz", "财政信息", (account(_SCJ, 2026, "预算", D(2026, 3, 2), 2_466.0, *_SROWS), account(_SCJ, 2024, "决算", D(2025, 9, 26), 2_520.0, *_SROWS), account(_SCJ, 2025, "预算", D(2025, 2, 26), 2_401.0, *_SROWS))),
        *about(_SCJ, "局情简介", "公开指南", 14),
    ),
    markup=_FRAMES, per_page=60, first_no=7000,
)  # fmt: skip

_MONTHS = Markup(
    frame="""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-{site}</title></head><body><div class="zf-top">{site}</div><div class="zf-nav">{menu}</div>
<div class="zf-main">{inner}</div><div class="zf-bot">{site}　{code}　{today}　浏览量{counter}</div></body></html>""",
    row='<li><a href="{url}">{title}</a><time>{day}</time></li>',
    rows='<div class="zf-list"><h3>{name}</h3><ul>{rows}</ul></div>',
    article='<h1>{title}</h1><div class="zf-inf">{day}</div><div class="zf-txt">{body}</div>',
    list_at="/{key}/",
    more_at="/{key}/index-{page}.html",
    item_at="/{key}/{id}.html",
    menu='<a href="{url}">{name}</a>',
    pager='<div class="zf-pg"><a href="{on}">下一页</a></div>',
    days=lambda day, night: f"{day.month}月{day.day}日",
    long_days=lambda day, night: (
        f"{day.year}年{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}"
    ),
)
_POWERS = tuple(
    Item(
        f"行政处罚事项依据：{what}", D(2025, 9, 4) + timedelta(days=n),
        f"<p>　　行政处罚事项名称：对{what}的处罚</p><p>　　实施依据：《城市市容和环境卫生管理条例》第{n + 21}条。处罚种类：警告、罚款。</p>"
        f"<p>　　裁量基准：情节轻微的，处{50 + n * 20}元罚款；情节一般的，处{200 + n * 50}元罚款；情节较重的，处{800 + n * 90}元罚款。</p>",
    )
    for n, what in enumerate(("占道经营", "乱倒垃圾", "擅自张贴广告", "违规夜间施工", "损坏路灯", "运输车辆遗撒", "违法搭建", "饲养家禽影响市容"), 1)
)  # fmt: skip
_FEES = Item(
    "城区占道停车和垃圾处理收费标准",
    D(2025, 10, 16),
    "<p>　　收费项目及收费标准如下：</p><table><tr><th>收费项目</th><th>收费标准</th><th>收费依据</th></tr><tr><td>城镇垃圾处理费</td><td>6元/户·月</td><td>沐发改价〔2024〕31号</td></tr>"
    "<tr><td>城市道路占用费</td><td>0.4元/平方米·天</td><td>沐发改价〔2023〕12号</td></tr></table>",
)
_RROWS = (
    ("2120104", "城管执法", 0.62), ("2120501", "城乡社区环境卫生", 0.22), ("2120199", "其他城乡社区管理事务支出", 0.03), ("2210201", "住房公积金", 0.13),
)  # fmt: skip
ZFJ = Templated(
    "zfj.muluo.example.gov.cn", _ZFJ, "5134990088",
    (
        Channel("zfdt", "执法动态", stories("zfj", ("夜市规范", "广告牌清理", "共享单车摆放", "犬只管理", "雨污井盖排查"), D(2025, 7, 4), D(2026, 4, 15), 4), rows=9),
        Channel("gg", "公示公告", notices(("2025-12-08", "关于城区集中清理僵尸车的公告"), ("2026-01-09", "关于春联摊点设置的公告"), ("2026-03-06", "关于夜间施工审批结果的公告")), rows=4),
        Channel("qd", "执法依据", (*_POWERS, _FEES), rows=5),
        Channel("cf", "案件公开", tuple(_decision(shop, D(2025, 9, 9) + timedelta(days=17 * n), "占道经营", 50 + 20 * n, "罚款缴至县非税专户，逾期每日加处百分之三。") for n, shop in enumerate(_SHOPS)), rows=5),
        Channel("ys", "预算公开", (account(_ZFJ, 2026, "预算", D(2026, 3, 6), 1_890.0, *_RROWS), account(_ZFJ, 2024, "决算", D(2025, 9, 26), 1_920.0, *_RROWS), account(_ZFJ, 2025, "预算", D(2025, 2, 26), 1_835.0, *_RROWS))),
        Channel("nb", "信息公开年报", (Item(f"{_ZFJ}2025年度政府信息公开工作年度报告", D(2026, 1, 22), text("zfjnb")), Item(f"{_ZFJ}2024年度政府信息公开工作年度报告", D(2025, 1, 22), text("zfjnb24")))),
        *about(_ZFJ, "职能配置", "", 15),
    ),
    markup=_MONTHS, first_no=100,
)  # fmt: skip
