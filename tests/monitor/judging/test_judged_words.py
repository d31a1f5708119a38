"""The one sentence that says how far a night judged."""

import pytest

from monitor.judging.judged_words import judged_words
from store.judged import Extent, JudgedCounts, JudgedUnits, extent_of, judged_units


@pytest.mark.parametrize(
    ("counts", "zh", "en"),
    [
        (JudgedUnits(34, 34), "34个单位：34个全部判断", "34 units: 34 wholly judged"),
        (
            JudgedUnits(34, 30, 4, undecided=19),
            "34个单位：30个全部判断，4个部分判断（19项未能判断）",
            "34 units: 30 wholly judged, 4 partly (19 matters could not be judged)",
        ),
        (
            JudgedUnits(3, 0, 0, 2, 1, 5),
            "3个单位：0个全部判断，2个未判断，1个无适用事项（5项未能判断）",
            "3 units: 0 wholly judged, 2 not at all, 1 to which no rule applies"
            " (5 matters could not be judged)",
        ),
    ],
)
def test_it_names_every_extent_that_there_is(counts: JudgedUnits, zh: str, en: str) -> None:
    assert judged_words(counts) == (zh, en)


def test_a_unit_counts_once_and_what_is_not_applicable_nowhere() -> None:
    seen = [JudgedCounts(3, 0), JudgedCounts(2, 4), JudgedCounts(0, 1), JudgedCounts(), None]
    assert [extent_of(one) for one in seen] == [
        Extent.WHOLLY,
        Extent.PARTLY,
        Extent.NOT_AT_ALL,
        Extent.NOT_APPLICABLE,
        Extent.NOT_AT_ALL,
    ]
    assert judged_units(seen) == JudgedUnits(5, 1, 1, 2, 1, 5)
