"""When a page is rendered by a browser, and what the crawl makes of it: the same reader, the
same outcomes.

A page is rendered where the answer is a shell, or a list's frame without entries beside a script
that could bring them; or always, where the office says so of a site. A wall is never rendered: what
it asks of a browser is its challenge. Where a page needs a browser and there is none, or the
browser came to nothing, it was not seen: `needs_browser`, never "empty".
"""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapy.http import Response

from config.unit import BrowserUse
from crawler.browser.messages import RenderedPage, RenderRequest
from crawler.browser.subresources import Download, SubresourceFetcher
from crawler.extract.encoding import decode
from crawler.extract.received_answer import ReceivedAnswer
from crawler.failures import NotAskedTonight
from crawler.look import Look
from crawler.scope import is_web_address
from store.outcomes import Outcome
from store.records import FrontierRow, PageFacts, PageKind
from store.urls import canonical

if TYPE_CHECKING:
    from crawler.job import CrawlJob

BUDGET = "browser_pages_per_unit"
_NEVER = 'browser = "never" for this site'
_WORKERS_ONLY = "a crawl by hand draws no pages"
_SHELLS = (Outcome.NEEDS_BROWSER, Outcome.STUB)
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
_TROUBLE: dict[str, tuple[Outcome, str]] = {
    "late": (Outcome.NEEDS_BROWSER, "not drawn within {seconds:g} s"),
    "hung": (Outcome.NEEDS_BROWSER, "the browser came to no end: {detail}"),
    "start": (Outcome.NEEDS_BROWSER, "the browser does not start: {detail}"),
    "memory": (Outcome.REFUSED_BY_OUR_POLICY, "drawn, the page {detail}"),
    "size": (Outcome.REFUSED_BY_OUR_POLICY, "{detail}"),
}


async def as_rendered(
    job: "CrawlJob",
    row: FrontierRow,
    seen: Look,
    response: Response,
    download: Download,
    *,
    second: bool,
) -> Look:
    """`seen` as a browser shows it, or as it is where no browser is needed. Raises NotAskedTonight
    where the budget is spent.
    """
    use = job.browser_use(row.site)
    if not is_to_be_rendered(use, seen.visit.outcome, seen.facts, response.body):
        return seen
    lacking = _why_not(job, use)
    if lacking:
        is_seen = use != "always" and seen.visit.outcome not in _SHELLS
        return seen if is_seen else _unseen(seen, lacking)
    if not second and not job.may_render():
        raise NotAskedTonight(BUDGET)
    scope = job.scope(row.site)
    fetcher = SubresourceFetcher(job, row.site, scope.is_same_host if scope else None, download)
    assert job.renderer is not None
    rendered = await job.renderer.rendered(_order(job, response), fetcher)
    return await _read(job, row, seen, rendered, fetcher, response)


def _why_not(job: "CrawlJob", use: BrowserUse) -> str:
    """What keeps every page of the site from being rendered, "" where nothing does."""
    if use == "never":
        return _NEVER
    if not job.office.crawl.browser_pages_per_unit:
        return f"{BUDGET} = 0"
    return job.renderer.missing if job.renderer else _WORKERS_ONLY


def is_to_be_rendered(
    use: BrowserUse, outcome: Outcome, facts: PageFacts | None, body: bytes
) -> bool:
    """Pure. Documents and walls never are; with "never" it says what a browser would have been
    needed for.
    """
    if facts is None or facts.kind is PageKind.ATTACHMENT:
        return False
    if outcome in _SHELLS or (use == "always" and outcome.shows_the_page):
        return True
    return outcome.shows_the_page and is_frame_without_entries(facts) and bool(_SCRIPT.search(body))


def is_frame_without_entries(facts: PageFacts) -> bool:
    """A list that shows nothing, names no request for entries and does not call itself empty."""
    return (
        facts.kind is PageKind.LIST
        and not facts.items
        and not facts.data_requests
        and not facts.placeholder
        and not facts.jumps_to
    )


def _unseen(seen: Look, why: str) -> Look:
    detail = "; ".join(filter(None, [seen.visit.reason, why]))
    return seen.settled((Outcome.NEEDS_BROWSER, detail))


def _order(job: "CrawlJob", response: Response) -> RenderRequest:
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return RenderRequest(
        url=response.url,
        body=decode(response.body, content_type).text.encode("utf-8", "replace"),
        agent=job.user_agent,
        zone=job.office.time_zone,
        seconds=job.office.crawl.browser_s,
    )


async def _read(
    job: "CrawlJob",
    row: FrontierRow,
    seen: Look,
    rendered: RenderedPage,
    fetcher: SubresourceFetcher,
    response: Response,
) -> Look:
    if fetcher.led_away:
        return seen.settled(fetcher.led_away)
    if rendered.trouble:
        outcome, words = _TROUBLE.get(rendered.trouble, _TROUBLE["hung"])
        return seen.settled(
            (
                outcome,
                words.format(detail=rendered.detail[:200], seconds=job.office.crawl.browser_s),
            )
        )
    scope = job.scope(row.site)
    is_where_it_may_be = is_web_address(rendered.url) and (
        scope is None or scope.is_same_host(rendered.url)
    )
    url = rendered.url if is_where_it_may_be else response.url
    answer = ReceivedAnswer(
        rendered.html,
        url,
        seen.visit.status,
        {"Content-Type": "text/html; charset=utf-8"},
        is_rendered=True,
    )
    facts = await job.read(answer, row.masks)
    declared = seen.facts or facts
    facts = replace(
        facts, encoding_declared=declared.encoding_declared, encoding_used=declared.encoding_used
    )
    reason = (
        facts.outcome_reason if facts.outcome not in _SHELLS else _still_a_shell(facts, fetcher)
    )
    visit = replace(
        seen.visit, outcome=facts.outcome, reason=reason, final_url=canonical(url), rendered=True
    )
    return replace(seen, visit=visit, facts=facts, body=rendered.html, answer=response.body)


def _still_a_shell(facts: PageFacts, fetcher: SubresourceFetcher) -> str:
    refused = [f"{url}: {why}" for url, why in fetcher.refused.items()]
    return "; ".join(
        ["drawn by a browser, and still nothing to read", facts.outcome_reason, *refused[:3]]
    )[:500]
