"""Small groupings that the reports share. Pure; the order of first appearance is kept everywhere."""

from collections import Counter
from collections.abc import Iterable, Sequence

from config.words import Words
from monitor.report.material import Example, ReportedProblem, Undecided
from monitor.report.themes import fault_of_kind

JOINT = Words("、", ", ")


def names(labels: Iterable[str], language: str) -> str:
    """Each name once, in order."""
    return JOINT.text(language).join(dict.fromkeys(labels))


def by_fault(problems: Iterable[ReportedProblem]) -> list[tuple[Words, list[ReportedProblem]]]:
    """Problems of one kind of fault together under its words: the kind with the gravest first, then
    the one that most units share.
    """
    groups: dict[Words, list[ReportedProblem]] = {}
    for problem in problems:
        groups.setdefault(fault_of_kind(problem.rule, problem.kind), []).append(problem)

    def gravity(group: tuple[Words, list[ReportedProblem]]) -> tuple[bool, int, int]:
        _, same = group
        is_less = not any(problem.is_critical for problem in same)
        return is_less, -units_of(same), -len(same)

    return sorted(groups.items(), key=gravity)


def units_of(problems: Iterable[ReportedProblem]) -> int:
    return len({problem.unit for problem in problems})


def by_words(examples: Sequence[Example], language: str) -> list[tuple[str, list[str]]]:
    """(what is done well, the units that do it), each unit once for one thing; of several units
    their number is said to be each one's own.

    What does not begin with the unit's name stands alone, with no unit before it.
    """
    groups: dict[tuple[str, bool], list[Example]] = {}
    for example in examples:
        words, label = example.text(language).rstrip("。."), example.label
        key = (words.removeprefix(label), words.startswith(label))
        groups.setdefault(key, []).append(example)
    return [
        (_of_each(same, words, language), list(dict.fromkeys(e.label for e in same if is_named)))
        for (words, is_named), same in groups.items()
    ]


def _of_each(same: Sequence[Example], words: str, language: str) -> str:
    if len({example.unit for example in same}) == 1:
        return words
    return same[0].text_of_each(language).rstrip("。.").removeprefix(same[0].label)


def by_why(undecided: Iterable[Undecided]) -> list[tuple[str, dict[str, Counter[str]]]]:
    """(reason, by unit how many matters of each rule could not be judged for it)."""
    groups: dict[str, dict[str, Counter[str]]] = {}
    for item in undecided:
        groups.setdefault(item.why, {}).setdefault(item.label, Counter())[item.rule] += 1
    return list(groups.items())


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
