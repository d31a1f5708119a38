"""Saved captures as files: a page as it was received, or its gzip-compressed copy, as archives keep
it.
"""

import errno
import gzip
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from config.errors import NotFound
from config.words import Words
from crawler.documents.web_archive import is_web_archive

MAX_BYTES = (
    64 * 1024 * 1024
)  # unpacked; twice the largest document that the crawler takes (docs/faults.md §2)
_WHY = {
    errno.ENOENT: Words(
        "没有这个文件；网址要以 http:// 或 https:// 开头",
        "no such file; a web address begins with http:// or https://",
    ),
    errno.EISDIR: Words("这是文件夹，不是文件", "it is a folder, not a file"),
    errno.EACCES: Words("没有读取权限", "no right to read it"),
    errno.ENAMETOOLONG: Words("文件名太长", "its name is too long"),
}
_TOO_LARGE = Words("超过 {most} MB，不予读取", "more than {most} MB, not read")
_MANY_PAGES = Words(
    "这是网页档案，含多个网页；请用 gongkai read 逐页查看",
    "it is an archive of web pages; gongkai read shows them one by one",
)
_BROKEN = Words("压缩文件已损坏", "its compression is broken")


def saved(source: str) -> bytes:
    """The bytes of a saved page; a name that ends in .gz is unpacked. Raises NotFound where there
    is nothing to read, or an archive of many pages.
    """
    body = _read(source, _opened)
    if is_web_archive(Path(source).name, body[:16]):
        raise unread(source, _MANY_PAGES)
    return body


def whole(source: str) -> bytes:
    """The bytes of a file as it lies there. Raises NotFound where there is nothing to read."""
    return _read(source, lambda path: path.open("rb"))


def first_bytes(source: str) -> bytes:
    """What tells its form, unpacked. Raises NotFound where there is nothing to read."""
    begin = _read(source, lambda path: path.open("rb"), most=4096, is_part=True)
    try:
        unpacker = zlib.decompressobj(31)
        return unpacker.decompress(begin, 16) if begin.startswith(b"\x1f\x8b") else begin[:16]
    except zlib.error:
        return begin[:16]


def name_of(source: str) -> Path:
    """The name under which it was published: without the .gz of whoever keeps it."""
    path = Path(source)
    return path.with_suffix("") if path.suffix.lower() == ".gz" else path


def _read(
    source: str,
    opened: Callable[[Path], BinaryIO | gzip.GzipFile],
    *,
    most: int = MAX_BYTES,
    is_part: bool = False,
) -> bytes:
    try:
        with opened(Path(source)) as file:
            body = file.read(most if is_part else most + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise unread(source, _BROKEN) from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise unread(source, _WHY.get(getattr(error, "errno", 0) or 0, Words(why, why))) from error
    if len(body) > most:
        raise unread(source, _TOO_LARGE.filled(most=most >> 20))
    return body


def _opened(path: Path) -> BinaryIO | gzip.GzipFile:
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")


def unread(source: str, why: Words) -> NotFound:
    """The error that says why there is nothing to read in it."""
    return NotFound(Words(f"无法读取 {source}：{why.zh}", f"cannot read {source}: {why.en}"))
