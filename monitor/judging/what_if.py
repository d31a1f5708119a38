"""What another rulebook, or the law of another day, would have answered of a night gone by. Pure:
no finding is opened, kept or closed by it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from config.rulebook import Clause, Rulebook
from monitor.dossier.facts import Dossier
from monitor.judging.good_examples import with_examples_only
from monitor.judging.inspection import Inspection, JudgedUnit, UnitResult
from monitor.judging.judge import judge
from monitor.judging.life import changes
from monitor.judging.remarks import remarks_of
from monitor.judging.verdict import Answer, Verdict

# What makes two problems of one subject differ, by the fields of a verdict.
_EXPLAINING = ("clause", "threshold", "measured", "kind", "severity")


@dataclass(frozen=True, slots=True)
class AnswerDifference:
    """One subject of which the two rulebooks do not say the same; None where one of them does not
    speak of it.
    """

    unit: str
    unit_name: str
    rule: str
    subject: str
    before: Verdict | None
    after: Verdict | None

    @property
    def is_of_a_problem(self) -> bool:
        return _is_problem(self.before) or _is_problem(self.after)

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields by which two problems differ, e.g. `("clause", "threshold")`."""
        if not (_is_problem(self.before) and _is_problem(self.after)):
            return ()
        return tuple(
            name for name in _EXPLAINING if getattr(self.before, name) != getattr(self.after, name)
        )

    @property
    def is_only_cited_anew(self) -> bool:
        """A problem under both, in the same words."""
        before, after = self.before, self.after
        if before is None or after is None or not self.changed:
            return False
        return before.sentence_zh == after.sentence_zh


def under_law_of(rulebook: Rulebook, day: date) -> Rulebook:
    """The rulebook in which the texts in force on `day` have always been in force, and no other
    ever.
    """
    always = [_always(clause) for clause in rulebook.clauses if clause.is_in_force(day)]
    never = [_never(clause) for clause in rulebook.clauses if not clause.is_in_force(day)]
    return rulebook.model_copy(update={"clauses": [*always, *never]})


def judged_again(dossier: Dossier) -> JudgedUnit:
    """As if this night were the first: every problem is new, nothing was told before."""
    verdicts = with_examples_only(judge(dossier))
    result = UnitResult(dossier.unit.id, dossier.unit.name, verdicts, remarks_of(dossier))
    opened = changes(dossier, verdicts, (), run_id=dossier.run_id, as_of=dossier.as_of)
    return JudgedUnit(result, (), tuple(opened))


def inspection_again(units: Iterable[JudgedUnit], *, run_id: str, as_of: date) -> Inspection:
    """Of the units that were judged again."""
    judged = list(units)
    opened = tuple(change.finding for one in judged for change in one.changes)
    return Inspection(
        run_id=run_id,
        as_of=as_of,
        units=tuple(one.result for one in judged),
        findings=opened,
        opened=opened,
        closed=(),
        reopened=(),
        is_draft=True,
    )


def differences(before: Inspection, after: Inspection) -> Iterator[AnswerDifference]:
    """By unit, rule and subject, wherever the answers differ, or two problems differ in clause,
    threshold or measure. Both inspections are of the same units.
    """
    for one, other in zip(before.units, after.units, strict=True):
        said, said_after = _by_subject(one), _by_subject(other)
        for key in dict.fromkeys([*said, *said_after]):
            difference = AnswerDifference(
                one.unit, one.unit_name, *key, said.get(key), said_after.get(key)
            )
            if _answer(difference.before) is not _answer(difference.after) or difference.changed:
                yield difference


def _by_subject(result: UnitResult) -> dict[tuple[str, str], Verdict]:
    return {(verdict.rule, verdict.subject): verdict for verdict in result.verdicts}


def _answer(verdict: Verdict | None) -> Answer | None:
    return verdict.answer if verdict else None


def _is_problem(verdict: Verdict | None) -> bool:
    return _answer(verdict) is Answer.PROBLEM


def _always(clause: Clause) -> Clause:
    return clause.model_copy(update={"valid_from": date.min, "valid_to": None})


def _never(clause: Clause) -> Clause:
    return clause.model_copy(update={"valid_from": date.max, "valid_to": date.max})
