"""Service guides: six shapes, in which an element is there, missing, or a heading over nothing."""

from datetime import date, timedelta

from demo.standards.files import ruined
from demo.standards.matters import TruthCase
from demo.standards.plan import GUIDE_ELEMENTS, LAST
from demo.standards.site import File, SiteChannel, SiteItem
from demo.standards.writing import Pen

_NAMES = {
    "事项名称": ("事项名称", "项目名称", "服务事项"),
    "设定依据": ("设定依据", "法定依据", "办理依据", "政策依据"),
    "申请条件": ("申请条件", "受理条件", "办理条件"),
    "办理材料": ("办理材料", "申报材料", "申请材料", "提交材料"),
    "办理地点": ("办理地点", "受理地点", "办公地址"),
    "办理时间": ("办理时间", "办公时间", "受理时间"),
    "联系电话": ("联系电话", "咨询电话", "咨询方式"),
    "办理流程": ("办理流程", "办理程序", "办事流程"),
}
_HOLLOW = ("", "无", "详见窗口", "见附件", "—")


def channel(pen: Pen, case: TruthCase | None, no: int, *, may_say_complaint: bool) -> SiteChannel:
    """办事指南 of a unit; without a case every element is there."""
    variant = case.variant if case else ""
    if variant == "elsewhere":
        host = f"http://zwfw.province-{pen.place.domain}.example"
        items = tuple(
            SiteItem(pen.no(), f"{service}办事指南", _day(pen), away=f"{host}/guide/{number}.html")
            for number, service in enumerate(pen.unit.services[:6])
        )
        return SiteChannel("bszn", no, "办事指南", items)
    if variant == "attachment":
        items = tuple(_attached(pen, service) for service in pen.unit.services[:6])
        return SiteChannel("bszn", no, "办事指南", items)
    if variant == "script":
        items = tuple(_scripted(pen, service) for service in pen.unit.services[:6])
        return SiteChannel("bszn", no, "办事指南", items)
    missing = case.facts["missing"] if case else [[]] * min(4, len(pen.unit.services))
    assert isinstance(missing, list)
    shape = pen.rng.pick(_SHAPES)
    is_fixed = variant == "synonyms" or pen.rng.between(0, 1) == 1
    names = {
        e: (n[1 + pen.rng.between(0, len(n) - 2)] if is_fixed and len(n) > 1 else n[0])
        for e, n in _NAMES.items()
    }
    items = tuple(
        _guide(pen, service, gone, shape, names, variant, may_say_complaint)
        for service, gone in zip(pen.unit.services, missing, strict=False)
    )
    return SiteChannel("bszn", no, pen.rng.pick(("办事指南", "服务指南", "办事服务")), items)


def _guide(
    pen: Pen,
    service: str,
    gone: list[str],
    shape: object,
    names: dict[str, str],
    variant: str,
    may_say_complaint: bool,
) -> SiteItem:
    assert callable(shape)
    told = _told(pen, service)
    rows = []
    for element in GUIDE_ELEMENTS:
        if element not in gone:
            rows.append((names[element], told[element]))
        elif variant == "hollow_many":
            rows.append((names[element], pen.rng.pick(_HOLLOW)))
    if variant == "no_extras":
        rows = [row for row in rows if row[0] != names["事项名称"]]
    elif may_say_complaint and not gone:
        rows += [("收费标准", "不收费"), ("监督投诉", f"12345或{pen.rng.between(2, 8)}楼监察室")]
    if pen.rng.between(0, 1):
        rows.append(("备注", "以上内容如有变动，以窗口公告为准，办理前可先行电话预约。"))
    ending = pen.rng.pick(("办事指南", "服务指南", "办理指南"))
    return SiteItem(pen.no(), f"{service}{ending}", _day(pen), shape(rows))


def _told(pen: Pen, service: str) -> dict[str, str]:
    rng = pen.rng
    room, days = rng.between(1, 24), rng.between(2, 20)
    return {
        "事项名称": service,
        "设定依据": rng.pick(
            (
                f"《{service}管理规定》第{rng.between(3, 30)}条",
                f"国务院令第{rng.between(400, 760)}号第{rng.between(5, 40)}条",
                f"《关于规范{service}工作的通知》（省办发〔{rng.between(2018, 2024)}〕{rng.between(3, 60)}号）",
            )
        ),
        "申请条件": rng.pick(
            (
                "符合法定条件的公民、法人或其他组织均可申请。",
                "在本县居住或经营，资料真实、齐全，无不良记录。",
            )
        ),
        "办理材料": f"1.{service}申请表；2.申请人身份证或营业执照复印件；3.场地或住所证明；4.其他说明材料。",
        "办理地点": f"{pen.place.name}政务服务中心{rng.between(1, 3)}楼{room}号窗口",
        "办理时间": "工作日上午8:30至12:00，下午14:30至17:30",
        "联系电话": f"0988-{rng.between(6200000, 6899999)}",
        "办理流程": f"申请→受理→审核→决定→送达，自受理之日起{days}个工作日办结。",
    }


def _as_table(rows: list[tuple[str, str]]) -> str:
    cells = "".join(f"<tr><th>{name}</th><td>{words}</td></tr>" for name, words in rows)
    return f'<table border="1" width="95%">{cells}</table>'


def _as_two_pairs(rows: list[tuple[str, str]]) -> str:
    """Two headings a row, each followed by its cell."""
    cells = [f"<td><b>{name}</b></td><td>{words}</td>" for name, words in rows]
    lines = "".join(f"<tr>{''.join(cells[n : n + 2])}</tr>" for n in range(0, len(cells), 2))
    return f'<table class="bszn">{lines}</table>'


def _as_sections(rows: list[tuple[str, str]]) -> str:
    numbers = "一二三四五六七八九十"
    return "".join(
        f"<p><strong>{numbers[n % 10]}、{name}</strong></p><p>　　{words}</p>"
        for n, (name, words) in enumerate(rows)
    )


def _as_terms(rows: list[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in rows) + "</dl>"


def _as_brackets(rows: list[tuple[str, str]]) -> str:
    return "".join(f"<p>【{name}】{words}</p>" for name, words in rows)


def _as_lines(rows: list[tuple[str, str]]) -> str:
    return "<br>".join(f"{n}. {name}：{words}" for n, (name, words) in enumerate(rows, 1))


_SHAPES = (_as_table, _as_two_pairs, _as_sections, _as_terms, _as_brackets, _as_lines)


def _attached(pen: Pen, service: str) -> SiteItem:
    name = f"bszn{pen.rng.between(100, 999)}.doc"
    return SiteItem(
        pen.no(), f"{service}办事指南", _day(pen), "<p>详见附件。</p>",
        files=(File(f"{service}办事指南.doc", name, ruined(service)),),
    )  # fmt: skip


def _scripted(pen: Pen, service: str) -> SiteItem:
    no = pen.no()
    html = (
        f'<div id="guide" data-id="{no}">加载中……</div><script src="/js/guide.js?id={no}"></script>'
    )
    return SiteItem(no, f"{service}办事指南", _day(pen), html)


def _day(pen: Pen) -> date:
    return LAST - timedelta(days=pen.rng.between(70, 320))
