"""What keeps us from saying that an address never opened."""

from datetime import date

import pytest

from monitor.judging.verdict import Why
from monitor.measures.entry_points import days_watched, history_of, is_mere_silence, why_in_doubt
from tests.monitor.notation import dossier

DAY = date(2026, 11, 23)
SHUT = "tcp_refused 2026-11-01..2026-11-23 x23"


@pytest.mark.parametrize(
    ("site", "why"),
    [
        ({"seen": [SHUT]}, None),
        ({"seen": ["waf_challenge 2026-11-01 x1", SHUT]}, Why.BLOCKED),
        ({"seen": ["open 2026-11-01 x1", SHUT]}, Why.SITE_DOWN),
        ({"seen": [SHUT], "probes": ["open 2026-11-23 x1"]}, Why.SITE_DOWN),
        ({"seen": ["tcp_refused 2026-11-01..2026-11-22 x22"]}, Why.NOT_VISITED),
        ({"seen": []}, Why.NOT_VISITED),
    ],
)
def test_why_it_cannot_be_said(site: dict[str, object], why: Why | None) -> None:
    night = dossier({"day": DAY, "sites": [site]})
    assert why_in_doubt(night.sites, history_of(night.sites), night) is why


def test_a_platform_that_is_down_is_not_the_units() -> None:
    case = {"day": DAY, "sites": [{"seen": [SHUT]}], "shared_failures": {"main": "host · 9 · x"}}
    night = dossier(case)
    assert why_in_doubt(night.sites, history_of(night.sites), night) is Why.SHARED_PLATFORM_DOWN


def test_silence_is_no_word_of_the_site_and_a_refusal_is() -> None:
    silent = dossier({"day": DAY, "sites": [{"seen": ["tcp_timeout 2026-11-01..2026-11-23 x23"]}]})
    refused = dossier({"day": DAY, "sites": [{"seen": [SHUT]}]})
    assert is_mere_silence(history_of(silent.sites), silent.sites)
    assert not is_mere_silence(history_of(refused.sites), refused.sites)
    assert days_watched(refused.sites[0]) == 23
