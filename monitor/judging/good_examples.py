"""Who is named as a good example, and for what: at most one sentence a theme, and none beside a
fault in that theme.

A rule marks a clear verdict with the words that it would be named by (`Verdict.good`); whether they
are said depends on all that was answered of the unit. Nobody is praised in a theme in which he is
also named or warned.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.judging.registry import rules
from monitor.judging.verdict import Answer, Verdict


def with_examples_only(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The same verdicts of one unit, with `good` left on the first example of each theme that has
    neither problem nor warning.
    """
    spoken_for = {
        _theme(verdict)
        for verdict in verdicts
        if verdict.answer is Answer.PROBLEM or verdict.warning
    }
    kept: list[Verdict] = []
    for verdict in verdicts:
        theme = _theme(verdict)
        if verdict.good and theme in spoken_for:
            kept.append(replace(verdict, good=""))
        else:
            spoken_for |= {theme} if verdict.good else set()
            kept.append(verdict)
    return tuple(kept)


def _theme(verdict: Verdict) -> int:
    return rules()[verdict.rule].rule.theme
