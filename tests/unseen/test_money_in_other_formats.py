"""Spending tables in OFD, by two writers, and as scans: every printed amount is read, every verdict
is right. `truth.json` is the writer's.
"""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.looking.reading import as_machine, read_source
from crawler.documents.scans.presence import is_missing

HERE = Path(__file__).parent
_NUMBER = re.compile(r"-?\d[\d,]*\.?\d*")
_YUAN = {"元": 1, "万元": 10_000}


def cases(folder: str) -> list[Path]:
    return sorted(path for path in (HERE / folder).iterdir() if path.is_dir())


OFD = cases("money_ofd")
# A page takes seconds: one is recognised every day, the others in the long suites.
SCANS = [
    pytest.param(case, id=case.name, marks=[] if at == 1 else [pytest.mark.soak])
    for at, case in enumerate(cases("money_scans"))
]


def read(case: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    truth = json.loads((case / "truth.json").read_text(encoding="utf-8"))
    return truth, _answer(str(case / truth["file"]))


@cache
def _answer(source: str) -> dict[str, Any]:
    return as_machine(read_source(source, as_of=date(2025, 12, 1)))


def lost_amounts(truth: dict[str, Any], said: dict[str, Any]) -> list[float]:
    """The printed amounts that stand nowhere in the answer, as printed or in yuan."""
    text = json.dumps(said, ensure_ascii=False)
    seen = {round(float(word.replace(",", "")), 2) for word in _NUMBER.findall(text)}
    unit = _YUAN[truth["unit"]]
    return [
        amount
        for amount in truth["amounts"]
        if round(amount, 2) not in seen and round(amount * unit, 2) not in seen
    ]


def wrong_verdicts(truth: dict[str, Any], said: dict[str, Any]) -> list[str]:
    """The lines called otherwise than the truth has them, the truth's among them that are missing."""
    lines = [line for table in said["tables"] if table["is_spending"] for line in table["lines"]]
    wanted = {(each["code"] or each["name"]): each["level"] for each in truth["others"]}
    wrong = []
    for key, level in wanted.items():
        called = {line["vague"] for line in lines if key in (line["code"], line["name"].strip())}
        if level not in called and not (level == "critical" and "problem" in called):
            wrong.append(f"{key}: {called or 'not found'}, not {level}")
    names = {each["name"] for each in truth["others"]}
    wrong += [
        f"{line['name']}: {line['vague']}, and not in the truth"
        for line in lines
        if line["vague"] and line["name"].strip() not in names and line["code"] not in wanted
    ]
    return wrong


@pytest.mark.parametrize("case", OFD, ids=[case.name for case in OFD])
def test_an_ofd_is_read(case: Path) -> None:
    truth, said = read(case)
    assert not lost_amounts(truth, said)
    assert not wrong_verdicts(truth, said)
    assert said["document_unreadable"] is None


@pytest.mark.parametrize("case", SCANS)
def test_a_scan_is_recognised(case: Path) -> None:
    if is_missing():
        pytest.skip("NOT TESTED: the extra `ocr` is not installed (make ocr)")
    truth, said = read(case)
    assert not lost_amounts(truth, said)
    assert not wrong_verdicts(truth, said)
    assert said["document_unreadable"].startswith("image_only: recognised (OCR)")
