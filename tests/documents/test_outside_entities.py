"""XML that asks for something outside of it (docs/faults.md D2): in four carriers no byte of a file
and no connection.
"""

import io
import socket
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.documents.bombs import word_that_reads, workbook_that_reads, zipped
from tests.reading import read_answer

SECRET = "the words of the secret"
DAY = date(2026, 11, 23)

_PARAMETER = '<!DOCTYPE d [<!ENTITY % p SYSTEM "{0}"> %p; <!ENTITY x "&#37;p;">]>'
_GENERAL = '<!DOCTYPE d [<!ENTITY x SYSTEM "{0}">]>'
_SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text>before &x; after, and words enough to be read as a page</text></svg>'
_RSS = "<rss version='2.0'><channel><title>before &x; after</title><item><title>&x; 通知公告</title><link>http://a.gov.cn/1.html</link></item></channel></rss>"


def _svg(target: str, doctype: str) -> tuple[bytes, str]:
    return f'<?xml version="1.0"?>{doctype.format(target)}{_SVG}'.encode(), "image/svg+xml"


def _rss(target: str, doctype: str) -> tuple[bytes, str]:
    return f'<?xml version="1.0"?>{doctype.format(target)}{_RSS}'.encode(), "application/rss+xml"


def _docx(target: str, doctype: str) -> tuple[bytes, str]:
    return _with_doctype(word_that_reads(target), target, doctype), "application/octet-stream"


def _xlsx(target: str, doctype: str) -> tuple[bytes, str]:
    return _with_doctype(workbook_that_reads(target), target, doctype), "application/octet-stream"


def _with_doctype(body: bytes, target: str, doctype: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    plain = _GENERAL.format(target).encode()
    return zipped(
        {name: part.replace(plain, doctype.format(target).encode()) for name, part in parts.items()}
    )


CARRIERS: dict[str, Callable[[str, str], tuple[bytes, str]]] = {
    "svg": _svg,
    "rss": _rss,
    "docx": _docx,
    "xlsx": _xlsx,
}


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("way", ["file", "http", "parameter"])
def test_nothing_outside_is_read_or_asked_for(way: str, carrier: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.dtd"
    secret.write_text(f'{SECRET} <!ENTITY x "{SECRET}">')
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        asked = f"http://127.0.0.1:{server.getsockname()[1]}/x.dtd"
        targets = {
            "file": [str(secret), f"file://{secret}"],
            "http": [asked],
            "parameter": [f"file://{secret}", asked],
        }[way]
        for target in targets:
            body, content_type = CARRIERS[carrier](
                target, _PARAMETER if way == "parameter" else _GENERAL
            )
            facts = read_answer(
                body, url=f"http://a.gov.cn/a.{carrier}", content_type=content_type, as_of=DAY
            )
            assert SECRET not in repr(facts)
        with pytest.raises(TimeoutError):
            server.accept()
