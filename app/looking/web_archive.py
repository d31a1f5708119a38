"""The pages of a WARC, ARC or WACZ, read one by one, each as of the day on which it was kept."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from app.looking.reading import ReadPage, read_answer_of
from app.looking.saved_file import first_bytes, unread, whole
from config.words import Words
from crawler.documents.web_archive import is_web_archive, read_web_archive

_BEIJING = ZoneInfo("Asia/Shanghai")
LEFT_OUT = Words(
    "另有 {n} 条记录不是网页（请求、跳转、图片、脚本等），未列出",
    "{n} further records are no pages (requests, redirects, pictures, scripts) and are not listed",
)
NO_PAGE = Words("其中没有网页，只有 {n} 条其他记录", "no page in it, only {n} other records")
CUT_SHORT = Words(
    "只读出前 {pages} 页，其后未读：{why}", "only the first {pages} pages were read: {why}"
)


def is_archive_file(source: str) -> bool:
    """A file that is, or is called, an archive of web pages. Raises NotFound where there is none."""
    if source.startswith(("http://", "https://")):
        return False
    return is_web_archive(Path(source).name, first_bytes(source))


def read_archive(
    source: str, tell: Callable[[ReadPage], None], *, as_of: date | None = None
) -> Words | None:
    """`tell` of every page in its order. `as_of` stands above the day of each record. Returns what
    is to be said of the other records.

    Raises NotFound, after the pages that could be read, where the archive is broken or over a
    limit.
    """
    archive = read_web_archive(whole(source))
    for kept in archive.answers:
        day = as_of or (kept.at.astimezone(_BEIJING).date() if kept.at else None)
        tell(read_answer_of(f"{source} · {kept.answer.url}", kept.answer, day, at=kept.at))
    if archive.why:
        pages, why = len(archive.answers), archive.why
        zh, en = (CUT_SHORT.text(lang, pages=pages, why=why.text(lang)) for lang in ("zh", "en"))
        raise unread(source, Words(zh, en) if pages else why)
    if not archive.answers:
        raise unread(source, NO_PAGE.filled(n=archive.left_out))
    return LEFT_OUT.filled(n=archive.left_out) if archive.left_out else None
