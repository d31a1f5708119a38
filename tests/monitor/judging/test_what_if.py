"""Another rulebook, or another day's law, over the same facts."""

from dataclasses import replace
from datetime import date

from config.rulebook_files import shipped_rulebook
from monitor.dossier.facts import Dossier
from monitor.judging.inspection import Inspection
from monitor.judging.verdict import Answer
from monitor.judging.what_if import (
    AnswerDifference,
    differences,
    inspection_again,
    judged_again,
    under_law_of,
)
from tests.monitor.judging.test_inspection import CHANNEL, DAY, fresh, stale

IN_2012 = date(2012, 10, 15)


def judged(dossier: Dossier, law: date | None = None) -> Inspection:
    rulebook = under_law_of(dossier.rulebook, law) if law else dossier.rulebook
    judged = judged_again(replace(dossier, rulebook=rulebook))
    return inspection_again([judged], run_id="1", as_of=dossier.as_of)


def of_the_channel(before: Inspection, after: Inspection) -> AnswerDifference:
    return next(
        each
        for each in differences(before, after)
        if (each.rule, each.subject) == ("stale_channel", CHANNEL)
    )


def test_the_law_of_a_day_is_in_force_on_every_day_and_no_other_is() -> None:
    then = under_law_of(shipped_rulebook(), IN_2012)
    in_force = {clause.id for clause in then.clauses if clause.is_in_force(DAY)}
    assert in_force == {c.id for c in shipped_rulebook().clauses if c.is_in_force(IN_2012)}
    assert "local2012.stale" in in_force and "insp2019.channels" not in in_force


def test_the_law_of_the_day_itself_changes_nothing() -> None:
    assert not list(differences(judged(stale()), judged(stale(), DAY)))


def test_today_by_the_law_of_2012_names_the_same_channel_by_its_circular() -> None:
    found = of_the_channel(judged(stale()), judged(stale(), IN_2012))
    assert found.before and found.after and found.is_of_a_problem
    assert found.before.clause != found.after.clause == "local2012.stale"
    assert "clause" in found.changed


def test_what_came_and_went_are_told_apart() -> None:
    found = of_the_channel(judged(stale()), judged(fresh()))
    assert found.before and found.before.answer is Answer.PROBLEM
    assert found.after and found.after.answer is Answer.CLEAR
    assert found.is_of_a_problem and not found.changed and not found.is_only_cited_anew
    assert not list(differences(judged(fresh()), judged(fresh())))


def test_a_problem_in_the_same_words_by_another_text_is_only_cited_anew() -> None:
    problem = of_the_channel(judged(stale()), judged(stale(), IN_2012))
    assert problem.before
    same_words = replace(problem, after=replace(problem.before, clause="local2012.stale"))
    assert same_words.is_only_cited_anew


def test_every_problem_is_new_and_nothing_was_told_before() -> None:
    inspection = judged(stale())
    assert inspection.is_draft
    assert {finding.id for finding in inspection.findings} == {0}
    assert inspection.opened == inspection.findings and not inspection.closed
