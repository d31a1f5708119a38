"""`make rule`: three files that lint and judge nothing yet, or a refusal with words."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

import config
from config.rulebook import Clause
from monitor.judging.new_rule import (
    CASES,
    CLAUSES,
    FILL,
    RULES,
    _Refused,
    left_to_fill,
    main,
    write_rule,
)

DAY = date(2026, 11, 28)
ROOT = Path(config.__file__).parent.parent


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in (RULES, CASES, CLAUSES.parent):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / CLAUSES).write_bytes((ROOT / CLAUSES).read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_three_files_are_written(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dead_link"]) == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        "monitor/rules/dead_link.py",
        "tests/monitor/cases/dead_link.toml",
        "config/defaults/clauses.toml",
    ]
    compile((tree / RULES / "dead_link.py").read_text(encoding="utf-8"), "dead_link.py", "exec")
    (case,) = tomllib.loads((tree / CASES / "dead_link.toml").read_text(encoding="utf-8"))["case"]
    assert case["expect"] == [{"subject": "unit", "answer": "not_applicable"}]
    *_, last = tomllib.loads((tree / CLAUSES).read_text(encoding="utf-8"))["clauses"]
    clause = Clause.model_validate(last)
    assert (clause.id, clause.rules, clause.mark) == ("dead_link.first", ["dead_link"], "product")
    assert clause.verified == "memory", "never shown as an official number before it is checked"


def test_each_file_says_what_is_to_be_filled_in(tree: Path) -> None:
    assert all(
        FILL in (tree / path).read_text(encoding="utf-8") for path in write_rule(tree, "dead", DAY)
    )


@pytest.mark.parametrize(
    "name", ["", "DeadLink", "dead-link", "../dead", "_dead", "dead__link", "1st"]
)
def test_a_badly_spelled_name_is_refused(
    name: str, tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name]) == 2
    said = capsys.readouterr().err
    assert f"“{name}” cannot name a rule" in said and f"“{name}”不能作规则编号" in said
    assert not list((tree / RULES).iterdir())


@pytest.mark.parametrize("taken", [RULES / "dead_link.py", CASES / "dead_link.toml"])
def test_a_rule_that_is_there_is_left_alone(taken: Path, tree: Path) -> None:
    (tree / taken).write_text("mine", encoding="utf-8")
    before = (tree / CLAUSES).read_bytes()
    with pytest.raises(_Refused, match="is there already; nothing was written"):
        write_rule(tree, "dead_link", DAY)
    assert (tree / taken).read_text(encoding="utf-8") == "mine"
    assert (tree / CLAUSES).read_bytes() == before


def test_outside_the_source_tree_it_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(_Refused, match="run this in the source tree"):
        write_rule(tmp_path, "dead_link", DAY)
    assert not list(tmp_path.iterdir())


def test_a_clause_that_is_there_is_cited_and_none_is_begun(tree: Path) -> None:
    before = tomllib.loads((tree / CLAUSES).read_text(encoding="utf-8"))["clauses"]
    bare = next(clause["id"] for clause in before if "rules" not in clause)
    for cited in ([bare, "insp2019.home"], [before[-1]["id"]]):
        write_rule(tree, f"dead_link_{len(cited)}", DAY, cited)
    after = tomllib.loads((tree / CLAUSES).read_text(encoding="utf-8"))["clauses"]
    added = {bare: "2", "insp2019.home": "2", before[-1]["id"]: "1"}
    for clause in before:
        if clause["id"] in added:
            name = f"dead_link_{added[clause['id']]}"
            clause["rules"] = [*clause.get("rules", []), name]
    assert after == before
    rule = (tree / RULES / "dead_link_2.py").read_text(encoding="utf-8")
    assert f'clauses=("{bare}", "insp2019.home",),' in rule
    assert f"Clauses: {bare}, insp2019.home." in rule


def test_a_clause_that_is_not_there_is_refused_with_the_nearest(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (tree / CLAUSES).read_bytes()
    assert main(["dead_link", "insp2019.channel"]) == 2
    said = capsys.readouterr().err
    assert "no clause “insp2019.channel”" in said
    assert "(did you mean insp2019.channels?)" in said and "是否应为 insp2019.channels？" in said
    assert (tree / CLAUSES).read_bytes() == before
    assert not list((tree / RULES).iterdir())


def test_what_is_left_to_fill_in_is_told_by_file(tree: Path) -> None:
    assert left_to_fill(tree) == ""
    written = write_rule(tree, "dead_link", DAY)
    assert all(f"{path}: “{FILL}” stands there " in left_to_fill(tree) for path in written)


@pytest.mark.parametrize("line", ["needs=", "theme="])
def test_no_default_of_the_skeleton_is_taken_unseen(line: str, tree: Path) -> None:
    write_rule(tree, "dead_link", DAY)
    rule = (tree / RULES / "dead_link.py").read_text(encoding="utf-8")
    assert any(line in written and FILL in written for written in rule.splitlines())
