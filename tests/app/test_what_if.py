"""`gongkai inspect --as-of --rules` and `gongkai rules compare`, from kept facts: the ledger is only
read.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.looking.what_if import SAY, _basis
from config.errors import ConfigRefused, Miswritten, NotFound
from config.folder import load
from config.words import Spoken
from monitor.judging.verdict import Answer, Verdict
from tests.config.folders import write_folder
from tests.extract.money.test_limits_in_force import BUDGET, PAGE, SUBJECT, office
from tests.reading import read_answer
from tests.store.nights import City, Saw

DAY = "2012-03-02"


@dataclass(frozen=True)
class Office:
    """An office with one night behind it."""

    folder: Path
    ledger: Path

    def says(self, *command: str) -> str:
        done = CliRunner().invoke(app, [*command, "--config", str(self.folder)])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.stdout

    def compared(self, one: str, other: str) -> list[dict[str, Any]]:
        told = self.says("rules", "compare", one, other, "--as-of", DAY, "--json")
        return [json.loads(line) for line in told.splitlines()]


@pytest.fixture
def an_office(tmp_path: Path) -> Iterator[Office]:
    """One night of March 2012 that kept a budget with 22 % under 其他."""
    config = office(tmp_path / "office", "")
    facts = read_answer(PAGE, url=BUDGET, as_of=date(2012, 3, 2))
    (tmp_path / "city").mkdir()
    city = City(tmp_path / "city")
    city.night(0, Saw(BUDGET, replace(facts, text=""), body=PAGE))
    city.ledger.close()
    config.data.mkdir(parents=True, exist_ok=True)
    ledger = config.data / "ledger.db"
    shutil.copy(city.ledger.path, ledger)
    before = sha256(ledger.read_bytes()).hexdigest()
    yield Office(config.folder, ledger)
    assert sha256(ledger.read_bytes()).hexdigest() == before, "it is only read"


def problems(inspection: str) -> set[str]:
    return {finding["subject"] for finding in json.loads(inspection)["findings"]}


def test_a_night_gone_by_is_judged_by_the_offices_rules(an_office: Office) -> None:
    assert problems(an_office.says("inspect", "--as-of", DAY, "--json")) == {SUBJECT}


def test_and_by_a_folder_of_other_rules(an_office: Office, tmp_path: Path) -> None:
    patient = write_folder(
        tmp_path / "patient", {"limits.toml": "[vague_expense]\nproblem_share = 0.25\n"}
    )
    told = an_office.says("inspect", "--as-of", DAY, "--rules", str(patient), "--json")
    assert problems(told) == set()
    [difference] = [
        each for each in an_office.compared("office", str(patient)) if each["subject"] == SUBJECT
    ]
    assert difference["before"]["answer"] == "problem" and difference["before"]["sentence_zh"]
    assert difference["before"]["threshold"] == "20%"
    assert difference["after"]["answer"] == "clear"


def test_and_by_the_law_of_another_day(an_office: Office) -> None:
    told = an_office.says("inspect", "--as-of", DAY, "--rules", "2026-11-28", "--json")
    [finding] = [f for f in json.loads(told)["findings"] if f["subject"] == SUBJECT]
    assert finding["clause"] == "budget.14"
    words = an_office.says("rules", "compare", "office", "2026-11-28", "--as-of", DAY)
    assert "支出笼统" in words and "预算法" in words


def test_a_threshold_is_said_in_the_offices_language(an_office: Office) -> None:
    said = Spoken(SAY, "zh")
    for short, words in (("1 site", "1个渠道"), ("14 d, 3 nights", "14天，3次夜间检查")):
        verdict = Verdict("missing_site", "unit", Answer.PROBLEM, threshold=short)
        assert words in _basis(verdict, load(an_office.folder), said)


def test_two_that_are_one_differ_in_nothing(an_office: Office) -> None:
    assert an_office.compared("office", DAY) == []
    assert "完全相同" in an_office.says("rules", "compare", "office", DAY)


@pytest.mark.parametrize(
    ("command", "error", "said"),
    [
        (("inspect", "--as-of", "2012-03-09"), NotFound, "2012-03-02"),
        (("inspect", "--rules", "2012-13-45"), Miswritten, "2012-13-45"),
        (("inspect", "--rules", "no-such-folder"), Miswritten, "no-such-folder"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(
    an_office: Office, command: tuple[str, ...], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        an_office.says(*command)


def test_a_folder_without_rules_is_no_rulebook(an_office: Office, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigRefused, match="no file of rules"):
        an_office.says("inspect", "--rules", str(tmp_path / "empty"))
