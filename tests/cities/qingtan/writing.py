"""What the units of 青滩 write: titles and texts that no two entries share."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

PLACES = (
    "柳河镇", "白沙镇", "新桥镇", "大石镇", "青石街道", "望江街道", "红枫街道", "双溪村", "石门村",
    "东湾村", "高岭村", "沙湾社区", "桃源社区",
)  # fmt: skip
NAMES = [
    "陈志远",
    "李秀兰",
    "王建军",
    "周晓梅",
    "何立新",
    "吴海涛",
    "赵文斌",
    "刘桂芳",
    "孙大勇",
    "郭明亮",
]

_NEWS = (
    "{u}开展{m}专项检查", "{n}到{p}调研{m}工作", "{u}召开{m}工作推进会", "{p}扎实推进{m}",
    "{m}培训班在{p}举办", "全市{m}现场会在{p}召开", "{u}组织开展{m}宣传活动", "{p}{m}工作取得阶段性成效",
    "{u}党组专题研究{m}", "{n}带队督导{p}{m}工作", "{u}走进{p}宣讲{m}", "{m}纪实：来自{p}的一线见闻",
)  # fmt: skip
_NOTICE = (
    "关于做好{m}工作的通知", "关于开展{m}工作的通告", "关于{m}有关事项的公告", "关于调整{m}工作安排的通知",
    "关于进一步加强{m}的通知", "关于征集{m}意见建议的公告",
)  # fmt: skip
_POLICY = (
    "关于印发《青滩市{m}实施方案》的通知", "青滩市{m}管理办法", "关于推进{m}的若干意见",
    "关于印发《青滩市{m}三年行动计划》的通知",
)  # fmt: skip
_READ = (
    "《青滩市{m}管理办法》政策解读",
    "一图读懂：{m}",
    "关于{m}若干意见的解读",
    "问答：{m}怎么办",
)

_OPEN = (
    "{d}，{u}围绕{m}在{p}开展了为期一天的工作，{n}同志参加。",
    "为把{m}落到实处，{d}，{u}有关股室负责人来到{p}，与当地干部群众面对面交流。",
    "入{s}以来，{u}把{m}作为一项重点任务，在{p}先行试点，{d}组织了第一次集中检查。",
    "{d}上午，全市{m}工作会议在{p}召开，{n}主持会议并讲话，各镇街分管领导参加会议。",
)
_MIDDLE = (
    "在现场，工作人员逐户走访了{k}户群众，查看台账{j}份，对发现的{i}个问题当场提出整改意见。",
    "今年以来，{p}共投入资金{j}万元，完成{m}点位{k}处，群众满意度明显提升。",
    "会议指出，{m}关系群众切身利益，要倒排工期、挂图作战，确保{q}月底前全面完成年度任务。",
    "{n}强调，要坚持问题导向，紧盯薄弱环节，做到底数清、情况明、措施实。",
    "据了解，{p}把{m}与乡村振兴结合起来，组建了{i}支工作队，累计服务群众{k}余人次。",
    "活动期间共发放宣传资料{k}余份，悬挂横幅{i}条，现场解答群众关心的问题{j}个。",
    "截至目前，全市{m}已完成年度计划的{j}%，其中{p}进度居前列。",
    "技术人员采取看现场、查资料、听汇报的方式，重点了解了{m}的进展、存在的困难和下一步打算。",
    "当地村民告诉记者，过去做这件事要跑{i}趟，现在在家门口就能办，前后用不了{j}分钟。",
    "座谈会上，{k}名代表围绕{m}提出建议{i}条，{u}逐条作了记录，并将分类研究答复。",
)
_CLOSE = (
    "下一步，{u}将继续加大力度，把{m}抓细抓实，为全市经济社会发展作出新的贡献。",
    "{u}表示，将以此次工作为契机，总结{p}的做法，在全市范围内推广。",
    "据悉，这项工作将持续到{q}月，届时将组织“回头看”，防止问题反弹。",
)
_ORDER = (
    "各镇人民政府、各街道办事处，各有关单位：",
    "为切实做好{m}，根据上级部署，结合我市实际，现将有关事项通知如下。",
    "一、时间安排。自{d}起，至{q}月底结束，分动员部署、组织实施、总结提升三个阶段进行。",
    "二、工作内容。重点围绕{p}等{i}个镇街，全面梳理{m}的基本情况，建立台账，逐项落实。",
    "三、有关要求。各单位要明确专人负责，于每月{i}日前报送进展情况，联系人：{n}。",
    "特此通知。{u}，{d}。",
)
_RULE = (
    "第一条 为规范{m}，促进相关事业健康发展，根据有关法律法规，结合本市实际，制定本文件。",
    "第二条 本市行政区域内的{m}适用本文件。第三条 {m}应当遵循统筹规划、分步实施、注重实效的原则。",
    "第四条 {u}负责统筹协调，{p}等镇街负责组织落实，年度目标为{k}处，资金安排{j}万元。",
    "第五条 建立月调度、季通报制度，每季度末汇总{m}情况，报市人民政府。",
    "第六条 本文件自{d}起施行，有效期五年。",
)
_TELL = (
    "近日，{u}印发了关于{m}的文件，现就有关内容作如下说明。",
    "一、为什么要制定？近年来全市{m}取得了一定成效，但仍存在底数不清、标准不一等问题，{p}等地反映较多。",
    "二、主要内容是什么？文件共{i}章{j}条，明确了目标、步骤和保障措施，提出到年底完成{k}处。",
    "三、怎样办理？群众可以到所在镇街便民服务中心了解，材料齐全的{i}个工作日内答复。",
    "四、从什么时候开始？自{d}起实施，此前的规定与本文件不一致的，以本文件为准。",
)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry. `on`: the date it bears; `up`: the day it was put up, seen from the next dawn.

    `off`: the night from which its page answers 404; `unlisted`: the night from which it only left
    its list. `link`: it leads elsewhere. `bump`: it is dated anew every week, so many days back.
    `top`: it is pinned above newer ones.
    """

    title: str
    on: date
    body: str
    up: date = date.min
    off: date = date.max
    unlisted: date = date.max
    link: str = ""
    bump: int = 0
    top: bool = False
    id: int = 0

    def is_up(self, night: date) -> bool:
        return (self.up if self.up != date.min else self.on) < night < self.off

    def dated(self, night: date) -> date:
        """What stands beside its title on `night`."""
        if not self.bump:
            return self.on
        monday = night - timedelta(days=(night.weekday() or 7))
        return monday - timedelta(days=self.bump - 1)


class Pen:
    """The words of one unit. Two calls never yield the same title."""

    def __init__(
        self, unit: str, matters: str, places: Sequence[str] = PLACES, seed: str = ""
    ) -> None:
        self.unit = unit
        self._matters = matters.split()
        self._places = places
        self._random = Random(unit + seed)
        self._seen: set[str] = set()

    def news(self, days: Sequence[date]) -> tuple[Item, ...]:
        return self._write(_NEWS, days, _story)

    def notices(self, days: Sequence[date]) -> tuple[Item, ...]:
        return self._write(_NOTICE, days, lambda r: list(_ORDER))

    def policies(self, days: Sequence[date]) -> tuple[Item, ...]:
        return self._write(_POLICY, days, lambda r: list(_RULE))

    def readings(self, days: Sequence[date]) -> tuple[Item, ...]:
        return self._write(_READ, days, lambda r: list(_TELL))

    def item(self, title: str, on: date, body: str = "", **more: object) -> Item:
        """One entry with a title of its own; its text is told of that title where none is given."""
        text = body or self._text(_story(self._random), self._slots(on, title))
        return replace(Item(title, on, text), **more)  # type: ignore[arg-type]

    def _text(self, lines: Iterable[str], slots: dict[str, object]) -> str:
        return paragraphs(line.format(**(slots | self._numbers())) for line in lines)

    def _numbers(self) -> dict[str, object]:
        draw = self._random
        return {"k": draw.randint(40, 480), "j": draw.randint(12, 96), "i": draw.randint(3, 11)}

    def _write(
        self, forms: Sequence[str], days: Sequence[date], shape: Callable[[Random], list[str]]
    ) -> tuple[Item, ...]:
        written = []
        for day in days:
            for _ in range(500):
                slots = self._slots(day, self._random.choice(self._matters))
                title = self._random.choice(forms).format(**slots).replace("管理管理", "管理")
                if title not in self._seen:
                    break
            self._seen.add(title)
            written.append(Item(title, day, self._text(shape(self._random), slots)))
        return tuple(written)

    def _slots(self, day: date, matter: str) -> dict[str, object]:
        draw = self._random
        return {
            "u": self.unit, "m": matter, "p": draw.choice(self._places), "n": draw.choice(NAMES),
            "d": f"{day.month}月{day.day}日", "q": min(12, day.month + draw.randint(1, 3)),
            "s": "春春春夏夏夏秋秋秋冬冬冬"[(day.month + 9) % 12],
        }  # fmt: skip


def _story(draw: Random) -> list[str]:
    return [draw.choice(_OPEN), *draw.sample(_MIDDLE, 4), draw.choice(_CLOSE)]


def paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>　　{line}</p>\n" for line in lines)


def days(first: str, last: str, every: int, shift: int = 0) -> tuple[date, ...]:
    """From `first` to `last`, about every so many days, on working days."""
    at, end, told = date.fromisoformat(first), date.fromisoformat(last), []
    draw = Random(f"{first}{every}{shift}")
    while at <= end:
        worked = at - timedelta(days=max(0, at.weekday() - 4))
        if (worked.month, worked.year) == (10, 2026) and worked.day <= 7:
            worked = date(2026, 9, 30)
        told.append(worked)
        at += timedelta(days=max(1, every + draw.randint(-1, 1)))
    return tuple(sorted(set(told)))


def day(text: str) -> date:
    return date.fromisoformat(text)


def guide(unit: str, has_rights: bool = True) -> str:
    """The unit's guide to information on request."""
    lines = [
        f"{unit}依照《中华人民共和国政府信息公开条例》编制本指南，需要获得本单位政府信息的，可以查阅本指南。",
        "一、主动公开。本单位在门户网站、政务公开栏公开机构概况、文件、规划、预算等信息，每周更新。",
        "二、依申请公开。公民、法人和其他组织可以当面、邮寄或者网上提交申请，本单位自收到之日起20个工作日内答复。",
        "三、监督和救济。认为本单位未依法履行公开义务的，可以拨打监督电话0777-5120011投诉举报，"
        "也可以依法申请行政复议或者提起行政诉讼。",
        "地址：青滩市滨江大道18号，办公时间：工作日8:30至12:00，14:30至17:30。",
    ]
    return paragraphs(lines if has_rights else [lines[0], lines[1], lines[4]])


def duties(unit: str, matters: str) -> str:
    """What the unit is for, and who sits where."""
    rows = "".join(
        f"<tr><td>{n}</td><td>{name}</td><td>{'局长' if n == 1 else '副局长'}</td>"
        f"<td>0777-51200{20 + n}</td></tr>"
        for n, name in enumerate(NAMES[3:7], 1)
    )
    lines = [
        f"主要职责：{unit}贯彻执行党中央、国务院和省委、省政府的方针政策，在市委、市政府领导下开展工作。"
    ]
    lines += [
        f"（{n}）负责全市{m}的组织、协调和指导。" for n, m in enumerate(matters.split()[:7], 1)
    ]
    return (
        paragraphs(lines)
        + "<table border=1><tr><th>序号</th><th>姓名</th><th>职务</th><th>电话</th></tr>"
        + rows
        + "</table>"
    )
