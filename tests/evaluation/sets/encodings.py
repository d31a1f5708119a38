"""encodings: bytes against declarations. The text must be that of the strict decoding, whatever
label is missing or lies.
"""

import codecs
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from crawler.extract.encoding import decode
from tests.evaluation import corpus
from tests.evaluation.others import scrapy_text
from tests.evaluation.score import ALL, OURS, Answers, Question

FOLDER = "encodings"

LYING_HEADERS = ("utf-8", "gb2312", "gbk", "big5", "iso-8859-1")
_LABEL = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?[\w.:-]+[\"']?", re.IGNORECASE)

Labelled = tuple[str, bytes, str, str]  # case, bytes, header, expected text


def questions(folder: Path, today: date) -> Iterator[Question]:
    del today
    rows = [
        (row["file"], corpus.body(folder / row["file"]), row["codec"])
        for row in corpus.table(folder / "index.json")
    ]
    yield _asked(
        "as they are", [(name, body, "", _text(body, codec)) for name, body, codec in rows]
    )
    yield _asked(
        "label inside taken out", [_unlabelled(name, body, codec) for name, body, codec in rows]
    )
    yield _asked(
        "the HTTP header lies",
        [
            (f"{name} as {lie}", body, f"text/html; charset={lie}", _text(body, codec))
            for name, body, codec in rows
            for lie in LYING_HEADERS
        ],
    )
    if articles := sorted((folder.parent / "zh-articles" / "articles").glob("*.html")):
        yield _asked(
            "zh-articles re-encoded to GB18030, labels left lying",
            [_as_gb(path) for path in articles],
        )
    if prescans := sorted((folder / "html5lib").glob("*.dat")):
        yield _prescans(prescans)


def _asked(about: str, cases: list[Labelled]) -> Question:
    ours, theirs = Answers(OURS), Answers("Scrapy's decoder")
    for name, body, header, expected in cases:
        with ours.reading():
            decoded = decode(body, header)
        ours.add(
            name,
            decoded.text == expected,
            "the strict decoding",
            f"{decoded.used} (declared {decoded.declared or 'nothing'})",
        )
        with theirs.reading():
            text = scrapy_text(body, header)
        theirs.add(name, text.removeprefix("\ufeff") == expected, "the strict decoding", "")
    return Question(FOLDER, about, ours, (theirs,), ALL)


def _text(body: bytes, codec: str) -> str:
    return body.decode(codec).removeprefix("\ufeff")


def _unlabelled(name: str, body: bytes, codec: str) -> Labelled:
    """Without the declaration that a prescan could find; in UTF-16 none stands in ASCII, and
    nothing is taken out.
    """
    bare = (
        body if codec.startswith("utf-16") else _LABEL.sub(b"", body[:4096], count=4) + body[4096:]
    )
    return name, bare, "", _text(bare, codec)


def _as_gb(path: Path) -> Labelled:
    """The corpus holds these pages as UTF-8 only; the bytes that most such pages once had are made
    anew.
    """
    text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    return path.name, text.encode("gb18030"), "text/html; charset=utf-8", text


def _prescans(paths: list[Path]) -> Question:
    """Told and not judged: these cases ask what is *declared*; here bytes decide, and most of the
    bodies are ASCII.
    """
    ours = Answers(OURS)
    for path in paths:
        for number, (body, label) in enumerate(corpus.html5lib_cases(path)):
            with ours.reading():
                decoded = decode(body)
            ours.add(
                f"{path.name}#{number}",
                decoded.text == _as_labelled(body, label),
                label,
                decoded.used,
            )
    return Question(
        FOLDER,
        "html5lib prescan: the labelled text",
        ours,
        note="bytes decide here, not labels: told, not judged",
    )


def _as_labelled(body: bytes, label: str) -> str | None:
    try:
        return body.decode(codecs.lookup(label).name, "replace").removeprefix("\ufeff")
    except LookupError:
        return None
