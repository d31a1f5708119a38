"""Accounts on other people's platforms (政务新媒体): which are due this month, and what the person saw
who looked. The program itself asks no platform.
"""

from collections.abc import Mapping
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.console.access import Right
from monitor.console.request import PageRequest
from monitor.measures.by_people.accounts import accounts_of, due_this_month, latest_looks
from store.desk.account_looks import AccountLook, AccountState, account_looks, add_look

LONGEST_NOTE = 500


def accounts(request: Request) -> Response:
    visit = PageRequest(request)
    visit.must(Right.CHECK)
    latest = latest_looks(account_looks(visit.console.desk))
    units, today = visit.units, visit.console.today
    every_months = visit.config.rulebook.limits.stale_account.every_months
    return visit.page(
        "accounts.html",
        due=due_this_month(units, latest, today, every_months),
        known=[(unit, account) for unit in units for account in accounts_of(unit, today)],
        latest=latest,
        today=today,
        states=list(AccountState),
    )


def say(request: Request, form: Mapping[str, str]) -> Response:
    """POST: one look. Refused where there is no such account, a day is missing or lies ahead."""
    visit = PageRequest(request)
    visit.must(Right.CHECK)
    unit = next((unit for unit in visit.units if unit.id == form.get("unit")), None)
    today = visit.console.today
    known = {account.id for account in accounts_of(unit, today)} if unit else set()
    if unit is None or form.get("account") not in known:
        raise HTTPException(404)
    what = form.get("what", "")
    if what not in set(AccountState):
        raise HTTPException(400)
    state = AccountState(what)
    user = visit.user
    assert user is not None
    look = AccountLook(
        *(unit.id, form["account"], state, _newest(state, form.get("newest", ""), today)),
        *(form.get("note", "").strip()[:LONGEST_NOTE], user.login, user.name),
        visit.console.clock.now(),
    )
    add_look(visit.console.desk, look)
    return RedirectResponse("/accounts?done=look", 303)


def _newest(state: AccountState, given: str, today: date) -> date | None:
    """The day of the newest post, where posts were seen. Raises HTTPException."""
    if state is not AccountState.SEEN:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError as error:
        raise HTTPException(400) from error
    if day > today:
        raise HTTPException(400)
    return day
