"""The table of an evaluation: for the terminal, for programs, and as the page docs/evaluation.md."""

from collections.abc import Iterator
from datetime import date
from platform import python_version

from rich.console import Console
from rich.table import Table

from crawler.extract.reader import EXTRACTOR
from tests.evaluation.others import versions
from tests.evaluation.score import Answers, Question
from tests.evaluation.sets import Evaluation

HEAD = (
    "set",
    "asked",
    "cases",
    "right",
    "wrong",
    "can't tell",
    "rate",
    "goal",
    "ms/page",
    "the same by others",
)


def print_table(evaluation: Evaluation, console: Console) -> None:
    table = Table(*HEAD, box=None, pad_edge=False, header_style="bold")
    for column in range(2, 7):
        table.columns[column].justify = "right"
    for question in evaluation.questions:
        table.add_row(*_cells(question), style="red" if question.misses_its_goal else "")
    console.print(table)
    for line in _below(evaluation):
        console.print(line, style="red", highlight=False)
    for name, why in evaluation.unscored.items():
        console.print(f"not scored: {name}: {why}", highlight=False)
    console.print(_with_versions(), highlight=False)


def print_wrong(evaluation: Evaluation, console: Console) -> None:
    """Each case that is not right, with what was read."""
    for question in evaluation.questions:
        cases = [case for case in question.ours.cases if case.right is not True]
        if not cases:
            continue
        console.print(f"\n{question.set}: {question.about}", style="bold", highlight=False)
        for case in cases:
            said = f"wanted {case.wanted}, read {case.read}" if case.wanted else case.read
            console.print(
                f"  {'?' if case.right is None else '×'} {case.id}: {said}",
                highlight=False,
                markup=False,
            )


def as_machine(evaluation: Evaluation) -> dict[str, object]:
    return {
        "extractor": EXTRACTOR,
        "versions": versions(),
        "questions": [
            {
                "set": question.set,
                "asked": question.about,
                "goal": question.goal.words if question.goal else None,
                "reached": None if question.goal is None else not question.misses_its_goal,
                "note": question.note,
                "answers": [_answers(answers) for answers in (question.ours, *question.others)],
            }
            for question in evaluation.questions
        ],
        "unscored": evaluation.unscored,
    }


def as_page(evaluation: Evaluation, day: date) -> str:
    """The Markdown page. It names no page of the corpus and quotes none."""
    rows = ["| " + " | ".join(_cells(question)) + " |" for question in evaluation.questions]
    lines = [
        "# Evaluation",
        "",
        f"Written by `make eval CORPUS=DIR` on {day}, not by hand: {_with_versions()}.",
        "",
        "The corpus is third-party material that the repository neither holds nor needs. *right* and *wrong* are answers; where a reader",
        "says that it cannot tell, that is neither. *rate* is the share of right answers. *ms/page* is processor time in one process. A row",
        "without a goal is told and not judged. What is asked, and how it is scored, stands in `tests/evaluation/sets`, one file a set;",
        "`--wrong` lists every case that is not right with what was read.",
        "",
        "| " + " | ".join(HEAD) + " |",
        "|" + "---|" * 2 + "---:|" * 5 + "---|---:|---|",
        *rows,
        "",
        "## Below goal",
        *(_below(evaluation, mark="- ") or ["None."]),
        "",
        "## Not scored",
        *([f"- `{name}`: {why}" for name, why in evaluation.unscored.items()] or ["Nothing."]),
    ]
    return "\n".join(lines) + "\n"


def _cells(question: Question) -> tuple[str, ...]:
    ours, is_judged = (
        question.ours,
        question.ours.right + question.ours.wrong > 0 and question.ours.median_ms is None,
    )
    return (
        question.set,
        f"{question.about} ({question.note})" if question.note else question.about,
        str(len(ours.cases)),
        str(ours.right) if is_judged else "–",
        str(ours.wrong) if is_judged else "–",
        str(ours.untold) if is_judged else "–",
        f"{ours.rate:.1%}" if is_judged and ours.rate is not None else "–",
        question.goal.words if question.goal else "–",
        f"{ours.ms:.2f}" if ours.ms is not None else "–",
        "; ".join(_beside(answers) for answers in question.others),
    )


def _beside(answers: Answers) -> str:
    if answers.median_ms is not None:
        return f"{answers.reader}: {answers.median_ms:.1f} ms"
    ms = f", {answers.ms:.1f} ms" if answers.ms is not None else ""
    if answers.right + answers.wrong == 0:
        return f"{answers.reader}: –{ms}"
    return f"{answers.reader}: {answers.right} right, {answers.wrong} wrong{ms}"


def _answers(answers: Answers) -> dict[str, object]:
    return {
        "reader": answers.reader,
        "cases": len(answers.cases),
        "right": answers.right,
        "wrong": answers.wrong,
        "cannot_tell": answers.untold,
        "rate": answers.rate,
        "ms_per_page": answers.ms,
    }


def _below(evaluation: Evaluation, mark: str = "below goal: ") -> list[str]:
    return [
        f"{mark}{question.set}: {question.about}: {_reached(question)}"
        for question in evaluation.below_goal
    ]


def _reached(question: Question) -> str:
    ours, goal = question.ours, question.goal
    assert goal is not None
    if ours.median_ms is not None:
        return f"{ours.ms:.2f} ms, goal {goal.words}"
    return f"{ours.right} right, {ours.wrong} wrong, {ours.untold} cannot tell of {len(ours.cases)}; goal {goal.words}"


def _with_versions() -> str:
    found: Iterator[str] = (
        f"{name} {version or 'not installed'}" for name, version in versions().items()
    )
    return f"{EXTRACTOR}, Python {python_version()}, {', '.join(found)}"
