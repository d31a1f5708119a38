"""Titles and bodies of what the offices of a county publish: fixed by their seed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

PLACES = ("白鹤镇", "红星镇", "双龙镇", "城关街道", "东河社区", "柳树湾村", "石桥村", "南门社区", "沙坪村")  # fmt: skip

_TITLES = {
    "news": (
        "{short}召开{topic}工作推进会", "{short}到{place}开展{topic}调研", "{place}{topic}现场会召开",
        "{topic}业务培训班在{place}举办", "我县{topic}工作取得新进展", "{short}组织{topic}专项检查",
        "{short}到{place}宣讲{topic}政策", "{place}扎实做好{topic}", "{short}部署{month}月{topic}工作",
        "{topic}走进{place}", "{short}与{place}座谈{topic}",
    ),
    "notice": (
        "关于开展{topic}工作的通知", "关于{place}{topic}有关事项的公告", "关于报送{topic}材料的通知",
        "关于做好{month}月份{topic}工作的通知", "关于举办{topic}培训的通知", "关于征集{topic}意见的公告",
        "关于调整{topic}时间安排的公告",
    ),
    "policy": (
        "关于加强{topic}工作的实施意见", "关于印发《澜水县{topic}管理办法》的通知",
        "澜水县{topic}三年行动方案", "关于印发《澜水县{topic}实施细则》的通知", "关于规范{topic}的若干意见",
    ),
    "interpretation": (
        "《澜水县{topic}管理办法》解读", "《关于加强{topic}工作的实施意见》解读", "一图读懂：{topic}",
        "《澜水县{topic}实施细则》解读", "问答：{topic}怎么办",
    ),
    "other": ("{topic}小知识", "{place}{topic}简报", "{topic}工作掠影", "{topic}典型经验", "{month}月{topic}情况"),
}  # fmt: skip

_OPENINGS = (
    "{written}，{short}围绕{topic}在{place}开展了集中行动，相关股室和所在乡镇的同志一同参加。",
    "为进一步做好{topic}，{short}于{written}召集有关单位进行了研究，并形成了一致意见。",
    "近日，{place}的{topic}按计划推进，{short}派出{n}名工作人员驻点配合。",
    "根据年度工作安排，{short}自{written}起分批开展{topic}，首批覆盖{place}等{n}个点位。",
)
_MIDDLES = (
    "现场共查看资料{n}份，走访群众{m}户，对发现的{k}个具体情况逐一登记，并与当地商定了办理时间。",
    "会议听取了前一阶段的进展汇报，指出目前已完成年度任务的百分之{m}，进度与上年同期相比略有提高。",
    "从数据看，今年以来全县{topic}累计投入资金{m}万元，涉及{n}个村（社区），惠及群众一千余人。",
    "参加人员先后来到{place}和邻近的村组，实地了解{topic}的做法，并就下一步的衔接进行了讨论。",
    "针对季节特点，工作人员调整了作业时间，早晚各安排{k}个班次，确保不影响周边居民的正常生活。",
    "{place}有关负责同志介绍，通过网格走访、入户登记和集中座谈，群众对{topic}的知晓率明显上升。",
    "培训采取集中授课和现场演示相结合的方式，内容包括台账填写、数据核对和常见情形的处理，共{n}课时。",
)
_ENDINGS = (
    "下一步，{short}将继续抓好{topic}，按月通报进度，年底前完成全部任务。",
    "有关材料请于{k}个工作日内报送{short}办公室，电子版同时发送至工作邮箱。",
    "后续安排将根据天气和施工条件适时调整，并在本网站发布。",
    "本通知自发布之日起执行，此前安排与本通知不一致的，以本通知为准。",
)


@dataclass(frozen=True, slots=True)
class Item:
    """`day` is what the page claims, `up` the day on which it was put there. `weekly`: from the
    second week it claims every week the day so many days before that week's Monday. `href`: it
    stands on another page.
    """

    id: int
    title: str
    day: date
    body: str
    up: date
    gone: date = date.max
    is_pinned: bool = False
    weekly: int = 0
    href: str = ""

    def claimed(self, night: date) -> date:
        monday = night - timedelta(night.weekday())
        if self.weekly and monday > date(2026, 3, 2):
            return monday - timedelta(self.weekly)
        return self.day


@dataclass(slots=True)
class Writer:
    """Writes for one office; no title twice, ids in the order of writing."""

    short: str
    topics: tuple[str, ...]
    next_id: int
    _used: set[str] = field(default_factory=set)

    def write(self, kind: str, first: date, last: date, step: tuple[int, int]) -> tuple[Item, ...]:
        """Items of a kind, from `first` on, `step` days apart, the last not after `last`."""
        rng = Random(f"{self.short}{kind}{first}")
        return tuple(self._item(kind, day, rng) for day in _days(first, last, step, rng))

    def one(self, title: str, day: date, body: str = "", up: date | None = None) -> Item:
        rng = Random(f"{self.short}{title}")
        topic = rng.choice(self.topics)
        self._used.add(title)
        self.next_id += 1
        text = body or self._body(topic, day, rng)
        return Item(self.next_id, title, day, text, up or day)

    def _item(self, kind: str, day: date, rng: Random) -> Item:
        for _ in range(500):
            topic = rng.choice(self.topics)
            title = rng.choice(_TITLES[kind]).format(
                short=self.short, topic=topic, place=rng.choice(PLACES), month=day.month
            )
            if title not in self._used:
                break
        else:
            title = f"{title}（{day.month}月{day.day}日）"
        self._used.add(title)
        self.next_id += 1
        return Item(self.next_id, title, day, self._body(topic, day, rng), day)

    def _body(self, topic: str, day: date, rng: Random) -> str:
        before = day - timedelta(rng.randint(1, 3))
        sentences = [
            rng.choice(_OPENINGS),
            *rng.sample(_MIDDLES, rng.randint(3, 5)),
            rng.choice(_ENDINGS),
        ]
        return "".join(
            "<p>　　{}</p>".format(
                sentence.format(
                    short=self.short,
                    topic=topic,
                    place=rng.choice(PLACES),
                    written=f"{before.month}月{before.day}日",
                    n=rng.randint(3, 28),
                    m=rng.randint(31, 96),
                    k=rng.randint(2, 9),
                )
            )
            for sentence in sentences
        )


def pinned(item: Item) -> Item:
    return replace(item, is_pinned=True)


def _days(first: date, last: date, step: tuple[int, int], rng: Random) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(rng.randint(*step))


_WAGES = (("30101", "基本工资", 26), ("30102", "津贴补贴", 19), ("30103", "奖金", 8),
          ("30108", "机关事业单位基本养老保险缴费", 7), ("30113", "住房公积金", 6))  # fmt: skip
_GOODS = (("30201", "办公费", 5), ("30202", "印刷费", 2), ("30205", "水费", 1), ("30206", "电费", 2),
          ("30207", "邮电费", 1), ("30211", "差旅费", 3), ("30213", "维修（护）费", 6),
          ("30226", "劳务费", 7), ("30231", "公务用车运行维护费", 3),
          ("30239", "其他交通费用", 4))  # fmt: skip


def spending(name: str, paper: str, total: int, other: int, reason: str = "") -> str:
    """Body of a budget: `total` and `other` (30299) in hundredths of 万元."""
    weights = [w for *_, w in (*_WAGES, *_GOODS)]
    left = total - other
    amounts = [left * w // sum(weights) for w in weights]
    amounts[0] += left - sum(amounts)
    wages = list(zip(_WAGES, amounts[: len(_WAGES)], strict=True))
    goods = list(zip(_GOODS, amounts[len(_WAGES) :], strict=True))
    rows = [("301", "工资福利支出", sum(a for _, a in wages))]
    rows += [(code, label, a) for (code, label, _), a in wages]
    rows += [("302", "商品和服务支出", sum(a for _, a in goods) + other)]
    rows += [(code, label, a) for (code, label, _), a in goods]
    rows += [("30299", "其他商品和服务支出", other)]
    cells = "".join(
        f"<tr><td>{c}</td><td>{label}</td><td align='right'>{a / 100:,.2f}</td></tr>"
        for c, label, a in rows
    )
    return (
        f"<p>　　一、部门概况</p><p>　　{name}为一级预算单位，纳入{paper}编制范围的有机关本级和所属事业单位。</p>"
        f"<p>　　二、收支情况</p><p>　　{paper}支出合计{total / 100:,.2f}万元，全部为一般公共预算基本支出。{reason}</p>"
        f"<p>　　三、“三公”经费</p><p>　　公务用车运行维护费按规定标准安排，未安排因公出国（境）费和公务用车购置费。</p>"
        f"<p align='center'>{paper}一般公共预算基本支出表</p><p align='right'>单位：万元</p>"
        "<table border='1' cellspacing='0'><tr><th>科目编码</th><th>科目名称</th><th>金额</th></tr>"
        f"{cells}<tr><td></td><td>合计</td><td align='right'>{total / 100:,.2f}</td></tr></table>"
    )
