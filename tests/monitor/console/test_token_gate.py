"""By which token a program reads, and how often."""

import pytest

from monitor.console.token_gate import (
    MINUTE_S,
    MOST_A_MINUTE,
    ReadersPace,
    reads_by_token,
    token_in,
)


def scope(path: str = "/api/v1/units", query: str = "", method: str = "GET", header: str = ""):  # type: ignore[no-untyped-def]
    headers = [(b"authorization", header.encode())] if header else []
    return {"method": method, "path": path, "query_string": query.encode(), "headers": headers}


@pytest.mark.parametrize(
    ("asked", "token"),
    [
        (scope(header="Bearer gk_abc"), "gk_abc"),
        (scope(header="bearer  gk_abc "), "gk_abc"),
        (scope(query="unit=a&token=gk_abc"), "gk_abc"),
        (scope(header="Basic gk_abc", query="token=gk_x"), "gk_x"),
        (scope(header="Bearer abc"), ""),
        (scope(query="token=gk_" + "a" * 200), ""),
        (scope(), ""),
    ],
)
def test_a_token_stands_in_a_header_or_in_the_address(asked, token: str) -> None:  # type: ignore[no-untyped-def]
    assert token_in(asked) == token


def test_a_token_changes_nothing_and_opens_no_page() -> None:
    assert reads_by_token(scope()) and reads_by_token(scope("/feeds/findings.atom"))
    assert not reads_by_token(scope(method="POST"))
    for path in ("/", "/findings", "/api", "/account", "/data/", "/captures/1/raw", "/apix/"):
        assert not reads_by_token(scope(path)), path


def test_each_reader_has_a_pace_of_its_own() -> None:
    pace = ReadersPace()
    assert not any(pace.is_too_fast("a", 100.0) for _ in range(MOST_A_MINUTE))
    assert pace.is_too_fast("a", 100.0 + MINUTE_S - 1)
    assert not pace.is_too_fast("b", 100.0)
    assert not pace.is_too_fast("a", 100.0 + MINUTE_S)
