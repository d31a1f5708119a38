"""What a time stamp proves of a text: any changed byte of either is found."""

from pathlib import Path

import pytest

from monitor.evidence.authority import asked
from monitor.evidence.time_stamp import check_stamp
from tests.monitor.evidence.stamping_server import Authority, an_authority

TEXT = b'{"day":"2026-03-04","run":"2026-03-04"}' * 3


@pytest.fixture
def token(authority: Authority) -> bytes:
    return asked(authority.url, TEXT, [])[0]


def test_it_is_vouched_for_by_the_root_and_without_one_only_compared(
    authority: Authority, token: bytes
) -> None:
    checked = check_stamp(TEXT, token, authority.roots)
    assert checked.is_vouched_for and checked.problem is None and checked.at
    compared = check_stamp(TEXT, token, [])
    assert compared.problem is None and not compared.is_vouched_for


def test_another_root_vouches_for_nothing(token: bytes, tmp_path: Path) -> None:
    with an_authority(tmp_path / "another") as stranger:
        assert check_stamp(TEXT, token, stranger.roots).problem


def test_a_changed_byte_of_text_or_stamp_is_found(authority: Authority, token: bytes) -> None:
    for at in range(len(TEXT)):
        altered = TEXT[:at] + bytes([TEXT[at] ^ 1]) + TEXT[at + 1 :]
        assert check_stamp(altered, token, authority.roots).problem
    told = check_stamp(TEXT, token, authority.roots).at
    for at in range(0, len(token), 7):
        altered = token[:at] + bytes([token[at] ^ 1]) + token[at + 1 :]
        found = check_stamp(TEXT, altered, authority.roots)
        # What the signature does not cover (the certificate is sent along) changes nothing that it says.
        assert found.problem or found.at == told


@pytest.mark.parametrize("token", [b"", b"<html>welcome</html>", b"\x30" * 5000])
def test_what_is_no_stamp_is_an_answer_and_no_error(token: bytes) -> None:
    assert check_stamp(TEXT, token, []).problem
