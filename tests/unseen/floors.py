"""No score falls below what was measured when its set was last mended for."""

from functools import cache

from tests.unseen.scores import SETS, Score


def hold(folder: str, asked: str, right: int, wrong: int) -> None:
    """Right answers may not become fewer, nor wrong ones more."""
    score = _scores(folder)[asked]
    assert score.right >= right, score.told
    assert score.wrong <= wrong, score.told


@cache
def _scores(folder: str) -> dict[str, Score]:
    return SETS[folder](folder)
