"""One page brought to the reader, and what it saw brought to people or machines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from app.language import spoken_language
from app.looking.saved_file import name_of, saved
from config.rulebook import VagueExpense
from config.rulebook_files import shipped_rulebook
from config.words import Words
from crawler.documents.answers import is_scan, read_answer, read_scan
from crawler.documents.scans.presence import is_missing
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from crawler.frames import frames_of_answer
from crawler.probing.fetch_one import fetch_one
from monitor.measures.spending.consistency import differences_in, told
from monitor.measures.spending.vague_spending import is_said_elsewhere, level
from store.outcome_words import cause_of, unread_words
from store.privacy.masking import with_masked_addresses
from store.records import PageFacts, PageKind, SpendTable

# A saved page without its address stands here; the prefix is taken off again, so that its links
# read as written.
NOWHERE = "http://page.invalid"
_ALONE = (PageKind.ARTICLE, PageKind.ATTACHMENT)  # what these frame is no part of them
_SIDES = ("powers", "fees", "duties", "rights")


@dataclass(frozen=True, slots=True)
class ReadPage:
    source: str
    url: str
    facts: PageFacts
    at: datetime | None = None  # when it was kept, as far as its archive says
    frames: tuple[str, ...] = ()  # addresses of the pages that it shows in frames: not entered here


def read_answer_of(
    source: str, answer: ReceivedAnswer, day: date | None, *, at: datetime | None = None
) -> ReadPage:
    """Read an answer that was kept elsewhere, as of that day (today where nobody knows)."""
    return _read(source, answer.url, answer, day or today(), at)


def read_source(
    source: str,
    *,
    url: str = "",
    content_type: str = "",
    as_of: date | None = None,
    status: int | None = None,
    headers: Sequence[str] = (),
) -> ReadPage:
    """Read a file or an http(s) address. Raises NotFound where there is nothing to read."""
    day = as_of or today()
    sent = {
        name.strip(): value.strip()
        for name, _, value in (line.partition(":") for line in headers)
        if name.strip()
    }
    if source.startswith(("http://", "https://")):
        fetched = fetch_one(source)
        answer = replace(
            fetched,
            url=url or fetched.url,
            headers=dict(fetched.headers) | sent,
            content_type=content_type,
        )
        return _read(source, fetched.url, answer, day)
    # A document's name says what it is; a page's name would be read as its address.
    name = name_of(source)
    is_page = name.suffix.lower() in ("", ".html", ".htm")
    place = url or f"{NOWHERE}/{'page' + name.suffix if is_page else quote(name.name)}"
    answer = ReceivedAnswer(saved(source), place, status, sent, content_type)
    return _read(source, url, answer, day)


def _read(
    source: str, url: str, answer: ReceivedAnswer, day: date, at: datetime | None = None
) -> ReadPage:
    facts = read_answer(answer, ReadingContext(day))
    if is_scan(answer, facts) and not is_missing():
        facts = read_scan(answer, ReadingContext(day))
    facts = with_masked_addresses(facts)
    is_alone = facts.kind in _ALONE or bool(facts.jumps_to)
    frames = () if is_alone else frames_of_answer(answer, has_list=bool(facts.items))
    return ReadPage(source, url, facts, at, frames)


def today() -> date:
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def as_machine(seen: ReadPage) -> dict[str, Any]:
    """The object of the machine interface, and beside it what helps a person to check it; `vague`
    is by the limits that are shipped.
    """
    facts, limits = seen.facts, shipped_rulebook().limits.vague_expense
    return {
        "source": seen.source,
        "url": seen.url,
        **({"captured": seen.at.isoformat()} if seen.at else {}),
        "kind": facts.kind.value,
        "kind_reason": facts.kind_reason,
        "outcome": facts.outcome.value,
        "outcome_reason": facts.outcome_reason,
        "encoding": {
            "declared": facts.encoding_declared or None,
            "used": facts.encoding_used or None,
        },
        "title": facts.title,
        "published": _iso(facts.published),
        "published_from": facts.published_from or None,
        "signed": _iso(facts.signed),
        "updated": _iso(facts.updated),
        "url_date": _iso(facts.url_date),
        "items": [
            {
                "title": i.title,
                "url": _as_written(i.url),
                "date": _iso(i.claimed),
                "url_date": _iso(i.url_date),
            }
            for i in facts.items
        ],
        "items_claimed": facts.items_claimed,
        "list_dialect": facts.list_dialect or None,
        "next_pages": [_as_written(page) for page in facts.next_pages],
        "data_requests": [_as_written(request) for request in facts.data_requests],
        "placeholder": facts.placeholder or None,
        "jumps_to": _as_written(facts.jumps_to) or None,
        "frames": [_as_written(frame) for frame in seen.frames],
        "links": facts.link_count,
        "menu": [
            {"title": link.text, "url": _as_written(link.url), "level": link.level}
            for link in facts.links
            if link.level
        ],
        "attachments": [
            {"title": link.text, "url": _as_written(link.url)} for link in facts.attachments
        ],
        "fingerprint": facts.fingerprint,
        "text": facts.text,
        "tables": [_table(table, limits) for table in facts.tables],
        "document_unreadable": facts.document_unreadable or None,
        "inquiries": [
            {
                "title": inquiry.title,
                "asked": _iso(inquiry.asked),
                "answered": _iso(inquiry.answered),
                "state": inquiry.state,
                "url": _as_written(inquiry.url) or None,
            }
            for inquiry in facts.inquiries or ()
        ],
        "guides": [
            {
                "title": guide.title,
                "elements": {each.what: each.state for each in guide.elements},
            }
            for guide in facts.guides or ()
        ],
        "mentions": {side: sum(m.side == side for m in facts.mentions) for side in _SIDES},
        "mention_sentences": [
            {"side": m.side, "term": m.term, "sentence": m.sentence} for m in facts.mentions
        ],
        "anomalies": [*facts.anomalies, *(said.zh for said in _annexes_not_here(facts, limits))],
        "extractor": facts.extractor,
    }


def _table(table: SpendTable, limits: VagueExpense) -> dict[str, Any]:
    return {
        "title": table.title,
        "kind": table.kind,
        "is_spending": table.is_spending,
        "year": table.year,
        "document": table.document,
        "unit": table.unit,
        "total": table.total_yuan,
        "lines": [
            {
                "code": line.code,
                "name": line.name,
                "amount_yuan": line.amount_yuan,
                "share": line.share,
                "other": line.is_other,
                "vague": level(line, limits),
                "explained": line.explained,
                "reason": line.reason,
            }
            for line in table.lines
        ],
        "anomalies": list(table.anomalies),
        "remarks": [told(each).zh for each in differences_in([table])],
    }


def _annexes_not_here(facts: PageFacts, limits: VagueExpense) -> list[Words]:
    """Lines that would be too much, and of which the document says that an annex explains them."""
    return [
        REFERS.filled(name=line.name, reason=line.reason)
        for table in facts.tables
        for line in table.lines
        if is_said_elsewhere(line, limits)
    ]


# what no share and no level says of a line
REFERS = Words(
    "“{name}”称“{reason}”，附件不在文件中，无法判断",
    "{name} says “{reason}”, which is not in the document: not judged",
)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _as_written(url: str) -> str:
    return url.removeprefix(NOWHERE)


# --- for people

_LABELS = {
    "captured": Words("留存时间", "captured"),
    "kind": Words("页面类型", "kind"),
    "outcome": Words("打开结果", "outcome"),
    "encoding": Words("编码（声明／实际）", "encoding (declared/used)"),
    "title": Words("标题", "title"),
    "published": Words("发布日期", "published"),
    "signed": Words("成文日期", "signed"),
    "list": Words("列表", "list"),
    "next": Words("后续页", "next pages"),
    "attachments": Words("附件", "attachments"),
    "mentions": Words("权力／收费／职责／权利", "powers/fees/duties/rights"),
    "unread": Words("未能读取", "not read"),
    "tables": Words("支出表", "spending tables"),
    "anomalies": Words("异常", "remarks"),
    "fingerprint": Words("指纹", "fingerprint"),
    "text": Words("正文（去除无关内容后）", "meaningful text"),
    "date": Words("日期", "date"),
    "address": Words("地址", "address"),
}
_KINDS = {
    "home": Words("首页", "home page"),
    "list": Words("列表页", "list page"),
    "article": Words("文章", "article"),
    "attachment": Words("文件或附件页", "document"),
    "error_page": Words("不是该页面", "not the page"),
    "other": Words("其他", "other"),
}
_SHOWN_ITEMS, _SHOWN_TEXT = 30, 1200


def show(seen: ReadPage, console: Console) -> None:
    """What was read, as a person wants to see it, in the office's language."""
    language, facts = spoken_language(), seen.facts
    limits = shipped_rulebook().limits.vague_expense
    not_here = [said.text(language) for said in _annexes_not_here(facts, limits)]
    grid = Table.grid(padding=(0, 2))
    captured = seen.at.isoformat(sep=" ", timespec="seconds") if seen.at else ""
    for label, value in [("captured", captured), *_lines(facts, language, not_here)]:
        if value:
            grid.add_row(f"[dim]{_LABELS[label].text(language)}[/dim]", _plain(value))
    console.print(Panel(grid, title=_plain(seen.source), title_align="left"))
    if facts.items:
        entries = Table()
        for name in ("date", "title", "address"):
            entries.add_column(
                _LABELS[name].text(language), overflow="fold", no_wrap=name == "date"
            )
        for item in facts.items[:_SHOWN_ITEMS]:
            entries.add_row(
                _iso(item.claimed) or "—", _plain(item.title), _plain(_as_written(item.url))
            )
        console.print(entries)
    elif facts.text:
        console.print(f"[dim]{_LABELS['text'].text(language)}[/dim]")
        console.print(_plain(facts.text[:_SHOWN_TEXT]))


def _lines(facts: PageFacts, language: str, not_here: Sequence[str]) -> list[tuple[str, str]]:
    counts = " / ".join(str(sum(m.side == side for m in facts.mentions)) for side in _SIDES)
    reason = f"（{facts.outcome_reason}）" if facts.outcome_reason else ""
    return [
        ("kind", _KINDS[facts.kind.value].text(language) + _named(facts.kind_reason, language)),
        ("outcome", f"{cause_of(facts.outcome).text(language)}{reason}"),
        ("encoding", f"{facts.encoding_declared or '—'} / {facts.encoding_used or '—'}"),
        ("title", facts.title),
        (
            "published",
            f"{facts.published}{_named(facts.published_from, language)}" if facts.published else "",
        ),
        ("signed", str(facts.signed or "")),
        (
            "list",
            f"{len(facts.items)}"
            + (f" / {facts.items_claimed}" if facts.items_claimed is not None else "")
            + _named(facts.list_dialect, language)
            if facts.list_dialect
            else "",
        ),
        ("next", " ".join(map(_as_written, facts.next_pages[:3]))),
        ("attachments", " ".join(link.text or link.url for link in facts.attachments[:5])),
        ("mentions", counts if facts.mentions else ""),
        (
            "unread",
            unread_words(facts.document_unreadable).text(language)
            if facts.document_unreadable
            else "",
        ),
        ("tables", "；".join(table.title or table.kind for table in facts.tables)),
        ("anomalies", "；".join((*facts.anomalies, *not_here))),
        ("fingerprint", facts.fingerprint),
    ]


def _named(how: str, language: str) -> str:
    """How the reader came to it, in its own short English words: for who reads English."""
    return f" · {how}" if how and language == "en" else ""


def _plain(text: str) -> str:
    """Words of a page are never markup of ours."""
    return text.replace("[", r"\[")
