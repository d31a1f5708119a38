"""Every reason has its words; one that is gone from this program is not left blank."""

from monitor.judging.verdict import Why
from monitor.report.reasons import reason


def test_each_reason_is_said_and_an_unknown_one_too() -> None:
    assert len({reason(why.value, "zh") for why in Why}) == len(Why)
    assert reason("of_another_version", "zh") == reason("", "zh") == "原因未记录"
