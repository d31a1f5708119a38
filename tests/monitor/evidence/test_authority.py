"""An authority asked over HTTP: on its good days and on the others."""

import pytest

from monitor.evidence.authority import NotStamped, asked
from monitor.evidence.time_stamp import check_stamp
from tests.monitor.evidence.stamping_server import Authority

TEXT = b"what was kept"


def test_it_answers_with_a_stamp_of_this_text_and_its_time(authority: Authority) -> None:
    token, at = asked(authority.url, TEXT, authority.roots)
    assert check_stamp(TEXT, token, authority.roots).at == at


@pytest.mark.parametrize(
    ("mood", "why"),
    [
        ("down", "HTTP 503"),
        ("a page", "no sound time stamp"),
        ("endless", "too large"),
        ("of another text", "another text"),
    ],
)
def test_what_proves_nothing_is_refused_and_says_why(
    authority: Authority, mood: str, why: str
) -> None:
    authority.mood = mood
    with pytest.raises(NotStamped, match=why):
        asked(authority.url, TEXT, authority.roots)


def test_nobody_there_is_said(authority: Authority) -> None:
    with pytest.raises(NotStamped, match="ConnectionError"):
        asked("http://127.0.0.1:1/tsr", TEXT, authority.roots)


def test_one_that_lists_its_chain_in_no_order_is_asked_without_it(authority: Authority) -> None:
    authority.list_whole_chain()
    roots = [*authority.roots, authority.certificate]
    token, _ = asked(authority.url, TEXT, roots)
    assert check_stamp(TEXT, token, roots).is_vouched_for
