from itertools import pairwise

import pytest

from monitor.scoring.excess import amounts, excess


@pytest.mark.parametrize(
    ("measured", "threshold", "beyond"),
    [
        ("14 d", "14 d", 0.0),
        ("15 d", "14 d", 1 / 14),
        ("28 d", "14 d", 1.0),
        ("402 d", "14 d", 1.0),
        (
            "17 d, 5 checks",
            "14 d, 3 checks",
            3 / 14,
        ),  # both must be passed: the one passed by least
        ("22.0%", "20%", 0.1),
        ("9.0% of 160 probes", "5% of 140 probes", 0.8),
        ("3 of 40 links", "3 links", 1 / 3),
        ("1 link", "3 links", 0.0),
        ("empty on 3 days", "empty on 2 days", 0.5),
        ("news 6, overdue 2", "news 5", 0.4),
        ("183 d", "6 mo", 0.0),
        ("1 looks", "2 looks, 60 s apart", 1.0),  # there or not: nothing to weigh
        ("0 sites", "1 site", 1.0),
        ("", "", 1.0),
    ],
)
def test_how_far_beyond_its_limit(measured: str, threshold: str, beyond: float) -> None:
    assert excess(measured, threshold) == pytest.approx(beyond, abs=0.01)


def test_a_day_more_never_costs_a_cliff() -> None:
    steps = [excess(f"{days} d", "14 d") for days in range(10, 60)]
    assert max(b - a for a, b in pairwise(steps)) <= 1 / 14 + 1e-9


def test_amounts_are_read_by_unit() -> None:
    assert amounts("2 mo, 3 messages") == {"d": pytest.approx(60.9, abs=0.1), "messages": 3}
