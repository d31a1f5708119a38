"""One TOML file as people really save it: read whole, or refused with the line and the repair.

A UTF-8 byte order mark (Notepad writes one) is harmless and accepted. GBK and UTF-16 are refused
rather than guessed: a name that was guessed wrongly would be printed in a circular.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

from config.problems import ConfigProblem
from config.sentences import Said, complaints, said

MOST_BYTES = 4_000_000  # no office's file comes near; a log dropped here by mistake does
MOST_LEVELS = 20  # tables in tables; the deepest of ours has four

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_IN_QUOTES = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'""")
_FULL_WIDTH = {"：": "=", "＝": "=", "“": '"', "”": '"', "‘": "'", "’": "'", "＂": '"', "，": ",", "、": ",", "【": "[", "】": "]", "［": "[", "］": "]", "　": " "}  # fmt: skip
_NOT_TOML_WORDS = re.compile(
    r"=\s*(yes|no|on|off|y|n|True|False|TRUE|FALSE|Yes|No|On|Off|YES|NO|ON|OFF|是|否|对|错|none|None|null)\s*(?:#.*)?$"
)
_BARE_WORD = re.compile(r"=\s*[^\s\"'\[{#\d+-]")
_COLON_FOR_EQUALS = re.compile(r"^\s*[\w-]+\s*:")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """`data` is None where the file could not be read; then `problem` says why."""

    name: str  # relative to the office's folder, "/" on every system
    text: str = ""
    data: dict[str, Any] | None = None
    problem: ConfigProblem | None = None


def read_toml(path: Path, name: str) -> TomlFile:
    """The file at `path`, to be called `name` in messages. Never raises for what a file holds or
    how it is kept.
    """
    try:
        status = path.stat()
        if status.st_size > MOST_BYTES:
            return TomlFile(name, problem=ConfigProblem(name, *said("too_large")))
        if not (S_ISREG(status.st_mode) or S_ISDIR(status.st_mode)):
            return TomlFile(name, problem=ConfigProblem(name, *said("no_plain_file")))
        body = path.read_bytes()
    except OSError as error:
        return TomlFile(
            name, problem=ConfigProblem(name, *said("unreadable", reason=error.strerror or "?"))
        )
    return parse_toml(body, name)


def parse_toml(body: bytes, name: str) -> TomlFile:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TomlFile(name, problem=ConfigProblem(name, *said("utf16"), line=1))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return TomlFile(
            name,
            problem=ConfigProblem(
                name, *_foreign_encoding(body), line=body.count(b"\n", 0, error.start) + 1
            ),
        )
    try:
        data = tomllib.loads(text)
        if _is_deeper_than(MOST_LEVELS, data):
            raise RecursionError  # as the parser says of brackets; it follows dots without end
        return TomlFile(name, text, data)
    except RecursionError:
        return TomlFile(name, text, problem=ConfigProblem(name, *said("too_deep"), line=1))
    except ValueError as error:  # TOMLDecodeError, and int() on a number of many thousand digits
        return TomlFile(name, text, problem=_syntax_problem(name, text, str(error)))


def _is_deeper_than(levels: int, data: dict[str, Any]) -> bool:
    at_level: list[Any] = [data]
    for _ in range(levels):
        inside = (one.values() if isinstance(one, dict) else one for one in at_level)
        at_level = [one for held in inside for one in held if isinstance(one, dict | list)]
    return bool(at_level)


def _foreign_encoding(body: bytes) -> Said:
    try:
        body.decode("gb18030")
    except UnicodeDecodeError:
        return said("no_encoding")
    return said("gbk")


def _syntax_problem(name: str, text: str, message: str) -> ConfigProblem:
    """The parser's complaint as a person would make it: what was typed is looked at before what the
    parser missed.
    """
    lines = text.splitlines()
    at = _AT_LINE.search(message)
    number = int(at[1]) if at else max(len(lines), 1)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    outside = _IN_QUOTES.sub('""', line).split("#")[0]
    return ConfigProblem(name, *_complaint(outside, message), line=number)


def _complaint(outside: str, message: str) -> Said:
    """`outside` is what stands outside quotes and comments on the line of the parser's `message`."""
    if wide := next((character for character in outside if character in _FULL_WIDTH), ""):
        return said("wide", wide=wide, narrow=_FULL_WIDTH[wide])
    if word := _NOT_TOML_WORDS.search(outside.rstrip()):
        return said("yes_no", word=word[1])
    if _COLON_FOR_EQUALS.match(outside):
        return said("colon")
    for name, known in complaints("tomllib").items():
        if known["complaint"] in message:
            return said(f"tomllib.{name}")
    return said("no_quotes" if _BARE_WORD.search(outside) else "other_syntax")
