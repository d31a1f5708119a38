"""The dates of one article, each in its role; which evidence won is kept beside the date
(docs/field-notes.md §10.1, §10.2).

Never "the first date in the text", never the newest one: only meta tags, labels, and the line under
the title speak.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress, count, pairwise

from crawler.extract.dates import DateFound, find_dates, is_plausible, read_date, to_plain, url_date
from crawler.extract.flat import FlatPage, RawBlock
from crawler.extract.patterns import patterns
from crawler.extract.publication import BYLINE_MARK, LINE_LENGTH
from store.records import DateRole

_PATTERNS = patterns(__name__)


@dataclass(frozen=True, slots=True)
class PageDates:
    """None where no evidence speaks; `anomalies`: dates that were found and not believed."""

    published: date | None = None
    published_from: str = ""  # a DateRole, or ""
    signed: date | None = None
    updated: date | None = None
    url_date: date | None = None
    anomalies: tuple[str, ...] = ()


def read_page_dates(
    page: FlatPage,
    body: Sequence[RawBlock],
    url: str,
    as_of: date,
    *,
    rows: Sequence[tuple[int, int]] = (),
) -> PageDates:
    """The dates of an article. `body` are the blocks of its main text, where only the closing
    signature is looked for.

    `rows` are the spans of the page's texts that entries of a list take up: what is repeated row by
    row is no byline.
    """
    anomalies: list[str] = []
    in_url = url_date(url)
    if in_url is not None and not is_plausible(in_url, as_of):
        in_url = None
    stacked = _stacked(rows)
    labelled = _labelled(_outside(page.blocks, stacked))
    candidates = [
        (DateRole.META, _meta_date(page.metas)),
        (DateRole.LABELLED, labelled.get(DateRole.LABELLED)),
        (DateRole.LABELLED, _under_the_title(page, body, stacked)),
        (DateRole.URL, in_url),
    ]
    published, published_from = None, ""
    for role, day in candidates:
        if day is None:
            continue
        if not is_plausible(day, as_of):
            anomalies.append(f"implausible_date:{role.value}:{day.isoformat()}")
        elif published is None:
            published, published_from = day, role.value
    signed = labelled.get(DateRole.SIGNED) or _signature(body)
    updated = labelled.get(DateRole.UPDATED)
    return PageDates(
        published=published,
        published_from=published_from,
        signed=signed if signed is not None and is_plausible(signed, as_of) else None,
        updated=updated if updated is not None and is_plausible(updated, as_of) else None,
        url_date=in_url,
        anomalies=tuple(anomalies),
    )


# --- meta

# PubDate is the standard's own name (docs/field-notes.md §12); the others are what commercial
# systems write.
_META_NAMES = ("pubdate", "publishdate", "firstpublishedtime", "article:published_time", "og:published_time", "og:release_date", "publish_time", "date", "weibo:article:create_at", "dc.date.issued", "article:published")  # fmt: skip


def _meta_date(metas: dict[str, str]) -> date | None:
    for name in _META_NAMES:
        if (
            name in metas
            and (day := read_date(metas[name], is_labelled=True) or read_date(metas[name][:10]))
            is not None
        ):
            return day
    return None


# --- labels


def _spaced(words: str) -> str:
    """Alternatives whose characters may be set apart, as in 发 布 时 间."""
    return "|".join(r"\s*".join(word) for word in words.split())


# The words that end right before a date, by role, most specific first. 签发日期 is the signing,
# 发文日期 on a page the publishing.
_LABELS: tuple[tuple[DateRole, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"(?:{words})\s*[\])]?\s*[:|]?\s*[\[(]?\s*$"))
    for role, words in (
        (DateRole.CLOCK, _spaced("今天是 今日是 现在是 当前时间 现在时间 系统时间 打印时间 打印日期 页面生成时间 生成时间 页面执行时间 北京时间") + r"|欢迎\S{0,12}|农历\S{0,6}"),
        (DateRole.SIGNED, _spaced("成文日期 成文时间 印发日期 印发时间 生成日期 制发日期 签发日期 签署日期 形成日期 产生日期")),
        (DateRole.UPDATED, _spaced("更新时间 更新日期 修改时间 修改日期 最后编辑 最后更新 最近更新 最后修改")),
        (DateRole.DEADLINE, _spaced("截止时间 截止日期 截至 截止 截止到 报名时间 报名日期 公示期 公示时间 公示期限 有效期 有效期至 开标时间 投标时间 会议时间 活动时间 开放时间 办公时间 考试时间 失效日期 废止日期")),
        (DateRole.EFFECTIVE, _spaced("施行日期 实施日期 生效日期 施行时间 实施时间 生效时间 执行时间")),
        (DateRole.LABELLED, _spaced("发布时间 发布日期 公开日期 公开时间 发文日期 发文时间 发表时间 发表日期 发表于 发布于 信息时间 信息日期 上传时间 上传日期 上网时间 上网日期 刊登日期 发稿时间 发稿日期 添加时间 录入时间 登载日期 公布日期 公布时间 加入时间 更新发布时间 提交时间 日期时间 发布") + r"|(?<![\u3400-\u9fff])(?:时\s*间|日\s*期)"),
    )
)  # fmt: skip
_LABEL_REACH = 24
_MAY_HOLD_A_YEAR = _PATTERNS["may_hold_a_year"]


def _labelled(blocks: Sequence[RawBlock]) -> dict[DateRole, date]:
    """Each role's first date right after its label, in one block or in the next (table cells)."""
    found: dict[DateRole, date] = {}
    sent: date | None = None
    texts = [block.text for block in blocks]
    for index in compress(count(), map(_MAY_HOLD_A_YEAR.search, texts)):
        text, before = texts[index], texts[index - 1][-_LABEL_REACH:] if index else ""
        for hit in _dates_after_labels(text) if len(text) <= 400 else ():
            label = to_plain(f"{before} {text[: hit.start]}"[-_LABEL_REACH:])
            role = _role(label)
            if role is DateRole.LABELLED and _SENT.search(label):
                # a page that tells both was sent out on the one day and put on line on the other
                sent = sent or hit.day
            elif role is not None:
                found.setdefault(role, hit.day)
    if sent:
        found.setdefault(DateRole.LABELLED, sent)
    return found


_SENT = _PATTERNS["sent"]


def _dates_after_labels(text: str) -> list[DateFound]:
    hits = find_dates(text)
    if hits or len(text) > 200:
        return hits
    # 发布日期:20220328, only after a label
    compact = re.search(r"[:：\s]\s*(20\d{6})(?!\d)", " " + text)
    day = read_date(compact.group(1), is_labelled=True) if compact else None
    return [DateFound(day, compact.start(1) - 1, compact.end(1) - 1)] if compact and day else []


def _role(before: str) -> DateRole | None:
    for role, pattern in _LABELS:
        if pattern.search(before):
            return role
    return None


# --- by position

_ROW_GAP = 1  # texts between two rows: a bullet, a line of dots
_NO_BYLINE = _PATTERNS["no_byline"]


def _under_the_title(
    page: FlatPage, body: Sequence[RawBlock], rows: Sequence[tuple[int, int]]
) -> date | None:
    """The date of the line under the title, alone or beside source and counts; only there bare."""
    if not body:
        return None
    first = next((i for i, block in enumerate(page.blocks) if block is body[0]), 0)
    nearby = page.blocks[max(0, first - 12) : first] + list(body[:4])
    best: date | None = None
    for block in nearby:
        text = block.text
        if any(start <= block.run < end for start, end in rows):
            continue
        if (
            len(text) > LINE_LENGTH
            or block.link_characters > 0.7 * len(text)
            or _NO_BYLINE.search(text)
        ):
            continue
        hits = find_dates(text)
        if len(hits) != 1:
            continue
        rest = (text[: hits[0].start] + text[hits[0].end :]).strip(" \t[]()（）【】:：|日")
        is_alone = len(rest) <= 3
        is_byline = bool(BYLINE_MARK.search(rest)) and len(rest) <= 120 and not _is_sentence(rest)
        if is_byline or (is_alone and _is_numeric(text, hits[0])):
            best = hits[0].day if best is None or is_byline else best
            if is_byline:
                return best
    return best


def _stacked(rows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The rows that border on another: a byline with a linked source stands between texts."""
    ordered = sorted(set(rows))
    borders = [
        False,
        *(later[0] - earlier[1] <= _ROW_GAP for earlier, later in pairwise(ordered)),
        False,
    ]
    return [
        row
        for row, above, below in zip(ordered, borders, borders[1:], strict=False)
        if above or below
    ]


def _outside(blocks: Sequence[RawBlock], rows: Sequence[tuple[int, int]]) -> Sequence[RawBlock]:
    """The blocks that stand in no row; `rows` in order."""
    if not rows:
        return blocks
    starts = [start for start, _ in rows]
    return [
        b for b in blocks if not (at := bisect_right(starts, b.run)) or b.run >= rows[at - 1][1]
    ]


def _is_numeric(text: str, hit: DateFound) -> bool:
    """A bare 2012年3月5日 may be the document's own (题注); a bare 2012-03-05 is the system's."""
    return "年" not in text[hit.start : hit.end] or ":" in to_plain(text)


def _is_sentence(text: str) -> bool:
    return "。" in text or text.count("，") >= 2


def _signature(body: Sequence[RawBlock]) -> date | None:
    """落款: one of the last lines that is only a date, or the unit's name and a date."""
    for block in reversed(body[-12:]):
        text = block.text.strip(" 　()（）")
        if len(text) <= 40 and "年" in text and not _is_sentence(text):
            hits = find_dates(text)
            if (
                len(hits) == 1
                and hits[0].end >= len(text.rstrip()) - 1
                and (hits[0].start <= 24)
                and _role(to_plain(text[: hits[0].start])) is None
            ):
                return hits[0].day
    return None
