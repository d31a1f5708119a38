"""The table of counties: a dash, and never a zero, where nothing was read."""

from config.office import CountyBelow
from config.words import Spoken
from monitor.counties.county import WORDS, Counties, CountyUnread, Unread
from monitor.counties.terminal import COLUMNS, row, table_of_counties

TORN = CountyUnread(CountyBelow(id="duan", name="断桥县", data="/d"), Unread.UNREADABLE)


def test_one_that_was_not_read_has_no_number_and_a_reason() -> None:
    name, night, *numbers, why = row(TORN.line, Spoken(WORDS, "zh"))
    assert (name, night) == ("断桥县", "-") and set(numbers) == {"-"}
    assert "数据损坏或不完整" in why


def test_every_county_has_its_row() -> None:
    table = table_of_counties(Counties((TORN, TORN)), Spoken(WORDS, "en"))
    assert (len(table.columns), table.row_count) == (len(COLUMNS), 2)
