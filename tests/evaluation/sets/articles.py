"""zh-articles: Chinese news and government pages. The hints are weak (the pages' own meta tags, the
origin's item counts).
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from crawler.extract.stable import stable_words
from tests.evaluation import corpus
from tests.evaluation.others import date_readers
from tests.evaluation.score import ALL, OURS, Answers, Question
from tests.reading import read_page

FOLDER = "zh-articles"

_META = re.compile(rb"<meta\b[^>]*>", re.IGNORECASE)
_TITLE = re.compile(r"<(title|h[1-3])\b[^>]*>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_DAY = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})")


def questions(folder: Path, today: date) -> Iterator[Question]:
    index = corpus.json_object(folder / "index.json")
    pages = [(row, corpus.body(folder / "articles" / row["id"])) for row in index["articles"]]
    yield from _read(pages, today)
    dated = [(row, body, _day(row["meta_date"])) for row, body in pages if row["meta_date"]]
    yield _dates("date of the meta tag", dated, today)
    yield _dates(
        "the same date, meta tag taken out",
        [(row, _without_meta(body, day), day) for row, body, day in dated],
        today,
    )
    yield _lists(folder, index["lists"], today)


def _read(pages: list[tuple[dict[str, Any], bytes]], today: date) -> Iterator[Question]:
    """One reading of each page, asked three things."""
    whole, charset, title = Answers(OURS), Answers(OURS), Answers(OURS)
    for row, body in pages:
        with whole.reading():
            facts = read_page(body, url=corpus.NOWHERE, status=None, as_of=today)
        harmed = facts.outcome_reason.startswith("reader:")
        whole.add(
            row["id"],
            facts.outcome.shows_the_page and not harmed,
            "the page",
            f"{facts.outcome.value} {facts.outcome_reason}",
        )
        charset.add(
            row["id"], facts.encoding_used == row["actual"], row["actual"], facts.encoding_used
        )
        title.add(
            row["id"], _is_its_own(facts.title, body), "words of its title or heading", facts.title
        )
    yield Question(FOLDER, "read without harm, shown as the page", whole, goal=ALL)
    yield Question(FOLDER, "charset, declarations lying", charset, goal=ALL)
    yield Question(FOLDER, "title, one of the page's own", title, goal=ALL)


def _is_its_own(title: str, body: bytes) -> bool:
    own = [
        stable_words(_TAG.sub("", text))
        for _, text in _TITLE.findall(body.decode("utf-8", "replace"))
    ]
    return bool(title) and any(stable_words(title) in words for words in own)


def _dates(about: str, pages: list[tuple[dict[str, Any], bytes, date]], today: date) -> Question:
    def ours(body: bytes, url: str) -> date | None:
        return read_page(body, url=url or corpus.NOWHERE, status=None, as_of=today).published

    readers: dict[str, Callable[[bytes, str], date | None]] = {OURS: ours} | date_readers()
    answers = {name: Answers(name) for name in readers}
    for row, body, day in pages:
        for name, date_of in readers.items():
            with answers[name].reading():
                found = date_of(body, "")
            answers[name].add(row["id"], found == day, day, found)
    return Question(FOLDER, about, answers.pop(OURS), tuple(answers.values()), note="weak hint")


def _day(text: str) -> date:
    found = _DAY.search(text)
    assert found, f"no day in {text}"
    return date(*map(int, found.groups()))


def _without_meta(body: bytes, day: date) -> bytes:
    """Without every meta tag in which that day is spelled."""
    spelled = re.compile(rf"{day.year}\D{{0,3}}0?{day.month}\D{{0,3}}0?{day.day}(?!\d)".encode())
    return _META.sub(lambda tag: b"" if spelled.search(tag[0]) else tag[0], body)


def _lists(folder: Path, rows: list[dict[str, Any]], today: date) -> Question:
    ours = Answers(OURS)
    for row in rows:
        with ours.reading():
            facts = read_page(
                corpus.body(folder / "lists" / f"{row['id']}.html"),
                url=corpus.NOWHERE,
                status=None,
                as_of=today,
            )
        # A count that the origin itself calls wrong is no measure.
        right = None if row["note"] else len(facts.items) == row["weak_item_count"]
        read = f"{facts.kind.value}, {len(facts.items)} items"
        ours.add(
            row["id"],
            right,
            f"{row['weak_item_count']} items{' (marked wrong)' if row['note'] else ''}",
            read,
        )
    return Question(
        FOLDER,
        "lists: the origin's count of items",
        ours,
        note="weak hint; one is marked wrong by its origin",
    )
