"""An office after the last quarter of 2012: a bureau with a team below it, one whose finding was
repaired and another withdrawn, one that a veto ends, and one behind a firewall.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.service.serving import console_of
from config.folder import Config, load
from monitor.console.context import Console
from monitor.scoring.gather import score_quarter
from monitor.scoring.league import League, LeaguePlace
from monitor.scoring.quarter import QuarterOfYear
from store.clock import Clock
from store.desk.users import Role
from store.findings import Change, FindingTurn, apply
from store.ledger import Ledger, open_ledger
from store.records import Finding, Run
from store.verdicts import VerdictRow, record
from tests.monitor.console.office import PEOPLE, add_person

QUARTER = QuarterOfYear(2012, 4)
AFTER = date(2013, 2, 1)
OFFICE = """
name = "某市政务公开办公室"
city = "某市"
data = "data"
[score]
on = true
"""
UNITS = {
    "huanbao": ("环保局", "department", ""),
    "jiaotong": ("交通局", "department", ""),
    "guotu": ("国土局", "department", ""),
    "shuiwu": ("税务局", "department", ""),
    "jiancha": ("监察大队", "second_level", "huanbao"),
}
SITE, CHANNEL = "site:main", "channel:a"


def office(folder: Path) -> Config:
    (folder / "units").mkdir(parents=True)
    (folder / "office.toml").write_text(OFFICE, "utf-8")
    for name, (label, kind, parent) in UNITS.items():
        above = f'parent = "{parent}"\n' if parent else ""
        text = f'id = "{name}"\nname = "{label}"\nkind = "{kind}"\n{above}'
        (folder / "units" / f"{name}.toml").write_text(text, "utf-8")
    config = load(folder)
    config.data.mkdir()
    ledger = open_ledger(config.data / "ledger.db")
    fill(ledger)
    ledger.close()
    return config


def fill(ledger: Ledger) -> None:
    for n in range((QUARTER.last - QUARTER.first).days + 1):
        day = QUARTER.first + timedelta(days=n)
        ledger.begin_run(Run(day.isoformat(), day, Clock().now()))
        ledger.db.conn.execute("UPDATE run SET state = 'complete'")
    for unit in ("huanbao", "jiaotong", "guotu", "jiancha"):
        answered(ledger, unit, "unreachable_site", SITE, "clear")
    answered(ledger, "shuiwu", "unreachable_site", SITE, "cannot_tell", why="blocked")
    problem(ledger, "jiancha", "stale_channel", CHANNEL, "342 d", "14 d", "reg2019.53")
    answered(ledger, "huanbao", "stale_channel", CHANNEL, "clear")
    repaired = date(2012, 11, 1)
    problem(ledger, "jiaotong", "stale_channel", CHANNEL, "21 d", "14 d", "reg2019.53", repaired)
    answered(ledger, "jiaotong", "stale_channel", CHANNEL, "clear", since=repaired)
    problem(
        ledger, "jiaotong", "empty_channel", CHANNEL, "empty on 9 days", "empty on 2 days",
        "guide2017.a1", date(2012, 12, 1), FindingTurn.WITHDRAWN,
    )  # fmt: skip
    problem(ledger, "guotu", "stale_homepage", SITE, "40 d", "14 d", "insp2019.home")


def problem(
    ledger: Ledger,
    unit: str,
    rule: str,
    subject: str,
    measured: str,
    threshold: str,
    clause: str,
    ended: date | None = None,
    end: FindingTurn = FindingTurn.CLOSED,
) -> None:
    """Found on the quarter's first night, by the law's numbers; `ended`: as `end` says."""
    last = (ended or AFTER) - timedelta(days=1)
    answered(ledger, unit, rule, subject, "problem", until=last, told=(measured, threshold))
    first = QUARTER.first
    found = Finding(
        *(0, unit, rule, subject, "", "open", "problem", first, first.isoformat(), last, None, 0),
        *(measured, threshold, "law", clause),
        *(f"“{rule}”的问题。", f"the fault {rule}"),
    )
    (known,) = apply(ledger, [Change(FindingTurn.OPENED, found, first.isoformat(), first)])
    if ended:
        is_repaired = end is FindingTurn.CLOSED
        over = (
            replace(known, state="closed", closed=ended)
            if is_repaired
            else replace(known, state="withdrawn", withdrawn=ended, withdrawn_kind="office")
        )
        apply(ledger, [Change(end, over, ended.isoformat(), ended)])


def answered(
    ledger: Ledger,
    unit: str,
    rule: str,
    subject: str,
    answer: str,
    *,
    since: date = QUARTER.first,
    until: date = QUARTER.last,
    why: str = "",
    told: tuple[str, str] = ("", ""),
) -> None:
    row = VerdictRow(rule, subject, answer, why, measured=told[0], threshold=told[1])
    for day in (since, until):
        record(ledger.db, unit, [row], run_id=day.isoformat(), day=day)


def console(config: Config) -> Console:
    """On the morning after, with a person of each role and a leader of 环保局."""
    made = console_of(config, Clock.set_to(datetime(2013, 2, 1, 1, 0, tzinfo=UTC)))
    for login, role in PEOPLE.items():
        add_person(made, login, role)
    add_person(made, "zhao", Role.LEADER, ("huanbao",))
    return made


def scored(config: Config, today: date = AFTER) -> League:
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    try:
        return score_quarter(config, ledger, None, QUARTER, today)
    finally:
        ledger.close()


def place(league: League, unit: str) -> LeaguePlace:
    found = league.place(unit)
    assert found is not None
    return found
