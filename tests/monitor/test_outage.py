"""An outage over real nights in a real ledger: nights of our own blindness count for nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from config.rulebook_files import shipped_rulebook
from monitor.dossier.facts import Dossier
from monitor.judging.judge import judge_by
from monitor.judging.registry import rules
from monitor.judging.verdict import Answer, Verdict, Why
from store.outcomes import Outcome
from tests.store.nights import City
from tests.store.test_dossier import DAY_ONE, dossier, down, home

TODAY = date(2026, 11, 23)


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.close()


def verdict(found: Dossier) -> Verdict:
    """As of a day on which a text is in force; the nights of the hand-written history keep their
    own.
    """
    shift = TODAY - found.as_of
    (answer,) = judge_by(
        rules()["unreachable_site"],
        replace(found, as_of=found.as_of + shift, rulebook=shipped_rulebook()),
    )
    return answer


def test_nights_of_our_own_blindness_count_for_nothing(city: City) -> None:
    city.night(0, home())
    city.night(1, down(), state="blind")
    city.night(2, down())
    city.night(3, down(), state="blind")
    city.night(4, down(outcome=Outcome.DNS_NXDOMAIN))
    silent = dossier(city, 4).sites[0].home.sightings[1]
    assert silent.sure_days == (DAY_ONE + timedelta(days=2),)
    assert verdict(dossier(city, 4)).why is Why.TOO_FEW_PROBES
    city.night(5, down(outcome=Outcome.DNS_NXDOMAIN))
    told = verdict(dossier(city, 5))
    assert (told.answer, told.measured) == (
        Answer.PROBLEM,
        "3 failures, 50 h",
    )  # from the end of the first sure night's day: a lower bound


def test_a_look_that_was_not_judged_neither_ends_nor_feeds_an_outage(city: City) -> None:
    city.night(0, home())
    city.night(1, down())
    city.night(2, down(outcome=Outcome.NOT_JUDGED))
    city.night(3, down())
    assert verdict(dossier(city, 3)).why is Why.TOO_FEW_PROBES
    city.night(4, down(outcome=Outcome.NOT_JUDGED))
    assert verdict(dossier(city, 4)).answer is Answer.CANNOT_TELL
    city.night(5, down())
    assert verdict(dossier(city, 5)).answer is Answer.PROBLEM
    city.night(6, home(changed=False))
    assert verdict(dossier(city, 6)).answer is Answer.CLEAR
