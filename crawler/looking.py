"""One look at one page: from an answer, over its redirects, to a visit with its outcome and what was read.

Redirects are followed here and not by Scrapy, so that every hop passes the guard and robots.txt, and the final
address stands on the visit.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response

from crawler.certificate import fault_of
from crawler.failures import Settled, settle
from crawler.job import Job
from crawler.pages import is_deep
from crawler.scope import is_web_address
from store.outcomes import Outcome
from store.records import FrontierRow, PageFacts, Purpose, Visit
from store.urls import canonical

MAX_HOPS = 5  # faults.md §2
JUMP_TEXT = 200  # characters; a page with more to say than this is a page, wherever its script would lead
MAX_HEADERS = 60
MAX_HEADER = 500

Download = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Look:
    visit: Visit
    facts: PageFacts | None = None
    body: bytes = b""

    @property
    def shows_the_page(self) -> bool:
        return self.visit.outcome.shows_the_page and self.facts is not None


async def look(job: Job, row: FrontierRow, response: Response, download: Download, *, attempt: int, second: bool = False) -> Look:
    """Settle what `response`, the first answer for `row`, is worth. Follows at most `MAX_HOPS` redirects and jumps."""
    for hops_left in range(MAX_HOPS, -1, -1):
        seen = _read(job, row, response, attempt=attempt, second=second)
        target = _redirect(response) or _jump(row, seen)
        if not target:
            return _with_certificate(job, response, seen)
        settled = _refused_hop(job, row, target)
        if settled or not hops_left:
            return _settled(seen, settled or (Outcome.REDIRECT_LOOP, f"more than {MAX_HOPS} redirects, last to {target}"))
        try:
            response = await download(_hop(response, target))
        except Exception as error:
            return failed(job, row, error, response.request or Request(row.url), attempt=attempt, second=second, final_url=target)
    raise AssertionError("unreachable: the loop returns")


def failed(
    job: Job, row: FrontierRow, error: BaseException, request: Request, *, attempt: int, second: bool = False, final_url: str = ""
) -> Look:
    """The look that ended without an answer."""
    timeout = float(request.meta.get("download_timeout") or job.office.crawl.timeout_s)
    outcome, reason = settle(error, headers_arrived="download_latency" in request.meta, timeout_s=timeout)
    addresses = getattr(error, "addresses", ())
    slot = str(request.meta.get("download_slot", "")).removeprefix("ip:")
    return Look(
        Visit(
            url=row.url,
            at=job.clock.now(),
            outcome=outcome,
            reason=str(reason),
            seconds=round(request.meta.get("seconds", 0.0), 3),
            final_url=final_url or row.url,
            ip=addresses[0] if addresses else slot,
            vantage=job.office.network.vantage,
            attempt=attempt,
            second_look=second,
        )
    )


def _read(job: Job, row: FrontierRow, response: Response, *, attempt: int, second: bool) -> Look:
    headers = _headers(response)
    visit = Visit(
        url=row.url,
        at=job.clock.now(),
        outcome=Outcome.OPEN,
        seconds=round((response.request.meta if response.request else {}).get("seconds", 0.0), 3),
        status=response.status,
        final_url=canonical(response.url),
        ip=str(response.ip_address or ""),
        vantage=job.office.network.vantage,
        headers=tuple((name, value) for name, value in headers.items()),
        attempt=attempt,
        second_look=second,
        server_date=_server_date(headers.get("Date", "")),
    )
    if response.status == 304:
        asked = response.request is not None and bool(
            {"If-None-Match", "If-Modified-Since"} & {k.decode() for k in response.request.headers}
        )
        return Look(
            replace(visit, not_modified=True) if asked else replace(visit, outcome=Outcome.PARSE_ANOMALY, reason="304 without being asked")
        )
    if _redirect(response):
        return Look(visit)
    facts = job.read(response.body, url=response.url, headers=headers, status=response.status, masks=frozenset(row.masks))
    outcome, reason = facts.outcome, facts.outcome_reason
    if outcome is Outcome.OPEN and is_deep(row.url) and response.url != row.url and not is_deep(response.url) and not job.is_entry(row.url):
        outcome, reason = Outcome.SOFT_404, f"led to the front page {response.url}"
    return Look(replace(visit, outcome=outcome, reason=reason), facts, response.body)


def _redirect(response: Response) -> str:
    location = response.headers.get("Location")
    if response.status not in (301, 302, 303, 307, 308) or not location:
        return ""
    # A raw header may hold UTF-8 or GBK bytes: undecodable ones are kept as percent escapes by Request itself.
    return urljoin(response.url, location.decode("utf-8", "replace").strip())


def _jump(row: FrontierRow, seen: Look) -> str:
    """A front page or channel that is only a meta refresh or a script's jump: followed like a redirect."""
    if seen.facts is None or not seen.facts.jumps_to or row.purpose not in (Purpose.HOME, Purpose.CHANNEL, Purpose.PAGE):
        return ""
    target = canonical(urljoin(seen.visit.final_url, seen.facts.jumps_to))
    return target if seen.facts.text_length < JUMP_TEXT and target != seen.visit.final_url else ""


def _refused_hop(job: Job, row: FrontierRow, target: str) -> Settled | None:
    """Where a redirect leads that is not followed, and what that says."""
    if not is_web_address(target):
        return Outcome.REFUSED_BY_OUR_POLICY, f"redirect to {target[:200]}"
    if any(word in urlsplit(target).path.lower() for word in _LOGIN):
        return Outcome.LOGIN_REQUIRED, f"redirect to {target}"
    scope = job.scope(row.site)
    if scope is not None and not scope.is_same_host(target):
        return Outcome.MOVED, target
    return None


# A page behind these is a wall and not the page (field-notes §4: a jump to a login is a state).
_LOGIN = ("/login", "/sso/", "/cas/", "/passport")


def _hop(response: Response, target: str) -> Request:
    meta = dict(response.request.meta) if response.request else {}
    kept = {name: meta[name] for name in ("row", "site", "is_entry", "download_maxsize") if name in meta}
    return Request(target, meta=kept | {"unconditional": True}, dont_filter=True)


def _with_certificate(job: Job, response: Response, seen: Look) -> Look:
    """A certificate's fault is told only of a page that is otherwise fine: the worse news goes first."""
    if seen.visit.outcome is not Outcome.OPEN:
        return seen
    fault = fault_of(response.certificate, urlsplit(response.url).hostname or "", job.clock.now())
    return _settled(seen, fault) if fault else seen


def _settled(seen: Look, settled: Settled) -> Look:
    outcome, reason = settled
    return replace(seen, visit=replace(seen.visit, outcome=outcome, reason=reason))


def _headers(response: Response) -> dict[str, str]:
    raw = {name.decode("latin-1"): b", ".join(values).decode("utf-8", "replace") for name, values in response.headers.items()}
    return {name: value[:MAX_HEADER] for name, value in list(raw.items())[:MAX_HEADERS]}


def _server_date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
