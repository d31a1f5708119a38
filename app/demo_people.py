"""What the people of the demo city do between its nights, as the scenario has it: the messages go
out, a unit publishes, and what is said of a finding is said as the console's pages say it.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO

import xlsxwriter

from app.demo_clock import clock_of
from app.service.alerting import send_alerts
from app.service.serving import console_of
from config.folder import Config
from demo.city import City
from demo.loopback import Loopback
from demo.scenarios.people import DemoPerson, PersonsWord, Published
from monitor.console.passwords import hashed
from monitor.console.speaking import speak
from monitor.rectification.saying import named
from store.clock import Clock
from store.desk.desk import open_desk
from store.desk.entries import DECISIONS, DeskAction, Standing, entries_of, standing_of
from store.desk.users import Role, add_user, set_password, user_and_hash, users
from store.findings import findings_of
from store.records import Finding

MESSAGES_AFTER = timedelta(hours=5)  # a night: by seven in the morning


def let_in(persons: Iterable[DemoPerson], config: Config, now: datetime) -> None:
    """They may come in to the console as soon as they are given a password."""
    nobody_knows = hashed(secrets.token_urlsafe())
    for person in persons:
        add_user(
            open_desk(config.data),
            login=person.login,
            name=person.name,
            role=Role(person.role),
            person="",
            units=person.units,
            password_hash=nobody_knows,
            now=now,
        )


def common_password(config: Config) -> str:
    """A new one, of everybody who may come in; "" where there is nobody."""
    desk = open_desk(config.data)
    logins = [user.login for user in users(desk)]
    password = secrets.token_urlsafe(9) if logins else ""
    known = hashed(password)
    for login in logins:
        set_password(desk, login, known, clock_of(config).now())
    return password


def spend_days(city: Loopback, config: Config, night: datetime, until: datetime) -> None:
    """From the morning after `night` to `until`; nothing where the city has no people."""
    if not isinstance(city, City) or not city.persons:
        return
    send_alerts(config, night + MESSAGES_AFTER)
    for act in city.scenario.people.between(night, until):
        if isinstance(act, Published):
            city.publish(act.unit, act.channel, act.at)
        else:
            _say(city, config, act)


def _say(city: City, config: Config, said: PersonsWord) -> None:
    """Raises LookupError where the scenario speaks of a finding that is none, and as `speak`."""
    console = console_of(config, Clock.set_to(said.at))
    known = user_and_hash(console.desk, said.who)
    if known is None:
        raise LookupError(said.who)
    with console.ledger() as ledger:
        found = _found(city, findings_of(ledger, said.unit), said)
    standing = standing_of(entries_of(console.desk, found.id), found.reopened)
    what = named(said.what)
    form = {
        "value": said.value,
        "day": said.day.isoformat() if said.day else "",
        "about": _decided(what, standing),
    }
    files = [(said.file, _sheet(said))] if said.file else []
    speak(console, known[0], found, what, form, files)


def _found(city: City, findings: list[Finding], said: PersonsWord) -> Finding:
    subject = f"channel:{city.channel_url(said.unit, said.channel)}" if said.channel else ""
    meant = [one for one in findings if one.rule == said.rule and subject in ("", one.subject)]
    if len(meant) != 1:
        raise LookupError(f"{said}: {len(meant)} findings")
    return meant[0]


def _decided(what: DeskAction, standing: Standing) -> str:
    """The number of the word that waits for this decision, as the page's form bears it."""
    asked = DECISIONS.get(what)
    return next((str(word.id) for word in standing.waiting if word.what is asked), "")


def _sheet(said: PersonsWord) -> bytes:
    """What a unit attaches: its answer as a sheet."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("整改情况")
    sheet.write_row(0, 0, ["答复日期", "整改情况"])
    sheet.write_row(1, 0, [f"{said.at:%Y-%m-%d}", said.value])
    book.close()
    return file.getvalue()
