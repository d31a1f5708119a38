"""A unit's site as it stands on any night: its home page, its channels with their latest entries,
and the page of each entry. A pure function of its size and the night's number.

Of all pages `CHANGES` change in a night, as real sites were seen to: new entries with their lists
and the home page, and articles that are edited.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from store.records import Purpose

MOST_CHANNELS = 20
CHANGES = 0.01  # of the pages, a night
NEW_OF_CHANGES = 0.2  # each new entry changes its list and the home page besides
IN_A_LIST = 20
HOST = "http://u0000.example.test/"
UNIT_NAME = "某市第0000局"
FIRST_DAY = date(2025, 11, 20)

_NAMES = (
    *("通知公告", "工作动态", "政策文件", "政策解读", "财政预决算", "人事任免", "办事指南", "行政许可"),
    *("机构职能", "领导信息", "年度报告", "规划计划", "统计信息", "应急管理", "招标采购", "建议提案"),
    *("行政处罚", "收费项目", "公开指南", "党建工作"),
)  # fmt: skip
_TOPICS = (
    *("防汛抗旱工作", "农村饮水安全项目", "教师公开招聘", "道路交通安全整治", "政府采购中标"),
    *("财政预算执行情况", "环境保护检查", "城乡居民最低生活保障", "土地征收补偿安置", "公共资源交易"),
)  # fmt: skip
_FORMS = ("关于做好{}的通知", "关于印发{}实施方案的通知", "{}公示", "{}会议召开", "{}情况通报")
_PROSE = "为做好{}，经研究，现将有关事项通知如下：各乡镇人民政府、各有关单位要加强领导，落实责任，依法履行职责，于本月底前将情况报送我局办公室。咨询电话见公开指南。"


@dataclass(frozen=True, slots=True)
class Entry:
    """The `number`-th entry ever, put up on night `night`; `edits` so far."""

    number: int
    channel: int
    night: int
    edits: int = 0

    @property
    def url(self) -> str:
        return f"{HOST}c{self.channel}/{day_of(self.night):%Y%m}/t{self.number:06}.html"

    @property
    def title(self) -> str:
        form, topic = _FORMS[self.number % len(_FORMS)], _TOPICS[self.number % len(_TOPICS)]
        return f"{form.format(topic)}（u0000第{self.number}号）"


@dataclass(slots=True)
class SimulatedSite:
    """`pages` at the end of `nights`; `turn` makes the next night of it."""

    pages: int
    nights: int
    night: int = 0
    entries: dict[int, Entry] = field(default_factory=dict)
    _owed_changes: float = 0.0
    _edited: int = 0

    def __post_init__(self) -> None:
        changes = self.pages * CHANGES * (self.nights - 1)
        at_first = self.pages - 1 - self.channels - int(changes * NEW_OF_CHANGES)
        for number in range(max(at_first, 1)):
            self.entries[number] = Entry(number, number % self.channels, -(number % 400))

    @property
    def channels(self) -> int:
        return max(2, min(MOST_CHANNELS, self.pages // 4))

    def turn(self) -> dict[str, Purpose]:
        """The next night; the addresses of what changed in it."""
        self.night += 1
        self._owed_changes += self.pages * CHANGES
        changed: dict[str, Purpose] = {}
        if self._owed_changes >= 1:
            count = int(self._owed_changes)
            self._owed_changes -= count
            for _ in range(max(1, int(count * NEW_OF_CHANGES))):
                changed |= self._put_up()
            while len(changed) < count:
                changed |= self._edit()
        return changed

    def _put_up(self) -> dict[str, Purpose]:
        number = len(self.entries)
        entry = Entry(number, number % self.channels, self.night)
        self.entries[entry.number] = entry
        return {
            HOST: Purpose.HOME,
            channel_url(entry.channel): Purpose.CHANNEL,
            entry.url: Purpose.ITEM,
        }

    def _edit(self) -> dict[str, Purpose]:
        old = self.entries[self._edited % len(self.entries)]
        self._edited += 1
        self.entries[old.number] = replace(old, edits=old.edits + 1)
        return {old.url: Purpose.ITEM}

    def purposes(self) -> dict[str, Purpose]:
        """Every page there is tonight."""
        channels = {channel_url(number): Purpose.CHANNEL for number in range(self.channels)}
        items = {entry.url: Purpose.ITEM for entry in self.entries.values()}
        return {HOST: Purpose.HOME} | channels | items

    def body(self, url: str) -> bytes:
        """The page as it stands tonight."""
        if url == HOST:
            return self._page(UNIT_NAME, self._boxes())
        if url.endswith("/index.html"):
            number = int(url.removeprefix(f"{HOST}c").partition("/")[0])
            listed = _list_of(self._latest(number, IN_A_LIST))
            return self._page(f"{_NAMES[number]}-{UNIT_NAME}", listed)
        entry = self.entries[int(url.rpartition("/t")[2].removesuffix(".html"))]
        return self._page(f"{entry.title}-{UNIT_NAME}", _article(entry))

    def _latest(self, channel: int, count: int) -> list[Entry]:
        listed = [entry for entry in self.entries.values() if entry.channel == channel]
        return sorted(listed, key=lambda entry: (entry.night, entry.number), reverse=True)[:count]

    def _boxes(self) -> str:
        return "".join(
            f'<div class="box"><h2><a href="{channel_url(n)}">{_NAMES[n]}</a></h2>{_list_of(self._latest(n, 6))}</div>'
            for n in range(min(8, self.channels))
        )

    def _page(self, title: str, content: str) -> bytes:
        """The content in the frame that every page of a site bears."""
        menu = "".join(
            f'<li><a href="{channel_url(n)}">{name}</a></li>'
            for n, name in enumerate(_NAMES[: self.channels])
        )
        friends = "".join(
            f'<a href="http://www.f{n}.example.test/">友情链接{n}</a>' for n in range(40)
        )
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
            f'<div class="header"><a href="{HOST}">首页</a><ul class="nav">{menu}</ul></div>'
            f'<div class="main">{content}</div><div class="footer"><div class="links">{friends}</div>'
            f"<p>主办：{UNIT_NAME}　网站标识码：0000000000</p></div></body></html>"
        ).encode()


def day_of(night: int) -> date:
    return FIRST_DAY + timedelta(days=night)


def channel_url(number: int) -> str:
    return f"{HOST}c{number}/index.html"


def _list_of(entries: list[Entry]) -> str:
    return f'<ul class="list">{"".join(_rows(entries))}</ul>'


def _rows(entries: list[Entry]) -> Iterator[str]:
    for entry in entries:
        yield f'<li><a href="{entry.url}" title="{entry.title}">{entry.title}</a><span class="date">{day_of(entry.night)}</span></li>'


def _article(entry: Entry) -> str:
    prose = "".join(f"<p>{_PROSE.format(topic)}</p>\n" for topic in _TOPICS)
    edited = f"<p>本文于第{entry.edits}次修改后重新发布。</p>" if entry.edits else ""
    return (
        f'<h1>{entry.title}</h1><div class="info">发布时间：{day_of(entry.night)}　来源：{UNIT_NAME}</div>'
        f'<div id="zoom">{prose}{edited}{_table(entry)}<p align="right">{UNIT_NAME}</p></div>'
    )


def _table(entry: Entry) -> str:
    """In a few of the entries of 财政预决算 a table of spending."""
    if entry.channel != _NAMES.index("财政预决算") or entry.number % 100 != entry.channel:
        return ""
    rows = "".join(
        f"<tr><td>{topic}支出</td><td>{number * 12.5 + 3:.2f}</td></tr>"
        for number, topic in enumerate(_TOPICS * 3)
    )
    return f"<p>{day_of(entry.night).year}年部门预算支出表</p><table><tr><th>项目</th><th>金额（万元）</th></tr>{rows}<tr><td>其他支出</td><td>88.00</td></tr></table>"
