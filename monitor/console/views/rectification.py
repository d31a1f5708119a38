"""The way to a repair (整改): what is said of a finding, the answers of units with their files, and
what waits for the office.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.console.access import Right
from monitor.console.attention import Need
from monitor.console.request import PageRequest
from monitor.console.speaking import RIGHT_TO_SAY, SaidTooOften, speak
from monitor.console.views.overview import last_night, open_needs
from monitor.console.views.pages import SANDBOX
from monitor.rectification.attachments import NotTaken
from monitor.rectification.saying import (
    MOST_OF_A_KIND,
    NotAskedFor,
    NotUnderstood,
    named,
)
from monitor.rectification.stage import rectification
from store.desk.answer_files import AnswerFile, bytes_of, file_named, files_of
from store.desk.entries import (
    DeskAction,
    DeskEntry,
)
from store.desk.looks import PrivateLook, add_look
from store.findings import finding as finding_of
from store.ledger import Ledger
from store.records import Finding

A_PAGE = 50
WAITING = "/waiting"


@dataclass(frozen=True, slots=True)
class WaitingWord:
    """One word of a unit that the office has to decide on."""

    word: DeskEntry
    need: Need
    files: tuple[AnswerFile, ...]
    is_found_after_answer: bool


def say(request: Request, form: Mapping[str, str]) -> Response:
    """POST: one thing said of a finding."""
    try:
        what = named(form.get("what", ""))
    except NotUnderstood as error:
        raise HTTPException(400) from error
    back = WAITING if form.get("back") == WAITING else ""
    return _said(PageRequest(request), what, form, (), back)


def answer(
    request: Request, form: Mapping[str, str], files: Sequence[tuple[str, bytes]]
) -> Response:
    """POST: an answer with its files, all of them or nothing."""
    return _said(PageRequest(request), DeskAction.ANSWERED, form, files)


def file(request: Request) -> Response:
    """What came with an answer, to be saved and never shown: to the office and to the unit itself,
    each time on record before it is given.
    """
    visit = PageRequest(request)
    visit.must(Right.TAKE_FILES)
    known = file_named(visit.console.desk, visit.id("file"))
    if known is None or visit.user is None:
        raise HTTPException(404)
    with visit.ledger() as ledger:
        found_by(visit, ledger, known.finding)
    body = bytes_of(visit.console.desk, known)
    add_look(
        visit.console.desk,
        PrivateLook(
            *(known.sha256, known.name, visit.user.login, visit.user.name),
            visit.console.clock.now(),
        ),
    )
    plain = f"answer-{known.id}.{known.format}"
    headers = {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(known.name, safe='')}",
        "Content-Security-Policy": SANDBOX,
    }
    return Response(body, media_type="application/octet-stream", headers=headers)


def waiting(request: Request) -> Response:
    """What units said and the office has not decided, the longest waiting first."""
    visit = PageRequest(request)
    visit.must(Right.DECIDE)
    start = visit.number("start", least=0, most=100_000, otherwise=0)
    with visit.ledger() as ledger:
        found = open_needs(visit, ledger, last_night(ledger), is_under_secrecy=None)
    words = sorted(
        ((one, need) for need in found for one in need.standing.waiting),
        key=lambda pair: pair[0].id,
    )
    shown = words[start : start + A_PAGE]
    files = files_by_entry(visit, [need.finding.id for _, need in shown])
    return visit.page(
        "waiting.html",
        waiting=[
            WaitingWord(one, need, files.get(one.id, ()), _is_found_after(visit, need))
            for one, need in shown
        ],
        total=len(words),
        today=visit.console.today,
        earlier=f"{WAITING}?start={max(0, start - A_PAGE)}" if start else "",
        later=f"{WAITING}?start={start + A_PAGE}" if start + A_PAGE < len(words) else "",
    )


def found_by(visit: PageRequest, ledger: Ledger, number: int) -> Finding:
    """Raises HTTPException for a finding that is none of this person's."""
    found = finding_of(ledger, number)
    if found is None:
        raise HTTPException(404)
    visit.must_see(found.unit)
    return found


def too_often(visit: PageRequest) -> Response:
    return visit.refused(400, visit.say("said_too_often", most=MOST_OF_A_KIND))


def files_by_entry(
    visit: PageRequest, findings: Sequence[int]
) -> Mapping[int, tuple[AnswerFile, ...]]:
    files: dict[int, tuple[AnswerFile, ...]] = {}
    for one in files_of(visit.console.desk, findings):
        files[one.entry] = (*files.get(one.entry, ()), one)
    return files


def _is_found_after(visit: PageRequest, need: Need) -> bool:
    zone = visit.config.office.zone
    stands = rectification(need.finding, need.standing, (), visit.console.today, zone)
    return stands.is_found_after_answer


def _said(
    visit: PageRequest,
    what: DeskAction,
    form: Mapping[str, str],
    files: Sequence[tuple[str, bytes]],
    back: str = "",
) -> Response:
    """Raises HTTPException for whoever may not say it, and for what cannot be said now."""
    visit.must(RIGHT_TO_SAY[what])
    with visit.ledger() as ledger:
        found = found_by(visit, ledger, visit.id("finding"))
    assert visit.user is not None
    try:
        speak(visit.console, visit.user, found, what, form, files)
    except NotUnderstood as error:
        raise HTTPException(400) from error
    except NotAskedFor as error:
        raise HTTPException(409) from error
    except NotTaken as refused:
        return visit.refused(400, refused.words.text(visit.language))
    except SaidTooOften:
        return too_often(visit)
    done = f"?done={what.value}"
    return RedirectResponse(f"{back}{done}" if back else f"/findings/{found.id}{done}#history", 303)
