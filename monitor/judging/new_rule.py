"""`make rule NAME=dead_link CLAUSES=guide2017.a2`: the three files of a new rule, with their
headings, to be filled in.

Without CLAUSES a clause of its own is begun for it. The rule answers `not_applicable` until it is
written, and the tests name what is left to write.
"""

import re
import sys
import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from config.problems import nearest
from config.words import Words
from monitor.measures.days import CHINA

FILL = "FILL IN"  # what the author replaces; the tests look for it
RULES, CASES = Path("monitor/rules"), Path("tests/monitor/cases")
CLAUSES = Path("config/defaults/clauses.toml")

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
NOT_A_NAME = Words(
    "“{name}”不能作规则编号：请用小写英文单词，以下划线相连，例如 dead_link",
    "“{name}” cannot name a rule: write small English words joined by _, such as dead_link",
)
EXISTS = Words("{path} 已存在，未作改动", "{path} is there already; nothing was written")
NO_TREE = Words(
    "{path} 不在当前目录下：请在源代码目录中运行",
    "{path} is not below the current folder: run this in the source tree",
)
NO_CLAUSE = Words(
    "{path} 中没有依据“{clause}”（{nearest}），未作改动",
    "there is no clause “{clause}” in {path} ({nearest}); nothing was written",
)
LEFT = Words(
    "{path}：尚有 {n} 处“{fill}”，请先填写",
    "{path}: “{fill}” stands there {n}×; write what it asks for",
)

RULE_FILE = '''"""FILL IN: the fault, in one sentence.

依据 Clauses: {clauses}.
Problem: FILL IN an example, with its numbers.
Not a problem: FILL IN what looks alike and is none.
Cannot tell: FILL IN when what was seen is not enough to say either.

问题：FILL IN
不属问题：FILL IN
无法判断：FILL IN
"""

from collections.abc import Iterator

from config.words import Words
from monitor.dossier.facts import Dossier
from monitor.judging.answers import subject_of
from monitor.judging.rule import Rule
from monitor.judging.verdict import Verdict

RULE = Rule(
    title=Words("FILL IN", "FILL IN"),
    short=Words("FILL IN", "FILL IN"),
    looked_at=Words("FILL IN", "FILL IN"),
    fault=Words("FILL IN", "FILL IN"),
    needs=("sites", "shared_failures"),  # FILL IN: fields of Dossier; it is handed no other
    clauses=({quoted},),
    defences=(),  # FILL IN: files of monitor/defences, the ways in which a unit may be innocent
    theme=1,  # FILL IN: which of the five problems of 2012, docs/rulebook.md §10
)


ABOUT = Words("{{unit}}FILL IN", "FILL IN of {{unit}}")


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    yield subject_of(dossier, "unit", ABOUT).not_applicable("nothing_to_judge")
'''
CASE_FILE = """# FILL IN: its title · {name}
# At least one case of a problem, one clear, one cannot_tell; tests/monitor/notation.py tells the short notation.
# `expect` names every subject that the rule answers on, or `verdicts = N` stands beside it. Its keys: subject, answer,
# why, kind, severity, warning, measured, threshold, threshold_mark, clause, good, says, says_en.

[[case]]
name = "nothing is judged yet"
day = {day}
expect = [{{ subject = "unit", answer = "not_applicable" }}]
"""
CLAUSE = """
# --- FILL IN · {name}

[[clauses]]
id = "{name}.first"
document = "FILL IN"
article = "FILL IN"
says = "FILL IN"
valid_from = {day}
mark = "product"
verified = "memory"
rules = ["{name}"]
"""


class _Refused(Exception):
    """Nothing was written; the words say why."""


def write_rule(tree: Path, name: str, today: date, cited: Sequence[str] = ()) -> list[Path]:
    """Writes the three files; their paths. `cited` are clauses that are there: each then names the
    rule; without any, one is begun.

    Raises Refused: the name is none, or is taken; there is no such clause.
    """
    if not _NAME.fullmatch(name):
        raise _refused(NOT_A_NAME, name=name)
    for path in (RULES, CASES, CLAUSES):
        if not (tree / path).exists():
            raise _refused(NO_TREE, path=path)
    files = {RULES / f"{name}.py": RULE_FILE, CASES / f"{name}.toml": CASE_FILE}
    for path in files:
        if (tree / path).exists():
            raise _refused(EXISTS, path=path)
    day = date(today.year, 1, 1)
    clauses = (tree / CLAUSES).read_text(encoding="utf-8")
    _check_clauses(clauses, cited)
    for clause in cited:
        clauses = _with_rule(clauses, clause, name)
    if not cited:
        clauses += CLAUSE.format(name=name, day=day)
    cited = cited or [f"{name}.first"]
    quoted = ", ".join(f'"{clause}"' for clause in cited)
    for path, text in files.items():
        filled = text.format(name=name, day=day, clauses=", ".join(cited), quoted=quoted)
        (tree / path).write_text(filled, encoding="utf-8")
    (tree / CLAUSES).write_text(clauses, encoding="utf-8")
    return [*files, CLAUSES]


def left_to_fill(tree: Path) -> str:
    """A line for each file of a rule in which something is still to be filled in; none: ""."""
    files = [*sorted((tree / RULES).glob("*.py")), *sorted((tree / CASES).glob("*.toml"))]
    counts = {
        file: file.read_text(encoding="utf-8").count(FILL)
        for file in (*files, tree / CLAUSES)
        if file.exists()
    }
    return "\n".join(
        "\n".join(LEFT.filled(path=file.relative_to(tree), n=n, fill=FILL))
        for file, n in counts.items()
        if n
    )


def _check_clauses(text: str, cited: Sequence[str]) -> None:
    known = [clause["id"] for clause in tomllib.loads(text)["clauses"]]
    for clause in cited:
        if clause not in known:
            suggestion = nearest(clause, known)
            raise _refused(NO_CLAUSE, path=CLAUSES, clause=clause, nearest=suggestion)


def _with_rule(text: str, clause: str, name: str) -> str:
    """The clause's `rules` with one more name, the rest of the file as it stood."""
    before, head, rest = text.partition(f'id = "{clause}"\n')
    own, mark, others = rest.partition("\n[[clauses]]")
    listed = re.search(r"^rules = \[(.*)\]", own, re.MULTILINE)
    if listed is None:
        entry, blank, after = own.partition("\n\n")
        own = f'{entry.rstrip()}\nrules = ["{name}"]{blank or chr(10)}{after}'
    else:
        names = ", ".join(filter(None, (listed[1], f'"{name}"')))
        own = f"{own[: listed.start()]}rules = [{names}]{own[listed.end() :]}"
    return before + head + own + mark + others


def _refused(words: Words, **values: object) -> _Refused:
    return _Refused("\n".join(words.filled(**values)))


def main(arguments: list[str]) -> int:
    name, *cited = arguments or [""]
    try:
        written = write_rule(Path(), name, datetime.now(CHINA).date(), cited)
    except _Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return 2
    sys.stdout.write("".join(f"{path}\n" for path in written))
    sys.stdout.write(f"Replace every “{FILL}”, then: make rule-check NAME={name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
