"""Behind a web server: whose word is believed, who is counted, and by which name we are asked
(docs/faults.md C10, C11).
"""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from app.service.serving import mounted
from config.office import ConsoleSettings
from monitor.console.app import build
from monitor.console.context import Console
from monitor.console.forwarded import is_own_host, visitor_of
from store.desk.users import Role
from tests.monitor.console.office import PASSWORD, add_person

PROXY = "192.168.1.5"
ORIGIN = {"Origin": "https://gongkai.test", "Sec-Fetch-Site": "same-origin"}


def settled(console: Console, **settings: object) -> Console:
    """The same console under other settings of `[console]`."""
    config = console.config()
    known = ConsoleSettings.model_validate({"url": "https://gongkai.test/", **settings})
    changed = replace(config, office=config.office.model_copy(update={"console": known}))
    return replace(console, config=lambda: changed)


def asked_from(console: Console, peer: str, host: str = "gongkai.test") -> TestClient:
    """A connection from `peer`, as the proxy or a visitor without one makes it."""
    return TestClient(
        build(console, mounted(console.config())),
        base_url=f"http://{host}",
        client=(peer, 50_000),
        follow_redirects=False,
    )


def try_to_enter(client: TestClient, login: str, password: str, **headers: str):  # type: ignore[no-untyped-def]
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(
        "/login", data={"login": login, "password": password}, headers=ORIGIN | named
    )


def test_c8_five_wrong_passwords_lock_their_own_address_and_nobody_else(console: Console) -> None:
    behind = settled(console, trusted_proxies=[PROXY])
    add_person(console, "wu", Role.ANALYST)
    client = asked_from(behind, PROXY)
    for n in range(5):
        assert (
            try_to_enter(client, "wu", f"guess-{n}", X_Forwarded_For="9.9.9.9").status_code == 401
        )
    assert try_to_enter(client, "wu", PASSWORD, X_Forwarded_For="9.9.9.9").status_code == 429
    assert try_to_enter(client, "wu", PASSWORD, X_Forwarded_For="8.8.8.8").status_code == 303


def test_c8_what_a_visitor_writes_before_the_proxy_gives_no_new_tries(console: Console) -> None:
    behind = settled(console, trusted_proxies=[f"{PROXY}/32", "10.0.0.0/8"])
    client = asked_from(behind, PROXY)
    for n in range(5):
        forged = (
            f"7.7.7.{n}, 6.6.6.6, 10.1.2.3"  # the rightmost that is no proxy of ours is 6.6.6.6
        )
        assert try_to_enter(client, "zheng", "guess", X_Forwarded_For=forged).status_code == 401
    last = try_to_enter(client, "zheng", "guess", X_Forwarded_For="7.7.7.9, 6.6.6.6")
    assert last.status_code == 429


def test_c8_nobody_else_s_forwarded_headers_are_believed(
    console: Console, caplog: pytest.LogCaptureFixture
) -> None:
    client = asked_from(settled(console, trusted_proxies=[PROXY]), "5.5.5.5")
    for n in range(5):
        answer = try_to_enter(client, "chen", "guess", X_Forwarded_For=f"4.4.4.{n}")
        assert answer.status_code == 401
    assert try_to_enter(client, "chen", "x", X_Forwarded_For="4.4.4.9").status_code == 429
    come = try_to_enter(
        client, "wang", PASSWORD, X_Forwarded_For="4.4.4.4", X_Forwarded_Proto="https"
    )
    assert come.status_code == 303 and "Secure" not in come.headers["set-cookie"]
    said = [record for record in caplog.records if "trusted_proxies" in record.getMessage()]
    assert len(said) == 1 and "5.5.5.5" in said[0].getMessage()  # once, and not for every request


def test_c8_nobody_can_lock_everybody(console: Console) -> None:
    """Not one login out of every address, nor everybody out of one address."""
    client = asked_from(settled(console, trusted_proxies=[PROXY]), PROXY)
    for address in range(8):
        for n in range(5):
            try_to_enter(client, "li", f"guess-{n}", X_Forwarded_For=f"3.3.3.{address}")
    assert try_to_enter(client, "li", PASSWORD, X_Forwarded_For="2.2.2.2").status_code == 303
    for n in range(60):
        try_to_enter(client, f"nobody-{n}", "guess", X_Forwarded_For="2.2.2.2")
    assert try_to_enter(client, "wang", PASSWORD, X_Forwarded_For="2.2.2.2").status_code == 303


@pytest.mark.parametrize(("proto", "is_secure"), [("https", True), ("http", False)])
def test_c8_the_cookie_is_for_https_where_the_visitor_uses_it(
    console: Console, proto: str, is_secure: bool
) -> None:
    client = asked_from(settled(console, trusted_proxies=[PROXY]), PROXY)
    come = try_to_enter(
        client, "wang", PASSWORD, X_Forwarded_For="9.9.9.8", X_Forwarded_Proto=proto
    )
    assert ("Secure" in come.headers["set-cookie"]) is is_secure


def test_c8_by_default_the_machine_s_own_proxy_is_believed(console: Console) -> None:
    for peer in ("127.0.0.1", "::1"):
        come = try_to_enter(
            asked_from(settled(console), peer), "wang", PASSWORD, X_Forwarded_Proto="https"
        )
        assert "Secure" in come.headers["set-cookie"], peer


@pytest.mark.parametrize(
    ("peer", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
        ("x" * 9_000, "x" * 64),
    ],
)
def test_a_visitor_is_counted_by_address_and_by_line(peer: str, counted: str) -> None:
    assert visitor_of({"client": (peer, 1)}) == counted
    assert visitor_of({"client": None}) == ""


FOREIGN = (
    "evil.test",
    "evil.test:8620",
    "gongkai.test.evil.test",
    "gongkai.test@evil.test",
    "gongkai.test:80@evil.test",
    "evil.test#gongkai.test",
    "gongkai.test/evil",
    "[",
    "[::2]",
    "10.9.8.7",
    "",
)


@pytest.mark.parametrize("host", FOREIGN)
def test_c9_a_foreign_host_is_refused_in_words(console: Console, host: str) -> None:
    client = asked_from(settled(console), "127.0.0.1", host="gongkai.test")
    for path in ("/", "/login", "/login?next=/findings/", "/health", "/static/x", "/data/"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 400 and "location" not in answer.headers, path
        assert "控制台不使用这个网址" in answer.text and "evil" not in answer.text


def test_c9_no_redirect_is_built_from_a_foreign_host(console: Console) -> None:
    """A slash too many is redirected by the framework, to the host that was asked for."""
    known = settled(console)
    client = asked_from(known, "127.0.0.1")
    come = try_to_enter(client, "wang", PASSWORD)
    session = {"Cookie": come.headers["set-cookie"].split(";")[0]}
    ours = client.get("/findings/", headers=session)
    assert ours.headers["location"] == "http://gongkai.test/findings"
    foreign = client.get("/findings/", headers={**session, "Host": "evil.test"})
    assert foreign.status_code == 400
    forwarded = client.get("/findings/", headers={**session, "X-Forwarded-Host": "evil.test"})
    assert forwarded.headers["location"] == "http://gongkai.test/findings"


@pytest.mark.parametrize(
    ("host", "server", "is_ours"),
    [
        ("gongkai.test", "127.0.0.1", True),
        ("GONGKAI.test.:443", "127.0.0.1", True),
        ("localhost:8620", "127.0.0.1", True),
        ("[::1]:8620", "::1", True),
        ("192.168.1.9:8620", "192.168.1.9", True),  # the address that was connected to
        ("[fe80::9]", "fe80::9", True),
        ("gongkai.inner", "127.0.0.1", True),
        ("gongkai.inner.evil", "127.0.0.1", False),
        ("192.168.1.8", "192.168.1.9", False),
    ],
)
def test_names_of_ours(host: str, server: str, is_ours: bool) -> None:
    scope = {"headers": [(b"host", host.encode())], "server": (server, 8620)}
    assert is_own_host(scope, "https://gongkai.test/console", ["gongkai.inner"]) is is_ours


def test_a_chinese_name_is_known_as_browsers_send_it() -> None:
    scope = {"headers": [(b"host", "公开.test".encode("idna"))], "server": ("127.0.0.1", 8620)}
    assert is_own_host(scope, "https://公开.test/", [])
