"""The whole product on the county of `standards`: verdicts equal the truth, three seeds."""

from pathlib import Path

import pytest

from tests.standards.nights import score_of


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(1, marks=pytest.mark.long),
        pytest.param(2, marks=pytest.mark.soak),
        pytest.param(3, marks=pytest.mark.soak),
    ],
)
def test_every_matter_ends_as_a_careful_inspector_would_say(seed: int, tmp_path: Path) -> None:
    score = score_of(seed, tmp_path / "demo")

    told = "\n".join(score.lines)
    assert not score.false, told
    assert not score.others, told
    assert not score.wrong, told
