"""Lists of persons: identity numbers in the open, covered, and numbers that only look like them.

The numbers are made up of a region that was never given out; names are left half blank.
"""

from collections.abc import Callable
from datetime import date, timedelta

from demo.seeded_random import SeededRandom
from demo.standards.files import ruined_sheet, workbook
from demo.standards.matters import TruthCase
from demo.standards.plan import LAST
from demo.standards.site import File, SiteItem
from demo.standards.writing import Pen, paragraphs, table

_REGIONS = ("429891", "429892", "369893", "439894")  # no county has these
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SURNAMES = "李王张刘陈杨黄赵周吴徐孙"


def check_digit(first: str) -> str:
    """MOD 11-2 over seventeen digits (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def identity_number(rng: SeededRandom) -> str:
    day = date(1958, 1, 1) + timedelta(days=rng.between(0, 17_000))
    first = f"{rng.pick(_REGIONS)}{day:%Y%m%d}{rng.between(1, 999):03}"
    return first + check_digit(first)


def item(pen: Pen, case: TruthCase) -> SiteItem:
    """The page of the case; its title and its count of open numbers are the truth's."""
    title, count = str(case.facts["title"]), int(str(case.facts["count"]))
    day = LAST - timedelta(days=pen.rng.between(75, 260))
    write = _WRITERS[case.variant]
    html, files = write(pen, title, count)
    return SiteItem(pen.no(), title, day, html, files)


_Written = tuple[str, tuple[File, ...]]


def _page(pen: Pen, title: str, count: int) -> _Written:
    rows = [[*row, identity_number(pen.rng), _sum(pen)] for row in _people(pen, count)]
    if pen.rng.between(0, 1):
        rows[0][3] = rows[0][3].lower()
    head = [
        "序号",
        "姓名",
        "住址",
        pen.rng.pick(("身份证号", "公民身份号码", "证件号码")),
        "金额（元）",
    ]
    return _intro(pen) + table(head, rows), ()


def _prose(pen: Pen, title: str, count: int) -> _Written:
    lines = [
        f"{row[1]}，身份证号{identity_number(pen.rng)}，遗失由我单位核发的证件一本，证号{pen.rng.between(10**7, 10**8)}，声明作废。"
        for row in _people(pen, count)
    ]
    return paragraphs("经当事人申请并在报刊刊登，现公告如下。", *lines), ()


def _sheet(pen: Pen, title: str, count: int) -> _Written:
    rows = [["序号", "姓名", "住址", "身份证号", "金额"]]
    rows += [[*row, identity_number(pen.rng), _sum(pen)] for row in _people(pen, count)]
    file = File(f"{title}.xlsx", "mingdan.xlsx", workbook(rows, title))
    return _intro(pen), (file,)


def _masked(pen: Pen, title: str, count: int) -> _Written:
    cover: Callable[[str], str] = pen.rng.pick(
        (
            lambda n: f"{n[:6]}********{n[14:]}",
            lambda n: f"{n[:10]}****{n[14:]}",
            lambda n: f"{n[:6]}XXXXXXXX{n[14:]}",
            lambda n: f"{n[:3]}***********{n[14:]}",
        )
    )
    rows = [[*row, cover(identity_number(pen.rng)), _sum(pen)] for row in _people(pen, 7)]
    return _intro(pen) + table(["序号", "姓名", "住址", "身份证号", "金额（元）"], rows), ()


def _codes(pen: Pen, title: str, count: int) -> _Written:
    rng = pen.rng
    rows = []
    for row in _people(pen, 6):
        credit = (
            f"92429891MA4{''.join(rng.pick('0123456789ABCDEFGHJKLMNPQRTUWXY') for _ in range(7))}"
        )
        account = f"6217{rng.between(10**14, 10**15 - 1)}"
        rows.append([row[0], f"{row[1][0]}记经营部", credit, account, _sum(pen)])
    note = paragraphs(
        f"索引号：11429891007{rng.between(100000, 999999)}Y/2025-{rng.between(100, 999):05}",
        f"项目代码：2025-429891-{rng.between(10, 99)}-01-{rng.between(100000, 999999)}　受理编号：{rng.between(10**17, 10**18 - 1)}0021",
        f"合同编号：HT{rng.between(10**17, 10**18 - 1)}A　监督账户：{rng.between(10**18, 10**19 - 1)}",
    )
    head = ["序号", "名称", "统一社会信用代码", "银行账号", "金额（元）"]
    return _intro(pen) + table(head, rows) + note, ()


def _lookalikes(pen: Pen, title: str, count: int) -> _Written:
    rng = pen.rng
    right = identity_number(rng)
    wrong_end = right[:17] + ("5" if right[17] != "5" else "6")
    no_day = f"{rng.pick(_REGIONS)}19851345{rng.between(1, 999):03}"
    no_region = f"{rng.pick(('009801', '929801', '999801'))}19780612{rng.between(1, 999):03}"
    not_born = f"{rng.pick(_REGIONS)}20580612{rng.between(1, 999):03}"
    numbers = [
        wrong_end, no_day + check_digit(no_day), no_region + check_digit(no_region),
        not_born + check_digit(not_born), f"88{right}", f"{right[:17]}70311", right[:6] + right[8:17],
    ]  # fmt: skip
    rows = [[row[0], row[1], number] for row, number in zip(_people(pen, 7), numbers, strict=True)]
    return _intro(pen) + table(["序号", "姓名", "学籍（业务）编号"], rows), ()


def _picture(pen: Pen, title: str, count: int) -> _Written:
    return f'<p><img src="/images/mingdan.jpg" alt="{title}" width="900"></p>', ()


def _unreadable(pen: Pen, title: str, count: int) -> _Written:
    file = File(f"{title}.xlsx", "mingdan.xlsx", ruined_sheet())
    return _intro(pen), (file,)


_WRITERS: dict[str, Callable[[Pen, str, int], _Written]] = {
    "page": _page,
    "prose": _prose,
    "sheet": _sheet,
    "masked": _masked,
    "codes": _codes,
    "lookalikes": _lookalikes,
    "picture": _picture,
    "unreadable": _unreadable,
}


def _intro(pen: Pen) -> str:
    return paragraphs(
        pen.rng.pick(
            (
                "经个人申请、村（社区）核实、本单位复核，现将名单予以公布，公布期七天。",
                "根据有关规定，现将本批名单公布如下，如有出入请与办公室联系。",
            )
        )
    )


def _people(pen: Pen, count: int) -> list[list[str]]:
    return [
        [
            str(n),
            f"{pen.rng.pick(_SURNAMES)}某{pen.rng.pick('甲乙丙丁')}",
            f"{pen.rng.pick(pen.place.towns)}{n}组",
        ]
        for n in range(1, count + 1)
    ]


def _sum(pen: Pen) -> str:
    return str(pen.rng.between(3, 40) * 50)
