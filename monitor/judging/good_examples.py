"""Who is named as a good example, and for what: by what was seen and counted, one sentence a theme,
and none beside a fault in that theme.

A rule marks a clear verdict with the words that the unit would be named by and with what was seen
for them (`Verdict.good`); whether they are said depends on all that was answered of the unit.
Nobody is praised in a theme in which he is also named or warned; the reports leave out whoever has
something in that theme that could not be judged.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.judging.registry import rules
from monitor.judging.verdict import Answer, Praise, Verdict


def with_examples_only(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The same verdicts of one unit, with `good` left on the first example of each theme that may
    be praised; it counts what all verdicts of its rule saw.
    """
    closed = {
        _theme(verdict)
        for verdict in verdicts
        if verdict.answer is Answer.PROBLEM or verdict.warning
    }
    kept: list[Verdict] = []
    for verdict in verdicts:
        theme = _theme(verdict)
        if verdict.good and theme not in closed:
            closed.add(theme)
            kept.append(replace(verdict, good=_summed(verdict.good, verdict.rule, verdicts)))
        else:
            kept.append(replace(verdict, good=None))
    return tuple(kept)


def _summed(good: Praise, rule: str, verdicts: Sequence[Verdict]) -> Praise:
    praised = (verdict.good for verdict in verdicts if verdict.rule == rule and verdict.good)
    return replace(good, seen=sum(each.seen for each in praised))


def _theme(verdict: Verdict) -> int:
    return rules()[verdict.rule].rule.theme
