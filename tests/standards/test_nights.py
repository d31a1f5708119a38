"""The whole product on the county of `standards`, three seeds: nobody is accused falsely, and of what
a careful inspector would say so much is said.
"""

from pathlib import Path

import pytest

from demo.standards.matters import PlannedMatter
from tests.standards.nights import score_of

# Of seed 1, by `python -m tests.standards 1`: cases whose verdict is the truth's. The README says
# what is missing. These numbers only rise.
REACHED = {
    PlannedMatter.CHANNELS: 9,  # of 12
    PlannedMatter.REPLY: 9,  # of 12
    PlannedMatter.GUIDE: 10,  # of 10
    PlannedMatter.LINKS: 11,  # of 11
    PlannedMatter.ATTACHMENT: 10,  # of 10
    PlannedMatter.CHANNEL_GONE: 8,  # of 8
    PlannedMatter.FEES: 8,  # of 8
    PlannedMatter.PENALTIES: 7,  # of 9
    PlannedMatter.DISCLOSURE: 27,  # of 35
    PlannedMatter.BASICS: 8,  # of 8
    PlannedMatter.PRIVACY: 6,  # of 8
    PlannedMatter.WORDS: 5,  # of 6
}
FALSE_WARNINGS = 2  # reminders that the truth does not bear


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
    problems = [line for line in score.false.values() if not line.startswith("warned")]
    assert not problems, told
    assert len(score.false) <= FALSE_WARNINGS, told
    # the same fault by an older rule's name is no false accusation: 重权力 in the place of 救济
    assert all(
        " one_sided_disclosure rights_missing " in f" {one} " for one in score.others.values()
    ), told
    right = {
        matter: sum(n for (of, _), n in score.right.items() if of is matter)
        for matter in PlannedMatter
    }
    fallen = {matter: n for matter, n in right.items() if n < REACHED[matter]}
    assert seed != 1 or not fallen, told
