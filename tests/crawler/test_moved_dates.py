"""All dates moved by one day, or some were changed."""

import pytest

from crawler.moved_dates import moved_by_a_day

OLD = [f"事项{n}的通知 2012-03-1{n}" for n in range(4)]
LATER = [f"事项{n}的通知 2012-03-1{n + 1}" for n in range(4)]


def test_every_entry_a_day_later_or_earlier() -> None:
    assert moved_by_a_day(LATER, OLD, []) == (set(LATER), set(OLD))
    assert moved_by_a_day(OLD, LATER, []) == (set(OLD), set(LATER))


def test_what_is_new_beside_them_stays_new() -> None:
    came, gone = moved_by_a_day([*LATER, "新事项的通知 2012-03-18"], OLD, [])
    assert (came, gone) == (set(LATER), set(OLD))


def test_the_hour_moves_with_the_day() -> None:
    old = [f"[2012-03-1{n} 02:1{n}] 事项{n}" for n in range(3)]
    new = [f"[2012-03-1{n - 1} 18:1{n}] 事项{n}" for n in range(1, 3)]
    assert moved_by_a_day(["[2012-03-09 18:10] 事项0", *new], old, [])[1] == set(old)


@pytest.mark.parametrize(
    ("added", "removed", "kept"),
    [
        (LATER[:2], OLD[:2], []),
        (LATER[:3], OLD[:3], OLD[3:]),
        ([*LATER[:3], OLD[3].replace("13", "15")], OLD, []),
        (OLD, OLD, []),
        (["施行日期为2012-03-16起算"] * 3, ["施行日期为2012-03-15起算"] * 3, []),
    ],
)
def test_where_one_kept_its_day_or_moved_further_all_were_changed(
    added: list[str], removed: list[str], kept: list[str]
) -> None:
    assert moved_by_a_day(added, removed, kept) == (set(), set())
