"""The office of the walk: its nights, its letters, its console as a process, its people's browsers."""

import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from app.demo_clock import MARK
from app.nightly import NightResult
from app.service.alerting import send_alerts
from app.service.serving import console_of
from config.folder import Config, load
from monitor.report.material import Material
from monitor.report.write import read_material
from store.clock import Clock
from store.desk.desk import open_desk
from store.desk.entries import DeskEntry, entries_of
from store.desk.users import Role
from store.findings import all_findings
from store.ledger import open_ledger
from store.records import Finding
from tests.app.nights import night_over
from tests.monitor.alerts.mailbox import Mailbox, mailbox
from tests.monitor.console.office import add_person
from tests.reliability.offices import gongkai
from tests.waiting import waited
from tests.walks.sites import UNITS, Walked

MORNING = timedelta(hours=6)
PEOPLE = {
    "fenguan": "leader", "zhanzhang": "leader", "shuili": "leader", "zhuren": "leader",
    "zhujian_unit": "unit", "jiaotong_unit": "unit", "yunwei": "operator",
}  # fmt: skip
LOGINS = {
    "wang": (Role.OFFICE, ()),
    "fenguan": (Role.LEADER, ("zhujian",)),
    "li": (Role.ANALYST, ()),
    "zhujian": (Role.UNIT, ("zhujian",)),
    "jiaotong": (Role.UNIT, ("jiaotong",)),
}


@dataclass
class WalkedOffice:
    config: Config
    city: Walked
    box: Mailbox
    port: int
    night: datetime = field(init=False)

    def spend(self, night: datetime) -> NightResult:
        self.night = night
        return night_over(self.city, self.config, night)

    def send(self) -> dict[str, str]:
        """The morning's letters, by person."""
        before = len(self.box.letters)
        send_alerts(self.config, self.night + MORNING)
        told: dict[str, str] = {}
        for letter, people in list(zip(self.box.letters, self.box.recipients, strict=True))[
            before:
        ]:
            part = letter.get_body(("plain",))
            assert part is not None
            for person in people:
                name = person.split("@")[0]
                said = f"{letter['subject']}\n{part.get_content()}"
                told[name] = told.get(name, "") + said
        return told

    @contextmanager
    def serving(self) -> Iterator[str]:
        """`gongkai serve` on the morning after the last night, as a process of its own."""
        process = gongkai("serve", self.config.folder, "--port", str(self.port))
        try:
            waited(lambda: is_open(self.port))
            yield f"http://127.0.0.1:{self.port}"
        finally:
            process.terminate()
            try:
                process.communicate(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()

    def found(self, unit: str, folder: str) -> Finding:
        with closing(open_ledger(self.config.data / "ledger.db", readonly=True)) as ledger:
            return next(
                one for one in all_findings(ledger) if one.unit == unit and folder in one.subject
            )

    def findings(self) -> list[Finding]:
        with closing(open_ledger(self.config.data / "ledger.db", readonly=True)) as ledger:
            return all_findings(ledger)

    def said(self, finding: Finding) -> list[DeskEntry]:
        return entries_of(open_desk(self.config.data), finding.id)

    @property
    def material(self) -> Material:
        return read_material(self.config.data)

    def printed(self) -> str:
        """The last night's circular as people read it."""
        folder = self.config.data / "reports" / self.material.as_of.isoformat()
        html = (folder / "circular.html").read_text("utf-8")
        return re.sub(r"<[^>]+>", "", html)


@contextmanager
def walked_office(folder: Path) -> Iterator[WalkedOffice]:
    sites = {unit: walked.site for unit, walked in UNITS.items()}
    with mailbox() as box, Walked(sites) as city, closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        people = [
            {"id": person, "name": person, "role": role, "channels": [box.url(person)]}
            for person, role in PEOPLE.items()
        ]
        city.config_folder(
            folder / "office",
            people=people,
            alerts={"escalate_to": ["zhuren"]},
            console={"url": f"http://127.0.0.1:{port}"},
        )
        for unit, walked in UNITS.items():
            path = folder / "office" / "units" / f"{unit}.toml"
            path.write_text(walked.toml(unit, city.port), "utf-8")
        config = load(folder / "office")
        config.data.mkdir(parents=True, exist_ok=True)
        (config.data / MARK).touch()  # its console's clock is that of its last night
        yield WalkedOffice(config, city, box, port)


def let_people_in(office: WalkedOffice) -> None:
    console = console_of(office.config, Clock.set_to(office.night + MORNING))
    for login, (role, units) in LOGINS.items():
        add_person(console, login, role, units)


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def addresses_in(html: str) -> set[str]:
    """The paths that a page of the console leads to."""
    found = re.findall(r'(?:href|src|action)="(/[^"]*)"', html)
    return {urlsplit(one.replace("&amp;", "&"))._replace(fragment="").geturl() for one in found}
