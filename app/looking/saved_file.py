"""Saved captures as files: a page as it was received, or its gzip-compressed copy, as archives keep
it.
"""

import errno
import gzip
import zlib
from pathlib import Path
from typing import BinaryIO

from config.errors import NotFound
from config.words import Words

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
_BROKEN = Words("压缩文件已损坏", "its compression is broken")


def saved(source: str) -> bytes:
    """The bytes of a saved page; a name that ends in .gz is unpacked. Raises NotFound where there
    is nothing to read.
    """
    try:
        with _opened(Path(source)) as file:
            body = file.read(MAX_BYTES + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise _unread(source, _BROKEN) from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _unread(source, _WHY.get(getattr(error, "errno", 0) or 0, Words(why, why))) from error
    if len(body) > MAX_BYTES:
        raise _unread(
            source,
            Words(
                _TOO_LARGE.text("zh", most=MAX_BYTES >> 20),
                _TOO_LARGE.text("en", most=MAX_BYTES >> 20),
            ),
        )
    return body


def name_of(source: str) -> Path:
    """The name under which it was published: without the .gz of whoever keeps it."""
    path = Path(source)
    return path.with_suffix("") if path.suffix.lower() == ".gz" else path


def _opened(path: Path) -> BinaryIO | gzip.GzipFile:
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")


def _unread(source: str, why: Words) -> NotFound:
    return NotFound(Words(f"无法读取 {source}：{why.zh}", f"cannot read {source}: {why.en}"))
