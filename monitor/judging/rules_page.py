"""Each rule as a page for people: what it says, by which text, with which numbers, and one answer
of each kind. Pure but for `main`, by which `make docs` writes the pages and the READMEs' tables.

`rule_page` is the one source of `docs/rules.md`, `docs/rules.zh-CN.md` and the console's page.
"""

import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from config.rulebook import ChannelClass, Clause, Rulebook, Threshold
from config.rulebook_files import shipped_rulebook
from config.words import Words
from monitor.judging.defence import examined_text
from monitor.judging.new_rule import left_to_fill
from monitor.judging.registry import rules
from monitor.judging.words import (
    ANSWER_TEXT,
    MARK_TEXT,
    NEED_TEXT,
    THEME_TEXT,
    UNVERIFIED,
    WARNING_TEXT,
)
from monitor.measures.deadlines import limit_of_class

PAGES = {"en": "docs/rules.md", "zh": "docs/rules.zh-CN.md"}
READMES = {"en": "README.md", "zh": "README.zh-CN.md"}
MARKS = ("<!-- rules -->\n", "<!-- /rules -->\n")  # around the table of a README
SECTIONS = (
    Words("问题", "Problem"),
    Words("不属问题", "Not a problem"),
    Words("无法判断", "Cannot tell"),
    Words("说明", "Note"),
)
_LABELS = "|".join(("Clauses", *(label for heading in SECTIONS for label in heading)))
_LABEL = re.compile(rf"^(?:依据 )?({_LABELS})[:：] ?", re.MULTILINE)
_JUDGED_BY_CLASS = "stale_channel"  # whose numbers are those of the channel classes
_ANSWERS = {answer.value: words for answer, words in ANSWER_TEXT.items()} | {
    "warning": WARNING_TEXT
}

INTRODUCTION = Words(
    "# 检查规则\n\n由 `make docs` 从 `monitor/rules` 的说明和 `tests/monitor/cases` 的用例生成，请勿修改。"
    "每条规则的结论有四种：问题、未发现问题、无法判断（附原因）、不适用。"
    "表中数字是随产品提供的默认值；本单位可在 `limits.toml`、`channel_classes.toml` 中改写，"
    "改写后的数字标明为本地设定。英文版见 [rules.md](rules.md)。\n\n",
    "# The rules\n\nMade by `make docs` from the docstrings in `monitor/rules` and the cases in `tests/monitor/cases`; do not edit. Each rule answers "
    "`problem`, `clear`, `cannot_tell` (and why) or `not_applicable`. The numbers are the shipped "
    "ones; an office writes its own in `limits.toml` and `channel_classes.toml`, and they are then "
    "said to be its own. In Chinese: [rules.zh-CN.md](rules.zh-CN.md).\n\n",
)
TABLE_HEAD = Words(
    "| 规则 | 问题 | 2012 年通报中的问题 |\n|---|---|---|\n",
    "| rule | fault | problem of 2012 |\n|---|---|---|\n",
)
THEME_AND_NEEDS = Words(
    "对应2012年通报：{theme}。判断所需：{needs}。\n\n",
    "Problem of 2012: {theme}. It needs {needs}.\n\n",
)
TRIED = Words(
    "- **下结论前查找**（为避免误判，发现其一即为无法判断）：{looked_for}\n",
    "- **In the unit's favour**: looked for before a problem is told; one that holds makes it `cannot_tell`: {looked_for}\n",
)
CLAUSES = Words("\n依据：{note}\n\n", "\nClauses: {note}\n\n")
CLAUSE_HEAD = Words(
    "| 编号 | 文件 | 要求 | 适用日期 |\n|---|---|---|---|\n",
    "| id | document | says | cited |\n|---|---|---|---|\n",
)
LIMIT_HEAD = Words(
    "\n| 参数 | 默认值 | 含义 | 性质 |\n|---|---|---|---|\n",
    "\n| key | value | says | mark |\n|---|---|---|---|\n",
)
EXAMPLES = Words("\n各种结论举例：\n\n", "\nOne answer of each kind, from its cases:\n\n")
NOT_JUDGED = Words(
    "\n## 没有规则判断的依据\n\n| 编号 | 文件 | 要求 | 原因 |\n|---|---|---|---|\n",
    "\n## Clauses that no rule judges\n\n| id | document | says | why |\n|---|---|---|---|\n",
)
JOINT, COLON = Words("；", "; "), Words("：", ": ")
_NUMERALS = "零一二三四五"


@dataclass(frozen=True, slots=True)
class RuleExample:
    """One answer of a kind: the case it comes from (English) and the sentence that was said."""

    answer: Words
    case: str
    said: Words


@dataclass(frozen=True, slots=True)
class RulePage:
    """All that a page says of a rule. `sections`: heading and text, from its docstring."""

    id: str
    title: Words
    about: Words
    theme: Words
    needs: tuple[Words, ...]
    sections: tuple[tuple[Words, Words], ...]
    looked_for: Words  # by its defences
    clauses_note: Words
    clauses: tuple[Clause, ...]
    limits: tuple[Threshold, ...]
    examples: tuple[RuleExample, ...]


def page_of(rule: str, language: str) -> str:
    """The rule's page, relative to the repository: `docs/rules.md#stale_channel`."""
    return f"{PAGES[language]}#{rule}"


def rule_page(rule_id: str, rulebook: Rulebook) -> RulePage:
    """The page with the clauses and numbers of `rulebook`. Raises KeyError: there is no such rule."""
    registered = rules()[rule_id]
    rule, sections = registered.rule, _sections(registered.doc)
    return RulePage(
        id=rule_id,
        title=rule.title,
        about=Words(f"{rule.fault.zh}。", _joined(registered.doc.split("\n\n")[0])),
        theme=theme_text(rule.theme),
        needs=tuple(NEED_TEXT[need] for need in rule.needs),
        sections=tuple(
            (heading, Words(sections[heading.zh], sections[heading.en]))
            for heading in SECTIONS
            if heading.en in sections
        ),
        looked_for=Words(*(examined_text(rule.defences, language) for language in ("zh", "en"))),
        clauses_note=Words("", sections["Clauses"]),
        clauses=tuple(rulebook.clauses_of(rule_id)),
        limits=tuple(_limits(rule_id, rulebook)),
        examples=_examples().get(rule_id, ()),
    )


def theme_text(theme: int) -> Words:
    """The problem of 2012 by number: 一、公开意识, 1 awareness."""
    words = THEME_TEXT[theme]
    return Words(f"{_NUMERALS[theme]}、{words.zh}", f"{theme} {words.en}")


def rules_table(language: str, pages: str = "") -> str:
    """Every rule in a line, by theme; `pages` is what stands before the anchors."""
    listed = sorted(rules().values(), key=lambda registered: registered.rule.theme)
    return TABLE_HEAD.text(language) + "".join(
        f"| [`{each.id}`]({pages}#{each.id}) | {each.rule.fault.text(language)} "
        f"| {theme_text(each.rule.theme).text(language)} |\n"
        for each in listed
    )


def document(language: str) -> str:
    """The whole of docs/rules.md or docs/rules.zh-CN.md."""
    pages = [rule_page(rule, shipped_rulebook()) for rule in rules()]
    sections = [f"\n{text}" for page in pages if (text := "".join(_page(page, language)))]
    return INTRODUCTION.text(language) + rules_table(language) + "".join(sections) + _rest(language)


@cache
def reasons_not_judged() -> Mapping[str, Words]:
    """Clauses that no rule cites, by id, and why: not_judged.toml."""
    text = (resources.files("monitor.judging") / "not_judged.toml").read_text(encoding="utf-8")
    return {clause: Words(*pair) for clause, pair in tomllib.loads(text).items()}


def _rest(language: str) -> str:
    """The clauses of the rulebook that are judged by nobody, each with its reason."""
    rows = [
        _row(
            f"`{clause.id}`", f"{clause.document} {clause.article}", clause.says, why.text(language)
        )
        for clause in shipped_rulebook().clauses
        if (why := reasons_not_judged().get(clause.id))
    ]
    return NOT_JUDGED.text(language) + "".join(rows)


def with_table(readme: str, language: str) -> str:
    """The README with the table of rules between its two marks. Raises ValueError: no marks."""
    before, _, rest = readme.partition(MARKS[0])
    _, mark, after = rest.partition(MARKS[1])
    if not mark:
        raise ValueError(f"{READMES[language]}: {MARKS[0].strip()} … {MARKS[1].strip()} is missing")
    return before + MARKS[0] + rules_table(language, PAGES[language]) + mark + after


def _page(page: RulePage, language: str) -> Iterator[str]:
    joint, colon = JOINT.text(language), COLON.text(language)
    needs = joint.join(need.text(language) for need in page.needs)
    yield f"## {page.id}\n**{page.title.text(language)}** — {page.about.text(language)}\n\n"
    yield THEME_AND_NEEDS.text(language, theme=page.theme.text(language), needs=needs)
    for heading, text in page.sections:
        yield f"- **{heading.text(language)}**{colon}{text.text(language)}\n"
    yield TRIED.text(language, looked_for=page.looked_for.text(language))
    yield CLAUSES.text(language, note=page.clauses_note.text(language)).replace(" \n", "\n")
    yield CLAUSE_HEAD.text(language)
    for clause in page.clauses:
        unverified = "" if clause.verified == "text" else UNVERIFIED.text(language)
        days = f"{clause.valid_from} – {clause.valid_to or ''}".rstrip()
        yield _row(
            f"`{clause.id}`", f"{clause.document} {clause.article}{unverified}", clause.says, days
        )
    yield LIMIT_HEAD.text(language) if page.limits else ""
    for limit in page.limits:
        mark = MARK_TEXT[limit.mark].text(language)
        yield _row(
            f"`{limit.key}`", value_text(limit.value, language), limit.says.text(language), mark
        )
    yield EXAMPLES.text(language) if page.examples else ""
    for example in page.examples:
        case = f" ({example.case})" if language == "en" else ""
        yield f"- **{example.answer.text(language)}**{case}{colon}{example.said.text(language)}\n"


def value_text(value: object, language: str) -> str:
    """A threshold's value as people read it: lists joined, limits in words, numbers as written."""
    if isinstance(value, Words):
        return value.text(language)
    if isinstance(value, list):
        return ("、" if language == "zh" else ", ").join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _sections(doc: str) -> dict[str, str]:
    """The docstring's sections by their label, English and Chinese alike."""
    _, *parts = _LABEL.split(doc)
    return dict(zip(parts[::2], map(_joined, parts[1::2]), strict=True))


def _joined(text: str) -> str:
    """One line; no blank where a Chinese sentence was broken."""
    lines = text.split("\n")
    whole = lines[0].strip()
    for line in filter(None, (line.strip() for line in lines[1:])):
        whole += line if _is_wide(whole[-1:]) and _is_wide(line[0]) else f" {line}"
    return whole.strip()


def _is_wide(letter: str) -> bool:
    return bool(letter) and (unicodedata.east_asian_width(letter) in "WFA")


def _limits(rule: str, rulebook: Rulebook) -> Iterator[Threshold]:
    yield from rulebook.limits.of(rule)
    if rule == _JUDGED_BY_CLASS:
        for channel_class in rulebook.channel_classes:
            yield from _deadlines(channel_class)


def _deadlines(of: ChannelClass) -> Iterator[Threshold]:
    """That of the inspection standard, then the county's where it has another."""
    limits = dict.fromkeys(limit_of_class(of, profile) for profile in ("national", "county"))
    for limit in filter(None, limits):
        yield Threshold(of.id, limit.text, Words(of.name, of.name), limit.mark)


@cache
def _examples() -> Mapping[str, tuple[RuleExample, ...]]:
    """Written by tests/monitor/examples.py, which runs the cases; shipped, for the console."""
    text = (resources.files("monitor.judging") / "examples.toml").read_text(encoding="utf-8")
    return {
        rule: tuple(
            RuleExample(_ANSWERS[answer], one["case"], Words(one["zh"], one["en"]))
            for answer, one in answers.items()
        )
        for rule, answers in tomllib.loads(text).items()
    }


def main(arguments: list[str]) -> None:
    """`--table en|zh` prints the README's table; `--write` writes the pages and both READMEs.

    Exits with the files' names where a rule is not yet written.
    """
    if arguments[:1] == ["--table"]:
        sys.stdout.write(rules_table(arguments[1], PAGES[arguments[1]]))
        return
    if unwritten := left_to_fill(Path()):
        sys.exit(unwritten)
    for language, readme in READMES.items():
        Path(PAGES[language]).write_text(document(language), encoding="utf-8")
        text = Path(readme).read_text(encoding="utf-8")
        Path(readme).write_text(with_table(text, language), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
