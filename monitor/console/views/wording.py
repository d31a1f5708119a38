"""Old names found on pages: the office confirms or dismisses each, with a reason, for ever. Before
that nobody else sees them.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from config.rulebook import OldName
from monitor.console.access import Right
from monitor.console.request import PageRequest
from store.desk.wording import (
    Question,
    WordingAnswer,
    WordingDecision,
    decide,
    latest_words,
    wording_decisions,
)
from store.queries.wordings import ProposedWording, proposed_wordings

LONGEST_REASON = 2_000
DECIDED_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Proposal:
    """One question, on the page where it was met first; `more`: other pages that hold it."""

    first: ProposedWording
    name: OldName
    more: int


def wording(request: Request) -> Response:
    visit = PageRequest(request)
    visit.must(Right.CHECK)
    asked, decisions = _asked(visit), wording_decisions(visit.console.desk)
    return visit.page(
        "wording.html",
        waiting=_waiting(asked, decisions, visit),
        decided=decisions[::-1][:DECIDED_SHOWN],
    )


def say(request: Request, form: Mapping[str, str]) -> Response:
    """POST: one answer. Refused where nothing of the kind was found, or a dismissal gives no
    reason.
    """
    visit = PageRequest(request)
    visit.must(Right.CHECK)
    what, reason = form.get("what", ""), form.get("reason", "").strip()[:LONGEST_REASON]
    if what not in set(WordingAnswer) or (what == WordingAnswer.DISMISSED and not reason):
        raise HTTPException(400)
    key = (form.get("unit", ""), form.get("term", ""), form.get("sentence", ""))
    found = _asked(visit).get(key)
    if not found:
        raise HTTPException(404)
    user = visit.user
    assert user is not None
    unit, term, sentence = key
    decide(
        visit.console.desk,
        WordingDecision(
            *(unit, found[0].url, term, sentence, WordingAnswer(what), reason),
            *(user.login, user.name, visit.console.clock.now()),
        ),
    )
    return RedirectResponse("/wording?done=wording", 303)


def _asked(visit: PageRequest) -> Mapping[tuple[str, str, str], list[ProposedWording]]:
    """Every sentence of every unit, with the pages that hold it."""
    found: dict[tuple[str, str, str], list[ProposedWording]] = defaultdict(list)
    with visit.ledger() as ledger:
        for one in proposed_wordings(ledger):
            found[one.unit, one.term, one.sentence].append(one)
    return found


def _waiting(
    asked: Mapping[tuple[str, str, str], list[ProposedWording]],
    decisions: list[WordingDecision],
    visit: PageRequest,
) -> list[Proposal]:
    """Those of names still on the list that nobody has answered."""
    names = {name.old: name for name in visit.config.rulebook.old_names}
    answered: dict[str, dict[Question, WordingDecision]] = {
        unit: latest_words(one for one in decisions if one.unit == unit)
        for unit in {one.unit for one in decisions}
    }
    return [
        Proposal(pages[0], names[term], len(pages) - 1)
        for (unit, term, sentence), pages in asked.items()
        if term in names and (term, sentence) not in answered.get(unit, {})
    ]
