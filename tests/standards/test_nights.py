"""The whole product on the county of `standards`, three seeds: nobody is accused falsely, and of what
a careful inspector would say so much is said.
"""

from pathlib import Path

import pytest

from demo.standards.matters import PlannedMatter
from tests.standards.nights import score_of

# Of seeds 1, 2 and 3, by `python -m tests.standards`: cases whose verdict is the truth's. The README
# says what is missing. These numbers only rise.
REACHED = {
    PlannedMatter.CHANNELS: (12, 11, 12),  # of 12
    PlannedMatter.REPLY: (11, 11, 11),  # of 12
    PlannedMatter.GUIDE: (10, 9, 10),  # of 10
    PlannedMatter.LINKS: (11, 11, 10),  # of 11
    PlannedMatter.ATTACHMENT: (10, 10, 10),  # of 10
    PlannedMatter.CHANNEL_GONE: (8, 8, 8),  # of 8
    PlannedMatter.FEES: (8, 7, 7),  # of 8
    PlannedMatter.PENALTIES: (8, 7, 8),  # of 9
    PlannedMatter.DISCLOSURE: (34, 35, 36),  # of 36
    PlannedMatter.BASICS: (8, 8, 8),  # of 8
    PlannedMatter.PRIVACY: (8, 8, 8),  # of 8
    PlannedMatter.WORDS: (6, 6, 6),  # of 6
}


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(1, marks=pytest.mark.soak),
        pytest.param(2, marks=pytest.mark.soak),
        pytest.param(3, marks=pytest.mark.soak),
    ],
)
def test_nobody_is_accused_falsely_and_what_was_reached_is_held(seed: int, tmp_path: Path) -> None:
    score = score_of(seed, tmp_path / "demo")
    told = "\n".join(score.lines)
    assert not score.false, told  # nor is anybody reminded of what the truth does not bear
    assert not score.others, told
    right = {
        matter: sum(n for (of, _), n in score.right.items() if of is matter)
        for matter in PlannedMatter
    }
    fallen = {matter: n for matter, n in right.items() if n < REACHED[matter][seed - 1]}
    assert not fallen, told
