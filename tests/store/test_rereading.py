"""Readings made again: labelled beside the old ones, in their place, and nothing else moved."""

from dataclasses import replace
from datetime import date, timedelta

from store.outcomes import Outcome
from store.records import Item, Mention, PageFacts, PageKind, Purpose, SpendLine, SpendTable
from store.reread import answers as reread_answers
from store.reread.answers import AnswerChange
from store.reread.readings import Renewed, due_readings, due_units, last_run_of, take_places
from tests.store.nights import FIRST_NIGHT, HOME, NEWS, UNIT, City, Saw, a_list, entry, reading


def renewed(city: City, facts: PageFacts, *, url: str = NEWS) -> list[Renewed]:
    """Every due reading of `url`, made again by version 2 as `facts`."""
    return [
        Renewed(due, replace(facts, extractor="2"))
        for due in due_readings(city.ledger, UNIT.id, "2")
        if due.page_url == url
    ]


def reread(city: City, facts: PageFacts, *, url: str = NEWS) -> int:
    return take_places(
        city.ledger,
        UNIT.id,
        renewed(city, facts, url=url),
        run_id=last_run_of(city.ledger, UNIT.id) or "",
    )


def spending(name: str) -> SpendTable:
    return SpendTable(
        "支出表",
        "function",
        True,
        2012,
        "budget",
        "万元",
        100.0,
        lines=(SpendLine("299", name, 60.0, 0.6),),
    )


def items(city: City) -> dict[object, tuple[object, ...]]:
    rows = city.ledger.db.conn.execute(
        "SELECT title, claimed, first_seen, list_page IS NOT NULL FROM item ORDER BY id"
    )
    return {title: tuple(rest) for title, *rest in rows}


def test_only_readings_of_another_version_are_due(city: City) -> None:
    city.night(0, Saw(HOME, reading("首页")), Saw(NEWS, reading("动态")))
    assert due_units(city.ledger, "1") == [] and due_units(city.ledger, "2") == [UNIT.id]
    due = list(due_readings(city.ledger, UNIT.id, "2"))
    assert [(each.page_url, each.outcome, each.at) for each in due] == [
        (url, Outcome.OPEN, FIRST_NIGHT) for url in (HOME, NEWS)
    ]
    assert all(city.archive.get(each.sha256) for each in due)


def test_the_new_reading_stands_in_the_old_ones_place_beside_it(city: City) -> None:
    city.night(0, Saw(NEWS, reading("旧读法")))
    before = city.totals()
    assert reread(city, reading("新读法")) == 0
    assert city.one(
        "SELECT facts.title, facts.extractor, facts.at FROM page JOIN facts ON facts.id = page.facts"
    ) == (
        "新读法",
        "2",
        "2012-03-01T18:00:00Z",
    )
    assert city.one(
        "SELECT span.fingerprint = page.fingerprint, span.facts = page.facts FROM span JOIN page ON page.id = span.page"
    ) == (
        1,
        1,
    )
    assert city.one("SELECT title, extractor FROM facts ORDER BY id LIMIT 1") == ("旧读法", "1")
    after = city.totals()
    assert {table for table in after if after[table] != before[table]} == {"facts"}
    assert due_units(city.ledger, "2") == []


def test_no_span_grows_or_ends_by_it_and_the_next_look_goes_on(city: City) -> None:
    city.night(0, Saw(NEWS, reading("旧读法")))
    span = city.one("SELECT id, first_at, last_at, checks, days, nights, last_run FROM span")
    reread(city, reading("新读法"))
    assert (
        city.one("SELECT id, first_at, last_at, checks, days, nights, last_run FROM span") == span
    )
    [known] = city.ledger.known_pages(UNIT.id)
    assert (known.fingerprint, known.blocks) == (
        reading("新读法").fingerprint,
        (reading("新读法").blocks[0].hash,),
    )
    city.night(1, Saw(NEWS, reading("新读法"), changed=False))
    assert city.one("SELECT count(*), max(checks) FROM span") == (1, 2)


def test_spending_and_mentions_are_those_of_the_new_reading(city: City) -> None:
    city.night(
        0,
        Saw(
            NEWS,
            reading(
                "预算", tables=(spending("其他支出"),), mentions=(Mention("fees", "收费", "旧句"),)
            ),
        ),
    )
    reread(
        city,
        reading(
            "预算",
            tables=(spending("其他交通费用"),),
            mentions=(Mention("rights", "权利", "新句"),),
        ),
    )
    assert city.one("SELECT group_concat(name) FROM v_spending") == ("其他交通费用",)
    assert city.one("SELECT side FROM mention JOIN page ON page.facts = mention.facts") == (
        "rights",
    )


def test_every_reading_of_a_page_that_changed_is_made_again(city: City) -> None:
    """A, then B, then A again: two bodies, three readings, three spans."""
    for number, words in enumerate(("甲", "乙", "甲")):
        city.night(number, Saw(NEWS, reading(words)))
    assert [each.at for each in due_readings(city.ledger, UNIT.id, "2")] == [
        FIRST_NIGHT + timedelta(days=n) for n in range(3)
    ]
    reread(city, reading("新读法"))
    assert city.one(
        "SELECT count(DISTINCT span.facts) FROM span JOIN facts ON facts.id = span.facts WHERE facts.extractor = '2'"
    ) == (3,)
    assert due_units(city.ledger, "2") == []


def test_a_reader_that_finds_a_wall_in_what_was_a_page_takes_nothing_away(city: City) -> None:
    city.night(0, Saw(NEWS, a_list(entry("通知", date(2012, 2, 28), 1)), purpose=Purpose.CHANNEL))
    wall = reading("", kind=PageKind.ERROR_PAGE, outcome=Outcome.WAF_CHALLENGE)
    assert reread(city, wall) == 1
    assert city.one(
        "SELECT facts.extractor, span.outcome FROM page JOIN facts ON facts.id = page.facts JOIN span ON span.page = page.id"
    ) == (
        "1",
        "open",
    )
    assert items(city).keys() == {"通知"}
    assert due_units(city.ledger, "2") == [], "and it is not read again every night"


def test_entries_are_put_right_without_being_news(city: City) -> None:
    night = city.night(
        0,
        Saw(
            NEWS,
            a_list(entry("首页", None, "index"), entry("通知", date(2012, 1, 1), 1)),
            purpose=Purpose.CHANNEL,
        ),
    )
    better = a_list(
        entry("关于防汛的通知", date(2012, 2, 28), 1), entry("公告", date(2012, 2, 27), 2)
    )
    city.night(1, Saw(NEWS, a_list(), changed=False, purpose=Purpose.CHANNEL))
    reread(city, better)
    seen = "2012-03-01T18:00:00Z"
    assert items(city) == {
        "首页": (None, seen, 0),  # no entry at all, the new reader says; it was the menu's
        "关于防汛的通知": ("2012-02-28", seen, 1),
        "公告": ("2012-02-27", seen, 1),  # missed before, but it stood in those bytes
    }
    assert city.one(
        "SELECT group_concat(DISTINCT what), group_concat(DISTINCT at) FROM item_change"
    ) == ("reread", seen)
    assert city.one("SELECT redated_share FROM channel") == (0.0,)
    assert night < str(last_run_of(city.ledger, UNIT.id))


def test_a_date_that_is_read_as_before_keeps_what_was_decided_of_it(city: City) -> None:
    """After a mass redating the old claims stand; reading the same row again is no reason to give
    them up.
    """
    days = [date(2012, 1, n) for n in range(1, 7)]

    def shown(shift: int) -> tuple[Item, ...]:
        return tuple(
            entry(f"关于第{n}号水库的通报", day + timedelta(days=shift), n)
            for n, day in enumerate(days)
        )

    city.night(0, Saw(NEWS, a_list(*shown(0)), purpose=Purpose.CHANNEL))
    city.night(1, Saw(NEWS, a_list(*shown(40)), purpose=Purpose.CHANNEL))
    kept = items(city)
    for each in renewed(city, a_list(*shown(40))):
        take_places(city.ledger, UNIT.id, [each], run_id="2012-03-03")
    assert items(city) == kept and kept["关于第0号水库的通报"][0] == "2012-01-01"


def test_a_list_that_only_the_new_reader_recognises_becomes_a_channel(city: City) -> None:
    city.night(0, Saw(NEWS, reading("工作动态", kind=PageKind.OTHER), title="工作动态"))
    assert city.count("channel") == 0
    reread(city, a_list(entry("通知", date(2012, 2, 28), 1)))
    assert city.one("SELECT name, first_at FROM channel") == ("工作动态", "2012-03-01T18:00:00Z")
    assert items(city).keys() == {"通知"}


def test_what_a_reread_changes_is_held_back_until_a_later_run_was_judged(city: City) -> None:
    change = AnswerChange("stale_channel", "channel:x", "clear", "problem")
    key = ("stale_channel", "channel:x")
    first = city.night(0, Saw(HOME, reading("首页")))
    reread_answers.note(
        city.ledger, UNIT.id, [change], extractor="2", at=FIRST_NIGHT + timedelta(hours=9)
    )
    reread_answers.settle(city.ledger, UNIT.id, first, {key})
    assert reread_answers.held_back(city.ledger, UNIT.id, first) == {key: change}, (
        "judging the past again uses up nothing"
    )
    second = city.night(1, Saw(HOME, reading("首页"), changed=False))
    reread_answers.settle(city.ledger, UNIT.id, second, set())
    assert reread_answers.held_back(city.ledger, UNIT.id, "another run"), (
        "a night that could not tell uses up nothing"
    )
    reread_answers.settle(city.ledger, UNIT.id, second, {key})
    assert reread_answers.held_back(city.ledger, UNIT.id, second) == {key: change}, (
        "the same night judged twice says the same"
    )
    third = city.night(2, Saw(HOME, reading("首页"), changed=False))
    assert reread_answers.held_back(city.ledger, UNIT.id, third) == {}


def test_two_rereads_before_one_night_are_one(city: City) -> None:
    run = city.night(0, Saw(HOME, reading("首页")))
    for before, after in (("clear", "cannot_tell"), ("cannot_tell", "problem")):
        change = AnswerChange("stale_channel", "channel:x", before, after)
        reread_answers.note(
            city.ledger, UNIT.id, [change], extractor="2", at=FIRST_NIGHT + timedelta(hours=9)
        )
    [held] = reread_answers.held_back(city.ledger, UNIT.id, run).values()
    assert (held.before, held.after) == ("clear", "problem")


def test_a_document_that_could_be_read_once_is_not_made_unreadable(city: City) -> None:
    city.night(
        0, Saw(NEWS, reading("预算", kind=PageKind.ATTACHMENT, tables=(spending("其他支出"),)))
    )
    assert (
        reread(city, reading("预算", kind=PageKind.ATTACHMENT, document_unreadable="too slow")) == 1
    )
    assert city.one("SELECT group_concat(name) FROM v_spending") == ("其他支出",)
