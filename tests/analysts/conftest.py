"""A real ledger with something to say to every question: nights merged by the product, findings
opened and closed.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from config.unit import Site, Unit
from monitor.judging.verdict import Answer, Verdict, Why
from store.findings import Change, FindingTurn, apply
from store.outcomes import Outcome
from store.probes import SampleRow, record
from store.records import Finding, ProbeSample, Purpose, SpendLine, SpendTable
from store.search.index import unindexed, writing
from store.verdicts import VerdictRow
from tests.store.nights import FIRST_NIGHT, HOME, NEWS, UNIT, City, Saw, a_list, entry, reading

SILENT = Unit(
    id="fayuan",
    name="某市人民法院",
    kind="judicial",
    sites=[Site(kind="own", url="http://fy.example.gov.cn/")],
)
TITLES = (
    "环保局召开年度工作会议",
    "关于河道清淤的通知",
    "水利工程招标公告",
    "防汛值班安排",
    "节水宣传方案",
)


def a_night_of_news(*days: int) -> Saw:
    items = [
        entry(title, date(2012, 2, day), number)
        for number, (title, day) in enumerate(zip(TITLES, days, strict=True))
    ]
    return Saw(NEWS, a_list(*items), purpose=Purpose.CHANNEL, channel_url=NEWS, title="工作动态")


def an_item(number: int, **more: object) -> Saw:
    return Saw(
        f"{NEWS}t{number}.html",
        reading(TITLES[number]),
        purpose=Purpose.ITEM,
        channel_url=NEWS,
        title=TITLES[number],
        **more,  # type: ignore[arg-type]
    )


def spending() -> Saw:
    lines = (
        SpendLine("21301", "农业", 900_000.0, 0.6),
        SpendLine(
            "21399",
            "其他农林水支出",
            600_000.0,
            0.4,
            is_other=True,
            rank=2,
            is_broken_down=False,
            is_weighed_elsewhere=False,
            row=1,
        ),
    )
    table = SpendTable(
        "2012年部门预算支出表", "function", True, 2012, "budget", "元", 1_500_000.0, lines=lines
    )
    return Saw(
        f"{NEWS}budget.xls",
        reading("预算", tables=(table,)),
        purpose=Purpose.ATTACHMENT,
        channel_url=NEWS,
        title="2012年部门预算",
    )


def a_finding(subject: str, day: date, state: str = "open") -> Finding:
    return Finding(
        *(0, UNIT.id, "stale_channel", subject, "", state, "problem", day, str(day), day, None, 0),
        *("100", "14", "law", "guide2017.a2", "某栏目长期未更新。", "A channel is stale."),
    )


def build_city(folder: Path) -> City:
    city = City(folder)
    home = Saw(HOME, reading("某市水利局"), purpose=Purpose.HOME)
    city.night(0, home, a_night_of_news(3, 5, 8, 9, 10), an_item(0), an_item(1), spending())
    city.night(
        0,
        Saw("http://fy.example.gov.cn/", outcome=Outcome.TCP_REFUSED, purpose=Purpose.HOME),
        unit=SILENT,
    )
    city.night(
        40,
        home,
        a_night_of_news(3, 5, 8, 9, 28),
        an_item(0),
        an_item(1, outcome=Outcome.HTTP_404_410, body=b"gone"),
    )
    city.night(80, replace(home, changed=False), state="complete")
    city.ledger.sync_units([UNIT, SILENT], FIRST_NIGHT + timedelta(days=80))
    ledger = city.ledger
    first, second, third = (
        run
        for (run,) in ledger.db.conn.execute(
            "SELECT id FROM run WHERE id NOT LIKE '%.%' ORDER BY started_at"
        )
    )
    (mended,) = apply(
        ledger,
        [
            Change(
                FindingTurn.OPENED,
                a_finding("channel:a", date.fromisoformat(first)),
                first,
                date.fromisoformat(first),
            )
        ],
    )
    apply(
        ledger,
        [
            Change(
                FindingTurn.OPENED,
                a_finding("channel:b", date.fromisoformat(second)),
                second,
                date.fromisoformat(second),
            )
        ],
    )
    closed = replace(mended, state="closed", closed=date.fromisoformat(third))
    apply(ledger, [Change(FindingTurn.CLOSED, closed, third, date.fromisoformat(third))])
    doubt = Verdict("unreachable_site", "site:main", Answer.CANNOT_TELL, Why.TOO_FEW_PROBES)
    ledger.record_verdicts(UNIT.id, [_row(doubt)], run_id=third, day=date.fromisoformat(third))
    at = datetime(2012, 5, 20, tzinfo=UTC)
    seconds = (0.4, 1.9, 15.0)
    record(
        ledger,
        [
            SampleRow(
                UNIT.id,
                "main",
                HOME,
                ProbeSample(
                    at + timedelta(hours=n),
                    Outcome.OPEN if s < 15 else Outcome.SLOW_OVER_15S,
                    s,
                    "office",
                ),
            )
            if s < 15
            else SampleRow(
                UNIT.id,
                "main",
                HOME,
                ProbeSample(at + timedelta(hours=n), Outcome.SLOW_OVER_15S, s, "office"),
                stage="http",
            )
            for n, s in enumerate(seconds)
        ],
    )
    return city


def index_titles(folder: Path, city: City, kind: str) -> None:
    with writing(folder, city.ledger) as index:
        sources = unindexed(city.ledger, index.reach)
        index.add((source, "") for source in sources if source.kind == kind)


def _row(verdict: Verdict) -> VerdictRow:
    return VerdictRow(
        verdict.rule,
        verdict.subject,
        verdict.answer.value,
        verdict.why.value if verdict.why else "",
    )


@pytest.fixture(scope="session")
def ledger_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("analysts")
    city = build_city(folder)
    index_titles(folder, city, "item")
    yield folder
    city.close()


BELOW = [
    Unit(
        id=f"erji-{name}",
        name=f"某市水利局{name}站",
        kind="second_level",
        parent=UNIT.id,
        sites=[Site(kind="own", url=f"http://{name}.example.gov.cn/")],
    )
    for name in "ab"
]


def build_relapses(folder: Path) -> City:
    """Two units below one: of one a fault came back 20 days after its repair, of both one is open.
    There is no search index.
    """
    city = City(folder)
    nights = (0, 10, 20, 40, 60, 71)
    for after in nights:
        city.night(after, Saw(HOME, reading("某市水利局"), purpose=Purpose.HOME))
    city.ledger.sync_units([UNIT, *BELOW], FIRST_NIGHT)
    days = city.ledger.days_of_runs()

    def turn(what: FindingTurn, finding: Finding, day: date) -> Finding:
        [after] = apply(city.ledger, [Change(what, finding, day.isoformat(), day)])
        return after

    def begun(unit: Unit, subject: str, day: date) -> Finding:
        return turn(FindingTurn.OPENED, replace(a_finding(subject, day), unit=unit.id), day)

    first, second = (begun(unit, "channel:a", days[0]) for unit in BELOW)
    ended = replace(first, state="closed", closed=days[3])
    turn(FindingTurn.CLOSED, ended, days[3])
    again = replace(ended, state="open", closed=None, opened=days[4], reopened=1)
    turn(FindingTurn.REOPENED, again, days[4])
    del second
    other = begun(UNIT, "channel:b", days[1])
    turn(FindingTurn.CLOSED, replace(other, state="closed", closed=days[2]), days[2])
    begun(UNIT, "channel:c", days[1])
    return city


@pytest.fixture(scope="session")
def relapses_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("relapses")
    city = build_relapses(folder)
    yield folder
    city.close()
