"""budgets: published budgets and final accounts. Every 其他 line, how much it is, and whether a
reason is given for it.

Two things are judged apart: how much (shares of the total spending) and whether it is explained.
What a search for the word 其他 would say stands beside: codes that end in 99 are statutory, so it
is wrong of every clean document.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from config.rulebook_files import shipped_rulebook
from monitor.measures.spending.vague_spending import level
from store.records import PageFacts, SpendLine, SpendTable
from tests.evaluation import corpus
from tests.evaluation.score import ALL, OURS, Answers, Goal, Question
from tests.reading import read_answer

FOLDER = "budgets"

NEARLY_ALL = Goal("98 %", right_at_least=0.98)
QUICK = Goal("3 s a document", ms_at_most=3_000.0)
_YUAN = {"元": 1.0, "万元": 10_000.0}
_TENTH_OF_A_POINT = 0.001
_HEAVY = 0.20  # from which an 其他 is a problem, or a warning where its reason is given

_Found = tuple[str, str, float | None]


def questions(folder: Path, today: date) -> Iterator[Question]:
    gold: dict[str, dict[str, Any]] = json.loads(
        (folder / "gold.json").read_text(encoding="utf-8")
    )["files"]
    times = Answers(OURS)
    read: dict[str, PageFacts] = {}
    for name, file in gold.items():
        began = monotonic()
        read[name] = read_answer(
            corpus.body(folder / file["file"]),
            url=f"http://budget.invalid/{file['file']}",
            as_of=today,
        )
        seconds = monotonic() - began
        times.add(name, seconds <= 3.0, "3 s", f"{seconds:.2f} s")
        times.median_ms = max(times.median_ms or 0.0, 1000 * seconds)
    yield from _lines(gold, read)
    yield _amounts(gold, read)
    yield _shares(gold, read)
    yield _reasons(gold, read)
    yield _judged(gold, read)
    yield Question(
        FOLDER, "the slowest document, wall time, its child's start included", times, goal=QUICK
    )


def _lines(gold: dict[str, dict[str, Any]], read: dict[str, PageFacts]) -> Iterator[Question]:
    found_all, wanted_all = Answers(OURS), Answers(OURS)
    for name, file in gold.items():
        yuan = _YUAN[file["amount_unit"]]
        for kind in ("function", "economic"):
            entries = file["functional_other" if kind == "function" else "economic_other"]
            wanted = {
                (
                    e["code"],
                    e["name"],
                    None if e["amount"] is None else round(float(e["amount"]) * yuan, 2),
                )
                for e in entries
            }
            found = {
                _as_found(line)
                for table in _spending(read[name], kind)
                for line in table.lines
                if line.is_other
            }
            for line in sorted(wanted, key=str):
                wanted_all.add(
                    f"{name} {line[0]}", line in found, line, line if line in found else "not found"
                )
            for line in sorted(found, key=str):
                found_all.add(f"{name} {line[0]}", line in wanted, "a line of the gold", line)
    yield Question(
        FOLDER, "其他 lines found, with code, name and amount", wanted_all, goal=NEARLY_ALL
    )
    yield Question(FOLDER, "其他 lines that were found are there", found_all, goal=NEARLY_ALL)


def _amounts(gold: dict[str, dict[str, Any]], read: dict[str, PageFacts]) -> Question:
    ours = Answers(OURS)
    for name, file in gold.items():
        main = _main(read[name])
        wanted = (
            file["amount_unit"],
            round(float(file["total_expenditure"]) * _YUAN[file["amount_unit"]], 2),
            file["year"],
        )
        seen = (main.unit, round(main.total_yuan or 0.0, 2), main.year) if main else None
        ours.add(name, seen == wanted, wanted, seen)
    return Question(FOLDER, "unit of amounts, total and year of the spending", ours, goal=ALL)


def _shares(gold: dict[str, dict[str, Any]], read: dict[str, PageFacts]) -> Question:
    ours = Answers(OURS)
    for name, file in gold.items():
        shares = [line.share or 0.0 for line in _items(read[name])]
        unexplained = sum(
            line.share or 0.0 for line in _items(read[name]) if line.explained != "specific"
        )
        seen = {
            "other": sum(shares),
            "largest_other": max(shares, default=0.0),
            "unexplained_other": unexplained,
        }
        for what, share in seen.items():
            wanted = float(file[f"{what}_share"])
            ours.add(
                f"{name} {what}",
                abs(share - wanted) <= _TENTH_OF_A_POINT,
                f"{wanted:.2%}",
                f"{share:.2%}",
            )
    return Question(FOLDER, "shares of 其他: all, the largest, the unexplained", ours, goal=ALL)


def _reasons(gold: dict[str, dict[str, Any]], read: dict[str, PageFacts]) -> Question:
    ours = Answers(OURS)
    for name, file in gold.items():
        seen = {line.code: line for line in _items(read[name])}
        for entry in file["functional_other"]:
            if "purpose_kind" in entry:
                line = seen.get(entry["code"])
                kind = line.explained if line else "not found"
                ours.add(
                    f"{name} {entry['code']}",
                    kind == entry["purpose_kind"],
                    entry["purpose_kind"],
                    f"{kind}: {line.reason if line else ''}",
                )
    return Question(
        FOLDER, "the reason given: specific, generic or circular", ours, goal=NEARLY_ALL
    )


def _judged(gold: dict[str, dict[str, Any]], read: dict[str, PageFacts]) -> Question:
    ours, keyword = Answers(OURS), Answers("the word 其他")
    limits = shipped_rulebook().limits.vague_expense
    for name, file in gold.items():
        wanted = "nothing"
        if file["largest_other_share"] >= _HEAVY:
            wanted = "problem" if file["unexplained_other_share"] >= _HEAVY else "warning"
        levels = {level(line, limits) for table in read[name].tables for line in table.lines}
        seen = next((found for found in ("problem", "warning") if found in levels), "nothing")
        ours.add(name, seen == wanted, wanted, seen)
        flagged = "problem" if "其他" in read[name].text else "nothing"
        keyword.add(name, flagged == wanted, wanted, flagged)
    return Question(FOLDER, "problem, warning or nothing", ours, (keyword,), goal=ALL)


def _as_found(line: SpendLine) -> _Found:
    return line.code, line.name, None if line.amount_yuan is None else round(line.amount_yuan, 2)


def _spending(facts: PageFacts, kind: str) -> list[SpendTable]:
    return [table for table in facts.tables if table.is_spending and table.kind == kind]


def _main(facts: PageFacts) -> SpendTable | None:
    """The table of all spending by function."""
    return max(
        _spending(facts, "function"), key=lambda table: table.total_yuan or 0.0, default=None
    )


def _items(facts: PageFacts) -> list[SpendLine]:
    """Its 其他 lines at the lowest level, 项."""
    main = _main(facts)
    return [line for line in main.lines if line.is_other and len(line.code) == 7] if main else []
