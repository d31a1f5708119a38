"""Every way a visit can end has a cause and a remedy in both languages, and no two are told alike."""

from store.outcome_words import cause_of, our_cause, remedy_of
from store.outcomes import Ours, Outcome


def test_every_outcome_is_told_in_both_languages() -> None:
    for outcome in Outcome:
        assert all((*cause_of(outcome), *remedy_of(outcome))), outcome
    causes = [cause_of(outcome) for outcome in Outcome]
    assert len(set(causes)) == len(causes)


def test_every_reason_of_ours_names_us() -> None:
    said = [our_cause(reason) for reason in Ours]
    assert len(set(said)) == len(said)
    assert all("检查" in words.zh for words in said)
    assert our_cause("something new") == cause_of(Outcome.NOT_JUDGED)
