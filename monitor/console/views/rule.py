"""One rule: what it calls a fault, when it cannot tell, by which clauses and with which numbers, as
the office's rulebook stands today. The same page as docs/rules.md, from the same source.
"""

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from config.rulebook import ChannelClass
from monitor.console.request import PageRequest
from monitor.judging.registry import rules
from monitor.judging.rules_page import rule_page, value_text
from monitor.measures.deadlines import limit_of_class
from monitor.report.gathering.basis import known_clause

BY_CLASS_OF_CHANNEL = "stale_channel"  # its limits are those of the channel classes


def rule(request: Request) -> Response:
    visit = PageRequest(request)
    known = rules().get(request.path_params["rule"])
    if known is None:
        raise HTTPException(404)
    rulebook = visit.config.rulebook
    page = rule_page(known.id, rulebook)
    is_by_class = known.id == BY_CLASS_OF_CHANNEL
    return visit.page(
        "rule.html",
        rule=known.rule,
        page=page,
        is_off=known.id in rulebook.limits.off,
        clauses=[
            (clause, clause.is_in_force(visit.console.today))
            for clause in map(partial(known_clause, config=visit.config), known.rule.clauses)
            if clause
        ],
        limits=[
            (limit, value_text(limit.value, visit.language))
            for limit in (() if is_by_class else page.limits)
        ],
        classes=[
            (channel_class, limit_of(channel_class, visit.config.office.profile))
            for channel_class in (rulebook.channel_classes if is_by_class else ())
        ],
    )


def limit_of(channel_class: ChannelClass, profile: str) -> tuple[str, str]:
    """(measure, whose number it is) of a class of channels, as the rule takes it; ("", "") where it
    has no deadline.
    """
    limit = limit_of_class(channel_class, profile)
    return (limit.short, limit.mark) if limit else ("", "")
