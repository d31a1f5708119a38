"""One TOML file as people really save it: read whole, or refused with the line and the repair.

A UTF-8 byte order mark (Notepad writes one) is harmless and accepted. GBK and UTF-16 are refused
rather than guessed: a name that was guessed wrongly would be printed in a circular.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.problems import ConfigProblem
from config.words import Words

MOST_BYTES = 4_000_000  # no office's file comes near; a log dropped here by mistake does

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
        if path.stat().st_size > MOST_BYTES:
            return TomlFile(name, problem=ConfigProblem(name, *_TOO_LARGE))
        body = path.read_bytes()
    except OSError as error:
        return TomlFile(
            name, problem=ConfigProblem(name, *_UNREADABLE).filled(reason=error.strerror or "?")
        )
    return parse_toml(body, name)


def parse_toml(body: bytes, name: str) -> TomlFile:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TomlFile(name, problem=ConfigProblem(name, *_UTF16, line=1))
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
        return TomlFile(name, text, tomllib.loads(text))
    except RecursionError:
        return TomlFile(name, text, problem=ConfigProblem(name, *_TOO_DEEP, line=1))
    except ValueError as error:  # TOMLDecodeError, and int() on a number of many thousand digits
        return TomlFile(name, text, problem=_syntax_problem(name, text, str(error)))


def _foreign_encoding(body: bytes) -> tuple[Words, Words]:
    try:
        body.decode("gb18030")
    except UnicodeDecodeError:
        return _NO_ENCODING
    return _GBK


def _syntax_problem(name: str, text: str, message: str) -> ConfigProblem:
    """The parser's complaint as a person would make it: what was typed is looked at before what the
    parser missed.
    """
    lines = text.splitlines()
    at = _AT_LINE.search(message)
    number = int(at[1]) if at else max(len(lines), 1)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    outside = _IN_QUOTES.sub('""', line).split("#")[0]
    if wide := next((character for character in outside if character in _FULL_WIDTH), ""):
        return ConfigProblem(name, *_WIDE, line=number).filled(wide=wide, narrow=_FULL_WIDTH[wide])
    if word := _NOT_TOML_WORDS.search(outside.rstrip()):
        return ConfigProblem(name, *_YES_NO, line=number).filled(word=word[1])
    if _COLON_FOR_EQUALS.match(outside):
        return ConfigProblem(name, *_COLON, line=number)
    for words, complaint in _COMPLAINTS:
        if complaint in message:
            return ConfigProblem(name, *words, line=number)
    if _BARE_WORD.search(outside):
        return ConfigProblem(name, *_NO_QUOTES, line=number)
    return ConfigProblem(name, *_OTHER_SYNTAX, line=number)


_Said = tuple[Words, Words]  # what is wrong, how to repair it

_UNREADABLE: _Said = (
    Words("文件读不出来（{reason}）", "the file cannot be read ({reason})"),
    Words("请检查文件是否存在、是否有读取权限", "check that it is a file and that you may read it"),
)
_TOO_LARGE: _Said = (
    Words("文件过大，不像是配置文件", "the file is far too large for a configuration"),
    Words("请移走此文件，或只保留配置内容", "move it away, or keep only the settings"),
)
_UTF16: _Said = (
    Words("文件编码是 UTF-16（记事本的“Unicode”）", 'the file is UTF-16 (Notepad\'s "Unicode")'),
    Words("请用记事本“另存为”，编码选 UTF-8", "save it again with the encoding UTF-8"),
)
_GBK: _Said = (
    Words("文件编码是 GBK（ANSI），不是 UTF-8", "the file is GBK (ANSI), not UTF-8"),
    Words("请用记事本“另存为”，编码选 UTF-8", "save it again with the encoding UTF-8"),
)
_NO_ENCODING: _Said = (
    Words(
        "文件中有既非 UTF-8 也非 GBK 的字节", "the file holds bytes that are neither UTF-8 nor GBK"
    ),
    Words("请核对该行内容，并以 UTF-8 另存", "look at that line and save the file again as UTF-8"),
)
_TOO_DEEP: _Said = (
    Words("括号嵌套过深", "brackets are nested too deeply"),
    Words("请检查是否重复粘贴了方括号", "look for brackets pasted many times"),
)
_WIDE: _Said = (
    Words("引号之外用了全角符号“{wide}”", "a full-width {wide} stands outside quotes"),
    Words("请切换到英文输入法，改用半角的 {narrow}", "type the half-width {narrow} instead"),
)
_YES_NO: _Said = (
    Words("“{word}”不是 TOML 的值", "{word} is no value in TOML"),
    Words(
        '是写 true，否写 false；若是文字，请加英文双引号："{word}"',
        'write true or false; if it is meant as text, put it in quotes: "{word}"',
    ),
)
_COLON: _Said = (
    Words("键和值之间用了冒号", "a colon stands between key and value"),
    Words('请把冒号改为等号，例如 name = "财政局"', 'write an equals sign, as in name = "财政局"'),
)
_NO_QUOTES: _Said = (
    Words("文字没有加引号", "text without quotes"),
    Words(
        '请给文字加上英文双引号，例如 name = "财政局"', 'put text in quotes, as in name = "财政局"'
    ),
)
_OTHER_SYNTAX: _Said = (
    Words("此处不符合 TOML 的写法", "this is not TOML"),
    Words(
        "请检查这一行（及上一行）的引号、括号和等号",
        "look at the quotes, brackets and equals sign of this line and the one before",
    ),
)
# The parser's own words on the right (Python's tomllib).
_COMPLAINTS: tuple[tuple[_Said, str], ...] = (
    (
        (Words("同一个键写了两次", "the same key is written twice"), Words("请只保留一处", "keep only one of them")),
        "Cannot overwrite a value",
    ),
    (
        (Words("同一张表写了两次", "the same table is written twice"), Words("请合并为一处；多个网站等请用双方括号 [[sites]]", "merge them; several entries are written with double brackets: [[sites]]")),
        "Cannot declare",
    ),
    (
        (Words("同一张表既写成了 [x] 又写成了 [[x]] 或 x = …", "a table is written in two different ways"), Words("请统一为一种写法", "keep to one of them")),
        "Cannot mutate immutable namespace",
    ),
    (
        (Words("日期或时间不存在或写法不对", "a date or time that does not exist or is badly written"), Words("日期写成 2026-02-28，时间写成带引号的 \"02:00\"", 'write days as 2026-02-28 and times in quotes as "02:00"')),
        "Invalid date or datetime",
    ),
    (
        (Words("反斜杠在双引号里有特殊含义", "a backslash has a meaning of its own inside double quotes"), Words("路径请用正斜杠 /，或改用英文单引号", "write paths with / or use single quotes")),
        "Unescaped '\\' in a string",
    ),
    (
        (Words("引号没有成对", "a quote is not closed"), Words("请在文字末尾补上英文引号", "close the quote at the end of the text")),
        "Unterminated string",
    ),
    (
        (Words("方括号没有成对", "a bracket is not closed"), Words("请补上 ]，列表各项之间用英文逗号", "add the missing ], and commas between the entries")),
        "Unclosed array",
    ),
    (
        (Words("文字中有不可见的控制字符，或引号没有在本行结束", "an invisible control character, or a quote not closed on its line"), Words("请重新输入这一行的文字和引号", "type the text and quotes of this line again")),
        "Illegal character",
    ),
    (
        (Words("键后面缺少等号", "the equals sign after the key is missing"), Words("请写成 键 = 值", "write key = value")),
        "Expected '=' after a key",
    ),
    (
        (Words("表头的方括号没有成对", "the brackets of a table's header do not match"), Words("一张表写 [crawl]，多项写 [[sites]]", "write [crawl] for one table, [[sites]] for one of several")),
        "at the end of a",
    ),
    (
        (Words("一行写了两项内容", "more than one thing on a line"), Words("每项单独写一行；时间请加英文双引号，例如 \"02:00\"", 'put each on a line of its own; put times in quotes, as "02:00"')),
        "Expected newline or end of document",
    ),
)  # fmt: skip
