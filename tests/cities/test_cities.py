"""Every night of every city that others made, against the truth they set down first.

Nobody may be accused falsely. The goals are 95 % of the true problems named on the due night, 2 %
silenced by a defence, and five matters that a person could tell and we could not. What falls short of
them is a number here, and may only come nearer: lists that a script makes need a browser, which these
nights do without (qingtan: 5 of 8 misses, 8 of 11 untold), and a bureau that answers under another
host is told as moved (qingtan; in muluo the province's platform: 1 of 5 misses, 4 of 5 untold).
"""

from pathlib import Path

import pytest

from tests.cities.__main__ import CITIES
from tests.cities.nights import score_of

SILENCED_SHARE = 0.02
# (named of all that were due, what a person could tell and we could not)
REACHED = {
    "lanshui": (21, 4),
    "luoyan": (16, 9),
    "muluo": (16, 5),
    "qingtan": (26, 11),
    "yunjin": (18, 10),
}


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("city", CITIES)
def test_a_city_is_judged_as_whoever_made_it_would_judge_it(city: str, tmp_path: Path) -> None:
    score = score_of(city, tmp_path)
    named, untold = REACHED[city]

    told = "\n".join(score.lines)
    due = len(score.named) + len(score.missed)
    assert not score.false, told
    assert not score.never_closed, told
    assert len(score.named) >= named, told
    assert len(score.silenced) <= SILENCED_SHARE * due, told
    assert len(score.untold) <= untold, told
