"""Small groupings that the reports share. Pure; the order of first appearance is kept everywhere."""

from collections.abc import Iterable, Sequence

from config.words import Words
from monitor.report.material import Example, ReportedProblem, Undecided

JOINT = Words("、", ", ")


def names(labels: Iterable[str], language: str) -> str:
    """Each name once, in order."""
    return JOINT.text(language).join(dict.fromkeys(labels))


def by_unit(problems: Iterable[ReportedProblem]) -> list[list[ReportedProblem]]:
    groups: dict[str, list[ReportedProblem]] = {}
    for problem in problems:
        groups.setdefault(problem.unit, []).append(problem)
    return list(groups.values())


def by_words(examples: Iterable[Example], language: str) -> list[tuple[str, list[str]]]:
    """(what is done well, the units that do it), each unit once for one thing.

    What does not begin with the unit's name stands alone, with no unit before it.
    """
    groups: dict[str, dict[str, None]] = {}
    for example in examples:
        words = example.text(language).rstrip("。.")
        if words.startswith(example.label):
            groups.setdefault(words.removeprefix(example.label), {})[example.label] = None
        else:
            groups.setdefault(words, {})
    return [(words, list(labels)) for words, labels in groups.items()]


def by_why(undecided: Iterable[Undecided]) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """(reason, [(unit, what could not be judged)]), each rule of a unit once."""
    groups: dict[str, dict[str, dict[str, None]]] = {}
    for item in undecided:
        groups.setdefault(item.why, {}).setdefault(item.label, {})[item.rule] = None
    return [
        (why, [(label, list(rules)) for label, rules in units.items()])
        for why, units in groups.items()
    ]


def by_unit_and_why(undecided: Iterable[Undecided]) -> list[list[Undecided]]:
    """What could not be judged, together by unit and reason."""
    groups: dict[tuple[str, str], list[Undecided]] = {}
    for item in undecided:
        groups.setdefault((item.unit, item.why), []).append(item)
    return list(groups.values())


def reads_alike(
    problems: Sequence[ReportedProblem], language: str
) -> tuple[list[tuple[str, list[str]]], list[ReportedProblem]]:
    """Problems whose sentences are the same but for the unit's name, as (rest of the sentence,
    units); then the others.

    “国土局尚未开通政府网站。” said of eleven units is one sentence with eleven names.
    """
    groups: dict[str, list[ReportedProblem]] = {}
    for problem in problems:
        groups.setdefault(_tail(problem, language), []).append(problem)
    alike = {
        tail
        for tail, same in groups.items()
        if tail and len({problem.unit for problem in same}) > 1
    }
    together = [
        (tail, list(dict.fromkeys(problem.label for problem in groups[tail])))
        for tail in groups
        if tail in alike
    ]
    return together, [problem for problem in problems if _tail(problem, language) not in alike]


def _tail(problem: ReportedProblem, language: str) -> str:
    """What follows the unit's name, without the full stop; nothing where the sentence does not
    begin with it.
    """
    sentence = problem.sentence(language).rstrip("。.")
    return sentence.removeprefix(problem.label) if sentence.startswith(problem.label) else ""
