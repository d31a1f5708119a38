"""Pages and bodies for the hostile server: healthy ones, bombs in every encoding, and pages that are too much
of something.
"""

import gzip
import zlib
from functools import cache

import brotli
import zstandard

MB = 1 << 20
NOTICES = 18  # articles of a healthy site; with its front page and its list 20 pages


def page(title: str, body: str, head: str = "") -> bytes:
    return f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'.encode()


def linked(title: str, paths: list[str]) -> bytes:
    """A page whose navigation is nothing but links."""
    return page(
        title,
        "<nav><ul>"
        + "".join(f'<li><a href="{path}">栏目 {path[-30:]}</a></li>' for path in paths)
        + f"</ul></nav><p>{WORDS}</p>",
    )


WORDS = "本局依法履行职责，及时公开政府信息，接受社会监督，服务人民群众。" * 8


def healthy(path: str) -> bytes | None:
    """The pages of a small ordinary site, by path."""
    nav = '<div class="nav"><a href="/">首页</a> <a href="/tzgg/">通知公告</a></div>'
    if path == "/":
        return page(
            "某局门户网站",
            f'{nav}<div class="main"><p>{WORDS}</p></div><div class="footer">主办：某局 ICP备12345678号</div>',
        )
    if path == "/tzgg/":
        rows = "".join(
            f'<li><a href="/tzgg/{n}.html">关于做好第{n}项工作的通知事项公告</a><span>2026-{n % 11 + 1:02d}-{n % 27 + 1:02d}</span></li>'
            for n in range(1, NOTICES + 1)
        )
        return page("通知公告-某局", f'{nav}<div class="main"><ul class="list">{rows}</ul></div>')
    number = path.removeprefix("/tzgg/").removesuffix(".html")
    if path.startswith("/tzgg/") and number.isdigit() and int(number) <= NOTICES:
        text = f"<p>{WORDS}</p>" * 3
        return page(
            f"第{number}项工作",
            f'{nav}<div class="main"><h1>关于做好第{number}项工作的通知事项公告</h1><p>发布日期：2026-05-{int(number):02d}</p>{text}</div>',
        )
    return None


@cache
def bomb(encoding: str, size: int = 64 * MB) -> bytes:
    """`size` zeros, compressed: a few kilobytes to a few hundred."""
    if encoding == "gzip":
        return _gzipped(size)
    if encoding == "gzip, gzip":
        return gzip.compress(_gzipped(size))
    if encoding == "deflate":
        machine = zlib.compressobj(9)
        return b"".join(
            [*(machine.compress(bytes(MB)) for _ in range(size // MB)), machine.flush()]
        )
    if encoding == "raw deflate":
        machine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        return b"".join(
            [*(machine.compress(bytes(MB)) for _ in range(size // MB)), machine.flush()]
        )
    if encoding == "br":
        small = brotli.Compressor(quality=5, lgwin=24)
        return b"".join([*(small.process(bytes(MB)) for _ in range(size // MB)), small.finish()])
    assert encoding == "zstd"
    zeros = zstandard.ZstdCompressor(level=3).compressobj()
    return b"".join([*(zeros.compress(bytes(MB)) for _ in range(size // MB)), zeros.flush()])


def make_bombs() -> None:
    """All of them, before anybody asks: a server that is busy packing looks like thirty dead hosts."""
    for encoding in ("gzip", "gzip, gzip", "deflate", "raw deflate", "br", "zstd"):
        bomb(encoding)


def _gzipped(size: int) -> bytes:
    machine = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return b"".join([*(machine.compress(bytes(MB)) for _ in range(size // MB)), machine.flush()])


def many_links(count: int = 100_000) -> bytes:
    return page("链接", "".join(f'<a href="/p/{n}.html">第{n}条</a>' for n in range(count)))


def deep(depth: int = 200_000) -> bytes:
    return page("深", "<div>" * depth + "深处的文字" + "</div>" * depth)


def many_attributes(count: int = 1_000_000) -> bytes:
    return page(
        "属性",
        "<div "
        + " ".join(f"x{n:x}" for n in range(count))
        + f">属性之后的文字</div><p>{WORDS}</p>",
    )


def with_nuls() -> bytes:
    return page("空字节", f"<p>{WORDS}</p>").replace("，".encode(), "，\0".encode())


def one_line(size: int = 7 * MB) -> bytes:
    row = "<tr><td>其他支出</td><td>12.34</td></tr>"
    return page("表", "<table>" + row * (size // len(row.encode())) + "</table>")


def challenge() -> bytes:
    return b'<html><head><meta http-equiv="refresh" content="1"><script>var $_ts=window["$_ts"];$_ts.cd="qjrqA";</script></head><body></body></html>'
