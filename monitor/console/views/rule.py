"""One rule: what it calls a fault, by which clauses and with which numbers, as the office's
rulebook stands today.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from config.rulebook import ChannelClass, Rulebook
from monitor.console.request import PageRequest
from monitor.judging.registry import rules
from monitor.report.material import known_clause

BY_CLASS_OF_CHANNEL = "stale_channel"  # its limits are those of the channel classes


def rule(request: Request) -> Response:
    visit = PageRequest(request)
    known = rules().get(request.path_params["rule"])
    if known is None:
        raise HTTPException(404)
    rulebook = visit.config.rulebook
    is_by_class = known.id == BY_CLASS_OF_CHANNEL
    return visit.page(
        "rule.html",
        rule=known.rule,
        rule_id=known.id,
        is_off=known.id in rulebook.limits.off,
        clauses=[
            (clause, clause.is_in_force(visit.console.today))
            for clause in map(partial(known_clause, config=visit.config), known.rule.clauses)
            if clause
        ],
        limits=[] if is_by_class else list(_limits(known.id, rulebook)),
        classes=[
            (channel_class, limit_of(channel_class, visit.config.office.profile))
            for channel_class in (rulebook.channel_classes if is_by_class else ())
        ],
    )


def limit_of(channel_class: ChannelClass, profile: str) -> tuple[str, str]:
    """(measure, whose number it is) of a class of channels, as the rule takes it; ("", "") where it
    has no deadline.
    """
    if profile == "county" and channel_class.county_limit_days:
        return f"{channel_class.county_limit_days} d", "county"
    if channel_class.limit_months:
        return f"{channel_class.limit_months} mo", channel_class.limit_mark
    if channel_class.limit_days:
        return f"{channel_class.limit_days} d", channel_class.limit_mark
    return "", ""


def _limits(rule_id: str, rulebook: Rulebook) -> Iterator[tuple[str, Any, str]]:
    """(key of limits.toml, value, what it means where that is written down)."""
    limits = getattr(rulebook.limits, rule_id, None)
    for key, field in type(limits).model_fields.items() if limits else ():
        value = getattr(limits, key)
        shown = "、".join(map(str, value)) if isinstance(value, list) else value
        yield key, shown, field.description or ""
