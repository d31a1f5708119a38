"""What a list's entries did between two nights, and what is not said of them."""

from datetime import date

from monitor.console.list_diff import list_changes
from store.queries.console.page import KeptList, KeptListRow

DAY, LATER = date(2026, 3, 1), date(2026, 5, 1)


def row(name: str, day: date | None = DAY, url: str = "") -> KeptListRow:
    return KeptListRow(name, url or f"http://a.test/{name}", day)


def reading(*rows: KeptListRow, extractor: str = "7") -> KeptList:
    return KeptList(rows, extractor)


def test_what_came_what_went_and_what_was_dated_anew() -> None:
    found = list_changes(
        reading(row("a"), row("b"), row("c")), reading(row("n"), row("a", LATER), row("c"))
    )
    assert found is not None
    assert ([one.title for one in found.came], [one.title for one in found.gone]) == (["n"], ["b"])
    assert [(old.day, new.day) for old, new in found.redated] == [(DAY, LATER)]
    assert found.stayed == 2 and not found.moved_on


def test_what_new_entries_push_over_the_end_was_not_taken_down() -> None:
    found = list_changes(
        reading(row("a"), row("b"), row("c")), reading(row("n"), row("a"), row("b"))
    )
    assert found is not None
    assert [one.title for one in found.moved_on] == ["c"] and not found.gone


def test_what_leaves_the_end_without_anything_new_is_no_longer_listed() -> None:
    found = list_changes(reading(row("a"), row("b")), reading(row("a")))
    assert found is not None and [one.title for one in found.gone] == ["b"]


def test_a_new_name_at_the_same_address_is_the_same_entry() -> None:
    found = list_changes(reading(row("a", url="u")), reading(row("b", url="u")))
    assert found is not None and not found.came and len(found.renamed) == 1
    shared = list_changes(
        reading(row("a", url="u"), row("b", url="u")), reading(row("a", url="u"), row("c", url="u"))
    )
    assert shared is not None
    assert [one.title for one in shared.came] == ["c"], "an address of several tells none apart"


def test_what_was_not_read_as_a_list_is_not_compared() -> None:
    assert list_changes(None, reading(row("a"))) is None
    assert list_changes(reading(), reading(row("a"))) is None, "an unread list is no empty one"


def test_two_versions_of_the_reader_are_told() -> None:
    found = list_changes(reading(row("a")), reading(row("a"), extractor="8"))
    assert found is not None and found.is_empty and not found.is_one_reader
