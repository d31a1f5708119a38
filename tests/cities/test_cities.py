"""Every night of every city that others made, against the truth they set down first."""

from pathlib import Path

import pytest

from tests.cities.__main__ import CITIES
from tests.cities.nights import score_of

NAMED_SHARE = 0.95
SILENCED_SHARE = 0.02
UNTOLD_AT_MOST = 5


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("city", CITIES)
def test_a_city_is_judged_as_whoever_made_it_would_judge_it(city: str, tmp_path: Path) -> None:
    score = score_of(city, tmp_path)

    told = "\n".join(score.lines)
    named, due = len(score.named), len(score.named) + len(score.missed)
    assert not score.false, told
    assert not score.never_closed, told
    assert named >= NAMED_SHARE * due, told
    assert len(score.silenced) <= SILENCED_SHARE * due, told
    assert len(score.untold) <= UNTOLD_AT_MOST, told
