"""Titles and texts of the entries of 罗雁."""

from datetime import date, timedelta

from tests.cities.luoyan.base import Item, number

_PLACES = (
    "雁门镇", "石河镇", "城关镇", "柳坝乡", "青杠镇", "白马乡", "双桥镇", "高坪乡", "龙泉镇", "东岭乡",
    "县产业园", "西山林场",
)  # fmt: skip
_SAYINGS = (
    "到{p}调研{t}工作", "召开{t}工作推进会", "{p}扎实开展{t}", "组织干部到{p}督导{t}",
    "{t}现场会在{p}召开",
)  # fmt: skip
_MIDDLES = (
    "一行先后走进村组和项目现场，听取情况介绍，与群众面对面交流，逐项核对台账，对发现的薄弱环节当场提出改进意见。",
    "会上通报了近期进展，三个股室作了交流发言，与会人员就人员力量、时间节点和资金衔接进行了讨论。",
    "工作人员分成五个小组，挨家挨户宣讲，发放明白纸，现场解答提问，并登记了群众提出的意见建议。",
    "活动历时两天，覆盖十一个行政村，累计走访农户和企业一百余户，收集问题三十一条，已全部明确专人跟进。",
    "现场查看了施工进度、材料堆放和安全设施，对照计划表逐条检查，要求进度滞后的标段增加机械和人手。",
)
_ENDS = (
    "下一步将建立周调度机制，把责任落实到岗到人，确保年内各项任务按期完成。",
    "据了解，这项工作自年初启动以来已完成年度计划的过半，后续将分批验收。",
    "大家表示，要把好做法固化下来，推动面上工作再上一个台阶。",
    "相关经验将在全县范围内交流，存在的困难由县里统筹研究解决。",
)


def body(title: str, by: str) -> str:
    """Three paragraphs that no other title has."""
    n = number(title + by, 10**6)
    lead = f"近日，{title}。{by}负责同志和相关股室人员参加，{_PLACES[n % 12]}有关干部陪同。"
    middle = _MIDDLES[n % 5] + f"据统计，共涉及{n % 83 + 12}个点位、{n % 407 + 60}户群众。"
    return f"<p>　　{lead}</p><p>　　{middle}</p><p>　　{_ENDS[n % 4]}（{by}供稿）</p>"


def news(by: str, topics: tuple[str, ...], first: date, last: date, step: int) -> tuple[Item, ...]:
    """Entries at this distance, give or take a day."""
    told: list[Item] = []
    day, i = first, number(by, 12)
    while day <= last:
        saying = _SAYINGS[i % 5].format(p=_PLACES[i % 12], t=topics[i % len(topics)])
        title = f"{by}{saying}" if not saying.startswith(_PLACES[i % 12]) else saying
        if any(item.title == title for item in told):
            title = f"{title}（第{len(told)}期）"
        told.append(Item(title, day, body(title, by)))
        day += timedelta(days=step + i % 2)
        i += 1
    return tuple(told)


def papers(by: str, *told: tuple[str, date], mark: str = "") -> tuple[Item, ...]:
    """Notices and papers by title and day."""
    made = []
    for n, (title, on) in enumerate(told):
        number_ = f"{mark}〔{on.year}〕{number(title, 60) + 1}号" if mark else ""
        made.append(Item(title, on, paper(title, by, number_, n), mark=number_))
    return tuple(made)


def paper(title: str, by: str, mark: str = "", n: int = 0) -> str:
    k = number(title, 10**5)
    return (
        (f"<p align='center'>{mark}</p>" if mark else "")
        + f"<p>各乡镇人民政府，县级有关单位：</p><p>　　现就“{title}”有关事项通知如下。</p>"
        f"<p>　　一、{_MIDDLES[(k + n) % 5]}</p><p>　　二、各单位要确定一名联络员，"
        f"于{k % 20 + 5}个工作日内将名单和进展报送至{by}办公室（{k % 9 + 1}楼{k % 30 + 401}室）。</p>"
        f"<p>　　三、{_ENDS[k % 4]}</p><p align='right'>{by}</p>"
    )


def letter(title: str, on: date, asked: str, told: str) -> Item:
    """An answered letter."""
    answered = on - timedelta(days=4)
    text = (
        f"<p>来信时间：{answered:%Y-%m-%d}　来信人：王*</p><p>来信内容：{asked}</p>"
        f"<p>答复单位：信箱办理组　答复时间：{on:%Y-%m-%d}</p><p>答复内容：您好！{told}感谢您的监督。</p>"
    )
    return Item(title, on, text)
