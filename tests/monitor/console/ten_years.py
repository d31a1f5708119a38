"""Nine more years before the big ledger's one: runs, answers, findings with their turns, what people
said of each, messages, and a body every four weeks of each list, by plain inserts.

Thirty findings a unit and year are many for an office that repairs what it is told; an answer changes
six times a year, as in the year that is there already.
"""

import json
import random
import sqlite3
from datetime import datetime, timedelta

from config.folder import Config
from config.rulebook_files import rule_ids
from store.days import with_day
from store.desk.desk import open_desk
from store.instants import squeeze, to_text
from tests.monitor.console.big_ledger import (
    CHANNELS,
    FIRST,
    PAGES,
    day_of,
    host,
    spells,
    verdict,
    words,
    write_runs,
)

FINDINGS_A_YEAR = 30  # of each unit
STILL_OPEN = 0.01
WITHDRAWN = 0.05
BACK = 0.10  # repaired, found again, repaired again
SENTENCE = "第{unit}局“栏目{n}”栏目最新信息发布于{day}，已超过14天的更新时限。"


def lengthen(config: Config, years: int, pages: int = PAGES) -> None:
    """So many years in all, the last of which is there."""
    dice = random.Random(2)
    nights = 365 * (years - 1)
    days = [FIRST - timedelta(days=n) for n in range(nights, 0, -1)]
    db = sqlite3.connect(config.data / "ledger.db", isolation_level=None)
    db.executescript("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")
    db.execute("BEGIN")
    write_runs(db, config, days, pages, with_units=False)
    # the latest run is the last that was written
    db.execute("UPDATE run SET rowid = rowid - 1000000 WHERE started_at < ?", (to_text(FIRST),))
    said: list[tuple[object, ...]] = []
    for number, unit in enumerate(config.units):
        write_answers(db, unit.id, number, days, years, dice)
        write_findings(db, unit.id, number, days, years, dice, said)
        write_lists(db, number, pages, days, dice)
    write_messages(db, days)
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    with open_desk(config.data).writing() as desk:
        desk.executemany(
            """INSERT INTO entry (finding, life, what, value, day, by_login, by_name, at)
               VALUES (?, 0, ?, ?, '', 'wang', '王主任', ?)""",
            said,
        )


def write_answers(
    db: sqlite3.Connection,
    unit: str,
    number: int,
    days: list[datetime],
    years: int,
    dice: random.Random,
) -> None:
    answers = ["clear"] * 8 + ["problem", "cannot_tell"]
    for first, last in spells(days, 6 * (years - 1)):
        for rule in rule_ids():
            verdict(db, unit, rule, "unit", dice.choice(answers), first, last)
        for place in range(1, CHANNELS + 1):
            url = f"channel:{host(number)}c{place}.html"
            measured = f"{dice.randint(1, 400)} d"
            verdict(
                db, unit, "stale_channel", url, dice.choice(answers), first, last, measured, "14 d"
            )
            verdict(db, unit, "empty_channel", url, "clear", first, last)


def write_findings(
    db: sqlite3.Connection,
    unit: str,
    number: int,
    days: list[datetime],
    years: int,
    dice: random.Random,
    said: list[tuple[object, ...]],
) -> None:
    for n in range(FINDINGS_A_YEAR * (years - 1)):
        opened = dice.choice(days)
        ended = min(opened + timedelta(days=dice.randint(3, 90)), days[-1])
        drawn = dice.random()
        state = "open" if drawn < STILL_OPEN else "withdrawn" if drawn < WITHDRAWN else "closed"
        back = state == "closed" and dice.random() < BACK
        url = f"{host(number)}old{n}.html"
        evidence = [{"url": url, "title": words(dice, 12), "outcome": "open", "checks": 90}]
        a, z = day_of(opened).isoformat(), day_of(ended).isoformat()
        rule = dice.choice(rule_ids())
        verdict(db, unit, rule, f"channel:{url}", "problem", opened, ended, "99 d", "14 d")
        row = (
            *(unit, rule, f"channel:{url}", state),
            *("critical" if n % 12 == 0 else "problem", a),
            *(
                z if state != "open" else day_of(days[-1]).isoformat(),
                z if state == "closed" else None,
            ),
            *(int(back), SENTENCE.format(unit=number, n=n, day=a)),
            *(json.dumps(evidence, ensure_ascii=False), z if state == "withdrawn" else None),
        )
        found = db.execute(
            """INSERT INTO finding (unit, rule, subject, kind, state, severity, opened, opened_run, last_confirmed, closed, reopened, measured,
                 threshold, threshold_mark, clause, sentence_zh, sentence_en, evidence, details, withdrawn, withdrawn_kind)
               VALUES (?1, ?2, ?3, '', ?4, ?5, ?6, ?6, ?7, ?8, ?9, '99 d', '14 d', 'law', 'insp2019.channels', ?10, ?10, ?11, '{}', ?12, '') RETURNING id""",
            row,
        ).fetchone()[0]
        turns = [("opened", a)] + ([(state, z)] if state != "open" else [])
        if back:
            turns = [("opened", a), ("closed", a), ("reopened", z), ("closed", z)]
        db.executemany(
            """INSERT OR IGNORE INTO finding_event (finding, what, run_id, day, severity, measured, sentence_zh, sentence_en)
               VALUES (?, ?, ?, ?, 'problem', '99 d', '句', 'sentence')""",
            [(found, what, f"{day}.{place}", day) for place, (what, day) in enumerate(turns)],
        )
        at = to_text(opened + timedelta(days=1))
        said += [
            (found, "acknowledged", "", at),
            (found, "person", "李主任", at),
            (found, "deadline", day_of(opened + timedelta(days=14)).isoformat(), at),
            (found, "note", words(dice, 40), at),
        ]


def write_lists(
    db: sqlite3.Connection, number: int, pages: int, days: list[datetime], dice: random.Random
) -> None:
    """A body every four weeks of the home page and of each list."""
    looks = days[::28]
    first = number * pages + 1
    for page in range(first, first + 1 + CHANNELS):
        blob = squeeze([[words(dice, 18), f"x{n}", "2020-01-01", None] for n in range(20)])
        for n, at in enumerate(looks):
            until = looks[n + 1] - timedelta(days=1) if n + 1 < len(looks) else days[-1]
            capture = db.execute(
                """INSERT INTO capture (page, sha256, at, size, status, headers, ip, vantage) VALUES (?, ?, ?, 9000, 200,
                     '[["Content-Type","text/html; charset=utf-8"]]', '203.0.113.7', 'office') RETURNING id""",
                (page, f"old-{page}-{n}", to_text(at)),
            ).fetchone()[0]
            facts = db.execute(
                """INSERT INTO facts (page, capture, at, extractor, kind, outcome, title, items, attachments, text_length, blocks, anomalies)
                   VALUES (?, ?, ?, 'reader', 'list', 'open', '栏目', ?, 0, 900, ?, '[]') RETURNING id""",
                (page, capture, to_text(at), blob, blob),
            ).fetchone()[0]
            db.execute(
                """INSERT INTO span (page, vantage, outcome, reason, first_at, last_at, checks, max_gap, days, nights, last_run, capture, facts, fingerprint)
                   VALUES (?, 'office', 'open', '', ?, ?, 28, 86400, ?, 28, ?, ?, ?, 'v1:abc')""",
                (
                    *(page, to_text(at), to_text(until), with_day("", day_of(at))),
                    *(day_of(until).isoformat(), capture, facts),
                ),
            )


def write_messages(db: sqlite3.Connection, days: list[datetime]) -> None:
    """A letter a night to each of three people, taken."""
    for begun in days:
        run, at = day_of(begun).isoformat(), to_text(begun)
        for person in ("zhang", "li", "wang"):
            message = db.execute(
                """INSERT INTO message (message_id, person, run_id, day, subject, body, created_at, finished_at)
                   VALUES (?, ?, ?, ?, '检查结果', '正文', ?, ?) RETURNING id""",
                (f"<{run}-{person}@x>", person, run, run, at, at),
            ).fetchone()[0]
            db.execute(
                "INSERT INTO delivery (message, channel, state, attempts, tried_at, error) VALUES (?, 'email', 'taken', 1, ?, '')",
                (message, at),
            )
