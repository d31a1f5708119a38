"""What a better reader alone would change tonight is not said tonight. Pure.

A reread alarms nobody and praises nobody: an answer that differs from the last night's only because
the same bytes are read otherwise becomes `cannot_tell` (extractor_changed) for one night, so no
finding opens or closes by it. The pages are then looked at with the new reader, and the next night
answers from that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from monitor.judging.answers import NO_VALUES, Subject
from monitor.judging.registry import rules
from monitor.judging.verdict import Answer, Verdict, Why
from monitor.judging.words import ONE_RULE
from store.reread.answers import AnswerChange

_SAID = (Answer.PROBLEM, Answer.CLEAR)


def hold_back(
    verdicts: Iterable[Verdict], changes: Mapping[tuple[str, str], AnswerChange], unit_label: str
) -> tuple[Verdict, ...]:
    """The verdicts of one unit, those of `changes` (by rule and subject) withheld where they still
    say what the reread made them say.
    """
    return tuple(
        _withheld(verdict, unit_label) if _is_by_reread(verdict, changes) else verdict
        for verdict in verdicts
    )


def answer_changes(
    before: Iterable[Verdict],
    after: Iterable[Verdict],
    on_record: Mapping[tuple[str, str], str],
) -> list[AnswerChange]:
    """Where two judgements of the same night differ, as far as the later one would open or close
    anything.

    `on_record` is what that night itself answered, by (rule, subject). It stands for a rule that
    can say nothing by the old readings, because they lack facts that it judges by today.
    """
    before = tuple(before)
    was = {(verdict.rule, verdict.subject): verdict.answer.value for verdict in before}
    lacking = {verdict.rule for verdict in before if verdict.why is Why.EXTRACTOR_CHANGED}
    was |= {key: answer for key, answer in on_record.items() if key[0] in lacking}
    return [
        AnswerChange(verdict.rule, verdict.subject, said, verdict.answer.value)
        for verdict in after
        if verdict.answer in _SAID
        and verdict.answer.value != (said := was.get((verdict.rule, verdict.subject), ""))
    ]


def answered(verdicts: Iterable[Verdict]) -> set[tuple[str, str]]:
    """(rule, subject) of all that could be answered tonight, or could have been but for the reread.
    A blind night is no night.
    """
    return {
        (v.rule, v.subject) for v in verdicts if v.answer in _SAID or v.why is Why.EXTRACTOR_CHANGED
    }


def _is_by_reread(verdict: Verdict, changes: Mapping[tuple[str, str], AnswerChange]) -> bool:
    change = changes.get((verdict.rule, verdict.subject))
    return change is not None and verdict.answer.value == change.after != change.before


def _withheld(verdict: Verdict, unit_label: str) -> Verdict:
    about = ONE_RULE.filled(unit=unit_label, title=rules()[verdict.rule].rule.title)
    subject = Subject(verdict.subject, about, NO_VALUES)
    return replace(subject.cannot_tell(Why.EXTRACTOR_CHANGED), rule=verdict.rule)
