"""A unit's login gets nothing of another unit, at no address there is; what is its own it gets."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Message

from app.service.serving import mounted
from config.folder import Config
from monitor.console.access import OPEN_PATHS, OPEN_TO_UNITS
from monitor.console.app import build
from monitor.console.context import Console
from monitor.rectification.saying import MOST_OF_A_KIND
from store.desk.answer_files import NewFile, files_of
from store.desk.entries import DeskAction, DeskEntry, add_entry
from store.desk.users import Role
from store.findings import all_findings
from store.ledger import open_ledger
from tests.monitor.console.conftest import Visitor
from tests.monitor.console.office import add_person

OWN, OTHER = "jiaotong", "hongshanzui"


@dataclass(frozen=True)
class Rows:
    """What of a unit can be named in an address: by the name of the route's parameter."""

    findings: list[str]
    pages: list[str]
    captures: list[str]
    files: list[str]
    units: list[str]

    def of(self, parameter: str) -> list[str]:
        named = {"finding": self.findings, "page": self.pages, "capture": self.captures}
        of_province = {"county": ["laozhen"], "paper": ["circular"]}
        return {**named, **of_province, "file": self.files, "unit": self.units}[parameter][:4]


@pytest.fixture(scope="module")
def rows(config: Config, console: Console) -> dict[str, Rows]:
    ledger = open_ledger(config.data / "ledger.db", readonly=True)
    found: dict[str, Rows] = {}
    for unit in (OWN, OTHER):
        pages = [
            str(number)
            for (number,) in ledger.db.conn.execute("SELECT id FROM page WHERE unit = ?", (unit,))
        ]
        captures = [
            str(number)
            for (number,) in ledger.db.conn.execute(
                "SELECT capture.id FROM capture JOIN page ON page.id = page WHERE unit = ? ORDER BY capture.id DESC",
                (unit,),
            )
        ]
        findings = [one for one in all_findings(ledger) if one.unit == unit]
        at = datetime(2026, 11, 30, tzinfo=UTC)
        word = DeskEntry(findings[0].id, 0, DeskAction.ANSWERED, "已整改", "x", "某人", at)
        add_entry(console.desk, word, [NewFile("整改.pdf", "pdf", f"%PDF-{unit}".encode())])
        files = [str(file.id) for file in files_of(console.desk, [findings[0].id])]
        numbers = [str(one.id) for one in findings]
        found[unit] = Rows(numbers, pages, captures, files, [unit])
    ledger.close()
    return found


@pytest.fixture
def unit_login(console: Console) -> Visitor:
    add_person(console, "jtj", Role.UNIT, (OWN,))
    visitor = Visitor(console)
    assert visitor.come_in("jtj").status_code == 303
    return visitor


@pytest.fixture
def words_of_others(config: Config) -> list[str]:
    return [
        word
        for unit in config.units
        if unit.id != OWN
        for word in (unit.label, unit.name, *(site.url for site in unit.sites))
    ]


def routes(console: Console) -> list[BaseRoute]:
    found = build(console, mounted(console.config())).routes
    assert len(found) > 25
    return list(found)


def addresses(route: Route, rows: Rows) -> Iterator[str]:
    """The route's addresses with rows of one unit filled in."""
    [*parameters] = re.findall(r"{(\w+)(?::int)?}", route.path)
    if not parameters:
        yield route.path
        return
    [parameter] = parameters
    named = {"rule": ["stale_channel"], "run": ["2026-11-20"], "form": ["csv", "xlsx"]}
    named |= {"kind": ["department"], "paper": ["circular.docx", "problems.xlsx"]}
    filled = named.get(parameter)
    for value in rows.of(parameter) if filled is None else filled:
        yield re.sub(r"{\w+(?::int)?}", value, route.path)


def test_no_address_gives_a_unit_anything_of_another(
    console: Console,
    unit_login: Visitor,
    rows: dict[str, Rows],
    words_of_others: list[str],
) -> None:
    """Every route there is, asked for with what is another's."""
    asked = 0
    for route in routes(console):
        if not isinstance(route, Route):
            continue
        of_nobody = ("/rules", "/runs", "/findings/export")
        is_named = "{" in route.path and not route.path.startswith(of_nobody)
        for path in addresses(route, rows[OTHER]):
            for method in sorted((route.methods or set()) - {"HEAD"}):
                if path in OPEN_PATHS or path == "/logout":
                    continue
                form = {"what": "acknowledged", "value": "甲", "old": "x"}
                answer = unit_login.say(path, **form) if method == "POST" else unit_login.get(path)
                asked += 1
                if is_named or route.path not in OPEN_TO_UNITS:
                    assert answer.status_code in (400, 403, 404, 405), (method, path)
                for word in words_of_others:
                    assert word not in answer.text, (method, path, word)
    assert asked > 30


def test_what_is_mounted_and_what_is_not_named_is_refused(
    console: Console, unit_login: Visitor
) -> None:
    mounts = [route.path for route in routes(console) if isinstance(route, Mount)]
    for path in (*mounts, "/search", "/runs", "/remarks", "/waiting", "/wording", "/accounts"):
        if path != "/static":
            assert unit_login.get(path).status_code == 403, path
            assert unit_login.get(f"{path}/").status_code in (307, 403, 404), path
    for path in ("/data/ledger.json", "/data/ledger/finding.csv", "/data/-/databases.json"):
        assert unit_login.get(path).status_code == 403, path


@pytest.mark.parametrize(
    "path",
    [
        f"/findings?unit={OTHER}",
        *(f"/findings?show={show}&unit={OTHER}" for show in ("repaired", "withdrawn", "waiting")),
        "/findings?show=repaired",
        "/findings?rule=stale_channel",
        f"/search?q=的&unit={OTHER}",
        f"/units/{OWN}?tables=all",
        "/",
    ],
)
def test_no_question_behind_an_address_does(
    unit_login: Visitor, words_of_others: list[str], path: str
) -> None:
    answer = unit_login.get(path)
    for word in words_of_others:
        assert word not in answer.text, word


def test_what_is_its_own_a_unit_gets(unit_login: Visitor, rows: dict[str, Rows]) -> None:
    own = rows[OWN]
    paths = [f"/findings/{own.findings[0]}", f"/pages/{own.pages[0]}", f"/units/{OWN}"]
    paths += [f"/captures/{own.captures[0]}", "/", "/findings", "/account", "/rules/stale_channel"]
    for path in paths:
        assert unit_login.get(path).status_code == 200, path
    links = {
        link
        for path in paths
        for link in re.findall(r'href="(/[^"#?]*)', unit_login.get(path).text)
        if not link.startswith("/static")
    }
    refused = {link for link in links if unit_login.get(link).status_code in (403, 404)}
    assert refused == set(), "no link leads to what is not shown"


def test_what_came_with_an_answer_is_saved_and_never_shown(
    console: Console, unit_login: Visitor, office: Visitor, rows: dict[str, Rows]
) -> None:
    own = f"/answers/{rows[OWN].files[0]}"
    for visitor in (unit_login, office):
        answer = visitor.get(own)
        assert answer.content == f"%PDF-{OWN}".encode()
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-security-policy"].startswith("sandbox")
    assert unit_login.get(f"/answers/{rows[OTHER].files[0]}").status_code == 404
    analyst = Visitor(console)
    analyst.come_in("li")
    assert analyst.get(own).status_code == 403


def test_a_unit_may_say_what_is_a_unit_s_to_say(
    console: Console, unit_login: Visitor, rows: dict[str, Rows]
) -> None:
    path = f"/findings/{rows[OWN].findings[1]}/say"
    for what in ("deadline", "note", "withdrawn", "accepted", "sent_back", "extension_granted",
                 "extension_refused", "secrecy_accepted", "secrecy_refused"):  # fmt: skip
        refused = unit_login.say(path, what=what, value="2026-12-31", day="2026-12-31")
        assert refused.status_code == 403, what
    assert unit_login.say(path, what="escalated", value="x").status_code == 400
    assert unit_login.say(path, what="acknowledged").status_code == 303


def test_a_login_of_no_unit_sees_none(console: Console, words_of_others: list[str]) -> None:
    add_person(console, "nobody", Role.UNIT, ())
    visitor = Visitor(console)
    visitor.come_in("nobody")
    assert visitor.get(f"/units/{OWN}").status_code == 404
    text = visitor.get("/findings").text + visitor.get("/").text
    assert "交通" not in text and not any(word in text for word in words_of_others)


def test_notes_are_not_the_unit_s_to_read(
    unit_login: Visitor, office: Visitor, rows: dict[str, Rows]
) -> None:
    path = f"/findings/{rows[OWN].findings[0]}"
    office.say(f"{path}/say", what="note", value="内部意见甲乙丙")
    assert "内部意见甲乙丙" in office.get(path).text
    assert "内部意见甲乙丙" not in unit_login.get(path).text


def test_what_nobody_can_see_is_no_answer(unit_login: Visitor, rows: dict[str, Rows]) -> None:
    path = f"/findings/{rows[OWN].findings[1]}"
    for nothing in ("\x00", "\u200b\u200b", "\u202e", " \x1b\u2060\ufeff "):
        assert unit_login.say(f"{path}/answer", value=nothing).status_code == 400, ascii(nothing)
        claim = unit_login.say(f"{path}/say", what="secrecy_claimed", value=nothing)
        assert claim.status_code == 400, ascii(nothing)


@pytest.mark.parametrize("charset, sent", [("utf-7", b"a+2AA-"), ("unicode_escape", rb"a\ud800")])
def test_half_a_character_breaks_nothing(
    unit_login: Visitor,
    stranger: Visitor,
    rows: dict[str, Rows],
    charset: str,
    sent: bytes,
) -> None:
    """A form says itself which charset it is in, and some make what UTF-8 cannot write."""
    fields = ("value", "login", "password", "old", "new", "again", "next")
    parts = [
        b'--Q\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), sent)
        for name in fields
    ]
    headers = {
        "Origin": "http://console.test",
        "Content-Type": f"multipart/form-data; boundary=Q; charset={charset}",
    }
    body = b"".join(parts) + b"--Q--\r\n"
    answered = f"/findings/{rows[OWN].findings[1]}/answer"
    for visitor, path in (
        (unit_login, answered),
        (unit_login, "/account/password"),
        (stranger, "/login"),
        (stranger, "/language"),
    ):
        assert visitor.post(path, content=body, headers=headers).status_code == 400, path


@pytest.mark.parametrize("what", ["acknowledged", "person", "extension_asked", "secrecy_claimed"])
def test_a_unit_does_not_fill_what_the_office_reads(
    console: Console, unit_login: Visitor, office: Visitor, rows: dict[str, Rows], what: str
) -> None:
    number = rows[OWN].findings[1]
    form = {"what": what, "value": "甲", "day": console.today.isoformat()}
    said = [
        unit_login.say(f"/findings/{number}/say", **form).status_code
        for _ in range(MOST_OF_A_KIND + 1)
    ]
    assert said[-1] == 400
    assert said[0] == 303
    if what in ("acknowledged", "person"):
        many = {f"f{number}": "on", "what": what, "person": "甲"}
        assert unit_login.say("/findings/many", **many).status_code in (400, 403)
        assert office.say(f"/findings/{number}/say", **form).status_code == 303


def test_who_hangs_up_is_no_bug_of_ours(console: Console) -> None:
    """A form whose sender went before it was whole: no exception reaches the server's log."""
    headers = {
        "host": "console.test",
        "origin": "http://console.test",
        "content-type": "application/x-www-form-urlencoded",
        "content-length": "100",
    }
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/login",
        "raw_path": b"/login",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("console.test", 80),
    }
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        told.append(message)

    asyncio.run(build(console)(scope, receive, send))
    assert told[0]["status"] == 400
