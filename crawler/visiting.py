"""One look at one page: from an answer, over its redirects, to a visit with its outcome and what
was read.

Redirects are followed here and not by Scrapy, so that every hop passes the guard and robots.txt,
and the final address stands on the visit.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from crawler.browser.rendering import as_rendered
from crawler.extract.received_answer import ReceivedAnswer
from crawler.failures import NotAskedTonight, SettledBeforeAsking, settle
from crawler.frames import DEEPEST, LookAt, with_frames
from crawler.job import CrawlJob
from crawler.look import Look
from crawler.page_traits import is_deep
from crawler.probing.tls import TOO_OLD
from crawler.transport.certificate import fault_of
from crawler.transport.exchange import exchange_of, hop_of, server_date
from crawler.transport.old_tls import version_spoken
from crawler.transport.redirects import Redirects, jump_of, visit_of
from crawler.vantage import FROM_THE_PROXY, PROVED_NOTHING, is_by_proxy
from store.outcomes import Outcome
from store.records import FrontierRow, Hop, Purpose, Visit
from store.urls import canonical

A_FRAME_OF_ITSELF = (Outcome.REFUSED_BY_OUR_POLICY, "a frame within itself")
MAX_HEADERS = 60
MAX_HEADER = 500

Download = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Try:
    """One try at one row of the frontier; `number` counts from 1."""

    job: CrawlJob
    row: FrontierRow
    number: int
    is_second_look: bool = False
    within: tuple[str, ...] = ()  # the pages in whose frames the row's address stands


async def look(asked: Try, response: Response, download: Download) -> Look:
    """Settle what `response`, the first answer for the row, is worth. Follows redirects and jumps
    by the rules of `crawler.transport.redirects`.
    """
    job, row = asked.job, asked.row
    scope = job.scope(row.site)
    redirects = visit_of(row.url, scope.is_same_host if scope else None, job.guard.is_opened)
    hops: tuple[Hop, ...] = ()
    sets_cookies = False
    while True:
        target = _redirect(redirects, response)
        seen = await _read(asked, response, hops, is_page=not target)
        target = target or _jump(row, seen)
        if not target:
            seen = await with_frames(job, row, seen, _frame_of(asked, seen, download))
            seen = await as_rendered(
                job, row, seen, response, download, second=asked.is_second_look
            )
            return _with_certificate(job, response, seen)
        sets_cookies = sets_cookies or "Set-Cookie" in response.headers
        refused = redirects.refusal(target, len(hops), sets_cookies=sets_cookies)
        if refused:
            return seen.settled(refused)
        hops = (*hops, hop_of(response, seen.visit.headers))
        try:
            response = await download(_hop(response, target))
        except Exception as error:
            request = response.request or Request(row.url)
            return failed(asked, error, request, final_url=target)


def _frame_of(asked: Try, seen: Look, download: Download) -> LookAt:
    """Looks at one frame of the page that was seen; it counts as a page of the unit's budget."""
    within = (*asked.within, asked.row.url, seen.visit.final_url)

    async def look_at(url: str) -> Look:
        row = FrontierRow(url, Purpose.PAGE, asked.row.site, depth=asked.row.depth)
        frame = Try(asked.job, row, asked.number, asked.is_second_look, within)
        meta = {"row": row, "site": row.site, "unconditional": True}
        request = Request(url, meta=meta, dont_filter=True)
        if url in within or len(within) > 2 * DEEPEST:
            return failed(frame, SettledBeforeAsking(*A_FRAME_OF_ITSELF), request)
        asked.job.pages += 1
        try:
            response = await download(request)
        except NotAskedTonight:
            raise
        except Exception as error:
            return failed(frame, error, request)
        return await look(frame, response, download)

    return look_at


def failed(asked: Try, error: BaseException, request: Request, *, final_url: str = "") -> Look:
    """The look that ended without an answer."""
    job = asked.job
    timeout = float(request.meta.get("download_timeout") or job.office.crawl.timeout_s)
    outcome, reason = settle(
        error, headers_arrived="download_latency" in request.meta, timeout_s=timeout
    )
    if is_by_proxy(request) and not isinstance(error, SettledBeforeAsking):
        outcome, reason = PROVED_NOTHING
    addresses = getattr(error, "addresses", ())
    slot = str(request.meta.get("download_slot", "")).removeprefix("ip:")
    return Look(
        Visit(
            url=asked.row.url,
            at=job.clock.now(),
            outcome=outcome,
            reason=str(reason),
            seconds=round(request.meta.get("seconds", 0.0), 3),
            final_url=final_url or asked.row.url,
            ip=addresses[0] if addresses else "" if is_by_proxy(request) else slot,
            vantage=job.looks_from,
            attempt=asked.number,
            second_look=asked.is_second_look,
        )
    )


async def _read(asked: Try, response: Response, hops: tuple[Hop, ...], *, is_page: bool) -> Look:
    job, row = asked.job, asked.row
    headers = _headers(response)
    visit = Visit(
        url=row.url,
        at=job.clock.now(),
        outcome=Outcome.OPEN,
        seconds=round((response.request.meta if response.request else {}).get("seconds", 0.0), 3),
        status=response.status,
        final_url=canonical(response.url),
        ip="" if is_by_proxy(response.request) else str(response.ip_address or ""),
        vantage=job.looks_from,
        headers=tuple((name, value) for name, value in headers.items()),
        attempt=asked.number,
        second_look=asked.is_second_look,
        server_date=server_date(headers),
        exchange=replace(exchange_of(response), hops=hops),
    )
    if response.status == 304:
        was_asked = response.request is not None and bool(
            {"If-None-Match", "If-Modified-Since"} & {k.decode() for k in response.request.headers}
        )
        return Look(
            replace(visit, not_modified=True)
            if was_asked
            else replace(visit, outcome=Outcome.PARSE_ANOMALY, reason="304 without being asked")
        )
    if is_by_proxy(response.request) and response.status in FROM_THE_PROXY:
        return Look(visit).settled(PROVED_NOTHING)
    if not is_page:
        return Look(visit)
    received = ReceivedAnswer(response.body, response.url, response.status, headers)
    facts = await job.read(received, row.masks)
    if response.flags:
        facts = replace(facts, anomalies=(*facts.anomalies, *response.flags))
    outcome, reason = facts.outcome, facts.outcome_reason
    if (
        outcome is Outcome.OPEN
        and is_deep(row.url)
        and response.url != row.url
        and not is_deep(response.url)
        and not job.is_entry(row.url)
    ):
        outcome, reason = Outcome.SOFT_404, f"led to the front page {response.url}"
    return Look(replace(visit, outcome=outcome, reason=reason), facts, response.body)


def _redirect(redirects: Redirects, response: Response) -> str:
    location = (response.headers.get("Location") or b"").decode("latin-1")
    return redirects.leads_to(response.status, location, response.url)


def _jump(row: FrontierRow, seen: Look) -> str:
    """A front page or channel that is only a refresh or a jump, followed like a redirect."""
    if seen.facts is None or row.purpose not in (Purpose.HOME, Purpose.CHANNEL, Purpose.PAGE):
        return ""
    return jump_of(seen.facts, seen.visit.final_url)


def _hop(response: Response, target: str) -> Request:
    meta = dict(response.request.meta) if response.request else {}
    kept = {
        name: meta[name] for name in ("row", "site", "is_entry", "download_maxsize") if name in meta
    }
    return Request(target, meta=kept | {"unconditional": True}, dont_filter=True)


def _with_certificate(job: CrawlJob, response: Response, seen: Look) -> Look:
    """A certificate's fault is told of a page that is otherwise fine: worse news first."""
    if seen.visit.outcome is not Outcome.OPEN:
        return seen
    version = version_spoken(response)
    fault = (Outcome.TLS_LEGACY, TOO_OLD.format(version=version)) if version else None
    fault = fault or fault_of(
        response.certificate, urlsplit(response.url).hostname or "", job.clock.now()
    )
    return seen.settled(fault) if fault else seen


def _headers(response: Response) -> dict[str, str]:
    raw = {
        name.decode("latin-1"): b", ".join(values).decode("utf-8", "replace")
        for name, values in response.headers.items()
    }
    return {name: value[:MAX_HEADER] for name, value in list(raw.items())[:MAX_HEADERS]}
