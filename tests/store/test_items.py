"""The same entry is the same entry, whatever the list did to it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from store.merge.item_identity import item_key, title_key
from store.merge.items import ItemRow, matched, redated_share
from store.records import Item

DAY = date(2012, 3, 5)


def known(number: int, title: str, url: str, claimed: date | None = DAY) -> ItemRow:
    return ItemRow(number, title, title_key(title), url, claimed, None, 1)


def pairing(rows: list[ItemRow], items: list[Item]) -> dict[str, int | None]:
    return {
        pair.listed.title: pair.known.id if pair.known else None for pair in matched(rows, items)
    }


def url(name: object) -> str:
    return f"http://a.gov.cn/{name}.html"


def test_positional_addresses_shift_when_an_entry_is_added() -> None:
    rows = [known(1, "甲通知", url(0)), known(2, "乙通知", url(1))]
    items = [
        Item("新的一条消息", url(0), DAY),
        Item("甲通知", url(1), DAY),
        Item("乙通知", url(2), DAY),
    ]
    assert pairing(rows, items) == {"新的一条消息": None, "甲通知": 1, "乙通知": 2}


def test_a_corrected_title_is_the_same_entry() -> None:
    assert pairing(
        [known(1, "关于防汛的通知", url(1))], [Item("关于做好防汛的通知", url(1), date(2012, 3, 9))]
    ) == {"关于做好防汛的通知": 1}


def test_a_monthly_title_at_a_new_address_is_a_new_entry() -> None:
    rows = [known(1, "财政收支情况", url("201202"))]
    assert pairing(rows, [Item("财政收支情况", url("201203"), date(2012, 4, 1))]) == {
        "财政收支情况": None
    }


def test_another_text_at_a_reused_address_is_a_new_entry() -> None:
    rows = [known(1, "春季植树活动", url("latest"), date(2012, 3, 12))]
    assert pairing(rows, [Item("防汛抗旱会议召开", url("latest"), date(2012, 6, 1))]) == {
        "防汛抗旱会议召开": None
    }


def test_a_shortened_title_is_the_same_entry() -> None:
    assert pairing(
        [known(1, "关于做好二〇一二年防汛工作的通知", url(1))],
        [Item("关于做好二〇一二年…", url(1), DAY)],
    ) == {"关于做好二〇一二年…": 1}


def test_blanks_and_full_width_make_no_other_key() -> None:
    assert item_key("通 知１", "HTTP://A.gov.cn/1.html#top") == item_key(
        "通知1", "http://a.gov.cn/1.html"
    )


def test_a_short_list_has_no_mass() -> None:
    rows = [known(n, f"通知{n}", url(n)) for n in range(3)]
    assert (
        redated_share(matched(rows, [Item(f"通知{n}", url(n), date(2012, 5, 1)) for n in range(3)]))
        == 0.0
    )


entries = st.lists(st.tuples(st.sampled_from("甲乙丙丁戊"), st.integers(0, 5)), max_size=8)


@given(entries, entries)
def test_no_known_entry_is_given_away_twice_and_every_listed_one_is_answered(
    before: list[tuple[str, int]], now: list[tuple[str, int]]
) -> None:
    rows = [
        known(n, f"{title}局通知", url(number))
        for n, (title, number) in enumerate(dict.fromkeys(before))
    ]
    items = [Item(f"{title}局通知", url(number), DAY) for title, number in now]
    pairs = matched(rows, items)
    used = [pair.known.id for pair in pairs if pair.known]
    assert len(used) == len(set(used))
    assert {(pair.listed.title, pair.listed.url) for pair in pairs} == {
        (item.title, item.url) for item in items
    }
    same = {(row.title, row.url): row.id for row in rows}
    for pair in pairs:
        if (pair.listed.title, pair.listed.url) in same:
            assert pair.known is not None
            assert pair.known.id == same[(pair.listed.title, pair.listed.url)]
