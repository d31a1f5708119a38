"""What may be said of a finding and when; everything else is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.rectification.saying import (
    FARTHEST_YEARS,
    LONGEST_TEXT,
    NotAskedFor,
    NotUnderstood,
    Word,
    named,
    word,
)
from store.desk.entries import DECISIONS, DeskAction, DeskEntry, Standing, standing_of
from tests.monitor.report.sample import DUE, STALE

TODAY = date(2012, 12, 1)
AT = datetime(2012, 11, 30, tzinfo=UTC)
NEEDS_DAY = (
    DeskAction.EXTENSION_ASKED,
    DeskAction.EXTENSION_GRANTED,
    DeskAction.SECRECY_ACCEPTED,
)


def asked(what: DeskAction) -> Standing:
    """`what` waits, as entry 5."""
    return standing_of([DeskEntry(STALE.id, 0, what, "甲", "zhen", "甲镇", AT, id=5)], 0)


def said(what: DeskAction, standing: Standing | None = None, **form: str) -> Word:
    whole = {"value": "甲", "day": DUE.isoformat(), "about": "5", **form}
    if what is DeskAction.DEADLINE:
        whole["value"] = form.get("value", DUE.isoformat())
    known = standing or (asked(DECISIONS[what]) if what in DECISIONS else Standing())
    return word(what, whole, STALE, known, TODAY)


@pytest.mark.parametrize("what", sorted({*DeskAction} - {DeskAction.ESCALATED}))
def test_each_word_is_taken_where_it_is_asked_for(what: DeskAction) -> None:
    assert named(what.value) is what and said(what).what is what
    assert said(what).day == (DUE if what in NEEDS_DAY else None)


@pytest.mark.parametrize("what", ["", "opened", "escalated", "ANSWERED"])
def test_what_is_no_word_of_people_s_is_none(what: str) -> None:
    with pytest.raises(NotUnderstood):
        named(what)


@pytest.mark.parametrize("what", [*DECISIONS, DeskAction.ANSWERED, DeskAction.WITHDRAWN])
def test_a_decision_and_an_answer_need_words(what: DeskAction) -> None:
    with pytest.raises(NotUnderstood):
        said(what, value="  ")
    assert len(said(what, value="长" * 9999).value) == LONGEST_TEXT


@pytest.mark.parametrize("what", NEEDS_DAY)
@pytest.mark.parametrize(
    "day",
    ["", "soon", "2012-11-30", (TODAY + timedelta(days=367 * FARTHEST_YEARS)).isoformat()],
)
def test_a_day_is_one_that_comes(what: DeskAction, day: str) -> None:
    with pytest.raises(NotUnderstood):
        said(what, day=day)


@pytest.mark.parametrize("what", DECISIONS)
def test_only_the_very_word_that_waits_is_decided(what: DeskAction) -> None:
    for standing, about in ((Standing(), "5"), (asked(DECISIONS[what]), "4"), (None, "")):
        with pytest.raises(NotAskedFor):
            said(what, standing, about=about)
    others = set(DECISIONS.values()) - {DECISIONS[what]}
    for other in others:
        with pytest.raises(NotAskedFor):
            said(what, asked(other))


@pytest.mark.parametrize("what", [*DECISIONS, *sorted({*DECISIONS.values()}), DeskAction.WITHDRAWN])
@pytest.mark.parametrize("state", ["closed", "withdrawn"])
def test_of_what_has_ended_nothing_is_asked_or_decided(what: DeskAction, state: str) -> None:
    form = {"value": "甲", "day": DUE.isoformat(), "about": "5"}
    standing = asked(DECISIONS.get(what, DeskAction.ANSWERED))
    with pytest.raises(NotAskedFor):
        word(what, form, replace(STALE, state=state), standing, TODAY)


def test_a_secrecy_that_stands_may_be_ended_at_any_time() -> None:
    word_of_office = DeskEntry(
        STALE.id, 0, DeskAction.SECRECY_ACCEPTED, "同意", "wang", "王", AT, TODAY
    )
    standing = standing_of([word_of_office], 0)
    assert said(DeskAction.SECRECY_REFUSED, standing, about="").value == "甲"
    with pytest.raises(NotAskedFor):
        word(
            DeskAction.SECRECY_REFUSED,
            {"value": "甲"},
            STALE,
            standing,
            TODAY + timedelta(days=1),
        )
