"""How far a night judged is said alike wherever it is said: the outputs of one night of 34 units, read
as people and programs read them.
"""

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import StringIO

import openpyxl
import pytest
import tomlkit
from docx import Document
from rich.console import Console as Screen

from app.command_output import as_line
from app.demo_city import open_city
from app.doctor.nights import night_checks
from app.service.health import health, health_object
from app.service.metrics import metrics_text
from config.folder import Config, load
from demo.city import City
from monitor.alerts.queueing import compose_night
from monitor.dossier.build import build
from monitor.judging import inspection as judging
from monitor.judging.inspection import Inspection, inspect
from monitor.judging.verdict import Answer, Verdict, Why
from monitor.report.terminal import print_inspection
from monitor.report.write import write_reports
from store.judged import JudgedUnits
from store.ledger import Ledger, open_ledger
from store.outbox import waiting
from store.records import Run
from tests.monitor.console.conftest import Visitor
from tests.monitor.console.office import console_after

BEGAN = datetime(2026, 11, 20, 18, tzinfo=UTC)
COUNTS = JudgedUnits(of=34, wholly=30, partly=3, not_at_all=1, undecided=19)
SAID = "34个单位：30个全部判断，3个部分判断，1个未判断（19项未能判断）"


def answers(place: int) -> tuple[Verdict, ...]:
    """Of the 34 units in order: one of which nothing could be told, three with six open matters
    each, thirty of whom all was judged; what is no question counts nowhere.
    """
    unknown = [
        Verdict("stale_channel", f"channel:{n}", Answer.CANNOT_TELL, Why.UNDATED)
        for n in range({0: 1, 1: 6, 2: 6, 3: 6}.get(place, 0))
    ]
    fine = [Verdict("unreachable_site", "site:main", Answer.CLEAR)] if place else []
    no_question = Verdict("vague_expense", "unit", Answer.NOT_APPLICABLE, kind="no_clause")
    return (*unknown, *fine, no_question)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("counts")
    with City("inspection-2012", 1) as city:
        open_city(city, folder)
    office = folder / "office" / "office.toml"
    settings = tomlkit.parse(office.read_text("utf-8"))
    settings["people"].append({"id": "watch", "name": "值班员", "role": "operator"})
    office.write_text(tomlkit.dumps(settings), "utf-8")
    return load(folder / "office")


@pytest.fixture(scope="module")
def night(config: Config) -> Inspection:
    """Written down as a night writes it: verdicts, messages, reports."""
    place = {unit.id: number for number, unit in enumerate(config.units)}
    day = config.office.day_of(BEGAN)
    with (
        closing(open_ledger(config.data / "ledger.db")) as ledger,
        pytest.MonkeyPatch.context() as m,
    ):
        ledger.sync_units(config.units, BEGAN)
        run = Run(ledger.next_run_id(day), day, BEGAN, state="complete", finished_at=BEGAN)
        ledger.begin_run(run)
        m.setattr(judging, "judge", lambda dossier: answers(place[dossier.unit.id]))
        dossiers = [
            build(
                ledger,
                unit,
                config=config,
                run_id=run.id,
                as_of=day,
                network_good=True,
                clock_suspect=False,
            )
            for unit in config.units
        ]
        seen = inspect(dossiers, ledger, run_id=run.id, as_of=day)
        ledger.end_run(run)
        compose_night(ledger, config, seen, run, deadlines={})
        write_reports(config, seen, day)
    return seen


def letters(config: Config) -> dict[str, str]:
    ledger: Ledger
    with closing(open_ledger(config.data / "ledger.db")) as ledger:
        return {message.person: message.body for message in waiting(ledger)}


def test_the_counts(night: Inspection) -> None:
    assert night.judged_units == COUNTS


def test_the_circular_says_them_in_word_and_on_the_web(config: Config, night: Inspection) -> None:
    [folder] = (config.data / "reports").iterdir()
    word = "".join(p.text for p in Document(str(folder / "circular.docx")).paragraphs)
    assert SAID in word and SAID in (folder / "circular.html").read_text("utf-8")


def test_the_problem_ledger_says_them(config: Config, night: Inspection) -> None:
    [folder] = (config.data / "reports").iterdir()
    book = openpyxl.load_workbook(folder / "problems.xlsx")
    assert SAID in str(book["问题台账"]["A1"].value)
    undecided = list(book["未判断事项"].iter_rows(min_row=3, values_only=True))
    assert [line[3] for line in undecided] == [1, 6, 6, 6], "a line a unit and reason"


def test_the_terminal_says_them(config: Config, night: Inspection) -> None:
    screen = StringIO()
    print_inspection(Screen(file=screen, width=300), night, config)
    assert SAID in screen.getvalue()


def test_the_operators_letter_says_them(config: Config, night: Inspection) -> None:
    assert SAID in letters(config)["watch"]


def test_the_console_says_them(config: Config, night: Inspection) -> None:
    visitor = Visitor(console_after(config))
    visitor.come_in("wang")
    assert SAID in visitor.get("/").text


def test_doctor_health_and_metrics_say_them(config: Config, night: Inspection) -> None:
    now = BEGAN + timedelta(hours=5)
    [nights] = [check for check in night_checks(config, now) if check.name == "nights"]
    assert SAID in nights.seen.zh
    found = health(config, now)
    assert COUNTS.as_json().items() <= health_object(found).items()
    scraped = metrics_text(found).decode()
    assert 'gongkai_units_by_extent{extent="wholly"} 30.0' in scraped
    assert 'gongkai_units_by_extent{extent="partly"} 3.0' in scraped
    assert 'gongkai_units_by_extent{extent="not_at_all"} 1.0' in scraped
    assert "gongkai_matters_undecided 19.0" in scraped


def test_the_machine_object_says_them(night: Inspection) -> None:
    told = json.loads(as_line(night.as_json()))
    assert COUNTS.as_json().items() <= told.items()
    assert len(told["not_judged"]) == 1 and len(told["partly_judged"]) == 3
