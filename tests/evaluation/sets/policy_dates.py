"""govcn-policy: publication date (发布日期) and signing date (成文日期), each to the day.

The URL carries the publication date, so it is withheld; a last row hands it over.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from store.records import PageFacts
from tests.evaluation import corpus
from tests.evaluation.others import date_readers
from tests.evaluation.score import ALL, OURS, Answers, Goal, Question
from tests.reading import read_page

FOLDER = "govcn-policy"


def questions(folder: Path, today: date) -> Iterator[Question]:
    pages = [(row, corpus.body(folder / row["file"])) for row in corpus.table(folder / "gold.json")]

    def ours(
        wanted: str, read: Callable[[PageFacts], date | None], *, with_url: bool = False
    ) -> Answers:
        answers = Answers(OURS)
        for row, body in pages:
            with answers.reading():
                facts = read_page(
                    body, url=row["url"] if with_url else corpus.NOWHERE, status=None, as_of=today
                )
            _add(answers, row["file"], row[wanted], read(facts))
        return answers

    def others(*, with_url: bool = False) -> tuple[Answers, ...]:
        return tuple(
            _asked(name, pages, "published", date_of, with_url)
            for name, date_of in date_readers().items()
        )

    yield Question(
        FOLDER,
        "publication date, URL withheld",
        ours("published", lambda facts: facts.published),
        others(),
        ALL,
    )
    signed = ours("signed", lambda facts: facts.signed)
    yield Question(
        FOLDER, "signing date, URL withheld", signed, goal=Goal("≥ 97 %", right_at_least=0.97)
    )
    yield Question(
        FOLDER,
        "publication date, URL given",
        ours("published", lambda facts: facts.published, with_url=True),
        others(with_url=True),
        ALL,
    )


def _asked(
    name: str,
    pages: list[tuple[dict[str, str], bytes]],
    wanted: str,
    date_of: Callable[[bytes, str], date | None],
    with_url: bool,
) -> Answers:
    answers = Answers(name)
    for row, body in pages:
        with answers.reading():
            found = date_of(body, row["url"] if with_url else "")
        _add(answers, row["file"], row[wanted], found)
    return answers


def _add(answers: Answers, case: str, wanted: str, found: date | None) -> None:
    answers.add(case, found is not None and found.isoformat() == wanted, wanted, found)
