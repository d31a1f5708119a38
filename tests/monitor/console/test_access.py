"""Who comes in, and what nobody can do from outside (docs/faults.md C7)."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.routing import Mount, Route

from config.folder import Config
from monitor.console.access import OPEN_FOLDER, OPEN_PATHS
from monitor.console.addresses import inside, is_same_origin, web_address
from monitor.console.app import build
from monitor.console.context import Console
from monitor.console.passwords import hashed, is_right, weakness
from monitor.console.request_guard import SESSION
from store.desk.users import Role, begin_session, set_password, user_and_hash
from tests.monitor.console.conftest import Visitor
from tests.monitor.console.office import PASSWORD, add_person

CLOSED = (
    "/",
    "/findings",
    "/findings/1",
    "/units/jiaotong",
    "/pages/1",
    "/captures/1",
    "/search?q=环保",
    "/runs",
    "/account",
    "/data/",
    "/nothing",
)


def addresses(console: Console) -> list[tuple[str, str]]:
    """(method, address) of every route there is, numbers and names filled in."""
    found = []
    for route in build(console, {"/data": build(console)}).routes:
        if isinstance(route, Route):
            path = re.sub(r"{\w+:int}", "1", route.path)
            path = path.replace("{unit}", "jiaotong").replace("{run}", "2026-11-20")
            found += [(method, path) for method in sorted(route.methods or ())]
        elif isinstance(route, Mount):
            found += [("GET", f"{route.path}/"), ("POST", f"{route.path}/")]
    return found


def test_c7_no_route_gives_anything_without_a_login(console: Console, stranger: Visitor) -> None:
    asked = addresses(console)
    assert len(asked) > 25
    for method, path in asked:
        if path in OPEN_PATHS or path.startswith(OPEN_FOLDER):
            continue
        answer = stranger.request(method, path)
        assert answer.status_code in (303, 401, 403), (method, path)
        assert "交通" not in answer.text, (
            method,
            path,
        )  # the city alone is no secret: the login page names it
        if answer.status_code == 303:
            assert answer.headers["location"].startswith("/login")


@pytest.mark.parametrize(
    "path",
    [
        "//",
        "/%2e%2e/findings",
        "/static/../findings",
        "/STATIC/x",
        "/login/../runs",
        "/health/x",
        "/login/",
        "/;/runs",
    ],
)
def test_c7_odd_spellings_open_nothing(stranger: Visitor, path: str) -> None:
    answer = stranger.get(path)
    assert "交通" not in answer.text and answer.status_code in (303, 307, 404)


ORIGINS: tuple[dict[str, str], ...] = (
    {},
    {"Origin": "http://elsewhere.test"},
    {"Origin": "null"},
    {"Origin": "http://console.test.elsewhere.test"},
    {"Origin": "http://console.test:8080"},
    {"Origin": "file://"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://console.test", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://elsewhere.test", "Sec-Fetch-Site": "same-origin"},
    {"Referer": "http://console.test/"},
)


@pytest.mark.parametrize("headers", ORIGINS)
def test_c7_every_change_without_the_right_origin_is_refused(
    console: Console, office: Visitor, headers: dict[str, str]
) -> None:
    for method, path in addresses(console):
        if method not in ("GET", "HEAD"):
            answer = office.request(
                method, path, data={"what": "acknowledged", "to": "en"}, headers=headers
            )
            assert answer.status_code == 403, (method, path)
    assert office.get("/").status_code == 200  # still in: not even the logout was heard


def test_a_page_asked_for_is_come_back_to(stranger: Visitor) -> None:
    sent = stranger.get("/search?q=环保").headers["location"]
    form = stranger.get(sent).text
    target = re.findall(r'name="next" value="([^"]+)"', form)[
        -1
    ]  # the first belongs to the switch of language
    came = stranger.say(
        "/login", login="wang", password=PASSWORD, next=target.replace("&amp;", "&")
    )
    assert came.headers["location"] == "/search?q=%E7%8E%AF%E4%BF%9D"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.test",
        "/\\evil.test",
        "https://evil.test",
        "javascript:alert(1)",
        "\\\\evil.test",
        "/\t/evil.test",
        "",
        "evil",
    ],
)
def test_no_login_leads_elsewhere(stranger: Visitor, target: str) -> None:
    assert inside(target) == "/"
    assert (
        stranger.say("/login", login="wang", password=PASSWORD, next=target).headers["location"]
        == "/"
    )


def test_a_cookie_is_for_this_console_alone(stranger: Visitor) -> None:
    cookie = stranger.come_in("wang").headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie
    stranger.base_url = "https://console.test"
    answer = stranger.post(
        "/login",
        data={"login": "wang", "password": PASSWORD},
        headers={"Origin": "https://console.test"},
    )
    assert "Secure" in answer.headers["set-cookie"]


def test_a_session_ends(console: Console, stranger: Visitor) -> None:
    known = user_and_hash(console.desk, "wang")
    assert known is not None
    begin_session(
        console.desk,
        known[0],
        "of-yesterday",
        now=console.clock.now() - timedelta(hours=13),
        lasts=timedelta(hours=12),
    )
    stranger.cookies.set(SESSION, "of-yesterday")
    assert stranger.get("/").status_code == 303
    stranger.cookies.set(SESSION, "guessed")
    assert stranger.get("/").status_code == 303


def test_a_new_password_ends_every_session(console: Console) -> None:
    add_person(console, "sun", Role.OFFICE)
    here, there = Visitor(console), Visitor(console)
    here.come_in("sun")
    there.come_in("sun")
    assert (
        here.say(
            "/account/password", old="wrong-wrong", new="Xin-Mima-2026", again="Xin-Mima-2026"
        ).status_code
        == 400
    )
    assert (
        here.say("/account/password", old=PASSWORD, new="short", again="short").status_code == 400
    )
    assert (
        here.say(
            "/account/password", old=PASSWORD, new="Xin-Mima-2026", again="Xin-Mima-2026"
        ).status_code
        == 303
    )
    assert here.get("/").status_code == there.get("/").status_code == 303
    assert there.come_in("sun").status_code == 401
    assert there.come_in("sun", "Xin-Mima-2026").status_code == 303
    set_password(
        console.desk, "sun", hashed("Zhi-Ling-2026"), console.clock.now()
    )  # as `gongkai user password` does
    assert there.get("/").status_code == 303


def test_logging_out_ends_this_session(office: Visitor) -> None:
    assert office.say("/logout").status_code == 303
    assert office.get("/").status_code == 303


def test_guessing_is_stopped_and_tells_nothing(console: Console) -> None:
    add_person(console, "qian", Role.ANALYST)
    visitor = Visitor(console)
    answers = [visitor.come_in("qian", f"guess-number-{n}") for n in range(5)]
    unknown = Visitor(console).come_in("nobody-of-that-name", "guess-number-1")
    assert {answer.status_code for answer in [*answers, unknown]} == {401}
    assert answers[0].text.replace("qian", "") == unknown.text.replace("nobody-of-that-name", "")
    stopped = visitor.come_in("qian")  # the right password is not even looked at
    assert stopped.status_code == 429 and int(stopped.headers["retry-after"]) > 0
    assert visitor.come_in("wang").status_code == 303  # others are not locked out with them


def test_a_leader_of_two_units_sees_two(console: Console) -> None:
    visitor = Visitor(console)
    visitor.come_in("zhao")
    first = visitor.get("/").text
    assert "您负责的2个单位" in first and "交通局" in first and "洪山嘴镇" not in first
    assert visitor.get("/units/jiaotong").status_code == 200
    assert visitor.get("/units/hongshanzui").status_code == 404
    assert "洪山嘴镇" not in visitor.get("/findings").text
    assert "洪山嘴镇" not in visitor.get("/search?q=洪山嘴").text
    others = [
        n
        for n in range(1, 60)
        if "洪山嘴镇" in visitor.get(f"/findings/{n}").text + visitor.get(f"/pages/{n}").text
    ]
    assert others == []


def test_the_units_below_stand_on_their_superiors_page_and_its_leader_sees_them(
    console: Console,
) -> None:
    """洪山嘴镇 below 交通局: another leader, who sees 交通局, sees what is open there."""
    before = console.config()
    units = tuple(
        unit.model_copy(update={"parent": "jiaotong"}) if unit.id == "hongshanzui" else unit
        for unit in before.units
    )
    visitor = Visitor(replace(console, config=lambda: replace(before, units=units)))
    visitor.come_in("zhao")
    page = visitor.get("/units/jiaotong").text
    below = page[page.index('id="h-below"') : page.index('id="h-sites"')]
    assert "下属单位及其现有问题" in below and '<a href="/units/hongshanzui">洪山嘴镇</a>' in below
    assert re.search(r'<a href="/findings/\d+">洪山嘴镇', below)
    assert visitor.get("/units/hongshanzui").status_code == 200
    assert 'id="h-below"' not in visitor.get("/units/caizheng").text


def test_each_role_does_its_own(console: Console, number: int) -> None:
    """A deadline is the office's alone: a later one keeps a finding from being late."""
    seen, day = {}, (console.today + timedelta(days=12)).isoformat()
    for login in ("zhang", "li", "wang"):
        visitor = Visitor(console)
        visitor.come_in(login)
        seen[login] = (
            visitor.get("/data/").status_code,
            visitor.say(f"/findings/{number}/say", what="acknowledged").status_code,
            visitor.say(f"/findings/{number}/say", what="deadline", value=day).status_code,
            visitor.say(f"/findings/{number}/say", what="note", value=f"{login}看过").status_code,
        )
    assert seen == {
        "zhang": (403, 303, 403, 303),
        "li": (200, 403, 403, 303),
        "wang": (200, 303, 303, 303),
    }


def test_every_answer_has_its_headers(office: Visitor, stranger: Visitor) -> None:
    for answer in (
        office.get("/"),
        stranger.get("/login"),
        stranger.get("/"),
        office.get("/nothing"),
        stranger.post("/login"),
    ):
        policy = answer.headers["content-security-policy"]
        assert (
            policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
            and "unsafe" not in policy
        )
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"


def test_no_template_holds_a_script_or_a_style_of_its_own(office: Visitor, number: int) -> None:
    for path in (
        "/",
        "/findings",
        f"/findings/{number}",
        "/units/jiaotong",
        "/runs",
        "/search?q=环保",
        "/captures/1",
        "/pages/1",
        "/account",
    ):
        text = office.get(path).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src=\"/static/)", text), path
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//(?![^\"]*\.example)", text), path


def test_every_refusal_wears_the_console_s_face(
    office: Visitor, console: Console, number: int
) -> None:
    leader = Visitor(console)
    leader.come_in("zhang")
    closed = leader.get("/data/")
    assert closed.status_code == 403 and "您的角色无权查看此页" in closed.text
    elsewhere = office.post("/logout", headers={"Origin": "http://elsewhere.test"})
    assert elsewhere.status_code == 403 and "不是由本控制台页面发起" in elsewhere.text
    too_long = office.say(f"/findings/{number}/say", what="note", value="长" * 40_000)
    for answer in (
        closed,
        elsewhere,
        too_long,
        office.get("/nothing"),
        Visitor(console).say("/account/password", old="x"),
    ):
        assert '<header class="top">' in answer.text and 'href="/"' in answer.text, (
            answer.status_code
        )
    assert too_long.status_code == 413


@pytest.mark.parametrize("method", ["DELETE", "OPTIONS", "TRACE", "PUT", "PATCH", "PROPFIND"])
@pytest.mark.parametrize("body", [None, b"x" * 100_000])
def test_a_method_that_no_page_has_is_refused_as_such(
    office: Visitor, console: Console, method: str, body: bytes | None
) -> None:
    for visitor in (office, Visitor(console)):
        for path in ("/", "/login", "/findings", "/data/", "/nothing"):
            answer = visitor.request(method, path, content=body)
            assert answer.status_code == 405, (path, answer.status_code)
            assert answer.headers["allow"] == "GET, HEAD, POST"
            assert '<header class="top">' in answer.text


def test_a_page_asked_for_as_a_form_tells_how_it_is_asked_for(office: Visitor) -> None:
    answer = office.say("/findings")
    allowed = set(answer.headers["allow"].split(", "))
    assert (answer.status_code, allowed) == (405, {"GET", "HEAD"})


def test_a_bug_of_ours_is_said_calmly_and_tells_nothing(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("insides")

    monkeypatch.setattr("monitor.console.views.runs.nights", broken)
    visitor = Visitor(console, shows_bugs=False)
    visitor.come_in("zhang")
    answer = visitor.get("/runs")
    assert (
        answer.status_code == 500
        and "控制台出错" in answer.text
        and '<header class="top">' in answer.text
    )
    assert "insides" not in answer.text and answer.headers["content-security-policy"].startswith(
        "default-src 'none'"
    )


def test_where_files_lie_is_the_office_s_matter(config: Config, console: Console) -> None:
    """A ledger that is lost while its archive is there is no first day; the path is told to those
    who can mend it.
    """
    lost = Console(
        lambda: replace(config, data=config.data / "gone"),
        console.desk,
        console.reader,
        console.accounts,
        console.clock,
    )
    (config.data / "gone").mkdir(exist_ok=True)
    (config.data / "gone" / "archive.db").write_bytes(b"")
    for login, is_told in (("wang", True), ("zhang", False)):
        visitor = Visitor(lost)
        visitor.come_in(login)
        answer = visitor.get("/")
        assert (
            answer.status_code == 503
            and "数据暂时无法读取" in answer.text
            and ("ledger.db" in answer.text) is is_told
        )


def test_health_is_open_and_says_no_more(stranger: Visitor, empty_console: Console) -> None:
    answer = stranger.get("/health")
    assert (
        answer.status_code == 200
        and set(answer.json()) == {"ok", "last_night_hours"}
        and answer.json()["ok"]
    )
    first_day = Visitor(empty_console).get("/health")
    assert first_day.status_code == 503 and first_day.json() == {
        "ok": False,
        "last_night_hours": None,
    }


def test_the_first_day_says_what_to_do(empty_console: Console) -> None:
    visitor = Visitor(empty_console)
    assert "gongkai user add" in visitor.get("/login").text
    add_person(empty_console, "wang", Role.OFFICE)
    visitor.come_in("wang")
    first = visitor.get("/")
    assert (
        first.status_code == 200
        and "1个单位，均未检查" in first.text
        and "gongkai nightly" in first.text
    )  # what to do, and no all-clear
    assert all(
        "均未检查" in visitor.get(path).text for path in ("/findings", "/runs", "/units/example")
    )


@pytest.mark.parametrize(
    "password",
    ["short", "1234567890123", "aaaaaaaaaaaa", "zhangsan-2026!zhangsan", "password123!", "x" * 201],
)
def test_a_weak_password_is_refused(password: str) -> None:
    assert weakness(password, "zhangsan") is not None


def test_passwords_are_hashed_with_argon2id() -> None:
    kept = hashed(PASSWORD)
    assert kept.startswith("$argon2id$") and is_right(kept, PASSWORD)
    assert (
        not is_right(kept, PASSWORD + "x")
        and not is_right(None, "nobody's")
        and not is_right("damaged", PASSWORD)
    )


@pytest.mark.parametrize(
    ("origin", "is_ours"),
    [
        ("http://a.test", True),
        ("https://gongkai.test", True),
        ("http://gongkai.test", False),
        ("http://a.test.evil", False),
        ("http://[", False),
    ],
)
def test_origins(origin: str, is_ours: bool) -> None:
    assert is_same_origin(origin, "a.test", "https://gongkai.test/console") is is_ours


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//host/x", "http://[", "", "ftp://a.test/"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert web_address(url) == ""
