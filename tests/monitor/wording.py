"""docs/wording.md: every sentence that a rule can say, as it is written and as one of its cases says
it, in both languages. `python -m tests.monitor.wording > docs/wording.md`; `make docs` does it.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import chain

from config.words import Words
from monitor.judging.judge import judge_by
from monitor.judging.registry import rules
from monitor.judging.verdict import Verdict
from monitor.judging.words import (
    CANNOT_TELL,
    NOT_APPLICABLE,
    NOT_APPLICABLE_TEXT,
    REMARK_TEXT,
    WHY_TEXT,
)
from tests.monitor.case_files import CASES

HEAD = """# 用语 · Wording

由 `make docs` 从 `monitor/rules` 的句式和 `tests/monitor/cases` 的用例生成，请勿修改。每条规则能说的每一句话：先列句式，再列用例中
的实际说法；花括号中的内容由证据填入。

Made by `make docs` from the sentences of `monitor/rules` and the cases in `tests/monitor/cases`; do
not edit. Every sentence that a rule can say, as it is written and as a case says it; what stands in
braces is filled from the evidence.
"""
COMMON = "\n## 各规则共用 · Common to all rules\n"
TABLES: tuple[tuple[str, Mapping[str, Words]], ...] = (
    (
        "未能判断的原因 · Reasons for not judging",
        {why.value: said for why, said in WHY_TEXT.items()},
    ),
    ("不适用的原因 · Why a rule does not apply", NOT_APPLICABLE_TEXT),
    ("提示事项 · Remarks", REMARK_TEXT),
)
_PLACE = re.compile(r"\\\{\w+\\\}")


def wording_page() -> str:
    """The whole page."""
    return HEAD + "".join(chain(*(_of_rule(rule) for rule in rules()), _common()))


def templates_of(rule: str) -> dict[str, Words]:
    """The sentences and phrases of a rule's module, by the names of its constants."""
    found: dict[str, Words] = {}
    for name, value in vars(import_module(f"monitor.rules.{rule}")).items():
        if name in vars(import_module("monitor.judging.answers")):
            continue
        if isinstance(value, Words):
            found[name] = value
        elif isinstance(value, dict):
            found |= {f"{name}.{key}": each for key, each in value.items() if _is_words(each)}
    return {name: words for name, words in found.items() if words.zh}


def is_sentence(words: Words) -> bool:
    return words.zh.endswith("。")


@cache
def examples_of(rule: str) -> Mapping[str, Words]:
    """What the rule's cases say by each of its sentences; a sentence without an example is left
    out.
    """
    templates = {name: words for name, words in templates_of(rule).items() if is_sentence(words)}
    found: dict[str, Words] = {}
    for said in _said_by(rule):
        name = _written_by(said, templates)
        if name:
            found.setdefault(name, said)
    return found


def _written_by(said: Words, templates: Mapping[str, Words]) -> str:
    """The template that fits both languages; of several the one with most words of its own."""
    fitting = [
        name
        for name, words in templates.items()
        if _form(words.zh).fullmatch(said.zh) and _form(words.en).fullmatch(said.en)
    ]
    return max(fitting, key=lambda name: len(_own_words(templates[name].zh)), default="")


@cache
def _form(template: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub("(?:.*?)", re.escape(template)), re.DOTALL)


def _own_words(template: str) -> str:
    return re.sub(r"\{\w+\}", "", template)


def _said_by(rule: str) -> Iterator[Words]:
    for case in CASES:
        if case.rule == rule:
            for verdict in judge_by(rules()[rule], case.dossier):
                yield _sentence(verdict)


def _sentence(verdict: Verdict) -> Words:
    return Words(verdict.sentence_zh, verdict.sentence_en)


def _is_words(value: object) -> bool:
    return isinstance(value, Words)


def _of_rule(rule: str) -> Iterator[str]:
    registered, examples = rules()[rule].rule, examples_of(rule)
    yield f"\n## {rule} · {registered.title.zh} · {registered.title.en}\n"
    templates = templates_of(rule)
    for name, words in templates.items():
        if is_sentence(words):
            yield f"\n**{name}**\n\n- {words.zh}\n- {words.en}\n"
            if name in examples:
                yield f"- 例：{examples[name].zh}\n- e.g. {examples[name].en}\n"
    phrases = [(name, words) for name, words in templates.items() if not is_sentence(words)]
    yield "\n短语 · Phrases\n\n" if phrases else ""
    yield from (_row(name, words) for name, words in phrases)


def _common() -> Iterator[str]:
    yield COMMON + "\n"
    yield _row("CANNOT_TELL", CANNOT_TELL) + _row("NOT_APPLICABLE", NOT_APPLICABLE)
    for title, table in TABLES:
        yield f"\n### {title}\n\n"
        yield from (_row(name, words) for name, words in table.items())


def _row(name: str, words: Words) -> str:
    return f"- `{name}` {words.zh} · {words.en}\n"


if __name__ == "__main__":
    sys.stdout.write(wording_page())
