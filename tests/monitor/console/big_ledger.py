"""A ledger of the size that the console must stand: 34 units × 1,000 pages × one simulated year, by
plain inserts.

What counts is that every table has about as many rows, and rows as wide, as a year of nights
leaves: an unchanged page is one span however long it lasts, a channel's list changes every week,
each night of each unit is one row.
"""

import json
import random
import sqlite3
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from config.folder import Config, load
from config.rulebook_files import rule_ids
from store.archive import open_archive
from store.days import with_day
from store.instants import squeeze, to_text
from store.ledger import open_ledger
from store.search import index as search
from store.search.index import Source

UNITS, PAGES, NIGHTS = 34, 1_000, 365
CHANNELS = 20  # of each unit; the other pages are its home page, items and attachments
BODIES = 200
FIRST = datetime(2025, 11, 20, 18, 0, tzinfo=UTC)
LAST = FIRST + timedelta(days=NIGHTS - 1)
_WORDS = "关于做好全市政务公开工作的通知环保局财政预算安排乡镇街道办事处行政执法信息公示群众办事指南服务承诺经费支出说明监督投诉渠道水利农业交通住房教育卫生应急管理"


def build(
    folder: Path,
    *,
    units: int = UNITS,
    pages: int = PAGES,
    nights: int = NIGHTS,
    with_search: bool = True,
) -> Config:
    """Office, ledger, archive and search index in `folder`, as after the last of the nights."""
    config = write_office(folder, units)
    dice = random.Random(1)
    open_ledger(config.data / "ledger.db").close()
    bodies = write_archive(config, dice)
    db = sqlite3.connect(config.data / "ledger.db", isolation_level=None)
    db.executescript("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")
    db.execute("BEGIN")
    days = [(FIRST + timedelta(days=n)) for n in range(nights)]
    write_runs(db, config, days, pages)
    for number, unit in enumerate(config.units):
        write_unit(db, unit.id, number, pages, days, bodies, dice)
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    if with_search:
        index(config, dice)
    return config


def write_office(folder: Path, units: int) -> Config:
    office = folder / "office"
    (office / "units").mkdir(parents=True)
    (office / "office.toml").write_text(
        'name = "某市政务公开办公室"\ncity = "某市"\ndata = "../data"\n[score]\non = true\n'
        '[[province.counties]]\nid = "own"\nname = "某县"\ndata = "../data"\n',
        "utf-8",
    )
    for n in range(units):
        kind = "township" if n < 10 else "department"
        text = f'id = "u{n:02}"\nname = "某市第{n}局"\nkind = "{kind}"\n[[sites]]\nid = "main"\nkind = "own"\nurl = "{host(n)}"\n'
        (office / "units" / f"u{n:02}.toml").write_text(text, "utf-8")
    (folder / "data").mkdir()
    return load(office)


def host(unit: int) -> str:
    return f"http://u{unit:02}.example.test/"


def words(dice: random.Random, count: int) -> str:
    return "".join(dice.choices(_WORDS, k=count))


def write_archive(config: Config, dice: random.Random) -> list[str]:
    archive = open_archive(config.data / "archive.db")
    names = []
    with archive.writing():
        for n in range(BODIES):
            rows = "".join(
                f'<li><a href="/t{i}.html">{words(dice, 18)}</a><span>2026-0{i % 9 + 1}-11</span></li>'
                for i in range(20)
            )
            text = "".join(f"<p>{words(dice, 120)}</p>" for _ in range(8))
            body = f"<html><head><title>第{n}页</title></head><body><h1>{words(dice, 14)}</h1>{text}<ul>{rows}</ul></body></html>".encode()
            names.append(sha256(body).hexdigest())
            archive.put(names[-1], body)
    archive.close()
    return names


def write_runs(
    db: sqlite3.Connection,
    config: Config,
    days: list[datetime],
    pages: int,
    *,
    with_units: bool = True,
) -> None:
    for begun in days:
        run = day_of(begun).isoformat()
        db.execute(
            "INSERT INTO run (id, day, kind, state, started_at, finished_at, vantage, note, extra) VALUES (?, ?, 'nightly', 'complete', ?, ?, 'office', '', '{}')",
            (run, run, to_text(begun), to_text(begun + timedelta(hours=2))),
        )
    for n, unit in enumerate(config.units):
        if with_units:
            db.execute(
                "INSERT INTO unit (id, name, short, kind, first_at) VALUES (?, ?, '', ?, ?)",
                (unit.id, unit.name, unit.kind, to_text(FIRST)),
            )
            db.execute(
                "INSERT INTO site (unit, id, kind, url, name, first_at) VALUES (?, 'main', 'own', ?, '', ?)",
                (unit.id, host(n), to_text(FIRST)),
            )
        visited = zlib.compress(
            json.dumps(
                [[n * pages + page, "2026-01-01T18:00Z", "open"] for page in range(60)]
            ).encode()
        )
        db.executemany(
            """INSERT INTO unit_run (file_id, run_id, unit, kind, state, started_at, ended_at, planned, fetched, failed, skipped, pending,
                 not_judged, visited) VALUES (?, ?, ?, 'nightly', 'complete', ?, ?, 60, 58, 2, 0, 0, 0, ?)""",
            [
                (
                    f"{unit.id}-{begun:%Y%m%d}",
                    day_of(begun).isoformat(),
                    unit.id,
                    to_text(begun),
                    to_text(begun + timedelta(minutes=9)),
                    visited,
                )
                for begun in days
            ],
        )


def day_of(begun: datetime) -> date:
    return (begun + timedelta(hours=8)).date()


def write_unit(
    db: sqlite3.Connection,
    unit: str,
    number: int,
    pages: int,
    days: list[datetime],
    bodies: list[str],
    dice: random.Random,
) -> None:
    first_id = number * pages + 1
    weekly = days[::7]
    for place in range(pages):
        page, is_channel = first_id + place, 0 < place <= CHANNELS
        url = (
            host(number)
            if place == 0
            else f"{host(number)}{'c' if is_channel else 't'}{place}.html"
        )
        purpose = "home" if place == 0 else "channel" if is_channel else "item"
        looks = weekly if place <= CHANNELS else [days[place % len(days)]]
        write_page(db, unit, page, url, purpose, looks, days[-1], bodies, dice)
        if is_channel:
            write_channel(db, unit, page, url, place, days, dice)
    items = [
        (
            1 + number * CHANNELS + place % CHANNELS,
            words(dice, 18),
            f"{host(number)}t{place}.html",
            day_of(days[place % len(days)]).isoformat(),
            to_text(days[place % len(days)]),
            first_id + 1 + place % CHANNELS,
            to_text(days[-1]),
        )
        for place in range(CHANNELS + 1, pages)
    ]
    db.executemany(
        """INSERT INTO item (channel, title, title_key, url, claimed, date_role, position, first_seen, first_run, list_page, last_in_list)
           VALUES (?1, ?2, ?2, ?3, ?4, 'list_row', 0, ?5, '2026-01-01', ?6, ?7)""",
        items,
    )
    write_judgements(db, unit, number, days, dice)
    write_money(db, first_id, pages)


def write_page(
    db: sqlite3.Connection,
    unit: str,
    page: int,
    url: str,
    purpose: str,
    looks: list[datetime],
    last: datetime,
    bodies: list[str],
    dice: random.Random,
) -> None:
    title, list_blob = (
        words(dice, 16),
        squeeze([[words(dice, 18), f"{url}{n}", "2026-01-01", None] for n in range(20)])
        if purpose != "item"
        else None,
    )
    facts = None
    for n, at in enumerate(looks):
        until = looks[n + 1] - timedelta(days=1) if n + 1 < len(looks) else last
        days = with_day(with_day("", day_of(at)), day_of(until))
        sha = bodies[(page + n) % len(bodies)]
        capture = db.execute(
            """INSERT INTO capture (page, sha256, at, size, status, headers, ip, vantage) VALUES (?, ?, ?, 9000, 200,
                 '[["Content-Type","text/html; charset=utf-8"],["ETag","abc"]]', '203.0.113.7', 'office') RETURNING id""",
            (page, sha, to_text(at)),
        ).fetchone()[0]
        facts = db.execute(
            """INSERT INTO facts (page, capture, at, extractor, kind, outcome, title, items, attachments, text_length, blocks, anomalies)
               VALUES (?, ?, ?, 'reader', 'article', 'open', ?, ?, 0, 900, ?, '[]') RETURNING id""",
            (page, capture, to_text(at), title, list_blob, list_blob),
        ).fetchone()[0]
        db.execute(
            """INSERT INTO span (page, vantage, outcome, reason, first_at, last_at, checks, max_gap, days, nights, last_run, capture, facts, fingerprint)
               VALUES (?, 'office', 'open', '', ?, ?, 7, 86400, ?, 7, ?, ?, ?, 'v1:abc')""",
            (page, to_text(at), to_text(until), days, day_of(until).isoformat(), capture, facts),
        )
    db.execute(
        """INSERT INTO page (id, unit, url, site, purpose, depth, title, first_at, last_visit_at, last_outcome, ever_good, left_over, facts, sha256)
           VALUES (?, ?, ?, 'main', ?, 1, ?, ?, ?, 'open', 1, 0, ?, ?)""",
        (
            page,
            unit,
            url,
            purpose,
            title,
            to_text(looks[0]),
            to_text(last),
            facts,
            bodies[page % len(bodies)],
        ),
    )


def write_channel(
    db: sqlite3.Connection,
    unit: str,
    page: int,
    url: str,
    place: int,
    days: list[datetime],
    dice: random.Random,
) -> None:
    db.execute(
        "INSERT INTO channel (unit, site, url, page, name, first_at, was_linked, redated_share) VALUES (?, 'main', ?, ?, ?, ?, 1, 0)",
        (unit, url, page, f"栏目{place}", to_text(days[0])),
    )
    is_stale = place % 9 == 0
    for first, last in spells(days, 6):
        answer = "problem" if is_stale and last == days[-1] else "clear"
        for rule, measured, limit in (
            ("stale_channel", f"{dice.randint(1, 400)} d", "14 d" if place % 2 else "6 mo"),
            ("empty_channel", "", ""),
        ):
            verdict(
                db,
                unit,
                rule,
                f"channel:{url}",
                "clear" if rule == "empty_channel" else answer,
                first,
                last,
                measured,
                limit,
            )


def spells(days: list[datetime], count: int) -> Iterator[tuple[datetime, datetime]]:
    size = max(1, len(days) // count)
    for start in range(0, len(days), size):
        yield days[start], days[min(start + size, len(days)) - 1]


def verdict(
    db: sqlite3.Connection,
    unit: str,
    rule: str,
    subject: str,
    answer: str,
    first: datetime,
    last: datetime,
    measured: str = "",
    limit: str = "",
) -> None:
    why = "site_down" if answer == "cannot_tell" else ""
    a, b = day_of(first).isoformat(), day_of(last).isoformat()
    db.execute(
        """INSERT INTO verdict (unit, rule, subject, answer, why, warning, measured, threshold, first_day, last_day, first_run, last_run, nights)
           VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?5, ?6, ?5, ?6, 30)""".replace("?5", "?").replace(
            "?6", "?"
        ),
        (unit, rule, subject, answer, why, measured, limit, a, b, a, b),
    )


def write_judgements(
    db: sqlite3.Connection, unit: str, number: int, days: list[datetime], dice: random.Random
) -> None:
    for n, rule in enumerate(rule_ids()):
        for first, last in spells(days, 6):
            answer = "cannot_tell" if (number + n) % 11 == 0 and last == days[-1] else "clear"
            verdict(db, unit, rule, "unit", answer, first, last)
    for n in range(12):
        opened, is_open = days[(number * 7 + n * 29) % len(days)], n < 5
        evidence = [
            {
                "url": f"{host(number)}c{n + 1}.html",
                "title": words(dice, 12),
                "first_at": to_text(opened),
                "last_at": to_text(days[-1]),
                "checks": 90,
                "outcome": "open",
            }
        ]
        row = (
            unit,
            rule_ids()[n % len(rule_ids())],
            f"channel:{host(number)}c{n}.html",
            "open" if is_open else "closed",
            "critical" if n == 0 else "problem",
            day_of(opened).isoformat(),
            day_of(days[-1]).isoformat(),
            None if is_open else day_of(days[-1]).isoformat(),
            f"第{number}局“栏目{n}”栏目最新信息发布于2026年1月1日，已超过14天的更新时限。",
            json.dumps(evidence, ensure_ascii=False),
        )
        found = db.execute(
            """INSERT INTO finding (unit, rule, subject, kind, state, severity, opened, opened_run, last_confirmed, closed, reopened, measured,
                 threshold, threshold_mark, clause, sentence_zh, sentence_en, evidence, details)
               VALUES (?1, ?2, ?3, '', ?4, ?5, ?6, ?6, ?7, ?8, 0, '99 d', '14 d', 'law', 'insp2019.channels', ?9, ?9, ?10, '{}') RETURNING id""",
            row,
        ).fetchone()[0]
        for what, day in (("opened", opened), *((("closed", days[-1]),) if not is_open else ())):
            db.execute(
                """INSERT INTO finding_event (finding, what, run_id, day, severity, measured, sentence_zh, sentence_en)
                   VALUES (?, ?, ?, ?, 'problem', '99 d', '句', 'sentence')""",
                (found, what, day_of(day).isoformat(), day_of(day).isoformat()),
            )


def write_money(db: sqlite3.Connection, first_id: int, pages: int) -> None:
    for year in range(10):
        facts = db.execute(
            "SELECT facts FROM page WHERE id = ?", (first_id + pages - 1 - year,)
        ).fetchone()[0]
        table = db.execute(
            """INSERT INTO spend_table (facts, position, title, kind, is_spending, year, document, unit, total_yuan, anomalies)
               VALUES (?, 0, '支出预算表', 'function', 1, ?, 'budget', '万元', 5000000, '[]') RETURNING id""",
            (facts, 2026 - year),
        ).fetchone()[0]
        db.executemany(
            """INSERT INTO spend_line (spend_table, row, code, name, amount_yuan, share, level, is_other, is_bare, is_nested_other)
               VALUES (?, ?, ?, ?, 100000, 0.03, ?, ?, 0, 0)""",
            [(table, n, f"2{n:02}", f"科目{n}支出", n % 3, n % 10 == 0) for n in range(30)],
        )


def index(config: Config, dice: random.Random) -> None:
    """As the index stands after the last night; the words are made up, so that no page has to be
    parsed.
    """
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    texts = [words(dice, 900) for _ in range(BODIES)]
    with search.writing(config.data, ledger) as writer:
        batch: list[tuple[Source, str]] = []
        for source in search.unindexed(ledger, writer.reach):
            batch.append((source, texts[source.number % BODIES] if source.sha256 else ""))
            if len(batch) == 2000:
                writer.add(batch)
                batch = []
        writer.add(batch)
    ledger.close()
