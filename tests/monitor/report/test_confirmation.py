"""What was found again tonight, what was not, and what a closed site hides."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.report.confirmation import ByConfirmation, by_confirmation
from store.records import Finding
from tests.monitor.report.sample import DAY, STALE, finding

SITE = "http://www.example.test/zhangji/"
BEFORE = replace(STALE, last_confirmed=date(2012, 11, 20), address=SITE)
CLOSED = finding(12, "zhangji", "unreachable_site", "无法打开。", "Closed.", address=SITE)


def ids(stands: ByConfirmation) -> tuple[list[int], list[int], list[int]]:
    parts = (stands.confirmed, stands.unconfirmed, stands.behind_closed)
    confirmed, unconfirmed, behind = ([finding.id for finding in part] for part in parts)
    return confirmed, unconfirmed, behind


def test_what_has_ended_is_no_part_of_it() -> None:
    ended = (replace(STALE, state="closed"), replace(BEFORE, state="withdrawn"))
    assert by_confirmation(ended, DAY).all == ()


@pytest.mark.parametrize(
    ("site", "hides"),
    [
        (CLOSED, True),
        (replace(CLOSED, rule="missing_site", kind="never_opened"), True),
        (replace(CLOSED, kind="slow"), False),
        (replace(CLOSED, rule="stale_homepage"), False),
        (replace(CLOSED, unit="xueji"), False),
        (replace(CLOSED, address="http://other.example.test/"), False),
        (replace(CLOSED, last_confirmed=date(2012, 11, 20)), False),
    ],
    ids=[
        *("closed", "never opened", "slow is open", "another rule", "another unit's"),
        *("another site", "closed before, not known tonight"),
    ],
)
def test_of_a_closed_site_nothing_is_repeated(site: Finding, hides: bool) -> None:
    _, unconfirmed, behind = ids(by_confirmation((site, BEFORE), DAY))
    assert (BEFORE.id in behind, BEFORE.id in unconfirmed) == (hides, not hides)


def test_what_was_found_tonight_on_a_site_that_closed_since_is_told_all_the_same() -> None:
    assert ids(by_confirmation((CLOSED, STALE), DAY)) == ([CLOSED.id, STALE.id], [], [])


def test_an_address_that_is_none_breaks_no_report() -> None:
    odd = replace(BEFORE, address="", subject="item:http://[odd")
    assert ids(by_confirmation((CLOSED, odd), DAY)) == ([CLOSED.id], [odd.id], [])


def test_of_a_ledger_without_addresses_the_subject_tells_the_site() -> None:
    older = replace(BEFORE, address="")
    assert ids(by_confirmation((CLOSED, older), DAY)) == ([CLOSED.id], [], [older.id])
