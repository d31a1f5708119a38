"""The evaluation itself, on a few pages written here: it counts right, and says what it did not
score.
"""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from tests.evaluation.score import Goal, Question
from tests.evaluation.sets import Evaluation, evaluate, own_pages
from tests.evaluation.table import as_machine, as_page, print_table, print_wrong

TODAY = date(2026, 11, 23)
PROSE = "<p>为进一步做好全县防汛工作，保障人民群众生命财产安全，现将有关事项通知如下，请各乡镇认真贯彻执行。</p>"


def policy_page(published: str) -> str:
    rows = "".join(
        f"<tr><td><b>{name}：</b></td><td>{day}</td></tr>"
        for name, day in (("成文日期", "2018年10月27日"), ("发布日期", published))
    )
    return f"<html><body><table>{rows}</table>{PROSE * 12}</body></html>"


def page(*paragraphs: str, visits: int = 1) -> bytes:
    return f"<html><head><title>通知</title></head><body><div class='article'>{''.join(paragraphs)}</div><p>访问量：{visits}</p></body></html>".encode()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two sets of our own writing, laid out as the corpus is, and a folder that nobody knows."""
    policy, pairs = tmp_path / "govcn-policy", tmp_path / "change-pairs"
    for folder in (policy, pairs, tmp_path / "warc", tmp_path / "elsewhere"):
        folder.mkdir()
    gold = []
    for name, day in (("a", "2018年11月9日"), ("b", "")):
        (policy / f"{name}.html").write_text(policy_page(day), encoding="utf-8")
        gold.append(
            {
                "file": f"{name}.html",
                "url": "http://www.example.gov.cn/x.htm",
                "published": "2018-11-09",
                "signed": "2018-10-27",
            }
        )
    (policy / "gold.json").write_text(json.dumps(gold))
    sides = {
        "a": page(PROSE * 12),
        "b": page(PROSE * 12, visits=2),
        "c": page(PROSE * 12, "<p>请于三月底前报送总结材料。</p>"),
    }
    for name, body in sides.items():
        (pairs / f"{name}.gz").write_bytes(gzip.compress(body))
    manifest = [
        ("counter", "noise", "a", "b"),
        ("sentence", "substantive", "a", "c"),
        ("mislabelled", "noise", "a", "c"),
    ]
    lines = [
        json.dumps({"id": i, "label": label, "old": f"{old}.gz", "new": f"{new}.gz", "url": ""})
        for i, label, old, new in manifest
    ]
    (pairs / "manifest.jsonl").write_text("\n".join(lines))
    return tmp_path


@pytest.fixture
def evaluation(corpus: Path) -> Evaluation:
    return evaluate(corpus, TODAY)


def row(evaluation: Evaluation, about: str) -> Question:
    return next(question for question in evaluation.questions if question.about.startswith(about))


def test_right_and_wrong_are_counted(evaluation: Evaluation) -> None:
    dates = row(evaluation, "publication date, URL withheld")
    assert (dates.ours.right, dates.ours.wrong) == (1, 1) and dates.misses_its_goal
    assert row(evaluation, "signing date").ours.right == 2
    noise = row(evaluation, "noise and markup")
    assert {case.id: case.right for case in noise.ours.cases} == {
        "noise counter": True,
        "noise mislabelled": False,
    }
    visible = next(answers for answers in noise.others if answers.reader == "visible text")
    assert (visible.right, visible.wrong) == (0, 2), "a counter is a change to it"
    assert row(evaluation, "substantive: changed").ours.rate == 1.0
    assert (
        dates in evaluation.below_goal
        and row(evaluation, "signing date") not in evaluation.below_goal
    )


def test_what_is_not_there_and_what_is_not_scored_are_said(evaluation: Evaluation) -> None:
    assert evaluation.unscored["robots"] == "no folder robots/ in the corpus"
    assert "WARC" in evaluation.unscored["warc"]
    assert evaluation.unscored["elsewhere"] == "unknown to this tool"


def test_the_page_holds_the_table_and_nothing_of_the_corpus(
    evaluation: Evaluation, corpus: Path
) -> None:
    told = as_page(evaluation, TODAY)
    assert (
        "2026-11-23" in told
        and "| govcn-policy | publication date, URL withheld | 2 | 1 | 1 |" in told
    )
    assert "防汛" not in told and str(corpus) not in told and "mislabelled" not in told


def test_developers_and_programs_see_what_was_read(evaluation: Evaluation) -> None:
    console = Console(width=200, record=True)
    print_table(evaluation, console)
    print_wrong(evaluation, console)
    told = console.export_text()
    assert "wanted 2018-11-09, read None" in told and "below goal: govcn-policy" in told
    questions = json.loads(json.dumps(as_machine(evaluation)))["questions"]
    assert questions[0]["answers"][0]["right"] == 1 and questions[0]["reached"] is False


def test_a_goal_without_cases_is_not_reached_by_silence() -> None:
    from tests.evaluation.score import Answers

    assert not Goal("all", right_at_least=1.0).is_reached(Answers("gongkai"))


def test_our_own_pages_are_read_whole_and_their_noise_is_none(tmp_path: Path) -> None:
    """Every list of the demo city through all its pages, every frozen list, and every kind of page
    looked at twice.
    """
    missed = [
        question.about
        for question in own_pages.questions(tmp_path, TODAY)
        if question.misses_its_goal
    ]
    assert not missed


def test_a_day_of_another_zone_is_right_and_a_day_of_change_is_not_judged(tmp_path: Path) -> None:
    meta = '<meta property="article:{}_time" content="{}">'
    heads = {
        "own": ("2012-05-20", meta.format("published", "2012-05-20")),
        "zone": ("2012-05-19", meta.format("published", "2012-05-19T17:00:00Z")),
        "wrong": ("2012-05-18", meta.format("published", "2012-05-20")),
        "changed": (
            "2012-05-25",
            meta.format("published", "2012-05-20") + meta.format("modified", "2012-05-25"),
        ),
        "untold": ("2012-05-20", ""),
    }
    pages = tmp_path / "htmldate" / "eval"
    pages.mkdir(parents=True)
    for name, (_, head) in heads.items():
        html = f"<html><head>{head}<title>通知</title></head><body>{PROSE * 12}</body></html>"
        (pages / f"{name}.html").write_text(html, encoding="utf-8")
    labels = {
        f"http://www.example.gov.cn/{name}": {"file": f"{name}.html", "date": day}
        for name, (day, _) in heads.items()
    }
    (pages.parent / "eval_default.json").write_text(json.dumps(labels))
    (pages.parent / "eval_mediacloud_2020.json").write_text("{}")
    asked = evaluate(tmp_path, TODAY, only=("htmldate",))
    judged = row(asked, "publication date, Chinese pages").ours
    assert {case.id: case.right for case in judged.cases} == {
        "own.html": True,
        "zone.html": True,
        "wrong.html": False,
        "untold.html": None,
    }
    changes = row(asked, "labels that the page calls a change")
    assert [case.id for case in changes.ours.cases] == ["changed.html"] and changes.goal is None
