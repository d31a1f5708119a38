"""A finding as the reports name it: what people have set goes before what was given."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from config.office import Person
from monitor.report.gathering.naming import Naming
from tests.monitor.report.sample import DUE, STALE, UNITS, config

LATER = date(2012, 12, 31)


def test_a_day_and_a_person_set_in_the_console_go_before_those_of_the_files(
    tmp_path: Path,
) -> None:
    office = config(tmp_path, people=(Person(id="leader", name="分管领导", channels=[]),))
    units = {unit.id: unit for unit in UNITS}
    given = Naming(office, units, {}, {}).problem(STALE)
    assert (given.due, given.persons, given.label) == (DUE, ("分管领导",), "张集镇")
    asked = Naming(office, units, {STALE.id: LATER}, {STALE.id: "信息公开科"}).problem(STALE)
    assert (asked.due, asked.persons) == (LATER, ("信息公开科",))


def test_a_unit_that_left_the_files_is_named_by_its_id(tmp_path: Path) -> None:
    naming = Naming(config(tmp_path), {}, {}, {})
    assert naming.problem(STALE).label == "zhangji"
    assert naming.label("zhangji", "张集镇") == "张集镇"


def test_the_address_is_that_of_the_first_page_in_evidence_where_no_other_is_named(
    tmp_path: Path,
) -> None:
    bare = replace(STALE, details={})
    assert Naming(config(tmp_path), {}, {}, {}).problem(bare).url == STALE.evidence[0]["url"]


def test_what_rests_on_a_persons_word_was_last_found_on_the_day_of_that_word(
    tmp_path: Path,
) -> None:
    blank = replace(STALE, details={"word_of": "2012-01-04"})
    naming = Naming(config(tmp_path), {}, {}, {})
    assert naming.problem(blank).last_confirmed == date(2012, 1, 4)
    assert naming.problem(STALE).last_confirmed == STALE.last_confirmed
