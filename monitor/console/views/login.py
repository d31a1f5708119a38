"""In and out: login, logout, one's own password, the language."""

import secrets
from collections.abc import Mapping
from datetime import timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.console.addresses import inside
from monitor.console.forwarded import visitor_of
from monitor.console.passwords import hashed, is_outdated, is_right, weakness
from monitor.console.request import LANGUAGE, LANGUAGES, PageRequest
from monitor.console.request_guard import SESSION, session_token
from store.desk.saved_views import views_of
from store.desk.tokens import tokens_of
from store.desk.users import (
    begin_session,
    end_session,
    forget_refusals,
    note_refusal,
    refusals,
    renew_hash,
    session_user,
    set_password,
    user_and_hash,
    users,
)

WINDOW = timedelta(minutes=15)
# Failures in that time, of one login from one address: counted for the pair alone, for a lock on a
# login by itself, or on an address by itself, is one that others can close.
MOST_FAILURES = 5
A_YEAR = 365 * 24 * 3600
LONGEST_LOGIN = 64


def login_page(request: Request) -> Response:
    visit = PageRequest(request)
    token = session_token(request.headers)
    if token and session_user(visit.console.desk, token, visit.console.clock.now()):
        return RedirectResponse(inside(request.query_params.get("next", "/")), 303)
    return _form(visit, inside(request.query_params.get("next", "/")))


def login(request: Request, form: Mapping[str, str]) -> Response:
    """One answer for a wrong login and a wrong password, in the same time; too many of them are not
    even looked at.
    """
    visit = PageRequest(request)
    console, now = visit.console, visit.console.clock.now()
    name, target = form.get("login", "").strip()[:LONGEST_LOGIN], inside(form.get("next", "/"))
    address = visitor_of(request.scope)
    if refusals(console.desk, name, address, now - WINDOW) >= MOST_FAILURES:
        response = _form(visit, target, wrong="login.too_many", status=429)
        response.headers["Retry-After"] = str(int(WINDOW.total_seconds()))
        return response
    known = user_and_hash(console.desk, name)
    password = form.get("password", "")
    if not is_right(known[1] if known else None, password) or known is None:
        note_refusal(console.desk, name, address, now)
        return _form(visit, target, wrong="login.wrong", login=name, status=401)
    if is_outdated(known[1]):
        renew_hash(console.desk, name, hashed(password))
    forget_refusals(console.desk, name, address)
    token, lasts = (
        secrets.token_urlsafe(32),
        timedelta(hours=visit.config.office.console.session_hours),
    )
    begin_session(console.desk, known[0], token, now=now, lasts=lasts)
    response = RedirectResponse(target, 303)
    response.set_cookie(
        SESSION,
        token,
        max_age=int(lasts.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=_is_https(request),
    )
    return response


def logout(request: Request, form: Mapping[str, str]) -> Response:
    del form
    if token := session_token(request.headers):
        end_session(request.app.state.console.desk, token)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(SESSION, httponly=True, samesite="lax", secure=_is_https(request))
    return response


def account_page(request: Request) -> Response:
    return own_page(PageRequest(request))


def own_page(
    visit: PageRequest, status: int = 200, *, wrong: str = "", made: str = "", refused: str = ""
) -> Response:
    """`made`: a token that was made just now, shown this once."""
    user = visit.user
    assert user is not None
    kept = views_of(visit.console.desk, user.id)
    return visit.page(
        "account.html",
        status,
        wrong=wrong,
        made=made,
        refused=refused,
        tokens=tokens_of(visit.console.desk, user.id),
        feeds=[(visit.say("show.open"), ""), *((view.name, view.query) for view in kept)],
        origin=visit.origin,
    )


def account(request: Request, form: Mapping[str, str]) -> Response:
    """A new password of one's own: the old one is asked for, and every session ends, this one too."""
    visit = PageRequest(request)
    user = visit.user
    assert user is not None
    old, new, again = form.get("old", ""), form.get("new", ""), form.get("again", "")
    address, now = visitor_of(request.scope), visit.console.clock.now()
    if refusals(visit.console.desk, user.login, address, now - WINDOW) >= MOST_FAILURES:
        return own_page(visit, 429, wrong=visit.say("login.too_many"))
    known = user_and_hash(visit.console.desk, user.login)
    if known is None or not is_right(known[1], old):
        note_refusal(visit.console.desk, user.login, address, now)
        return own_page(visit, 400, wrong=visit.say("account.wrong_old"))
    if new != again:
        return own_page(visit, 400, wrong=visit.say("account.differ"))
    if weak := weakness(new, user.login):
        return own_page(visit, 400, wrong=weak.text(visit.language))
    set_password(visit.console.desk, user.login, hashed(new), now)
    return RedirectResponse("/login?done=password", 303)


def language(request: Request, form: Mapping[str, str]) -> Response:
    """The other language from now on, on the same page."""
    wanted = form.get("to", "")
    if wanted not in LANGUAGES:
        raise HTTPException(400)
    response = RedirectResponse(inside(form.get("next", "/")), 303)
    response.set_cookie(
        LANGUAGE, wanted, max_age=A_YEAR, httponly=True, samesite="lax", secure=_is_https(request)
    )
    return response


def _form(
    visit: PageRequest, target: str, *, wrong: str = "", login: str = "", status: int = 200
) -> Response:
    has_nobody = not users(visit.console.desk)
    return visit.page(
        "login.html", status, next=target, wrong=wrong, login=login, has_nobody=has_nobody
    )


def _is_https(request: Request) -> bool:
    """As the browser sees it: by the word of a trusted proxy (X-Forwarded-Proto)."""
    return request.url.scheme == "https"
