"""`make rule NAME=dead_link`: the three files of a new rule, with their headings, to be filled in.

The rule answers `not_applicable` until it is written, and the tests name what is left to write.
"""

import re
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

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

RULE_FILE = '''"""FILL IN: the fault, in one sentence.

依据 Clauses: {name}.first.
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
    needs=("sites", "shared_failures"),
    clauses=("{name}.first",),
    theme=1,
)


ABOUT = Words("{{unit}}FILL IN", "FILL IN of {{unit}}")


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    yield subject_of(dossier, "unit", ABOUT).not_applicable("nothing_to_judge")
'''
CASE_FILE = """# FILL IN: its title · {name}
# At least one case of a problem, one clear, one cannot_tell; tests/monitor/notation.py tells the short notation.

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


def files_of(name: str, today: date) -> Mapping[Path, str]:
    """The rule's two files and what is added to the clauses, by their place in the tree."""
    day = date(today.year, 1, 1)
    return {
        RULES / f"{name}.py": RULE_FILE.format(name=name),
        CASES / f"{name}.toml": CASE_FILE.format(name=name, day=day),
        CLAUSES: CLAUSE.format(name=name, day=day),
    }


def write_rule(tree: Path, name: str, today: date) -> list[Path]:
    """Writes the three files; their paths. Raises Refused: the name is none, or is taken."""
    if not _NAME.fullmatch(name):
        raise _Refused("\n".join(NOT_A_NAME.filled(name=name)))
    for path in (RULES, CASES, CLAUSES):
        if not (tree / path).exists():
            raise _Refused("\n".join(NO_TREE.filled(path=path)))
    files = files_of(name, today)
    for path in files:
        if path != CLAUSES and (tree / path).exists():
            raise _Refused("\n".join(EXISTS.filled(path=path)))
    for path, text in files.items():
        with (tree / path).open("a", encoding="utf-8") as file:
            file.write(text)
    return list(files)


def main(arguments: list[str]) -> int:
    try:
        written = write_rule(Path(), "".join(arguments[:1]), datetime.now(CHINA).date())
    except _Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return 2
    sys.stdout.write("".join(f"{path}\n" for path in written))
    sys.stdout.write(f"Replace every “{FILL}”, then: make docs test\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
