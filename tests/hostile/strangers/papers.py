"""Strangers of documents: an ordinary home page, and behind its links what kills a reader."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from functools import cache

from .encodings import _block, _zeros
from .server import Talk, page
from .table import OPEN, stranger

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = (
    f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}<!ENTITY f SYSTEM "file:///etc/passwd">'
    '<!ENTITY % p SYSTEM "http://127.66.66.66:1/p.dtd">%p;]>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="{target}"/></Relationships>'
)


async def _papers(
    talk: Talk, papers: dict[str, bytes], kind: str = "application/octet-stream"
) -> None:
    name = talk.path.rsplit("/", 1)[-1]
    if name in papers:
        await talk.answer(papers[name], f"Content-Type: {kind}")
        return
    links = "".join(
        f'<li><a href="/files/{name}">2026年部门预算公开{name}</a><span>2026-11-20</span></li>'
        for name in papers
    )
    await talk.answer(page(f"<ul>{links}</ul>"))


@stranger(OPEN, heavy=True)
async def packed_bombs(talk: Talk) -> None:
    """xlsx, docx, ods, ofd and zip with a member of 210 MB of zeros in 900 kB."""
    await _papers(talk, _bombs())


@stranger(OPEN, hidden=("root:x:",), heavy=True)
async def entities_in_papers(talk: Talk) -> None:
    """docx, xlsx, ofd and ods with a billion laughs, a file and a parameter entity."""
    await _papers(talk, _entities())


@stranger(OPEN, hidden=("root:x:",), heavy=True)
async def ways_out_of_a_zip(talk: Talk) -> None:
    """zip with ../ and absolute names, a link to /etc/passwd, 65,000 members, zips in zips."""
    await _papers(talk, _ways_out())


@stranger(OPEN, heavy=True)
async def portable_bombs(talk: Talk) -> None:
    """pdf: Flate in Flate in Flate, pages that hold themselves, a billion pages, no end."""
    await _papers(talk, _pdfs(), "application/pdf")


@stranger(OPEN, heavy=True)
async def old_papers_in_circles(talk: Talk) -> None:
    """doc, xls, wps whose sector table is a circle, with sizes of gigabytes."""
    await _papers(talk, {f"old.{end}": _compound() for end in ("doc", "xls", "wps", "et", "ppt")})


@stranger(OPEN, heavy=True)
async def papers_under_false_names(talk: Talk) -> None:
    """HTML as .pdf, pdf as .xls, rtf of 100,000 groups as .doc, csv of one quote, nothing."""
    papers = {
        "page.pdf": page("<table><tr><td>" * 20_000),
        "pdf.xls": b"%PDF-1.7\n%%EOF",
        "groups.doc": b"{\\rtf1" + b"{\\b" * 100_000,
        "quote.csv": b'"' + "预算,".encode() * 400_000,
        "columns.csv": "科目,".encode() * 300_000 + b"\n" + b"1," * 300_000,
        "nothing.docx": b"",
        "markup.xls": b"<table><tr>" + b"<td colspan=2147483647 rowspan=65535>1" * 5000,
    }
    await _papers(talk, papers)


@stranger(OPEN, waits=True)
async def paper_without_end(talk: Talk) -> None:
    """A pdf that streams for ever, and one that drips."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\n"
    if talk.path.endswith("endless.pdf"):
        await talk.endless(head, b"1 0 obj<<>>endobj\n" * 4000)
    if talk.path.endswith("drip.pdf"):
        await talk.say(head)
        await talk.drip(b"x" * 1000)
    await _papers(talk, {"none.pdf": b"", "endless.pdf": b"", "drip.pdf": b""})


def prepare(names: Sequence[str]) -> None:
    """Make what takes seconds to make before anybody asks for it."""
    makers = {
        "packed_bombs": _bombs,
        "entities_in_papers": _entities,
        "ways_out_of_a_zip": _ways_out,
        "portable_bombs": _pdfs,
    }
    for name in names:
        makers.get(name, dict)()


@cache
def _bombs() -> dict[str, bytes]:
    heads = {
        "bomb.xlsx": "xl/worksheets/sheet1.xml",
        "bomb.docx": "word/document.xml",
        "bomb.ods": "content.xml",
        "bomb.ofd": "OFD.xml",
        "bomb.zip": "2026年预算.csv",
    }
    return {name: _zip({member: None, **_around(name)}) for name, member in heads.items()}


@cache
def _entities() -> dict[str, bytes]:
    word = f"{ENTITIES}<w:document {W}><w:body><w:p><w:r><w:t>预算&l9;&f;</w:t></w:r></w:p></w:body></w:document>"
    sheet = f'{ENTITIES}<worksheet><sheetData><row><c t="inlineStr"><is><t>&l9;&f;</t></is></c></row></sheetData></worksheet>'
    other = f"{ENTITIES}<x>&l9;&f;</x>"
    return {
        "laughs.docx": _zip({"word/document.xml": word, **_around("x.docx")}),
        "laughs.xlsx": _zip({"xl/worksheets/sheet1.xml": sheet, **_around("x.xlsx")}),
        "laughs.ods": _zip({"content.xml": other}),
        "laughs.ofd": _zip({"OFD.xml": other, "Doc_0/Document.xml": other}),
        "laughs.xml": other.encode(),
        "laughs.svg": other.encode(),
    }


@cache
def _ways_out() -> dict[str, bytes]:
    paths = {"../../../../tmp/gongkai-out.csv": "a,b", "/tmp/gongkai-out.csv": "a,b"}
    link = zipfile.ZipInfo("预算.csv")
    link.external_attr = 0o120777 << 16
    linked = io.BytesIO()
    with zipfile.ZipFile(linked, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    nested = _zip({"a.csv": "科目,金额\n其他,1\n"})
    for _ in range(30):
        nested = _zip({"inner.zip": nested.decode("latin-1")}, "latin-1")
    return {
        "paths.zip": _zip({**paths, "C:\\x\\..\\y.csv": "a", "a\0b.csv": "a", "CON.csv": "a"}),
        "link.zip": linked.getvalue(),
        "crowd.zip": _zip({f"{n}.csv": "a" for n in range(20_000)}),
        "nested.zip": nested,
        "cut.zip": nested[:-40],
    }


@cache
def _pdfs() -> dict[str, bytes]:
    bomb = _zeros(300)
    for _ in range(2):
        bomb = zlib.compress(bomb)
    filters = b"[/FlateDecode /FlateDecode /FlateDecode]"
    raw = zlib.compressobj(9)
    flate = raw.compress(b"") + raw.flush(zlib.Z_SYNC_FLUSH) + _block() * 1500
    circle = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000000/Parent 2 0 R>>"
    one = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e38 1e38]/Contents 4 0 R>>"
    ops = b"BT /F1 12 Tf " + b"(x) Tj " * 1_000_000 + b"ET"
    return {
        "three.pdf": _pdf(one, leaf, b"<</Filter%b/Length %d>>stream\n%b\nendstream", filters, bomb),
        "flate.pdf": _pdf(one, leaf, b"<</Filter%b/Length %d>>stream\n%b\nendstream",
                          b"/FlateDecode", flate),
        "circle.pdf": _pdf(circle, leaf, b"<</Filter%b/Length %d>>stream\n%b\nendstream", b"[]", b""),
        "operators.pdf": _pdf(one, leaf, b"<</Filter%b/Length %d>>stream\n%b\nendstream",
                              b"/FlateDecode", zlib.compress(ops)),
        "nothing.pdf": b"%PDF-1.7\n" + b"xref\n0 2000000000\ntrailer<</Prev 9/Root 9 0 R>>startxref 9",
        "depth.pdf": b"%PDF-1.7\n1 0 obj" + b"[" * 500_000 + b"endobj trailer<</Root 1 0 R>>",
    }  # fmt: skip


def _pdf(pages: bytes, leaf: bytes, form: bytes, filters: bytes, stream: bytes) -> bytes:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        pages,
        leaf,
        form % (filters, len(stream), stream),
    )
    out, places = io.BytesIO(b"%PDF-1.7\n"), []
    out.seek(0, io.SEEK_END)
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.write(b"xref\n0 5\n0000000000 65535 f \n" + rows)
    out.write(b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def _compound() -> bytes:
    """A compound file of one table sector in which every sector is followed by itself."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 1, 1, 2, 2, 3)
    head += struct.pack("<109I", 0, *[0] * 108)
    table = struct.pack("<128I", *range(128))
    names = (("Root Entry", 5), ("Workbook", 2), ("WordDocument", 2), ("1Table", 2))
    folder = b""
    for name, kind in names:
        spelt = name.encode("utf-16-le").ljust(64, b"\0")
        folder += spelt + struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, 1, 2, 3)
        folder += bytes(36) + struct.pack("<IQ", 2, 0x7FFFFFFF)
    return head.ljust(512, b"\0") + table + folder.ljust(512, b"\0") + bytes(1024)


def _around(name: str) -> dict[str, str]:
    """The other members that a reader looks for before it comes to the bomb."""
    if name.endswith(".docx"):
        return {"_rels/.rels": RELS.format(target="word/document.xml")}
    if name.endswith(".xlsx"):
        book = '<workbook xmlns:r="r"><sheets><sheet name="预算" sheetId="1" r:id="r1"/></sheets></workbook>'
        return {
            "_rels/.rels": RELS.format(target="xl/workbook.xml"),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": RELS.format(target="worksheets/sheet1.xml"),
        }
    return {}


def _zip(members: dict[str, str | None], codec: str = "utf-8") -> bytes:
    """A zip of texts; None: 210 MB of zeros, written a megabyte at a time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in members.items():
            if text is not None:
                archive.writestr(name, text.encode(codec))
                continue
            with archive.open(name, "w", force_zip64=True) as member:
                for _ in range(210):
                    member.write(bytes(1 << 20))
    return out.getvalue()
