"""A year's volume of one unit: the archive (资料归档) that the circular of 2012 found missing in
all 24 units with a site.

The index is the volume's table of contents: what was published, whether it is still on the site,
and under which hash it is kept here; and, as plainly, what could not be kept and why.
"""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter

from config.words import Words
from monitor.evidence.page import environment
from store.outcome_words import cause_of
from store.outcomes import Outcome
from store.queries.export import printable_cell, safe_cell
from store.queries.volume import VolumeEntry

TITLE = Words(
    "{unit}{year}年网上公开资料归档", "{unit}: what it published on line in {year}, archived"
)
COLUMNS = (
    (Words("序号", "No."), 6),
    (Words("类别", "Kind"), 10),
    (Words("标题", "Title"), 46),
    (Words("栏目", "Channel"), 18),
    (Words("发布日期", "Published"), 12),
    (Words("首次发现", "First seen"), 12),
    (Words("最近一次见到", "Last seen"), 12),
    (Words("网址", "URL"), 48),
    (Words("SHA-256", "SHA-256"), 66),
    (Words("留存版本", "Versions kept"), 9),
    (Words("网站上仍可查看", "Still on the site"), 22),
    (Words("本卷是否留存", "Kept here"), 30),
)
KINDS = {
    "home": Words("首页", "home page"),
    "channel": Words("栏目", "channel"),
    "item": Words("信息", "item"),
    "attachment": Words("附件", "attachment"),
    "page": Words("页面", "page"),
}
YES = Words("是", "yes")
GONE = Words("否，{day}起{cause}", "no: {cause} when looked at on {day}")
CANNOT_TELL = Words("未能查明：{cause}", "cannot tell: {cause}")
NEVER_LOOKED = Words("尚未访问", "not looked at yet")
KEPT = Words("是", "yes")
WHY_NOT = {
    "takedown": Words("否：已按要求撤下", "no: taken down"),
    "retention": Words("否：保管期满", "no: its years of keeping are over"),
    "lost": Words("否：存档中缺失", "no: missing from the archive"),
    "damaged": Words("否：存档已损坏", "no: damaged in the archive"),
    "not_visited": Words("否：尚未访问", "no: not looked at yet"),
    "never_shown": Words("否：从未打开（{cause}）", "no: it never opened ({cause})"),
}
NOT_DATED = Words("未注明", "not stated")

_OUTCOMES = frozenset(outcome.value for outcome in Outcome)


@dataclass(frozen=True, slots=True)
class Volume:
    """One unit's year."""

    unit: str
    unit_name: str
    office: str
    year: int
    language: str
    zone: ZoneInfo
    made_at: datetime
    nights: int
    days: int
    entries: tuple[VolumeEntry, ...]
    why_not: tuple[
        str, ...
    ]  # beside each entry: "" where its bytes are in the volume, else a key of WHY_NOT

    @property
    def title(self) -> str:
        return TITLE.text(self.language, unit=self.unit_name, year=self.year)

    @property
    def kept(self) -> int:
        return sum(not why for why in self.why_not)

    def not_kept(self) -> list[tuple[str, int]]:
        """(reason in words, how many), most first."""
        counts = Counter(
            _why_not(entry, why, self.language).partition("：")[2]
            or _why_not(entry, why, self.language)
            for entry, why in zip(self.entries, self.why_not, strict=True)
            if why
        )
        return counts.most_common()

    def rows(self) -> list[tuple[str | int, ...]]:
        return [
            _row(number, entry, why, self)
            for number, (entry, why) in enumerate(
                zip(self.entries, self.why_not, strict=True), start=1
            )
        ]


def reason(entry: VolumeEntry, is_here: Callable[[str], str]) -> str:
    """Why an entry's bytes are not in the volume; "" where they are. `is_here` says "" or what is
    wrong with a body.
    """
    if not entry.shown:
        return "never_shown" if entry.last_outcome else "not_visited"
    here = [one for one in entry.shown if one.tombstone is None]
    if not here:
        return entry.shown[-1].tombstone.kind.value  # type: ignore[union-attr]
    return is_here(here[-1].sha256)


def index_documents(volume: Volume) -> dict[str, bytes]:
    """index.html, index.xlsx and index.csv: one table, three ways to read it."""
    return {
        "index.html": index_html(volume).encode(),
        "index.xlsx": index_xlsx(volume),
        "index.csv": index_csv(volume),
    }


def index_html(volume: Volume) -> str:
    say = {name: words.text(volume.language) for name, words in _SAY.items()}
    columns = [words.text(volume.language) for words, _ in COLUMNS]
    return environment.get_template("volume.html").render(
        volume=volume, columns=columns, rows=volume.rows(), say=say, summary=summary(volume)
    )


def index_csv(volume: Volume) -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(words.text(volume.language) for words, _ in COLUMNS)
    writer.writerows([safe_cell(cell) for cell in row] for row in volume.rows())
    return out.getvalue().encode("utf-8-sig", "replace")


def index_xlsx(volume: Volume) -> bytes:
    stream = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": volume.made_at.replace(tzinfo=None)})
        _sheet(book, volume, volume.rows())
    return stream.getvalue()


def _sheet(book: Any, volume: Volume, rows: Sequence[tuple[str | int, ...]]) -> None:
    page = book.add_worksheet(str(volume.year))
    head = book.add_format(
        {"bold": True, "bg_color": "#F2F2F2", "border": 1, "text_wrap": True, "valign": "vcenter"}
    )
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    page.write_string(
        0,
        0,
        f"{volume.title}　　{summary(volume)}",
        book.add_format({"bold": True, "font_size": 13}),
    )
    for place, (words, width) in enumerate(COLUMNS):
        page.set_column(place, place, width)
        page.write_string(1, place, words.text(volume.language), head)
    for number, row in enumerate(rows, start=2):
        for place, cell in enumerate(row):
            page.write_number(number, place, cell, body) if isinstance(
                cell, int
            ) else page.write_string(number, place, str(printable_cell(cell))[:32_767], body)
    page.autofilter(1, 0, max(1, len(rows) + 1), len(COLUMNS) - 1)
    page.freeze_panes(2, 3)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, 1)


def summary(volume: Volume) -> str:
    return SUMMARY.text(
        volume.language,
        entries=len(volume.entries),
        kept=volume.kept,
        not_kept=len(volume.entries) - volume.kept,
        nights=volume.nights,
        days=volume.days,
    )


SUMMARY = Words(
    "共 {entries} 项，留存 {kept} 项，未能留存 {not_kept} 项；本年度看过 {nights} 夜（全年 {days} 天）",
    "{entries} entries, {kept} kept, {not_kept} not; looked at on {nights} nights of {days} days",
)
_SAY = {
    "office": Words("归档单位", "Archived by"),
    "made": Words("归档时间（UTC）", "Made at (UTC)"),
    "not_kept": Words("未能留存的，按原因", "What could not be kept, by reason"),
    "all_kept": Words("全部留存。", "Everything was kept."),
    "nights_note": Words(
        "没有检查的日子里发布又撤下的内容不在本卷之中。",
        "What was published and taken off again between two nights is not in this volume.",
    ),
    "how": Words(
        "原始内容在同名 .wacz 文件中，可用 pywb 或 ReplayWeb.page 回放；核验：gongkai archive --verify 文件夹。",
        "The pages are in the .wacz of the same name and replay in pywb or ReplayWeb.page. Verify: gongkai archive --verify FOLDER",
    ),
}


def _row(number: int, entry: VolumeEntry, why: str, volume: Volume) -> tuple[str | int, ...]:
    language = volume.language

    def day(at: datetime | None) -> str:
        return at.astimezone(volume.zone).date().isoformat() if at else "–"

    shown = [one for one in entry.shown if one.tombstone is None]
    sha256 = (shown or entry.shown)[-1].sha256 if entry.shown else ""
    return (
        number,
        KINDS[entry.kind].text(language) if entry.kind in KINDS else entry.kind,
        entry.title,
        entry.channel,
        entry.published.isoformat() if entry.published else NOT_DATED.text(language),
        day(entry.first_seen),
        day(entry.last_seen),
        entry.url,
        sha256,
        len(shown) if not why else 0,
        _still_there(entry, day(entry.last_looked), language),
        _why_not(entry, why, language) if why else KEPT.text(language),
    )


def _still_there(entry: VolumeEntry, day: str, language: str) -> str:
    if entry.still_there:
        return YES.text(language)
    if not entry.last_outcome:
        return NEVER_LOOKED.text(language)
    cause = _cause(entry.last_outcome, language)
    return (
        GONE.text(language, day=day, cause=cause)
        if entry.still_there is False
        else CANNOT_TELL.text(language, cause=cause)
    )


def _why_not(entry: VolumeEntry, why: str, language: str) -> str:
    return WHY_NOT[why].text(language, cause=_cause(entry.last_outcome, language))


def _cause(outcome: str, language: str) -> str:
    return cause_of(Outcome(outcome)).text(language) if outcome in _OUTCOMES else outcome
