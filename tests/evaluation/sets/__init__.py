"""The sets of the corpus, one file each: what is asked of it, and how the answers are scored (the
corpus's own README says).

A set has its `FOLDER` and `questions(folder, today)`. A folder that no set reads is named too:
nothing is passed over in silence.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

from tests.evaluation.score import Question
from tests.evaluation.sets import (
    articles,
    budgets,
    change_pairs,
    channel_names,
    edgi,
    encodings,
    htmldate,
    old_names,
    own_pages,
    policy_dates,
    portals,
    robots,
    speed,
    uk_spend,
)

SETS: tuple[ModuleType, ...] = (
    policy_dates,
    change_pairs,
    edgi,
    encodings,
    articles,
    htmldate,
    old_names,
    own_pages,
    robots,
    portals,
    channel_names,
    budgets,
    uk_spend,
    speed,
)

# What is there and not scored, with the reason. The work that reads them adds its set above.
LATER = {
    "pingtan": "four samples of text, no pages to read",
    "warc": "odd WARC files with no truth beside them: `gongkai read` names what each holds",
}


@dataclass(frozen=True, slots=True)
class Evaluation:
    questions: tuple[Question, ...]
    unscored: dict[str, str]  # folder -> why it has no row

    @property
    def below_goal(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.misses_its_goal)


def evaluate(
    corpus: Path,
    today: date,
    *,
    only: tuple[str, ...] = (),
    tell: Callable[[str], None] = lambda _: None,
) -> Evaluation:
    """Every set that is there, or those of `only`, scored; `tell` hears the name of each before its
    work begins.
    """
    found: list[Question] = []
    unscored = {}
    for module in SETS:
        name = module.__name__.rsplit(".", 1)[-1]
        if only and name not in only and module.FOLDER not in only:
            unscored[name] = "not asked for"
        elif not (corpus / module.FOLDER).is_dir():
            unscored[name] = f"no folder {module.FOLDER}/ in the corpus"
        else:
            tell(name)
            found += module.questions(corpus / module.FOLDER, today)
    unscored |= dict(_folders_without_a_set(corpus))
    return Evaluation(tuple(found), unscored)


def _folders_without_a_set(corpus: Path) -> Iterator[tuple[str, str]]:
    scored = {module.FOLDER for module in SETS}
    for folder in sorted(
        path.name for path in corpus.iterdir() if path.is_dir() and path.name not in scored
    ):
        yield folder, LATER.get(folder, "unknown to this tool")
