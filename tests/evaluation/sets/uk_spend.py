"""uk-spend: payment rows of two English councils. Vague labels found, and the traps among them left
alone.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tests.evaluation import corpus
from tests.evaluation.score import ALL, OURS, Answers, Question
from tests.reading import read_answer

FOLDER = "uk-spend"


def questions(folder: Path, today: date) -> Iterator[Question]:
    found, spared, qualified = Answers(OURS), Answers(OURS), Answers(OURS)
    word = Answers("the word")
    gold: dict[str, dict[str, Any]] = json.loads(
        (folder / "labels.json").read_text(encoding="utf-8")
    )
    for name, file in gold.items():
        facts = read_answer(
            corpus.body(folder / name), url=f"http://council.invalid/{name}", as_of=today
        )
        for table in facts.tables:
            for line in table.lines:
                label = file["labels"].get(line.name.strip(), "none")
                case, seen = (
                    f"{name} row {line.row}: {line.name}",
                    "other" if line.is_other else "not other",
                )
                if label == "vague":
                    found.add(case, line.is_other, "other", seen)
                elif label == "qualified":
                    qualified.add(case, line.is_other, "told, not judged", seen)
                else:
                    spared.add(case, not line.is_other, f"not other ({label})", seen)
                    flagged = any(trap in line.name.lower() for trap in ("other", "misc"))
                    word.add(
                        case,
                        not flagged,
                        f"not other ({label})",
                        "other" if flagged else "not other",
                    )
    yield Question(FOLDER, "rows with a vague label found", found, goal=ALL)
    yield Question(
        FOLDER,
        "traps (who, not what; income) and ordinary rows left alone",
        spared,
        (word,),
        goal=ALL,
    )
    yield Question(
        FOLDER,
        "rows whose label names a category and says other",
        qualified,
        note="told, not judged",
    )
