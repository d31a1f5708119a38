"""edgi-pairs: pairs chosen by people, answers judged by people (the page, or a wall?), and files
that break readers.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from crawler.compare_captures import compare
from store.outcomes import Outcome, OutcomeGroup
from store.records import PageFacts
from tests.evaluation import corpus
from tests.evaluation.others import text_readers
from tests.evaluation.score import ALL, OURS, Answers, Question
from tests.reading import read_page

FOLDER = "edgi-pairs"
WALL, PAGE = 0.25, 1.0  # quality as the corpus gives it: a wall at most, the page or a true 404


def questions(folder: Path, today: date) -> Iterator[Question]:
    yield _pairs(folder, today)
    yield from _answers(folder, today)
    yield _odd_files(folder, today)


def _pairs(folder: Path, today: date) -> Question:
    rows = [
        row
        for row in corpus.table(folder / "pairs.json")
        if row["label"] in ("noise", "substantive")
    ]
    ours = Answers(OURS)
    others = {name: Answers(name) for name in text_readers()}
    for row in rows:
        old, new = corpus.body(folder / row["a"]), corpus.body(folder / row["b"])
        wanted = row["label"] == "substantive"
        with ours.reading(pages=2):
            seen = compare(old, new, url=corpus.NOWHERE, as_of=today)
        right = None if seen.changed is None else seen.changed is wanted
        ours.add(
            row["id"],
            right,
            row["label"],
            f"{seen.changed} {seen.why} +{len(seen.added)} -{len(seen.removed)}",
        )
        for name, text_of in text_readers().items():
            with others[name].reading(pages=2):
                changed = text_of(old) != text_of(new)
            others[name].add(row["id"], changed is wanted, row["label"], changed)
    return Question(FOLDER, "pairs chosen by people", ours, tuple(others.values()), ALL)


def _answers(folder: Path, today: date) -> Iterator[Question]:
    """Three kinds of answers, each read with its status and headers."""
    seen: list[tuple[dict[str, Any], PageFacts]] = []
    answers = {
        about: Answers(OURS)
        for about in (
            "walls called walls",
            "real pages never called walls",
            "gateway errors called so",
        )
    }
    for row in corpus.table(folder / "responses.json"):
        about = _about(row["quality"])
        with answers[about].reading():
            facts = _replayed(folder, row, today)
        seen.append((row, facts))
        wanted, right = _judged(about, facts.outcome)
        answers[about].add(
            row["id"], right, wanted, f"{facts.outcome.value} ({facts.outcome_reason})"
        )
    is_stood_in = any(not row["body"] for row, _ in seen)
    note = "bodies not kept: replayed with one of the same length and title" if is_stood_in else ""
    for about, ours in answers.items():
        yield Question(FOLDER, about, ours, goal=ALL, note=note)


def _about(quality: float) -> str:
    if quality <= WALL:
        return "walls called walls"
    return "real pages never called walls" if quality >= PAGE else "gateway errors called so"


def _judged(about: str, outcome: Outcome) -> tuple[str, bool]:
    is_wall = outcome.group is OutcomeGroup.BLOCKED
    if about.startswith("walls"):
        return "a wall", is_wall
    if about.startswith("real"):
        return "no wall", not is_wall
    return "http_5xx or maintenance", outcome in (Outcome.HTTP_5XX, Outcome.MAINTENANCE)


def _replayed(folder: Path, row: dict[str, Any], today: date) -> PageFacts:
    answer = corpus.json_object(folder / "responses" / f"{row['id']}.json")["data"]
    kept = folder / "responses" / f"{row['id']}.body"
    body = (
        corpus.body(kept)
        if kept.is_file()
        else _stand_in(answer.get("title") or "", answer["content_length"] or 0)
    )
    return read_page(
        body, url=answer["url"], headers=answer["headers"], status=row["status"], as_of=today
    )


def _stand_in(title: str, length: int) -> bytes:
    """A page of that title and length, half of it words: what a wall of 500 bytes and a page of 90
    kB have in common.
    """
    head = f"<html><head><title>{title}</title></head><body>".encode()
    line = b"<p class='line-of-words'>Some words stand in this line.</p>\n"
    return head + line * max(1, (length - len(head)) // len(line))


def _odd_files(folder: Path, today: date) -> Question:
    ours = Answers(OURS)
    for path in sorted((folder / "odd-files").iterdir()):
        with ours.reading():
            facts = read_page(
                path.read_bytes(), url=f"http://page.invalid/{path.name}", as_of=today
            )
        said = f"{facts.outcome.value} {facts.kind.value} {facts.document_unreadable}".strip()
        ours.add(
            path.name,
            not facts.outcome_reason.startswith("reader:"),
            "a named outcome, the reader unharmed",
            said,
        )
    return Question(FOLDER, "odd files: a named outcome", ours, goal=ALL)
