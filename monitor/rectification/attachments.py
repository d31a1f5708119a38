"""Which files may come with an answer (答复附件): few, not too large, of a listed type by name and by
content. Nothing in them is ever opened or shown here. Pure.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from config.words import Words
from store.desk.answer_files import NewFile

LARGEST_FILE = 20 * 1024 * 1024  # bytes
MOST_FILES = 5  # of one answer
LONGEST_NAME = 100
MACROS = b"vbaproject.bin"

TOO_MANY = Words(
    "一次答复最多附{most}个文件，共不超过{size}MB。",
    "At most {most} files with one answer, {size} MB together.",
)
TOO_LARGE = Words("“{name}”超过{size}MB。", "{name!r} is larger than {size} MB.")
EMPTY = Words("“{name}”是空文件。", "{name!r} is empty.")
NOT_LISTED = Words(
    "“{name}”的类型不能接收；可附：{listed}。", "{name!r} is of no type that is taken: {listed}."
)
NOT_AS_NAMED = Words(
    "“{name}”的内容不是{ending}文件，未接收。",
    "What {name!r} holds is no {ending} file; it was not taken.",
)
HAS_MACROS = Words("“{name}”含有宏，未接收。", "{name!r} holds macros; it was not taken.")


class NotTaken(Exception):
    """An answer whose files are not taken; nothing of it is."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True, slots=True)
class Format:
    begins: bytes
    holds: str = ""


def _formats() -> dict[str, Format]:
    text = Path(__file__).with_name("attachments.toml").read_text(encoding="utf-8")
    return {
        ending: Format(bytes.fromhex(said["begins"]), said.get("holds", ""))
        for ending, said in tomllib.loads(text).items()
    }


FORMATS = _formats()


def checked(sent: Iterable[tuple[str, bytes]]) -> list[NewFile]:
    """`sent` as (name, bytes). Raises NotTaken for the first that is not to be taken."""
    files = list(sent)
    if len(files) > MOST_FILES or sum(len(body) for _, body in files) > 2 * LARGEST_FILE:
        raise NotTaken(TOO_MANY.filled(most=MOST_FILES, size=2 * LARGEST_FILE // 2**20))
    return [_checked(plain_name(name), body) for name, body in files]


def plain_name(given: str) -> str:
    """The last part of what the browser calls the file, without signs that one does not see."""
    last = re.split(r"[/\\]", given)[-1]
    shown = "".join(
        sign for sign in last if unicodedata.category(sign)[0] not in "CZ" or sign == " "
    )
    stem, dot, ending = shown.strip(" .").rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if stem else ending


def _checked(name: str, body: bytes) -> NewFile:
    ending = PurePosixPath(name).suffix.lstrip(".").lower()
    if ending not in FORMATS:
        raise NotTaken(NOT_LISTED.filled(name=name, listed="、".join(FORMATS)))
    if not body:
        raise NotTaken(EMPTY.filled(name=name))
    if len(body) > LARGEST_FILE:
        raise NotTaken(TOO_LARGE.filled(name=name, size=LARGEST_FILE // 2**20))
    wanted = FORMATS[ending]
    if not body.startswith(wanted.begins) or not _holds(body, wanted.holds):
        raise NotTaken(NOT_AS_NAMED.filled(name=name, ending=ending))
    if MACROS in body.lower() or _utf16("_VBA_PROJECT") in body:
        raise NotTaken(HAS_MACROS.filled(name=name))
    return NewFile(name, ending, body)


def _holds(body: bytes, part: str) -> bool:
    """A package spells the names of its parts as they are, a compound file in UTF-16; nothing is
    unpacked to find them.
    """
    return part.encode() in body or _utf16(part) in body


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
