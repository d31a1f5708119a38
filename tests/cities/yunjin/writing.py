"""What the offices of 云津 write: news, notices, papers, accounts, the standing pages of a bureau."""

from collections.abc import Iterator
from datetime import date, timedelta
from zlib import crc32

from tests.cities.yunjin.base import Column, Entry

_WHERE = (
    "云河街道", "白沙镇", "青石桥社区", "渡口村", "滨江片区", "城北工业园", "柳林铺村", "东湖社区",
    "老码头街区", "石板滩村", "大堰村",
)  # fmt: skip
_DID = (
    "{w}现场推进{t}", "{t}专题会召开", "{t}走进{w}", "调研组赴{w}了解{t}情况", "{t}本月任务完成过半",
    "{w}{t}经验做法受到好评", "我区部署下一阶段{t}",
)  # fmt: skip
_SAID = (
    "会议听取了前一阶段进展，逐项研究了尚未落实的事项，明确了完成时限和牵头人员。",
    "大家边走边看，就群众反映集中的停车、排水和照明问题当场商定办法。",
    "工作组把材料送到门口，逐户讲解政策，收回意见表一百余份，已分类转办。",
    "检查发现隐患九处，七处当场改正，两处限期整改并安排复查。",
    "参训人员分组实操，老师逐一点评，结业测试合格率百分之九十六。",
)


def prose(title: str, by: str) -> str:
    """Paragraphs of which no two titles have the same."""
    n = crc32(f"{by}{title}".encode())
    return (
        f"<p>　　{title}。{by}有关负责同志及{_WHERE[n % 11]}工作人员{n % 37 + 8}人到场。</p>"
        f"<p>　　{_SAID[n % 5]}{_SAID[n // 7 % 5]}</p><p>　　全年计划安排{n % 61 + 9}项，"
        f"目前完成{n % 29 + 3}项，惠及{n % 977 + 120}户居民，其余将按月调度。</p>"
    )


def news(
    by: str, about: tuple[str, ...], first: date, last: date, step: int = 6
) -> Iterator[Entry]:
    """An entry every `step` days, none on the two long holidays."""
    day, n = first, crc32(by.encode()) % 77
    seen: set[str] = set()
    while day <= last:
        topic, where = about[n % len(about)], _WHERE[n % 11]
        title = _DID[n % 7].format(w=where, t=topic)
        title = title if title not in seen else f"{title}（{day.month}月{day.day}日）"
        seen.add(title)
        yield Entry(title, day, prose(title, by))
        day += timedelta(days=step)
        while is_holiday(day):
            day += timedelta(days=1)
        n += 5


def is_holiday(day: date) -> bool:
    return date(2025, 10, 1) <= day <= date(2025, 10, 8) or date(2026, 2, 14) <= day <= date(
        2026, 2, 23
    )


def notices(by: str, *told: tuple[str, date]) -> tuple[Entry, ...]:
    return tuple(Entry(title, on, notice(title, by)) for title, on in told)


def notice(title: str, by: str) -> str:
    n = crc32(title.encode())
    return (
        f"<p>各有关单位：</p><p>　　现将{title.removeprefix('关于')}事项告知如下。</p><p>　　一、{_SAID[n % 5]}</p>"
        f"<p>　　二、请于{n % 9 + 3}个工作日内与{by}联系，电话0799-66{n % 90000 + 10000}。</p>"
        f"<p align='right'>{by}</p>"
    )


def table(head: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    told = "".join(
        "<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in (head, *rows)
    )
    return f'<table border="1" cellspacing="0">{told}</table>'


def account(
    unit: str, year: int, kind: str, on: date, total: float, other: float = 0.02, note: str = ""
) -> Entry:
    """A budget (预算) or final account (决算). `other`: share of 其他支出; `note`: told of it."""
    lines = [
        ("2010301", "行政运行", round(total * 0.5, 2)),
        ("2080505", "机关事业单位基本养老保险缴费支出", round(total * 0.08, 2)),
        ("2210201", "住房公积金", round(total * 0.07, 2)),
        ("2299999", "其他支出", round(total * other, 2)),
    ]
    rest = round(total - sum(amount for *_, amount in lines), 2)
    lines.insert(1, ("2010302", "一般行政管理事务", rest))
    body = (
        f"<p>　　一、{unit}主要职能及机构设置。承担区委、区政府交办的本领域工作，内设机构五个。</p>"
        f"<p>　　二、{year}年收支{kind}总体情况。支出按功能分类编列到项，共{total:.2f}万元。</p>"
        "<p>　　三、机关运行经费主要用于办公、会议、差旅、水电和公务用车维护。</p>"
        "<p>　　四、“三公”经费较上年下降。无因公出国（境）安排。</p>"
        f"<p>　　五、本单位无政府性基金预算安排，相应表格为空表。</p>{note}"
        f"<p align='center'>{year}年一般公共预算支出{'决算' if kind == '决算' else ''}表</p>"
        "<p align='right'>单位：万元</p>"
    )
    body += table(
        ("科目编码", "科目名称", f"{kind}数"),
        ("", "合计", f"{total:.2f}"),
        *((code, name, f"{amount:.2f}") for code, name, amount in lines),
    )
    return Entry(f"{unit}{year}年部门{kind}公开", on, body)


def report(unit: str, year: int, on: date) -> Entry:
    title = f"{unit}{year}年政府信息公开工作年度报告"
    body = (
        f"<p>　　本报告根据《中华人民共和国政府信息公开条例》编制，数据统计期限自{year}年1月1日至12月31日。</p>"
        "<p>　　一、总体情况。</p><p>　　二、主动公开政府信息情况。</p><p>　　三、收到和处理政府信息公开申请情况。"
        "</p><p>　　四、行政复议、行政诉讼情况。</p><p>　　五、存在的主要问题及改进情况。六、其他需要报告的事项：无。</p>"
    )
    return Entry(title, on, body)


def duties(unit: str, short: str) -> Column:
    text = (
        f"<h2>{unit}机构职能</h2><p>主要职责：贯彻执行国家和省有关方针政策和法律法规；拟订本区{short}领域规划并组织实施；"
        "承担区委、区政府交办的其他事项。</p><p>内设机构：办公室、综合业务股、法规监督股、财务股、行政审批股。</p>"
        f"<p>办公地址：云津区滨河路88号{short}楼</p><p>办公时间：工作日上午9:00—12:00，下午1:30—5:00</p>"
        "<p>联系电话：0799-6620011　传真：0799-6620012　邮政编码：421900</p><p>负责人：局长 钟*</p>"
    )
    return Column("jgzn", "机构职能", page=text)


def guide(unit: str) -> Column:
    text = (
        f"<h2>{unit}政府信息公开指南</h2><p>一、公开的主要内容：机构职能、规范性文件、预算决算、行政执法、政府采购等，详见"
        "政府信息公开目录。</p><p>二、获取方式：本网站、区档案馆、政务服务大厅。</p><p>三、依申请公开：受理机构为办公室，"
        "地址云津区滨河路88号，工作时间工作日9:00—17:00，电话0799-6620011，传真0799-6620012，电子邮箱"
        "xxgk@yunjin.example.gov.cn。</p><p>四、监督方式：公民、法人认为未依法履行公开义务的，可以向区政府信息公开主管部门"
        "投诉、举报，也可以依法申请行政复议或者提起行政诉讼。</p>"
    )
    return Column("gkzn", "政府信息公开指南", page=text)


def catalogue(unit: str) -> Column:
    rows = tuple(
        (f"YJ-{n:03}", what, unit, "长期")
        for n, what in enumerate(("机构职能", "政策文件", "预算决算", "政府采购", "年度报告"), 1)
    )
    return Column(
        "gkml",
        "政府信息公开目录",
        page="<h2>政府信息公开目录</h2>" + table(("索引号", "内容", "责任单位", "时限"), *rows),
    )


def letters(by: str, *told: tuple[str, date, date | None]) -> tuple[Entry, ...]:
    """Messages by title, the day each came, the day it was answered."""
    made = []
    for title, came, answered in told:
        text = f"<p>来信人：张**</p><p>来信时间：{came}</p><p>来信内容：您好，请问{title}？</p>" + (
            f"<p>答复单位：{by}</p><p>答复时间：{answered}</p><p>答复内容：您好，经核实，相关事项已安排办理，"
            "具体可到服务窗口查询，感谢您的关注。</p>"
            if answered
            else "<p>办理状态：待回复</p>"
        )
        made.append(Entry(title, answered or came, text))
    return tuple(made)


def handling(*names: str) -> tuple[Entry, ...]:
    """Guides with every element."""
    return tuple(
        Entry(
            f"{name}办事指南",
            date(2025, 3, 18),
            table(
                ("事项名称", name),
                ("设定依据", f"《{name}管理办法》第八条"),
                ("申请条件", "具有完全民事行为能力，经营场所符合规定，材料真实有效"),
                ("办理材料", "申请表一份、身份证明复印件、场所证明复印件"),
                ("办理流程", "申请、受理、审查、决定、送达"),
                ("办理时限", "五个工作日"),
                ("办理地点", "云津区政务服务大厅二楼12号窗口"),
                ("办理时间", "工作日上午9:00—12:00，下午1:30—5:00"),
                ("收费标准", "不收费"),
                ("联系电话", "0799-6621212"),
                ("监督投诉", "0799-12345；不服的可以申请行政复议或者提起行政诉讼"),
            ),
        )
        for name in names
    )
