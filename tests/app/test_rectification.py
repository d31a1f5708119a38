"""The life of a finding from the letter to its end, over HTTP on loopback: the unit answers and asks,
the office decides, the next night verifies, escalates, and prints nothing that is held to be secret.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import httpx
import pytest
import tomlkit

from config.folder import Config, load
from demo.city import City
from monitor.rectification.stage import RepairStage, rectification
from monitor.report.write import paths_of, read_material
from store.desk.entries import DeskAction, entries_of, standing_of
from store.desk.users import Role
from store.findings import Change, FindingTurn, apply, findings_of
from store.ledger import open_ledger
from store.outbox import waiting
from store.records import Finding
from tests.app.nights import a_few_units, night_over
from tests.monitor.alerts.delivery import deliver
from tests.monitor.console.office import PASSWORD, add_person, console_after, free_port, serving

# Each stale for long: what stands above the next is held to be secret there, the last is repaired.
ABOVE, LATE, MENDED = "hongshanzui", "zanyang", "yibao"
RULE = "stale_channel"
PDF = b"%PDF-1.7\n..."


@dataclass
class Person:
    """A browser without a face that has come in."""

    url: str
    login: str
    cookies: httpx.Cookies = field(init=False)

    def __post_init__(self) -> None:
        self.cookies = httpx.Cookies()
        came = self.asks("POST", "/login", data={"login": self.login, "password": PASSWORD})
        assert came.status_code == 303, came.text
        self.cookies = came.cookies

    def asks(self, method: str, path: str, **form: Any) -> httpx.Response:
        origin = {"Origin": self.url}
        return httpx.request(
            method, self.url + path, cookies=self.cookies, headers=origin, timeout=60, **form
        )

    def says(self, found: Finding, what: str, value: str = "", **more: str) -> int:
        data = {"what": what, "value": value, **more}
        return self.asks("POST", f"/findings/{found.id}/say", data=data).status_code

    def answers(self, found: Finding, value: str, *files: tuple[str, bytes]) -> httpx.Response:
        sent = [("files", (name, body, "application/pdf")) for name, body in files]
        path = f"/findings/{found.id}/answer"
        nothing = [("files", ("", b"", "application/octet-stream"))]
        return self.asks("POST", path, data={"value": value}, files=sent or nothing)

    def reads(self, path: str) -> str:
        answer = self.asks("GET", path)
        assert answer.status_code == 200, path
        return answer.text


@dataclass(frozen=True)
class Told:
    city: City
    config: Config
    night: datetime


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """One night, of which everybody was told."""
    folder = tmp_path_factory.mktemp("rectification")
    with City("today", 1) as city:
        a_few_units(city, folder, (ABOVE, LATE, MENDED))
        path = folder / "office" / "units" / f"{LATE}.toml"
        written = tomlkit.parse(path.read_text("utf-8"))
        written["parent"] = ABOVE
        path.write_text(tomlkit.dumps(written), "utf-8")
        config = load(folder / "office")
        night = city.nights[0]
        night_over(city, config, night)
        with closing(open_ledger(config.data / "ledger.db")) as ledger:
            deliver(ledger)
        yield Told(city, config, night)


def stale(config: Config, unit: str) -> Finding:
    with closing(open_ledger(config.data / "ledger.db", readonly=True)) as ledger:
        return next(one for one in findings_of(ledger, unit) if one.rule == RULE)


def test_a_repair_from_the_letter_to_its_end(told: Told) -> None:
    config, console = told.config, console_after(told.config)
    late, mended, secret = (stale(config, unit) for unit in (LATE, MENDED, ABOVE))
    for login, its_unit in (("above", ABOVE), ("mended", MENDED)):
        add_person(console, login, Role.UNIT, (its_unit,))
    today = console.today

    with serving(console, free_port()) as url:
        office, above = Person(url, "wang"), Person(url, "above")
        unit = Person(url, "mended")

        # Whoever stands above sees what is below, and no one else's; a day that is over comes soon.
        assert f"/findings/{late.id}" in above.reads("/findings")
        assert unit.says(late, "acknowledged") == 404
        assert above.says(late, "acknowledged") == 303
        assert office.says(late, "deadline", today.isoformat()) == 303

        # The unit asks, answers and is sent back; what was decided once is not decided again.
        assert unit.says(mended, "person", "王科长") == 303
        until = (today + timedelta(days=20)).isoformat()
        assert unit.says(mended, "extension_asked", "招标未完成", day=until) == 303
        [asked] = said_of(console, mended).waiting
        grant = {"about": str(asked.id), "day": until}
        assert office.says(mended, "extension_granted", "", **grant) == 400, "without a reason"
        assert office.says(mended, "extension_granted", "同意", **grant) == 303
        assert office.says(mended, "extension_granted", "同意", **grant) == 409
        assert said_of(console, mended).deadline == today + timedelta(days=20)

        refused = unit.answers(mended, "见附件", ("整改.html", b"<script>"))
        assert refused.status_code == 400 and "类型不能接收" in refused.text
        assert said_of(console, mended).answered is None
        assert unit.answers(mended, "已更新").status_code == 303
        back = {"about": str(said_of(console, mended).waiting[0].id), "back": "/waiting"}
        assert "已更新" in office.reads("/waiting")
        assert office.says(mended, "sent_back", "未附网址", **back) == 303
        assert "未附网址" in unit.reads(f"/findings/{mended.id}")
        assert unit.answers(mended, "网址见附件", ("整改报告.pdf", PDF)).status_code == 303
        about = str(said_of(console, mended).waiting[0].id)
        assert office.says(mended, "accepted", "属实", about=about) == 303
        assert stage(console, mended) is RepairStage.ACCEPTED, "a word closes nothing"
        assert stale(config, MENDED).state == "open"

        # What the office holds to be secret leaves the lists and the last night's circular at once.
        assert above.says(secret, "secrecy_claimed", "定密文号〔2026〕1号") == 303
        about = str(said_of(console, secret).waiting[0].id)
        far = (today + timedelta(days=90)).isoformat()
        assert office.says(secret, "secrecy_accepted", "同意", about=about) == 400, "until when?"
        assert office.says(secret, "secrecy_accepted", "同意", about=about, day=far) == 303
        assert f"/findings/{secret.id}" not in office.reads("/findings")
        assert f"/findings/{secret.id}" in office.reads("/findings?show=under_secrecy")
        assert_only_counted(config, secret)
        assert office.reads("/waiting").count("<section") == 0

    told.city.repair(MENDED)
    night = night_over(told.city, config, told.night + timedelta(days=2))
    assert_only_counted(config, secret)

    console = console_after(config, people=False)
    assert stage(console, mended) is RepairStage.VERIFIED
    assert stale(config, MENDED).closed == night.run.day
    [escalated] = [e for e in entries_of(console.desk, late.id) if e.what is DeskAction.ESCALATED]
    assert (escalated.day, escalated.by_login) == (today, "")
    with closing(open_ledger(config.data / "ledger.db", readonly=True)) as ledger:
        letters = [one for one in waiting(ledger) if "逾期未整改，已上报1项" in one.body]
    assert {one.person for one in letters} >= responsible(config, ABOVE) | responsible(config, LATE)
    assert not any(f"编号{secret.id}）" in one.body for one in letters)

    with serving(console, free_port()) as url:
        page = Person(url, "mended").reads(f"/findings/{mended.id}")
        assert "经检查核实，整改完成" in page and "前后对照" in page
        assert "逾期未整改，已上报" in Person(url, "above").reads(f"/findings/{late.id}")
        assert Person(url, "mended").asks("GET", f"/findings/{late.id}").status_code == 404
        file = Person(url, "mended").asks("GET", "/answers/1")
        assert file.content == PDF

    # The fault comes again: a new life, with what was said of the earlier one below it.
    come_again(config, mended, night.run.day)
    with serving(console, free_port()) as url:
        page = Person(url, "mended").reads(f"/findings/{mended.id}")
        assert "未告知，期限未起算" in page and "网址见附件" in page and "（上一次出现时）" in page
    assert stage(console, mended) is RepairStage.UNTOLD


def come_again(config: Config, found: Finding, day: date) -> None:
    with closing(open_ledger(config.data / "ledger.db")) as ledger:
        run = ledger.latest_run()
        assert run is not None
        back = replace(found, state="open", reopened=1, opened=day, closed=None)
        apply(ledger, [Change(FindingTurn.REOPENED, back, run.id, day)])


def said_of(console, found: Finding):  # type: ignore[no-untyped-def]
    return standing_of(entries_of(console.desk, found.id), found.reopened)


def stage(console, found: Finding) -> RepairStage:  # type: ignore[no-untyped-def]
    config = console.config()
    now = stale(config, found.unit)
    return rectification(now, said_of(console, now), (), console.today, config.office.zone).stage


def responsible(config: Config, unit: str) -> set[str]:
    return set(next(one for one in config.units if one.id == unit).responsible)


def assert_only_counted(config: Config, secret: Finding) -> None:
    """Neither circular nor problem ledger speaks of it; that there is one is said."""
    material = read_material(config.data)
    assert secret.id in material.under_secrecy
    assert secret.id not in {problem.id for problem in material.listed}
    circular = paths_of(config.data, material.as_of).circular_html.read_text("utf-8")
    assert "另有1项经认定涉密" in circular and secret.sentence_zh not in circular
