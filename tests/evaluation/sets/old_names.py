"""govcn-policy, once more: texts of their time, in which every name is right. None may be proposed to
a person as a name that is no longer borne; --wrong lists what was proposed, with its sentence.
And sentences of our own, of today and of the past: of what is proposed there, how much is right.

With its days withheld a text cannot be told from one of today: what would be proposed then is counted
as untold.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from config.rulebook_files import shipped_rulebook
from crawler.extract.sentences.old_names import SIDE, old_names
from store.records import Mention
from tests.evaluation import corpus
from tests.evaluation.score import ALL, OURS, Answers, Question
from tests.reading import read_page
from tests.unseen.scores import cases
from tests.unseen.standards import proposed_in

FOLDER = "govcn-policy"
OWN = "unseen"
OF_OUR_OWN = ("names", "names_second", "names_third")


def questions(folder: Path, today: date) -> Iterator[Question]:
    dated, undated = Answers(OURS), Answers(OURS)
    for row in corpus.table(folder / "gold.json"):
        with dated.reading():
            body = corpus.body(folder / row["file"])
            facts = read_page(body, url=corpus.NOWHERE, status=None, as_of=today)
        proposed = [mention for mention in facts.mentions if mention.side == SIDE]
        dated.add(row["file"], not proposed, "none", _told(proposed))
        with undated.reading():
            known = shipped_rulebook().old_names
            proposed = list(old_names(facts.title, facts.text, known, days=()))
        undated.add(row["file"], None if proposed else True, "none", _told(proposed))
    yield Question(FOLDER, "a text of its time: no old name proposed", dated, goal=ALL)
    yield Question(FOLDER, "the same, its days withheld", undated)
    yield Question(OWN, "own sentences: what is proposed is no longer borne (precision)", _own())


def _own() -> Answers:
    proposals = Answers(OURS)
    for folder in OF_OUR_OWN:
        for case in cases(folder):
            with proposals.reading():
                proposed = proposed_in(case)
            for name in proposed:
                is_right = name in case["hits"]
                proposals.add(f"{folder}: {case['name']}", is_right, case["hits"], name)
    return proposals


def _told(proposed: Sequence[Mention]) -> str:
    return "; ".join(f"{each.term}: {each.sentence}" for each in proposed) or "none"
