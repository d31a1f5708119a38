"""What was seen, in the lines of a paper: nothing but what the evidence says."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from monitor.rectification.record import PIECES_SHOWN, record_text
from tests.monitor.report.sample import NO_SITE, STALE

ZONE = ZoneInfo("Asia/Shanghai")


def test_address_title_days_and_checks() -> None:
    assert record_text(STALE, ZONE, "zh") == (
        "“通知公告”　http://www.example.test/zhangji/tzgg/；"
        "2012年3月6日至2012年11月23日，检查214次，结果为“正常打开”；列表最新一条。"
    )


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(STALE, evidence=({"url": "http://www.example.test/"},))
    assert record_text(bare, ZONE, "zh") == "http://www.example.test/。"


def test_one_day_is_no_span() -> None:
    [piece] = STALE.evidence
    once = replace(STALE, evidence=({**piece, "first_at": piece["last_at"], "checks": 1},))
    assert "；2012年11月23日，检查1次" in record_text(once, ZONE, "zh")


def test_many_pieces_are_numbered_and_the_rest_counted() -> None:
    many = replace(STALE, evidence=STALE.evidence * (PIECES_SHOWN + 3))
    lines = record_text(many, ZONE, "zh").splitlines()
    assert len(lines) == PIECES_SHOWN + 1
    assert lines[0].startswith("（1）“通知公告”") and lines[-1] == "另有3处，留存备查。"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_absence_says_what_it_rests_on(language: str) -> None:
    assert record_text(NO_SITE[0], ZONE, language)


def test_of_a_hijacked_site_no_address_can_be_followed() -> None:
    assert "http://" not in record_text(replace(STALE, rule="hijacked_site"), ZONE, "zh")
