"""What may come with an answer, by name and by content."""

import io
import zipfile

import pytest

from monitor.rectification.attachments import (
    FORMATS,
    LARGEST_FILE,
    MOST_FILES,
    NotTaken,
    checked,
    plain_name,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def package(*parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as writer:
        for part in parts:
            writer.writestr(part, "<x/>" * 100)
    return made.getvalue()


BODIES = {
    "pdf": b"%PDF-1.7\n...",
    "ofd": package("OFD.xml", "Doc_0/Document.xml"),
    "docx": package("[Content_Types].xml", "word/document.xml"),
    "xlsx": package("[Content_Types].xml", "xl/workbook.xml"),
    "doc": OLE + "WordDocument".encode("utf-16-le"),
    "wps": OLE + "WordDocument".encode("utf-16-le"),
    "xls": OLE + "Workbook".encode("utf-16-le"),
    "et": OLE + "Workbook".encode("utf-16-le"),
    "png": bytes.fromhex("89504e470d0a1a0a") + b"...",
    "jpg": bytes.fromhex("ffd8ffe0") + b"...",
    "jpeg": bytes.fromhex("ffd8ffe1") + b"...",
}


def test_there_is_a_body_for_every_listed_type() -> None:
    assert set(BODIES) == set(FORMATS)


@pytest.mark.parametrize("ending", list(FORMATS))
def test_each_listed_type_is_taken_under_its_own_name_alone(ending: str) -> None:
    [file] = checked([(f"整改报告.{ending.upper()}", BODIES[ending])])
    assert (file.format, file.body) == (ending, BODIES[ending])
    alike = {other for other, body in BODIES.items() if FORMATS[other] == FORMATS[ending]}
    for other in set(FORMATS) - alike:
        with pytest.raises(NotTaken):
            checked([(f"a.{other}", BODIES[ending])])


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.exe", b"MZ"),
        ("a.html", b"<html><script>"),
        ("a.svg", b"<svg/>"),
        ("a.pdf.exe", BODIES["pdf"]),
        ("a.pdf", b"<html>%PDF-"),
        ("a.pdf", b""),
        ("a", BODIES["pdf"]),
        ("", BODIES["pdf"]),
        ("a.zip", package("a.txt")),
        ("a.docm", BODIES["docx"]),
        ("a.docx", package("word/document.xml", "word/vbaProject.bin")),
        ("a.xls", BODIES["xls"] + "_VBA_PROJECT_CUR".encode("utf-16-le")),
        ("a.pdf", b"%PDF-" + bytes(LARGEST_FILE)),
    ],
)
def test_what_is_not_listed_or_not_what_it_says_is_not_taken(name: str, body: bytes) -> None:
    with pytest.raises(NotTaken) as refused:
        checked([(name, body)])
    assert refused.value.words.zh and "{" not in refused.value.words.zh


def test_no_more_than_an_answer_may_bear() -> None:
    one = ("a.pdf", BODIES["pdf"])
    assert len(checked([one] * MOST_FILES)) == MOST_FILES
    with pytest.raises(NotTaken):
        checked([one] * (MOST_FILES + 1))
    with pytest.raises(NotTaken):
        checked([("a.pdf", b"%PDF-" + bytes(LARGEST_FILE - 5))] * 3)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("C:\\Users\\甲\\整改报告.pdf", "整改报告.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("附件\u202efdp.exe.pdf", "附件fdp.exe.pdf"),
        ("长" * 300 + ".pdf", "长" * 96 + ".pdf"),
    ],
)
def test_a_name_is_the_last_part_of_it_and_all_of_it_is_seen(given: str, name: str) -> None:
    assert plain_name(given) == name
