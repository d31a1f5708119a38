"""What other programs follow: new findings as Atom, deadlines as a calendar, each of any view of
the list of findings, with the rights of whose token it is.
"""

from collections.abc import Sequence
from datetime import datetime, time

from starlette.requests import Request
from starlette.responses import Response

from monitor.console.attention import Need
from monitor.console.feeds.atom import MEDIA_TYPE, Feed, FeedEntry, atom
from monitor.console.feeds.deadlines import MEDIA_TYPE as CALENDAR_TYPE
from monitor.console.feeds.deadlines import DueEvent, calendar
from monitor.console.request import PageRequest
from monitor.console.views.findings import units_asked
from monitor.console.views.overview import last_night, open_needs
from monitor.console.worklist import FindingsAsked, asked_for, chosen
from monitor.report.gathering.basis import basis_words
from store.queries.console.over_time import told_since_last

MOST = 100  # entries of a feed: readers keep what they have seen


def new_findings(request: Request) -> Response:
    """GET: the open findings of the view, the newest first; one that came back is told again."""
    visit = PageRequest(request)
    asked, needs = _asked(visit)
    with visit.ledger() as ledger:
        told = told_since_last(ledger, [need.finding.id for need in needs])
    zone = visit.config.office.zone
    at = {number: datetime.combine(day, time(0), tzinfo=zone) for number, day in told.items()}
    found = sorted(needs, key=lambda need: (at[need.finding.id], need.finding.id), reverse=True)
    home = visit.origin
    feed = Feed(
        id=f"{home}{asked.address('/feeds/findings.atom')}",
        title=f"{visit.config.office.name} · {visit.say('show.' + asked.show)}",
        author=visit.config.office.name,
        link=f"{home}{asked.address()}",
        own_link=f"{home}{asked.address('/feeds/findings.atom')}",
        language=visit.language,
        at=visit.console.clock.now(),
    )
    entries = [
        FeedEntry(
            id=f"{home}/findings/{need.finding.id}#{need.finding.reopened}",
            title=f"{visit.label(need.finding.unit)} · {visit.rendered.fault(need.finding.rule)}",
            link=f"{home}/findings/{need.finding.id}",
            at=at[need.finding.id],
            summary=" ".join(
                [
                    need.finding.sentence(visit.language),
                    basis_words(need.finding.clause, visit.config),
                ]
            ),
            subject=visit.rendered.severity(need.finding.severity),
        )
        for need in found[:MOST]
    ]
    return Response(atom(feed, entries), media_type=MEDIA_TYPE)


def deadlines(request: Request) -> Response:
    """GET: the deadlines of the view's open findings."""
    visit = PageRequest(request)
    asked, needs = _asked(visit)
    home = visit.origin
    host = home.split("//", 1)[-1]
    found = [
        DueEvent(
            uid=f"finding-{need.finding.id}-{need.finding.reopened}@{host}",
            day=need.due,
            title=f"{visit.label(need.finding.unit)} · {visit.rendered.fault(need.finding.rule)}",
            about=need.finding.sentence(visit.language),
            link=f"{home}/findings/{need.finding.id}",
        )
        for need in needs
        if need.due is not None
    ]
    name = f"{visit.say('due')} · {visit.say('show.' + asked.show)}"
    text = calendar(name, found, visit.console.clock.now())
    return Response(text, media_type=CALENDAR_TYPE)


def _asked(visit: PageRequest) -> tuple[FindingsAsked, Sequence[Need]]:
    """Of what has ended nothing is new and nothing is due: such a view is one of what is open."""
    asked = asked_for(visit.request.query_params)
    if asked.has_ended:
        asked = asked_for({**visit.request.query_params, "show": "open"})
    with visit.ledger() as ledger:
        every = open_needs(visit, ledger, last_night(ledger), is_under_secrecy=None)
    return asked, chosen(every, asked, units_asked(visit, asked), visit.label)
