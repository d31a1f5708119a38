"""Titles and texts of the entries of 沐洛."""

from collections.abc import Iterable
from datetime import date, timedelta

from tests.cities.luoyan.base import Channel, Item, number

_WHERE = (
    "大溪镇", "石莲镇", "黑石乡", "尼曲乡", "阿依河片区", "县城新区", "瓦吉乡", "马厂坪", "工业集中区", "冬谷坝",
)  # fmt: skip
_HOW = (
    "{t}工作专班赴{w}现场办公", "{w}：{t}按下“快进键”", "我县{t}工作再部署", "{w}{t}见闻",
    "全县{t}推进会召开", "一线观察｜{w}的{t}账本", "{t}：从“有没有”到“好不好”",
)  # fmt: skip
_PARTS = (
    "冬日的{w}寒意渐浓，院坝里却热气腾腾。村民吉克阿加正同邻居核对登记表，“往年要跑三趟，今年在村口就办好了”。",
    "会议听取了前一阶段情况汇报，分析当前存在的短板，研究解决跨部门协调的六个具体事项，明确完成时间。",
    "在现场，技术人员逐段检查，边看边记，对两处不合格的地方要求当日返工，并留下影像资料备查。",
    "数据显示，截至上月底，相关指标完成{a}%，比上年同期提高{b}个百分点，惠及{c}户群众。",
    "双语宣讲队用彝汉两种语言讲解，老人听得懂、记得住，三天走完七个村民小组。",
    "参加人员围绕资金、土地、用工三个方面提出建议{b}条，会后形成清单逐项销号。",
)


def text(title: str) -> str:
    """Paragraphs that no other title has."""
    n = number("muluo" + title, 10**8)
    told = [
        _PARTS[(n + k * (1 + n % 5)) % 6].format(
            w=_WHERE[(n + k) % 10], a=40 + (n + k) % 57, b=2 + (n // 7 + k) % 9, c=30 + n % 940
        )
        for k in range(4)
    ]
    lead = f"　　{title}。日前，相关工作有了新的进展，记者从现场了解到具体情况如下。"
    return "".join(f"<p>{part}</p>" for part in (lead, *(f"　　{each}" for each in told)))


def stories(
    key: str, topics: Iterable[str], first: date, last: date, step: int, rest: tuple[date, date] = (date(2026, 2, 14), date(2026, 2, 23)),
) -> tuple[Item, ...]:  # fmt: skip
    """Entries every `step` days, none within the holidays `rest`."""
    topics = tuple(topics)
    told: list[Item] = []
    day, i = first, number(key, 70)
    while day <= last:
        if not rest[0] < day < rest[1]:
            title = _HOW[i % 7].format(t=topics[i % len(topics)], w=_WHERE[(i * 3 + len(key)) % 10])
            if any(item.title == title for item in told):
                title += f"（{day.month}月{day.day}日）"
            told.append(Item(title, day, text(key + title)))
        day += timedelta(days=step)
        i += 1
    return tuple(told)


def notice(title: str, on: date, *more: str, **others: object) -> Item:
    """An entry whose text is a notice."""
    n = number(title, 10**6)
    body = (
        f"<p>各乡镇人民政府，县级各部门：</p><p>　　为做好有关工作，现将“{title}”的有关要求通知如下：</p>"
        f"<p>　　（一）请于{n % 25 + 3}个工作日内把情况报送至{n % 6 + 2}楼{n % 40 + 201}室，联系电话0888-{6200000 + n % 9999}。</p>"
        f"<p>　　（二）{_PARTS[n % 6].format(w=_WHERE[n % 10], a=n % 60 + 31, b=n % 8 + 2, c=n % 900 + 20)}</p>"
        + "".join(f"<p>　　{each}</p>" for each in more)
    )
    return Item(title, on, body, **others)  # type: ignore[arg-type]


def notices(*told: tuple[str, str]) -> tuple[Item, ...]:
    """Entries by day (ISO) and title."""
    return tuple(notice(title, date.fromisoformat(on)) for on, title in told)


def about(unit: str, name: str, guide: str, floor: int) -> tuple[Channel, ...]:
    """What the unit is there for and how to ask for what it holds, under names of its own."""
    phone = f"0888-62{floor:02d}"
    told = (
        f"<h3>{unit}</h3><p>主要职责：贯彻执行国家有关法律法规和方针政策，拟订本领域规划并组织实施，承担本行业监督管理工作，"
        "完成县委、县政府交办的其他任务。内设机构：办公室、政策法规股、综合业务股、规划财务股。</p>"
        f"<p>办公地址：沐洛县政务服务中心{floor}楼；办公时间：工作日8:30-12:00，14:00-17:30；联系电话：{phone}11。"
        "负责人：吉胡史布，党组书记、局长，主持全面工作。</p>"
    )
    how = (
        f"<h3>{unit}信息公开指南</h3><p>公开机构：{unit}办公室；地址：沐洛县政务服务中心{floor}楼；时间：工作日8:30-17:30；"
        f"电话：{phone}12；传真：{phone}13；电子邮箱：gk{floor}@muluo.example.gov.cn。</p>"
        "<p>申请公开的，可填写申请表，当面、邮寄或通过电子邮件提交，自收到之日起20个工作日内答复。对答复不服的，"
        "可以依法申请行政复议或者提起行政诉讼。</p>"
    )
    made = [Channel("jgzn", name, text=told)]
    if guide:
        made += [
            Channel("gkzn", guide, text=how),
            Channel("gkml", "公开目录", to="http://www.muluo.example.gov.cn/bmxz/dw.shtml"),
        ]
    return tuple(made)
