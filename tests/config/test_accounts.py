"""Accounts (政务新媒体) in a unit's file."""

import pytest
from pydantic import ValidationError

from config.unit import Unit

ACCOUNT = {"id": "wx", "platform": "微信公众号", "name": "水利之窗"}


def unit(*accounts: dict[str, str]) -> Unit:
    return Unit.model_validate(
        {"id": "shuili", "name": "水利局", "kind": "department", "accounts": list(accounts)}
    )


def test_an_account_needs_an_id_a_platform_and_a_name() -> None:
    assert unit(ACCOUNT).accounts[0].handle == ""
    for key in ACCOUNT:
        with pytest.raises(ValidationError):
            unit({name: value for name, value in ACCOUNT.items() if name != key})


def test_two_accounts_of_one_id_are_refused() -> None:
    with pytest.raises(ValidationError, match="two accounts of one unit bear the same id"):
        unit(ACCOUNT, ACCOUNT | {"platform": "微博"})


def test_an_address_is_one_of_the_web() -> None:
    assert unit(ACCOUNT | {"url": "https://weibo.example/u/1"}).accounts[0].url
    with pytest.raises(ValidationError):
        unit(ACCOUNT | {"url": "weibo"})
