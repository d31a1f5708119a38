"""A finished capture file, taken into the ledger: exactly once, all or nothing, bodies before rows.

The archive commits first. A crash in between leaves bodies that nothing refers to, which the second
attempt finds again by their name; never a row that refers to bytes that are not there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from config.errors import StoreFailed
from config.words import Words
from store.archive import Archive
from store.capture.file import SAME_PAGE, CaptureFile, CrawlPlan, StoredVisit
from store.capture.settled_looks import SettledLook, settled
from store.instants import squeeze, to_text
from store.ledger import Ledger
from store.merge import channels, items, page_links, page_rows, readings, vantage_sites
from store.merge.comparison import MergedNight, Step, compared, goes_on
from store.merge.page_rows import PageRow
from store.merge.privacy import masked_row, without_numbers
from store.merge.redaction import without_tombstoned
from store.merge.spans import extended, opened
from store.outcomes import Ours, Outcome
from store.records import CrawlEnd, FrontierRow, Purpose
from store.urls import canonical

FOREIGN_FILE = Words(
    "抓取文件 {file} 属于账本中没有的检查 {run}，未予合并。",
    "The capture file {file} belongs to the run {run}, which this ledger does not know; it was not merged.",
)

# A page once known as the stronger of these stays so: a link from an article does not make a home
# page a mere page.
_STRONGEST_FIRST = (
    Purpose.HOME,
    Purpose.CHANNEL,
    Purpose.LIST_PAGE,
    Purpose.DATA,
    Purpose.ITEM,
    Purpose.ATTACHMENT,
    Purpose.PAGE,
)


def merge(
    file: CaptureFile,
    ledger: Ledger,
    archive: Archive,
    *,
    blind: Sequence[tuple[datetime, datetime]] = (),
    why: Ours = Ours.CANARY_DOWN,
    run_id: str = "",
) -> None:
    """Take `file` into ledger and archive; a file already taken in changes nothing.

    Files of one unit must come in the order of their runs. What was seen within a window of
    `blind`, in which our own network was not good, is taken in as not judged, with the reason
    `why`. `run_id`: the run that it belongs to here, where the file was made elsewhere.

    Raises:
        StoreFailed: the file's run was never begun in this ledger, a body is damaged, or a file of
            ours fails.
    """
    plan = file.plan() if not run_id else replace(file.plan(), run_id=run_id)
    if ledger.has_merged(plan.file_id):
        return
    night = MergedNight(plan, _day_of(plan, ledger))
    pages = page_rows.load_pages(ledger.db, plan.unit)
    looks = without_numbers(settled(_believed(file.visits(), blind, why)), ledger)
    steps = compared(
        without_tombstoned(looks, ledger),
        pages,
        page_rows.latest_spans(ledger.db, plan.unit),
        night,
    )
    sizes = _keep_bodies(file, archive, steps, pages)
    with ledger.transaction():
        if ledger.has_merged(plan.file_id):
            return
        if plan.kind == vantage_sites.KIND:
            vantage_sites.write_vantage_sites(ledger, night, steps, pages, sizes)
            _write_unit_run(ledger, plan, file.end(), steps, pages)
            return
        _write_looks(ledger, night, steps, pages, sizes)
        _write_leftovers(
            ledger,
            plan,
            ((masked_row(row, ledger), state, why) for row, state, why in file.frontier_states()),
            {step.look.url for step in steps},
            pages,
        )
        _write_unit_run(ledger, plan, _end_of(file, steps, blind, why), steps, pages)


def _believed(
    visits: Iterable[StoredVisit], blind: Sequence[tuple[datetime, datetime]], why: Ours
) -> Iterator[StoredVisit]:
    """A page of ours that was open while the canaries were not proves no more than one that was
    closed: a captive portal answers 200 for everything.
    """
    for stored in visits:
        if any(since <= stored.visit.at <= until for since, until in blind):
            unseen = replace(
                stored.visit, outcome=Outcome.NOT_JUDGED, reason=why, sha256="", not_modified=False
            )
            yield replace(stored, visit=unseen, facts=None, changed=False, masks=())
        else:
            yield stored


def _end_of(
    file: CaptureFile, steps: Sequence[Step], blind: Sequence[tuple[datetime, datetime]], why: Ours
) -> CrawlEnd | None:
    """A crawl of which nothing can be believed has judged nobody, however complete it was."""
    end = file.end()
    if end is not None and blind and steps and not any(step.look.is_judged for step in steps):
        return replace(end, state="not_judged", stop_reason=why)
    return end


def _day_of(plan: CrawlPlan, ledger: Ledger) -> date:
    run = ledger.run(plan.run_id)
    if run is None:
        raise StoreFailed(FOREIGN_FILE.filled(file=plan.file_id, run=plan.run_id))
    return run.day


def _keep_bodies(
    file: CaptureFile, archive: Archive, steps: list[Step], pages: dict[str, PageRow]
) -> dict[str, int]:
    """Put what is to be kept into the archive, as a delta against the page's last good body; sizes
    by name.
    """
    sizes: dict[str, int] = {}
    with archive.writing():
        for step in steps:
            if step.keeps_body:
                body, packed = file.body_with_packed(step.look.sha256)
                page = pages.get(step.look.url)
                archive.put(step.look.sha256, body, page.sha256 if page else "", packed=packed)
                sizes[step.look.sha256] = len(body)
                if answer := step.look.visit.answer_sha256:
                    archive.put(answer, file.body(answer), "")
    return sizes


def _write_looks(
    ledger: Ledger,
    night: MergedNight,
    steps: list[Step],
    pages: dict[str, PageRow],
    sizes: dict[str, int],
) -> None:
    grown = [extended(step.span, step.seen) for step in steps if step.span and goes_on(step)]
    page_rows.update_spans(ledger.db, grown)
    newly_read = [_write_look(ledger, night, step, pages, sizes) for step in steps]
    page_rows.update_pages(ledger.db, [pages[step.look.url] for step in steps])
    site_kinds = dict(
        ledger.db.conn.execute(
            "SELECT id, kind FROM site WHERE unit = ?", (night.plan.unit,)
        ).fetchall()
    )
    fresh = [
        step
        for step, is_read in zip(steps, newly_read, strict=True)
        if is_read and step.look.shows_the_page
    ]
    for step, is_read in zip(steps, newly_read, strict=True):
        if (
            is_read
            and step.look.facts
            and channels.is_channel(step.look, step.look.facts, site_kinds.get(step.look.site, ""))
        ):
            channels.enter(ledger.db, pages[step.look.url], step.look, step.look.facts)
    for step in fresh:
        _write_items(ledger, night, step, pages)
    if fresh:
        channels.note_links(ledger.db, night.plan.unit)


def _write_look(
    ledger: Ledger, night: MergedNight, step: Step, pages: dict[str, PageRow], sizes: dict[str, int]
) -> bool:
    """Page, capture, facts and new span of one look; whether a reading was added. What is known of
    the page is written by the caller.
    """
    look, db = step.look, ledger.db
    page = pages.get(look.url) or page_rows.insert_page(db, night.plan.unit, look)
    pages[look.url] = page
    adds_reading = False
    if look.is_judged and not goes_on(step):
        capture = (
            page_rows.insert_capture(db, page, look, sizes[look.sha256])
            if step.keeps_body
            else None
        )
        adds_reading = look.facts is not None and (step.seen.changed or not look.shows_the_page)
        facts = (
            readings.insert_facts(db, page.id, capture, look, look.facts)
            if look.facts and adds_reading
            else None
        )
        if look.shows_the_page:
            capture = capture or page_rows.capture_id(db, page.id, page.sha256)
            facts = facts or page.facts
        page_rows.insert_span(db, page.id, replace(opened(step.seen), capture=capture, facts=facts))
        if look.shows_the_page and adds_reading:
            page.facts, page.fingerprint = facts, step.seen.fingerprint
            page.sha256 = look.sha256 if step.keeps_body else page.sha256
    if look.shows_the_page and look.facts is not None:
        page_links.keep(db, page.id, look, look.facts)
    _know(page, look)
    return adds_reading


def _know(page: PageRow, look: SettledLook) -> None:
    """What the planner will need to know of the page next time."""
    page.purpose = min(Purpose(page.purpose), look.purpose, key=_STRONGEST_FIRST.index).value
    page.site, page.channel_url = look.site or page.site, page.channel_url or look.channel_url
    page.title = page.title or look.title_hint or (look.facts.title if look.facts else "")
    page.last_outcome, page.last_reason = look.visit.outcome.value, look.visit.reason
    page.left_over = 0
    page.learn(look.masks)
    if not look.is_judged:
        return
    at = to_text(look.visit.at)
    page.last_visit_at = max(page.last_visit_at or at, at)
    page.ip = look.visit.ip or page.ip
    if not look.shows_the_page:
        return
    page.ever_good = 1
    if not look.visit.not_modified:
        headers = {name.lower(): value for name, value in look.visit.headers}
        page.last_full_at = at
        # An unchanged shell says nothing of what its scripts bring: a rendered page is never asked
        # for by its validators.
        is_whole = not look.visit.rendered
        page.etag, page.last_modified = (
            (headers.get("etag", ""), headers.get("last-modified", "")) if is_whole else ("", "")
        )


def _write_items(ledger: Ledger, night: MergedNight, step: Step, pages: dict[str, PageRow]) -> None:
    look = step.look
    channel = channels.find(ledger.db, night.plan.unit, channels.channel_of(look))
    if channel is None or look.facts is None:
        return
    before = step.span.last_at if step.span else None
    items.merge_list(
        ledger.db,
        items.ChannelReading(
            channel=channel,
            page=pages[look.url].id,
            items=look.facts.items,
            at=look.visit.at,
            previous_at=to_text(before) if before else None,
            run_id=night.plan.run_id,
        ),
    )


def _write_leftovers(
    ledger: Ledger,
    plan: CrawlPlan,
    states: Iterable[tuple[FrontierRow, str, str]],
    visited: set[str],
    pages: dict[str, PageRow],
) -> None:
    """What was not asked tonight (a budget was spent, the host was down) is remembered: the next
    night begins with it.
    """
    for row, state, why in states:
        if state not in ("queued", "skipped") or canonical(row.url) in visited or why == SAME_PAGE:
            continue
        page = pages.get(canonical(row.url)) or _unvisited(plan, row)
        page.left_over = 1
        if page.id:
            page_rows.update_page(ledger.db, page)
        else:
            page.id = page_rows.insert_page_row(ledger.db, page)
            pages[page.url] = page


def _unvisited(plan: CrawlPlan, row: FrontierRow) -> PageRow:
    return PageRow(
        id=0,
        unit=plan.unit,
        url=canonical(row.url),
        site=row.site,
        purpose=row.purpose.value,
        channel_url=canonical(row.channel_url) if row.channel_url else "",
        depth=row.depth,
        title=row.title_hint,
        first_at=to_text(plan.started_at),
    )


def _write_unit_run(
    ledger: Ledger,
    plan: CrawlPlan,
    end: CrawlEnd | None,
    steps: list[Step],
    pages: dict[str, PageRow],
) -> None:
    """The row that makes this file merged, and proves what of the unit was looked at."""
    end = end or CrawlEnd("partial", len(steps), len(steps), 0, 0, 0, "killed")
    visited = [
        [str(pages[step.look.url].id), *one_try] for step in steps for one_try in step.look.tries
    ]
    ledger.db.conn.execute(
        """INSERT INTO unit_run (file_id, run_id, unit, kind, state, stop_reason, vantage, started_at, ended_at,
             planned, fetched, failed, skipped, pending, not_judged, visited)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            plan.file_id,
            plan.run_id,
            plan.unit,
            plan.kind,
            end.state,
            end.stop_reason,
            plan.vantage,
            to_text(plan.started_at),
            to_text(max((step.look.visit.at for step in steps), default=plan.started_at)),
            end.discovered,
            end.done,
            end.failed,
            end.skipped,
            end.pending,
            sum(not step.look.is_judged for step in steps),
            squeeze(visited),
        ),
    )
