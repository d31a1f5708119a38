"""portals, once more: what class a channel gets by its name, on each of the portals' own sites.

Two names are made of every place on record: its own 要闻, which is news, and that of each place above
it, which is a superior's feed. Where the origin's own list lies beside them (`*-probe-results.json`:
one real name a portal, no truth), every name that no class knows is counted, and listed by --wrong.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from config.classify import OTHER, UPSTREAM, classify
from config.places import UnitPlace
from config.rulebook_files import shipped_rulebook
from config.unit import Unit
from tests.evaluation import corpus
from tests.evaluation.score import ALL, OURS, Answers, Goal, Question

FOLDER = "portals"


def questions(folder: Path, today: date) -> Iterator[Question]:
    del today
    with (folder / "portals.csv").open(encoding="utf-8", newline="") as file:
        regions = list(dict.fromkeys(row["region"] for row in csv.DictReader(file)))
    own, above = Answers(OURS), Answers(OURS)
    for region in regions:
        *higher, place = region.split("/")
        with own.reading():
            read = _class_of(f"{place}要闻", place)
        own.add(region, read == "news", "news", read)
        for superior in higher:
            with above.reading():
                read = _class_of(f"{superior}要闻", place)
            above.add(f"{superior}要闻 in {region}", read == UPSTREAM, UPSTREAM, read)
    yield Question(FOLDER, "{its own place}要闻 is news", own, goal=ALL)
    yield Question(
        FOLDER,
        "{a place above}要闻 is a superior's",
        above,
        goal=Goal("≥ 99 %", right_at_least=0.99),
    )
    for path in sorted(folder.glob("*-probe-results.json")):
        yield Question(FOLDER, f"real names with a class: {path.name}", _known(path))


def _known(path: Path) -> Answers:
    """A class or none (untold) of every name; which class is right, nobody has said."""
    found = Answers(OURS)
    for row in corpus.table(path):
        if name := (row.get("picked") or {}).get("text", ""):
            place = row["key"].rsplit("/", 1)[-1]
            with found.reading():
                read = _class_of(name, place)
            found.add(f"{name} in {row['key']}", None if read == OTHER else True, "a class", read)
    return found


def _class_of(name: str, place: str) -> str:
    unit = Unit(id="portal", name=f"{place}人民政府", kind="government")
    own = UnitPlace.of(unit, place)
    return classify(name, "http://portal.invalid/a/", "", shipped_rulebook(), own)[0]
