"""What a county's row says: its counts, or why there are none."""

from datetime import date

from config.office import CountyBelow
from monitor.counties.county import WORDS, Counties, CountyUnread, Unread

QINGHE = CountyBelow(id="qinghe", name="清河县", data="/qinghe")


def test_every_reason_has_its_words() -> None:
    for because in Unread:
        line = CountyUnread(QINGHE, because).line
        assert line.counts is None and line.why == WORDS[f"why.{because}"]


def test_the_last_night_of_one_that_was_not_read_is_told_where_it_is_known() -> None:
    day = date(2026, 11, 16)
    assert CountyUnread(QINGHE, Unread.STALE, day).line.as_of == day


def test_a_county_is_found_by_its_id() -> None:
    one = CountyUnread(QINGHE, Unread.MISSING)
    found = Counties((one,))
    assert found.one("qinghe") is one and found.one("linshui") is None
    assert (found.read, found.unread) == ((), (one,))
