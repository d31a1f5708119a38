"""Four small sites on loopback that change from day to day as the walk's table says, and the office
that minds them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import tomlkit
from starlette.requests import Request

from demo.loopback import Loopback, LoopbackAnswer

ZONE = ZoneInfo("Asia/Shanghai")
NIGHTS = [
    datetime.combine(day, time(2), ZONE)
    for day in (
        *(date(2026, 4, 20), date(2026, 4, 27), date(2026, 5, 18), date(2026, 6, 15)),
        *(date(2026, 6, 29), date(2026, 7, 13), date(2026, 8, 3), date(2026, 8, 24)),
        date(2026, 9, 28),
    )
]
NewestOn = Callable[[date], date]  # the day of a channel's newest item, as of a day
NEWS, NOTICES, STAFF, POLICY = "工作动态", "通知公告", "人事信息", "政策文件"
FOLDERS = {NEWS: "gzdt", NOTICES: "tzgg", STAFF: "rsxx", POLICY: "zcwj"}
# Rules beside the walk: they ask for what these small sites never had.
BESIDE = [
    *("missing_item", "missing_disclosure", "one_sided_disclosure", "thin_guide", "dead_link"),
    *("vanished_item", "backdated_item", "old_name", "stale_account"),
]


def kept_up(day: date) -> date:
    return day - timedelta(days=2)


def only(newest: date) -> NewestOn:
    return lambda day: newest


def mended(before: date, *spells: tuple[date, date]) -> NewestOn:
    """Kept up within each spell of days (first, last), and left alone from then on."""

    def newest(day: date) -> date:
        begun = [min(last, kept_up(day)) for first, last in spells if day >= first]
        return max(begun, default=before)

    return newest


@dataclass(frozen=True)
class WalkedSite:
    name: str
    channels: Mapping[str, NewestOn]
    host: str = ""

    def home(self, day: date) -> str:
        menu = "".join(f'<li><a href="/{FOLDERS[c]}/">{c}</a></li>' for c in self.channels)
        parts = "".join(
            f'<div class="box"><h2><a href="/{FOLDERS[c]}/">{c}</a></h2><ul>{self.rows(c, day, 6)}</ul></div>'
            for c in self.channels
        )
        return self.page(self.name, f'<ul class="nav">{menu}</ul>{parts}')

    def listed(self, channel: str, day: date) -> str:
        return self.page(
            f"{channel}-{self.name}",
            f'<div class="position">当前位置：<a href="/">首页</a> &gt; {channel}</div>'
            f'<h1>{channel}</h1><ul class="list">{self.rows(channel, day, 12)}</ul>',
        )

    def rows(self, channel: str, day: date, most: int) -> str:
        newest = self.channels[channel](day)
        days = [newest - timedelta(days=7 * n) for n in range(most)]
        return "".join(
            f'<li><a href="/{FOLDERS[channel]}/{on:%Y%m%d}.html">{self.title(channel, on)}</a><span>{on}</span></li>'
            for on in days
        )

    def title(self, channel: str, on: date) -> str:
        matters = (
            "召开工作例会",
            "开展专项检查",
            "部署下一阶段工作",
            "组织业务学习",
            "发布有关事项",
        )
        return f"{self.name}{matters[on.toordinal() % 5]}（{on.month}月{on.day}日{channel}）"

    def article(self, channel: str, on: date) -> str:
        text = f"{on.year}年{on.month}月{on.day}日，{self.name}按照年度计划开展有关工作，相关情况予以公开，接受群众监督。"
        return self.page(
            self.title(channel, on),
            f'<h1>{self.title(channel, on)}</h1><div class="info">发布时间：{on}</div><div class="content">{f"<p>{text}</p>" * 3}</div>',
        )

    def page(self, title: str, body: str) -> str:
        return (
            f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}'
            f'<div class="foot">主办单位：{self.name}</div></body></html>'
        )


class Walked(Loopback):
    """The sites of the walk by unit, each at an address of its own."""

    def __init__(self, sites: Mapping[str, WalkedSite]) -> None:
        self.sites = dict(sites)
        self.hosts = {f"www.{unit}.example": unit for unit in sites}
        super().__init__({host: f"127.76.1.{10 + n}" for n, host in enumerate(self.hosts)}, NIGHTS)

    async def respond(
        self, request: Request, host: str, target: str, now: datetime
    ) -> LoopbackAnswer:
        site, day = self.sites[self.hosts[host]], now.astimezone(ZONE).date()
        folder, _, file = target.strip("/").partition("/")
        named = next((c for c in site.channels if FOLDERS[c] == folder), None)
        if target == "/":
            return page(site.home(day))
        if named and not file:
            return page(site.listed(named, day))
        if named and file[:8].isdigit():
            return page(site.article(named, date.fromisoformat(file[:8])))
        return LoopbackAnswer(b"", 404)

    def label(self, unit_id: str) -> str:
        return self.sites[unit_id].name

    def config_folder(self, path: Path, **changes: Any) -> Path:
        (path / "units").mkdir(parents=True)
        office = {
            "name": "某市政务公开领导小组办公室",
            "city": "某市",
            "language": "zh",
            "data": "data",
            "crawl": {
                "delay_s": 0, "second_look_s": 0, "workers": 2,
                "requests_per_site": 8, "browser_pages_per_unit": 0,
            },
            "network": {"vantage": "here", "dns": self.dns, "treat_as_public": ["127.0.0.0/8"]},
            "canaries": self.canaries,
            "score": {"on": True, "least_nights": 0.01},
        }  # fmt: skip
        (path / "office.toml").write_text(tomlkit.dumps(office | changes), "utf-8")
        (path / "limits.toml").write_text(tomlkit.dumps({"off": BESIDE}), "utf-8")
        return path


def page(text: str) -> LoopbackAnswer:
    return LoopbackAnswer(text.encode(), 200, {"content-type": "text/html; charset=utf-8"})


@dataclass(frozen=True)
class WalkedUnit:
    site: WalkedSite
    responsible: tuple[str, ...]
    parent: str = ""
    kind: str = "department"
    more: Mapping[str, Any] = field(default_factory=dict)

    def toml(self, unit: str, port: int) -> str:
        written: dict[str, Any] = {
            "id": unit,
            "name": self.site.name,
            "short": self.site.name.removeprefix("某市"),
            "kind": self.kind,
            "sites": [{"kind": "own", "url": f"http://www.{unit}.example:{port}/"}],
            "responsible": list(self.responsible),
        }
        return tomlkit.dumps(written | ({"parent": self.parent} if self.parent else {}))


UNITS = {
    "zhujian": WalkedUnit(
        WalkedSite(
            "某市住房和城乡建设局",
            {
                NEWS: mended(
                    date(2026, 3, 2),
                    (date(2026, 4, 24), date(2026, 6, 27)),
                    (date(2026, 9, 25), date.max),
                ),
                NOTICES: only(date(2025, 8, 20)),
                STAFF: only(date(2025, 2, 10)),
                POLICY: kept_up,
            },
        ),
        ("fenguan", "zhujian_unit"),
    ),
    "zhijian": WalkedUnit(
        WalkedSite(
            "某市建设工程质量监督站",
            {NEWS: mended(date(2026, 2, 9), (date(2026, 9, 25), date.max)), POLICY: kept_up},
        ),
        ("zhanzhang",),
        parent="zhujian",
        kind="second_level",
    ),
    "shuiwu": WalkedUnit(
        WalkedSite(
            "某市水务局",
            {POLICY: mended(date(2026, 3, 20), (date(2026, 8, 20), date.max))},
        ),
        ("shuili",),
    ),
    "jiaotong": WalkedUnit(
        WalkedSite(
            "某市交通运输局",
            {
                NEWS: mended(date(2026, 3, 5), (date(2026, 6, 10), date.max)),
                NOTICES: only(date(2025, 9, 1)),
                POLICY: kept_up,
            },
        ),
        ("shuili", "jiaotong_unit"),
    ),
}
