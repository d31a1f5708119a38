"""What a unit may charge and punish, and the ways of redress: fee lists and penalties."""

from datetime import date, timedelta

from demo.standards.matters import TruthCase
from demo.standards.plan import LAST
from demo.standards.site import ListLook, SiteChannel, SiteItem
from demo.standards.writing import Pen, paragraphs, table

REMEDY = (
    "如不服本决定，可以自收到本决定书之日起六十日内向{county}人民政府申请行政复议，也可以在六个月内依法向人民法院提起行政诉讼。",
    "救济途径：当事人可在60日内申请行政复议，或于6个月内提起行政诉讼；投诉举报请致电12345。",
    "你（单位）对本处罚不服的，有权依法申请行政复议或者提起行政诉讼，逾期不申请的本决定即发生法律效力。",
)
_FEES = (
    "证照工本费",
    "登记费",
    "考试考务费",
    "占道使用费",
    "资料查询费",
    "检验检测费",
    "培训费",
    "档案复制费",
)


def fees(pen: Pen, case: TruthCase | None, no: int) -> SiteChannel:
    """收费目录 of a charging unit."""
    variant = case.variant if case else "table"
    rng = pen.rng
    name = rng.pick(("收费目录", "行政事业性收费目录", "收费公示", "涉企收费目录清单"))
    if variant == "elsewhere":
        away = f"http://sfml.province-{pen.place.domain}.example/"
        return SiteChannel("sfml", no, name, up="zwgk", away=away)
    if variant == "image":
        return _page(no, name, '<p align="center"><img src="/images/sfml.jpg" width="880"></p>')
    count = int(str(case.facts["items"])) if case else 4
    without = int(str(case.facts["without"])) if case else 0
    bare = set(rng.sample(range(count), without))
    items = [
        (
            fee,
            f"{rng.between(1, 40) * 5}元/{rng.pick(('件', '本', '人次', '份'))}",
            _basis(pen, n in bare),
        )
        for n, fee in enumerate(rng.sample(_FEES, count))
    ]
    opening = f"{pen.unit.short}行政事业性收费项目如下，执行期间如有调整以新公布的为准。"
    if variant.endswith("prose"):
        lines = [
            f"{n}．{fee}：{price}。" + (f"依据：{basis}。" if basis else "")
            for n, (fee, price, basis) in enumerate(items, 1)
        ]
        return _page(no, name, paragraphs(opening, *lines))
    if variant == "no_basis":
        rows = [[str(n), fee, price] for n, (fee, price, _) in enumerate(items, 1)]
        return _page(no, name, paragraphs(opening) + table(["序号", "收费项目", "收费标准"], rows))
    title = rng.pick(("批准文号", "政策依据")) if variant == "synonym" else "收费依据"
    rows = [[str(n), *item] for n, item in enumerate(items, 1)]
    head = ["序号", "收费项目", "收费标准", title]
    return _page(no, name, paragraphs(opening) + table(head, rows))


def _basis(pen: Pen, is_bare: bool) -> str:
    rng = pen.rng
    year, number = rng.between(2008, 2023), rng.between(11, 240)
    told = rng.pick(
        (
            f"省价费〔{year}〕{number}号",
            f"财税〔{year}〕{number}号",
            f"省发改价格〔{year}〕{number}号",
        )
    )
    return "" if is_bare else told


def _page(no: int, name: str, html: str) -> SiteChannel:
    return SiteChannel(
        "sfml", no, name, up="zwgk", look=ListLook.TEXT, text=lambda night, link: html
    )


def penalties(pen: Pen, case: TruthCase | None, no: int) -> SiteChannel:
    """行政执法公示 of an enforcing unit: decisions, the yardstick, and where due the remedies."""
    variant = case.variant if case else "each"
    name = pen.rng.pick(("行政执法公示", "行政处罚公示", "执法公示", "双公示"))
    if variant == "platform":
        away = f"http://credit.province-{pen.place.domain}.example/xzcf/"
        return SiteChannel("xzzf", no, name, up="zwgk", away=away)
    count = int(str(case.facts["documents"])) if case else 4
    days = sorted(LAST - timedelta(days=d) for d in pen.rng.sample(range(25, 330), count + 2))
    unsaid = {"one_without": {1}, "one_without_table": {1}, "each": set[int]()}.get(
        variant, set(range(count))
    )
    is_table = variant in ("no_remedy_table", "one_without_table", "common_page")
    write = _summary if is_table else _scan if variant == "scans" else _decision
    documents = [write(pen, n, day, n not in unsaid) for n, day in enumerate(days[:count])]
    documents.append(_yardstick(pen, days[-2]))
    if variant == "common_page":
        documents.append(_remedies(pen, days[-1]))
    return SiteChannel("xzzf", no, name, tuple(documents), up="zwgk")


def _decision(pen: Pen, number: int, day: date, has_remedy: bool) -> SiteItem:
    topic, rng = pen.rng.pick(pen.unit.topics), pen.rng
    title = f"{pen.unit.short}行政处罚决定书（罚字〔{day.year}〕{rng.between(1, 89)}号）"
    lines = [
        f"当事人：{rng.pick(pen.place.towns)}某商行，经营者：{rng.pick('李王张刘')}某。",
        f"经查，当事人在{topic}方面存在违反管理规定的行为，有现场笔录、照片为证。",
        f"依据有关法律法规第{rng.between(20, 80)}条，决定给予警告，并处罚款人民币{rng.between(2, 40) * 100}元。",
        f"当事人应自收到本决定书之日起十五日内到指定银行缴纳罚款（{number + 1}）。",
    ]
    if has_remedy:
        lines.append(rng.pick(REMEDY).format(county=pen.place.name))
    return SiteItem(pen.no(), title, day, paragraphs(*lines))


def _summary(pen: Pen, number: int, day: date, has_remedy: bool) -> SiteItem:
    rng = pen.rng
    title = f"{day.year}年{pen.unit.short}行政处罚信息公示表（第{number + 1}期）"
    rows = [
        [
            str(n),
            f"{rng.pick(pen.place.towns)}某公司",
            rng.pick(pen.unit.topics),
            f"罚款{rng.between(2, 60) * 100}元",
        ]
        for n in range(1, 5)
    ]
    note = paragraphs(rng.pick(REMEDY).format(county=pen.place.name)) if has_remedy else ""
    return SiteItem(
        pen.no(), title, day, table(["序号", "当事人", "案由", "行政处罚内容"], rows) + note
    )


def _scan(pen: Pen, number: int, day: date, has_remedy: bool) -> SiteItem:
    title = f"行政处罚决定书〔{day.year}〕{number + 1}号"
    return SiteItem(pen.no(), title, day, f'<p><img src="/images/cf{number}.jpg" width="800"></p>')


def _yardstick(pen: Pen, day: date) -> SiteItem:
    rows = [
        [
            topic,
            "初次违法且及时改正的，警告",
            f"情节较重的，罚款{pen.rng.between(5, 20) * 100}元以上",
        ]
        for topic in pen.unit.topics[:4]
    ]
    title = f"{pen.unit.short}行政处罚裁量基准（{day.year}年版）"
    return SiteItem(pen.no(), title, day, table(["类别", "从轻", "从重"], rows))


def _remedies(pen: Pen, day: date) -> SiteItem:
    lines = (line.format(county=pen.place.name) for line in REMEDY)
    title = pen.rng.pick(("行政执法救济渠道", "当事人的权利和救济途径"))
    return SiteItem(pen.no(), title, day, paragraphs("对行政处罚、行政强制决定不服的：", *lines))
