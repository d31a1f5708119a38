"""monitor/judging/examples.toml: the first case of each answer of a rule, run and written down for
the pages that people read. `python -m tests.monitor.examples > monitor/judging/examples.toml`
"""

import json
import sys
from pathlib import Path

from monitor.judging.judge import judge_by
from monitor.judging.new_rule import left_to_fill
from monitor.judging.registry import rules
from monitor.judging.verdict import Verdict
from tests.monitor.case_files import BROKEN, CASES

HEAD = "# Made by `make docs` from tests/monitor/cases; do not edit.\n"
ANSWERS = ("problem", "warning", "clear", "cannot_tell", "not_applicable")


def examples_file() -> str:
    """The whole file: a table for each answer of each rule that has a case of it."""
    sections = []
    for rule in rules():
        found = _first_of_each(rule)
        sections += [
            _section(rule, answer, *found[answer]) for answer in ANSWERS if answer in found
        ]
    return HEAD + "".join(sections)


def _first_of_each(rule: str) -> dict[str, tuple[str, Verdict]]:
    found: dict[str, tuple[str, Verdict]] = {}
    for case in CASES:
        if case.rule == rule:
            verdicts = {v.subject: v for v in judge_by(rules()[rule], case.dossier)}
            for expected in case.table["expect"]:
                if (verdict := verdicts.get(expected["subject"])) is not None:
                    answer = "warning" if verdict.warning else verdict.answer.value
                    found.setdefault(answer, (case.name, verdict))
    return found


def _section(rule: str, answer: str, case: str, verdict: Verdict) -> str:
    texts = {"case": case, "zh": verdict.sentence_zh, "en": verdict.sentence_en}
    rows = "".join(
        f"{key} = {json.dumps(text, ensure_ascii=False)}\n" for key, text in texts.items()
    )
    return f"\n[{rule}.{answer}]\n{rows}"


if __name__ == "__main__":
    if unwritten := left_to_fill(Path()) or "\n".join(case.why for case in BROKEN):
        sys.exit(unwritten)
    sys.stdout.write(examples_file())
