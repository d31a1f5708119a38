"""Tokens of one's own, by which programs read: made, shown once, revoked."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.console.request import PageRequest
from monitor.console.views.login import own_page
from store.desk.tokens import make_token, revoke_token
from store.privacy.numbers import mask

LONGEST_NAME = 40


def say(request: Request, form: Mapping[str, str]) -> Response:
    """POST: one more, or one less. What was made stands in the answer and nowhere else."""
    visit = PageRequest(request)
    user, desk = visit.user, visit.console.desk
    assert user is not None
    if form.get("what") == "revoke":
        number = form.get("token", "")
        if (
            not number.isdecimal()
            or len(number) > 15
            or not revoke_token(desk, user.id, int(number))
        ):
            raise HTTPException(404)
        return RedirectResponse("/account?done=token_revoked", 303)
    name = " ".join(visit.rendered.text(form.get("name", "")).split())[:LONGEST_NAME]
    if form.get("what") != "make" or not name:
        raise HTTPException(400)
    made = make_token(desk, user.id, mask(name), visit.console.clock.now())
    if made is None:
        return own_page(visit, 409, refused=visit.say("tokens_too_many"))
    return own_page(visit, made=made)
