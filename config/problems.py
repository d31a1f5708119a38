"""What is wrong in the office's files, said so that the person who wrote them can repair it.

One `Problem` is one line: place, what is wrong, how to repair it, in both languages. `problems_of`
turns pydantic's errors into such lines through a table; `refusal` gathers all of them into the one
error that a command shows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from config.errors import ConfigRefused
from config.kind_words import KIND_WORDS, kind_of
from config.toml_lines import line_of
from config.words import Words

MOST_SHOWN = 200  # a person repairs the first of them; the rest often go with those


@dataclass(frozen=True, slots=True)
class ConfigProblem:
    """One thing to repair. `file` is relative to the office's folder, `key` a dotted path, `line`
    counts from 1.
    """

    file: str
    what: Words
    repair: Words
    line: int | None = None
    key: str = ""

    def filled(self, **values: object) -> "ConfigProblem":
        return replace(self, what=_filled(self.what, values), repair=_filled(self.repair, values))

    def text(self) -> Words:
        place = (
            self.file
            + (f":{self.line}" if self.line else "")
            + (f" {self.key}" if self.key else "")
        )
        return Words(
            f"{place}：{self.what.zh} — {self.repair.zh}",
            f"{place}: {self.what.en} — {self.repair.en}",
        )


def refusal(problems: Sequence[ConfigProblem], language: str = "zh") -> ConfigRefused:
    """The error that lists every problem (the first 200 in full), to be said in `language`."""
    lines = [problem.text() for problem in problems[:MOST_SHOWN]]
    zh, en = [HEAD.zh.format(n=len(problems))], [HEAD.en.format(n=len(problems))]
    zh += [f"  {line.zh}" for line in lines]
    en += [f"  {line.en}" for line in lines]
    if rest := len(problems) - len(lines):
        zh.append(REST.zh.format(n=rest))
        en.append(REST.en.format(n=rest))
    refused = ConfigRefused(Words("\n".join(zh), "\n".join(en)))
    refused.language = language
    return refused


def problems_of(
    error: ValidationError,
    model: type[BaseModel],
    file: str,
    text: str,
    under: Sequence[str | int] = (),
) -> list[ConfigProblem]:
    """Pydantic's errors on `model`, whose table stands at the key path `under` of `file` with the
    TOML `text`.
    """
    return [
        problem_at(_said(detail, model), file, text, (*under, *detail["loc"]))
        for detail in error.errors(include_url=False)
    ]


def problem_at(
    said: tuple[Words, Words], file: str, text: str, path: Sequence[str | int]
) -> ConfigProblem:
    return ConfigProblem(
        file, *said, line=line_of(text, path), key=".".join(str(part) for part in path)
    )


def shown(value: object) -> str:
    """A value as written, short and on one line, whatever it holds."""
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def nearest(word: str, known: Sequence[str]) -> Words:
    """A suggestion for a mistyped word, or the list of what there is."""
    if close := get_close_matches(word, known, n=1, cutoff=0.6):
        return Words(f"是否应为 {close[0]}？", f"did you mean {close[0]}?")
    listed = ", ".join(known[:40])
    return Words(f"可用的有：{listed}", f"there are: {listed}")


HEAD = Words(
    "配置有 {n} 处需要改正，未作任何改动：",
    "The configuration has {n} problem(s); nothing was changed:",
)
REST = Words("  ……另有 {n} 处", "  … and {n} more")


def _said(detail: Any, model: type[BaseModel]) -> tuple[Words, Words]:
    loc, value = detail["loc"], detail["input"]
    kind, context = detail["type"], {key: str(item) for key, item in detail.get("ctx", {}).items()}
    key = str(loc[-1]) if loc else ""
    values = {
        "key": key,
        "value": "***" if "channels" in loc and "people" in loc else shown(value),
        **context,
    }
    if kind == "extra_forbidden":
        suggestion = nearest(key, list(_model_at(model, loc[:-1]).model_fields))
        return Words(f"没有名为 {key} 的设置", f"there is no setting called {key}"), suggestion
    if kind == "literal_error" and key == "kind" and "township" in context.get("expected", ""):
        return _wrong_kind(value)
    if kind == "value_error":
        return _own_words(detail["msg"].removeprefix("Value error, "))
    what, repair = PYDANTIC_WORDS.get(kind, OTHERWISE)
    return _filled(what, values), _filled(repair, values)


def _wrong_kind(value: object) -> tuple[Words, Words]:
    known = kind_of(str(value))
    kinds = "，".join(f"{kind}（{words.zh}）" for kind, words in KIND_WORDS.items())
    kinds_en = ", ".join(f"{kind} ({words.en})" for kind, words in KIND_WORDS.items())
    what = Words(f"不认识的单位类别 {shown(value)}", f"unknown kind of unit {shown(value)}")
    if known:
        return what, Words(f'请写 kind = "{known}"', f'write kind = "{known}"')
    return what, Words(f"请从以下选一个：{kinds}", f"choose one of: {kinds_en}")


def _own_words(message: str) -> tuple[Words, Words]:
    for pattern, what, repair in OUR_WORDS:
        if match := re.search(pattern, message):
            values = match.groupdict()
            return _filled(what, values), _filled(repair, values)
    return Words(message, message), OTHERWISE[1]


def _filled(words: Words, values: dict[str, Any]) -> Words:
    return Words(words.zh.format_map(values), words.en.format_map(values))


def _model_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel]:
    """The model whose keys stand at `path` below `model`."""
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if get_origin(annotation) is None:
        return (
            annotation
            if isinstance(annotation, type) and issubclass(annotation, BaseModel)
            else None
        )
    return next(
        (found for argument in get_args(annotation) if (found := _model_in(argument))), None
    )


_NUMBER = Words("请写不带引号的整数，例如 14", "write a whole number without quotes, as 14")
_DAY = Words(
    "请写成 2026-11-23 的样子，不加引号和时间", "write a day as 2026-11-23, without quotes or time"
)
_RANGE = Words("写成了 {value}，超出允许范围", "{value} is out of range")

PYDANTIC_WORDS: dict[str, tuple[Words, Words]] = {
    "missing": (Words("缺少 {key}", "{key} is missing"), Words("请补写一行：{key} = …", "add a line: {key} = …")),
    "string_type": (Words("{value} 不是文字", "{value} is not text"), Words("请给它加上英文双引号", "put it in double quotes")),
    "string_too_short": (Words("文字太短或为空", "the text is empty or too short"), Words("至少写 {min_length} 个字符", "write at least {min_length} characters")),
    "string_pattern_mismatch": (
        Words("{value} 的写法不对", "{value} is not written as it must be"),
        Words("编号只用小写英文字母、数字、- 和 _（63 个以内）；时间写成 \"02:00\"", 'ids are made of a-z, 0-9, - and _ (63 at most); times are written as "02:00"'),
    ),
    "int_type": (Words("{value} 不是整数", "{value} is not a whole number"), _NUMBER),
    "int_from_float": (Words("{value} 不是整数", "{value} is not a whole number"), _NUMBER),
    "float_type": (Words("{value} 不是数字", "{value} is not a number"), Words("请写不带引号的数字，例如 0.5", "write a number without quotes, as 0.5")),
    "finite_number": (Words("{value} 不是有限的数字", "{value} is not a finite number"), Words("请写普通数字，例如 0.5", "write an ordinary number, as 0.5")),
    "bool_type": (Words("{value} 不是 true 或 false", "{value} is neither true nor false"), Words("是写 true，否写 false，不加引号", "write true or false, without quotes")),
    "date_type": (Words("{value} 不是日期", "{value} is not a day"), _DAY),
    "date_from_datetime_parsing": (Words("{value} 不是日期", "{value} is not a day"), _DAY),
    "date_from_datetime_inexact": (Words("{value} 带有时间", "{value} carries a time of day"), _DAY),
    "list_type": (Words("{value} 不是列表", "{value} is not a list"), Words("请写成 [\"甲\", \"乙\"]；成组内容用双方括号 [[{key}]]", 'write ["a", "b"]; for tables use double brackets: [[{key}]]')),
    "dict_type": (Words("{value} 不是一组设置", "{value} is not a table"), Words("请写成 [{key}] 开头的一段", "write it as a table that begins with [{key}]")),
    "model_type": (Words("{value} 不是一组设置", "{value} is not a table"), Words("请写成 [{key}] 或 [[{key}]] 开头的一段", "write it as a table that begins with [{key}] or [[{key}]]")),
    "literal_error": (Words("不认识 {value}", "{value} is unknown"), Words("只能写 {expected}", "write one of {expected}")),
    "greater_than": (_RANGE, Words("必须大于 {gt}", "it must be more than {gt}")),
    "greater_than_equal": (_RANGE, Words("最小为 {ge}", "the least is {ge}")),
    "less_than": (_RANGE, Words("必须小于 {lt}", "it must be less than {lt}")),
    "less_than_equal": (_RANGE, Words("最大为 {le}", "the most is {le}")),
    "int_parsing_size": (_RANGE, _NUMBER),
}  # fmt: skip
OTHERWISE = (
    Words("{value} 不能用在这里", "{value} cannot stand here"),
    Words("请对照 gongkai init 写出的样例", "compare with the sample that gongkai init writes"),
)

_ADDRESS = Words(
    "请从浏览器地址栏复制完整网址，例如 https://www.example.gov.cn/",
    "copy the whole address from the browser, as https://www.example.gov.cn/",
)

# The sentences that our own models raise (config/model.py, office.py, unit.py).
OUR_WORDS: tuple[tuple[str, Words, Words], ...] = (
    (r"begins with http", Words("网址要以 http:// 或 https:// 开头并写明域名", "a web address begins with http:// or https:// and names a host"), _ADDRESS),
    (r"not a web address", Words("这不是网址", "this is not a web address"), _ADDRESS),
    (r"full-width characters", Words("网址中有全角符号、空格或反斜杠", "full-width characters, blanks or backslashes in a web address"), _ADDRESS),
    (r"not an address range: (?P<value>.*)", Words("{value} 不是网段", "{value} is not an address range"), Words("请写成 127.0.0.0/8 的样子", "write it as 127.0.0.0/8")),
    (r"unknown time zone (?P<value>.*)", Words("没有名为 {value} 的时区", "unknown time zone {value}"), Words("全国统一用 Asia/Shanghai（没有 Asia/Beijing）", "China uses Asia/Shanghai (there is no Asia/Beijing)")),
    (r"two sites of one unit", Words("同一单位的两个网站用了同一个 id", "two sites of one unit bear the same id"), Words("请给每个 [[sites]] 写不同的 id", "give each [[sites]] an id of its own")),
    (r"no_own_site says", Words("no_own_site 说没有自己的网站，sites 里却列了一个", "no_own_site says there is no own site, yet sites lists one"), Words("两者只能保留一处；门户栏目写 kind = \"portal_channel\"", 'keep one of the two; a channel on a portal is kind = "portal_channel"')),
    (r"channel (?P<channel>.*) names the unknown site (?P<site>.*)", Words("栏目 {channel} 指向的网站 {site} 不存在", "channel {channel} names the unknown site {site}"), Words("site 要与某个 [[sites]] 的 id 相同", "site must be the id of one of the [[sites]]")),
)  # fmt: skip
