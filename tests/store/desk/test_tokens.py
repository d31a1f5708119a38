"""Tokens and kept views: only hashes are on disk, and each person has their own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.desk import saved_views, tokens
from store.desk.desk import Desk, open_desk
from store.desk.saved_views import forget_view, save_view, views_of
from store.desk.tokens import make_token, revoke_token, token_user, tokens_of
from store.desk.users import Role, User, add_user, set_password, users
from store.privacy.logs import masked_line

NOW = datetime(2026, 3, 5, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = open_desk(tmp_path)
    for login in ("li", "wang"):
        add_user(
            found,
            login=login,
            name=login,
            role=Role.ANALYST,
            person="",
            units=(),
            password_hash="hash",
            now=NOW,
        )
    return found


@pytest.fixture
def li(desk: Desk) -> User:
    return users(desk)[0]


def test_a_token_is_its_person_until_it_is_revoked(desk: Desk, li: User) -> None:
    token = make_token(desk, li.id, "日历", NOW)
    assert token is not None and token_user(desk, token, NOW) == li
    [known] = tokens_of(desk, li.id)
    assert (known.name, known.used_on) == ("日历", "2026-03-05")
    assert token.encode() not in desk.path.read_bytes(), "who reads the file cannot read with it"
    assert not revoke_token(desk, users(desk)[1].id, known.id), "nobody revokes another's"
    assert revoke_token(desk, li.id, known.id) and token_user(desk, token, NOW) is None


def test_the_day_of_use_is_written_once_a_day(desk: Desk, li: User) -> None:
    token = make_token(desk, li.id, "a", NOW) or ""
    token_user(desk, token, NOW)
    before = desk.path.read_bytes()
    token_user(desk, token, NOW + timedelta(hours=3))
    assert desk.path.read_bytes() == before


def test_a_new_password_ends_them_all(desk: Desk, li: User) -> None:
    token = make_token(desk, li.id, "a", NOW) or ""
    set_password(desk, "li", "other", NOW)
    assert token_user(desk, token, NOW) is None and tokens_of(desk, li.id) == []


def test_one_has_only_so_many(desk: Desk, li: User) -> None:
    made = [make_token(desk, li.id, str(n), NOW) for n in range(tokens.MOST + 1)]
    assert made[-1] is None and made[-2] is not None
    assert make_token(desk, users(desk)[1].id, "b", NOW) is not None
    kept = [save_view(desk, li.id, str(n), "") for n in range(saved_views.MOST + 1)]
    assert kept[-1] is False and kept[-2] is True
    assert save_view(desk, li.id, "0", "show=new"), "one that there is may be changed"


def test_no_token_stands_in_a_log(desk: Desk, li: User) -> None:
    token = make_token(desk, li.id, "a", NOW) or ""
    assert masked_line(f"GET /feeds/findings.atom?token={token}&unit=a 200").count("gk_***") == 1
    assert token[3:] not in masked_line(f"Bearer {token}")


def test_a_view_is_kept_under_a_name_and_forgotten(desk: Desk, li: User) -> None:
    save_view(desk, li.id, "严重", "show=critical")
    save_view(desk, li.id, "严重", "show=overdue")
    [view] = views_of(desk, li.id)
    assert (view.name, view.query) == ("严重", "show=overdue")
    assert views_of(desk, users(desk)[1].id) == []
    assert not forget_view(desk, users(desk)[1].id, view.id)
    assert forget_view(desk, li.id, view.id) and views_of(desk, li.id) == []
