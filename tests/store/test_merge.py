"""A night, taken into the ledger: once, whole, and nothing more than it saw."""

from datetime import date
from hashlib import sha256

import pytest

from config.errors import StoreFailed
from store.archive import Archive
from store.capture.file import CaptureFile, CrawlPlan
from store.ledger import Ledger
from store.merge.merge import merge
from store.outcomes import Outcome
from store.queries.spending import tables_of
from store.records import FrontierRow, Mention, PageKind, Purpose, SpendLine, SpendTable
from tests.store.nights import HOME, NEWS, UNIT, City, Saw, a_list, entry, reading

A_HOME = reading("水利局", kind=PageKind.HOME)


def home(**more: object) -> Saw:
    return Saw(HOME, A_HOME, purpose=Purpose.HOME, **more)  # type: ignore[arg-type]


def news(*items: object, **more: object) -> Saw:
    return Saw(NEWS, a_list(*items), purpose=Purpose.CHANNEL, title="工作动态", **more)  # type: ignore[arg-type]


def test_thirty_nights_of_the_same_add_no_row_but_the_nights_own(city: City) -> None:
    city.night(0, home(), news(entry("通知一", date(2012, 2, 28), 1)))
    before = city.totals()
    for number in range(1, 31):
        counters = reading(f"水利局 今天是第{number}天", kind=PageKind.HOME)
        city.night(
            number,
            Saw(HOME, counters, purpose=Purpose.HOME, changed=False, masks=(f"{number:016x}",)),
            Saw(NEWS, not_modified=True),
        )
    grown = {
        table: rows - before[table]
        for table, rows in city.totals().items()
        if rows != before[table]
    }
    assert grown == {"run": 30, "unit_run": 30}
    assert city.one("SELECT checks, nights, days FROM span WHERE page = 1") == (
        31,
        31,
        "2012-03-02/2012-04-01",
    )
    assert city.archive.connection.execute("SELECT count(*) FROM body").fetchone() == (2,)


def test_a_file_is_taken_in_once(city: City) -> None:
    run = city.begin(0)
    with city.write(run, [home(), news(entry("通知一", None, 1))]) as file:
        merge(file, city.ledger, city.archive)
        once = city.totals()
        merge(file, city.ledger, city.archive)
    assert city.totals() == once
    assert city.ledger.has_merged(str(city.one("SELECT file_id FROM unit_run")[0]))


def test_a_crash_between_archive_and_ledger_loses_and_doubles_nothing(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = city.begin(0)
    with city.write(run, [home(), news(entry("通知一", None, 1))]) as file:
        with monkeypatch.context() as crash:
            crash.setattr("store.merge.merge._write_unit_run", _power_cut)
            with pytest.raises(KeyboardInterrupt):
                merge(file, city.ledger, city.archive)
        assert (city.count("page"), city.count("capture"), city.count("span")) == (0, 0, 0)
        assert city.archive.connection.execute("SELECT count(*) FROM body").fetchone() == (2,)
        merge(file, city.ledger, city.archive)
    assert (city.count("page"), city.count("capture"), city.count("unit_run")) == (2, 2, 1)
    assert city.archive.connection.execute("SELECT count(*) FROM body").fetchone() == (2,)


def _power_cut(*_: object) -> None:
    raise KeyboardInterrupt


def test_every_capture_in_the_ledger_is_in_the_archive(city: City) -> None:
    for number in range(12):
        city.night(number, Saw(HOME, reading(f"第{number}版"), purpose=Purpose.HOME))
    names = [row[0] for row in city.ledger.db.conn.execute("SELECT sha256 FROM capture")]
    assert len(names) == 12
    for name in names:
        assert sha256(city.archive.get(name)).hexdigest() == name


def test_a_file_of_an_unknown_run_is_refused(city: City) -> None:
    run = city.begin(0)
    with city.write(run, [home()]) as file:
        city.ledger.db.conn.execute("DELETE FROM run")
        with pytest.raises(StoreFailed, match="does not know"):
            merge(file, city.ledger, city.archive)


def test_a_night_that_could_not_judge_neither_extends_nor_ends(city: City) -> None:
    city.night(0, home())
    city.night(
        1,
        Saw(
            HOME,
            outcome=Outcome.NOT_JUDGED,
            reason="dns_servfail",
            changed=False,
            purpose=Purpose.HOME,
        ),
    )
    assert city.one("SELECT count(*), max(checks), max(days) FROM span") == (1, 1, "2012-03-02")
    assert city.one("SELECT last_outcome, substr(last_visit_at, 1, 10) FROM page") == (
        "not_judged",
        "2012-03-01",
    )
    assert city.one("SELECT not_judged FROM unit_run ORDER BY rowid DESC LIMIT 1") == (1,)
    city.night(2, home(changed=False))
    assert city.one("SELECT count(*), max(checks), max(max_gap) FROM span") == (1, 2, 2 * 86400)


def test_an_outage_and_a_return_are_two_more_spans_and_no_capture(city: City) -> None:
    city.night(0, home())
    for number in (1, 2):
        city.night(
            number, Saw(HOME, outcome=Outcome.TCP_TIMEOUT, changed=False, purpose=Purpose.HOME)
        )
    city.night(3, home(changed=False))
    spans = city.ledger.db.conn.execute(
        "SELECT outcome, nights, capture, facts FROM span ORDER BY id"
    ).fetchall()
    assert spans == [("open", 1, 1, 1), ("tcp_timeout", 2, None, None), ("open", 1, 1, 1)]
    assert city.count("capture") == 1


def test_who_answered_once_tonight_was_there_tonight(city: City) -> None:
    city.night(
        0,
        Saw(HOME, outcome=Outcome.TCP_RESET, changed=False, purpose=Purpose.HOME),
        home(minutes=5),
    )
    assert city.one("SELECT count(*), max(outcome), max(checks) FROM span") == (1, "open", 1)


def test_an_error_page_is_kept_once_however_often_its_words_change(city: City) -> None:
    for number in range(3):
        city.night(
            number,
            Saw(HOME, reading(f"出错 {number}"), outcome=Outcome.SOFT_404, purpose=Purpose.HOME),
        )
    assert (city.count("capture"), city.count("span")) == (1, 1)
    assert city.one("SELECT ever_good, facts, sha256 FROM page") == (0, None, "")


def test_a_rollback_shows_the_old_capture_again(city: City) -> None:
    for number, words in enumerate(("甲", "乙", "甲")):
        city.night(number, Saw(HOME, reading(words), purpose=Purpose.HOME))
    captures = [
        row[0] for row in city.ledger.db.conn.execute("SELECT capture FROM span ORDER BY id")
    ]
    assert captures == [1, 2, 1]


def test_two_vantage_points_have_histories_of_their_own(city: City) -> None:
    city.night(0, home())
    city.night(
        1,
        Saw(
            HOME, outcome=Outcome.TCP_TIMEOUT, purpose=Purpose.HOME, vantage="abroad", changed=False
        ),
    )
    city.night(2, home(changed=False))
    assert city.one("SELECT checks FROM span WHERE vantage = 'office'") == (2,)


def test_an_entry_that_leaves_the_list_is_remembered_with_its_last_day(city: City) -> None:
    old, new = entry("通知一", date(2012, 2, 28), 1), entry("通知二", date(2012, 3, 3), 2)
    city.night(0, news(old))
    city.night(1, news(old, changed=False))
    city.night(2, news(new))
    assert city.one(
        "SELECT list_page, substr(last_in_list, 1, 10) FROM item WHERE title = '通知一'"
    ) == (None, "2012-03-02")
    assert city.one(
        "SELECT substr(first_seen, 1, 10), claimed, date_role FROM item WHERE title = '通知二'"
    ) == (
        "2012-03-03",
        "2012-03-03",
        "list_row",
    )


def test_further_pages_of_a_list_belong_to_its_channel(city: City) -> None:
    second = Saw(
        NEWS + "index_1.html",
        a_list(entry("旧闻", date(2011, 1, 1), 9)),
        purpose=Purpose.LIST_PAGE,
        channel_url=NEWS,
    )
    city.night(0, second, news(entry("通知一", date(2012, 2, 28), 1)))
    assert (city.count("channel"), city.count("item")) == (1, 2)


def test_a_redated_and_an_edited_entry_are_on_record(city: City) -> None:
    city.night(
        0, news(entry("关于防汛的通知", date(2012, 2, 28), 1), entry("其他", date(2012, 2, 1), 2))
    )
    city.night(
        1,
        news(entry("关于做好防汛的通知", date(2012, 3, 2), 1), entry("其他", date(2012, 2, 1), 2)),
    )
    changes = city.ledger.db.conn.execute(
        "SELECT what, old, new FROM item_change ORDER BY id"
    ).fetchall()
    assert changes == [
        ("edited", "关于防汛的通知", "关于做好防汛的通知"),
        ("redated", "2012-02-28", "2012-03-02"),
    ]
    assert city.count("item") == 2


def test_a_list_redated_in_one_night_keeps_its_old_claims(city: City) -> None:
    titles = [f"通知{n}" for n in range(5)]
    city.night(0, news(*(entry(title, date(2011, 1, n + 1), n) for n, title in enumerate(titles))))
    run_id = city.night(
        1, news(*(entry(title, date(2012, 3, 2), n) for n, title in enumerate(titles)))
    )
    assert city.one("SELECT max(claimed) FROM item") == ("2011-01-05",)
    assert city.one("SELECT redated_share, redated_run FROM channel") == (1.0, run_id)


def test_spending_and_mentions_are_kept_with_their_reading(city: City) -> None:
    line = SpendLine(
        "30299",
        "其他商品和服务支出",
        1200.0,
        0.4,
        1,
        True,
        False,
        False,
        2,
        False,
        True,
        None,
        "",
        7,
    )
    table = SpendTable(
        "2012年部门预算",
        "economic",
        True,
        2012,
        "budget",
        "元",
        3000.0,
        ("sum",),
        False,
        9e3,
        ("total: 合计: 3000.00 against 2990.00",),
        (line,),
    )
    said = Mention("rights", "行政复议", "可以申请行政复议。")
    city.night(0, Saw(HOME + "ys.html", reading("预算", tables=(table,), mentions=(said,))))
    assert city.one(
        "SELECT year, total_yuan, anomalies, is_total_printed, whole_yuan FROM spend_table"
    ) == (2012, 3000.0, '["sum"]', 0, 9000.0)
    assert city.one(
        "SELECT name, share, rank, is_broken_down, is_weighed_elsewhere, row FROM spend_line"
    ) == ("其他商品和服务支出", 0.4, 2, 0, 1, 7)
    [(_, tables)] = tables_of(city.ledger, UNIT.id, only_present=True).items()
    assert tables == [table]
    assert city.one("SELECT side, term FROM mention") == ("rights", "行政复议")


def test_what_a_budget_left_is_remembered_until_it_is_visited(city: City) -> None:
    left = FrontierRow(HOME + "a.html", Purpose.ITEM, "main", NEWS, title_hint="通知")
    city.night(0, home(), left=[left])
    known = {page.url: page for page in city.ledger.known_pages("shuiliju")}
    assert known[left.url].left_over
    assert known[left.url].last_visit_at is None
    city.night(1, home(changed=False), Saw(left.url, reading("通知"), purpose=Purpose.ITEM))
    assert not any(page.left_over for page in city.ledger.known_pages("shuiliju"))


def test_the_planner_knows_what_it_needs(city: City) -> None:
    city.night(0, home(masks=("00000000000000aa",)), news(entry("通知一", date(2012, 2, 28), 1)))
    city.night(1, home(changed=False), Saw(NEWS, not_modified=True, purpose=Purpose.CHANNEL))
    known = {page.url: page for page in city.ledger.known_pages("shuiliju")}
    assert (known[HOME].purpose, known[NEWS].purpose) == (Purpose.HOME, Purpose.CHANNEL)
    assert known[HOME].fingerprint == A_HOME.fingerprint
    assert known[HOME].blocks == (A_HOME.blocks[0].hash,)
    assert known[HOME].masks == ("00000000000000aa",)
    assert known[HOME].etag == '"a"'
    assert len(known[NEWS].item_keys) == 1
    visited, read_in_full = known[NEWS].last_visit_at, known[NEWS].last_full_at
    assert visited is not None and read_in_full is not None
    assert (visited - read_in_full).days == 1


def test_a_link_from_an_article_does_not_demote_a_home_page(city: City) -> None:
    city.night(0, home())
    city.night(1, Saw(HOME, A_HOME, changed=False, purpose=Purpose.PAGE))
    assert city.one("SELECT purpose FROM page") == ("home",)


def test_what_merge_writes_is_sound(city: City) -> None:
    city.night(0, home(), news(entry("通知一", None, 1)))
    city.ledger.verify()
    assert isinstance(city.ledger, Ledger)
    assert isinstance(city.archive, Archive)


def test_a_document_that_has_no_fingerprint_can_still_change(city: City) -> None:
    for number, words in enumerate(("一", "二")):
        unread = reading(
            words, kind=PageKind.ATTACHMENT, fingerprint="", document_unreadable="password"
        )
        city.night(number, Saw(HOME + "js.xls", unread, purpose=Purpose.ATTACHMENT))
    assert (city.count("capture"), city.count("span")) == (2, 2)


def test_a_page_not_asked_because_its_host_was_down_comes_first_next_night(city: City) -> None:
    run = city.begin(0)
    row = FrontierRow(HOME + "a.html", Purpose.ITEM, "main")
    with CaptureFile.create(
        city.folder / "skip.sqlite",
        CrawlPlan.new(run.id, "shuiliju", "nightly", run.started_at, "office"),
        [row],
    ) as file:
        taken = file.take()
        assert taken is not None
        file.skip(taken, "host_down")
        file.finish()
        merge(file, city.ledger, city.archive)
    (page,) = city.ledger.known_pages("shuiliju")
    assert (page.left_over, page.ever_good, page.last_outcome) == (True, False, None)
